//go:build !amd64

package timetable

// Fetch could have memory bring what a search needs to follow connections soon.
func (v *View) Fetch(connections []int32) {}

// FetchRides could have memory bring the rides of connections soon.
func (v *View) FetchRides(connections []int32) {}

// FetchDepartures could have memory bring what a search needs to take departures soon.
func (v *View) FetchDepartures(deps []Departure) {}
