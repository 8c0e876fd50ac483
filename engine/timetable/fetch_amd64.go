package timetable

// Fetch has memory bring what a search needs to follow connections soon: the calls
// they lead to, and their groups.
func (v *View) Fetch(connections []int32) {
	if len(connections) > 0 {
		fetch(connections, &v.conns.Rides[0], &v.call[0], &v.conns.Group[0])
	}
}

//go:noescape
func fetch(connections []int32, rides *Ride, calls *call, groups *int32)

// FetchRides has memory bring the rides of connections soon.
func (v *View) FetchRides(connections []int32) {
	if len(connections) > 0 {
		fetchRides(connections, &v.conns.Rides[0])
	}
}

//go:noescape
func fetchRides(connections []int32, rides *Ride)

// FetchDepartures has memory bring what a search needs to take departures soon.
func (v *View) FetchDepartures(deps []Departure) {
	if len(deps) > 0 {
		fetchDepartures(deps, &v.calls[0], &v.call[0], &v.t.fares.calendar[0])
	}
}

//go:noescape
func fetchDepartures(deps []Departure, first *int32, calls *call, calendars *int32)
