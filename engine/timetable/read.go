package timetable

import (
	"cmp"
	"slices"

	"tongtu/data/model"
)

// Revision of the network t was compiled from.
func (t *Timetable) Revision() uint64 { return t.net.Revision }

// Info of the network.
func (t *Timetable) Info() model.Info { return t.net.Info }

// Counts returns the size of the network.
func (t *Timetable) Counts() Counts {
	return Counts{len(t.net.Cities), len(t.net.Stations), len(t.net.Routes), len(t.trips), t.calls}
}

// Cities returns all cities in order of id. Do not change the slice.
func (t *Timetable) Cities() []model.City { return t.net.Cities }

// Stations returns all stations in order of id. Do not change the slice.
func (t *Timetable) Stations() []model.Station { return t.net.Stations }

// Routes returns all routes in order of id. Do not change the slice.
func (t *Timetable) Routes() []model.Route { return t.net.Routes }

// Operators returns all operators in order of id. Do not change the slice.
func (t *Timetable) Operators() []model.Operator { return t.net.Operators }

// City looks a city up by id.
func (t *Timetable) City(id model.CityID) (model.City, bool) {
	i, ok := t.cityIdx[id]
	if !ok {
		return model.City{}, false
	}
	return t.net.Cities[i], true
}

// Station looks a station up by id.
func (t *Timetable) Station(id model.StationID) (model.Station, bool) {
	i, ok := t.statIdx[id]
	if !ok {
		return model.Station{}, false
	}
	return t.net.Stations[i], true
}

// Route looks a route up by id.
func (t *Timetable) Route(id model.RouteID) (model.Route, bool) {
	i, ok := t.routeByID(id)
	if !ok {
		return model.Route{}, false
	}
	return t.net.Routes[i], true
}

// Course returns the positions of two calls of a trip in the call arrays of the
// Forward view; ok is false where there is no such trip or call.
func (t *Timetable) Course(id model.TripID, board, alight int) (from, to int32, ok bool) {
	i, ok := slices.BinarySearchFunc(t.trips, id, func(x tripInfo, id model.TripID) int { return cmp.Compare(x.id, id) })
	if !ok {
		return 0, 0, false
	}
	first, end := t.Forward.Calls(Trip(i))
	from, to = first+int32(board), first+int32(alight)
	return from, to, first <= from && from <= to && to < end
}

// routeByID is the position of a route. Like trips, routes are many and seldom
// looked up: an index of them would take more memory than it saves time.
func (t *Timetable) routeByID(id model.RouteID) (int, bool) {
	return slices.BinarySearchFunc(t.net.Routes, id, func(x model.Route, id model.RouteID) int { return cmp.Compare(x.ID, id) })
}

// Modes returns the modes of the routes that have trips.
func (t *Timetable) Modes() model.ModeSet {
	var s model.ModeSet
	for _, st := range t.stops {
		s |= model.ModesOf(st.mode)
	}
	return s
}

// FirstDay is the first service day of any calendar.
func (t *Timetable) FirstDay() model.Date { return t.days.first }

// LastDay is the last service day of any calendar.
func (t *Timetable) LastDay() model.Date { return t.days.last }

// NumStops is the number of stops.
func (t *Timetable) NumStops() int { return len(t.stops) }

// NumTrips is the number of trips.
func (t *Timetable) NumTrips() int { return len(t.trips) }

// NumCities is the number of cities.
func (t *Timetable) NumCities() int { return len(t.net.Cities) }

// CityByID returns the dense index of a city.
func (t *Timetable) CityByID(id model.CityID) (City, bool) { c, ok := t.cityIdx[id]; return c, ok }

// StationByID returns the dense index of a station.
func (t *Timetable) StationByID(id model.StationID) (Station, bool) {
	s, ok := t.statIdx[id]
	return s, ok
}

// StationAt returns station s of the network.
func (t *Timetable) StationAt(s Station) *model.Station { return &t.net.Stations[s] }

// TripID is the id of trip i.
func (t *Timetable) TripID(i Trip) model.TripID { return t.trips[i].id }

// RouteOf returns the route of trip i.
func (t *Timetable) RouteOf(i Trip) *model.Route { return &t.net.Routes[t.routeOfTrip[i]] }

// StationsOf returns the stations of c. Do not change the slice.
func (t *Timetable) StationsOf(c City) []Station { return t.stationsOfCity[c] }

// StopsOf returns the stops at s. Do not change the slice.
func (t *Timetable) StopsOf(s Station) []Stop { return t.stopsOfStation[s] }

// StationOf is the station of stop s.
func (t *Timetable) StationOf(s Stop) Station { return t.stops[s].station }

// CityOf is the city of stop s.
func (t *Timetable) CityOf(s Stop) City { return t.stops[s].city }

// CityOfStation is the city of station s.
func (t *Timetable) CityOfStation(s Station) City { return t.cityOfStation[s] }

// ModeOf is the mode of stop s.
func (t *Timetable) ModeOf(s Stop) model.Mode { return t.stops[s].mode }

// Links returns the distinct pairs of cities with a direct hop, for drawing the
// network; computed once, on first use.
func (t *Timetable) Links() []Link {
	t.linksOnce.Do(func() { t.links = t.computeLinks() })
	return t.links
}

func (t *Timetable) computeLinks() []Link {
	type key struct {
		a, b City
		mode model.Mode
	}
	count := map[key]int{}
	v := &t.Forward
	for i := range t.trips {
		first, last := v.calls[i], v.calls[i+1]
		for k := first + 1; k < last; k++ {
			a, b := t.CityOf(v.StopAt(k-1)), t.CityOf(v.StopAt(k))
			if a == b {
				continue
			}
			count[key{min(a, b), max(a, b), t.ModeOf(v.StopAt(k))}]++
		}
	}
	links := make([]Link, 0, len(count))
	for k, n := range count {
		links = append(links, Link{t.net.Cities[k.a].ID, t.net.Cities[k.b].ID, k.mode, n})
	}
	slices.SortFunc(links, func(x, y Link) int {
		return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B), cmp.Compare(x.Mode, y.Mode))
	})
	return links
}

// RouteIndex is the position of the route of trip i in Routes.
func (t *Timetable) RouteIndex(i Trip) int { return int(t.routeOfTrip[i]) }
