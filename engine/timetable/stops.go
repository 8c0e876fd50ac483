package timetable

import (
	"cmp"
	"fmt"
	"slices"

	"tongtu/data/model"
)

// named tells which routes and trips the change records of a station name.
type named struct {
	routes map[model.RouteID]bool
	trips  map[model.TripID]bool
}

func (t *Timetable) namedByRecords() map[Station]*named {
	out := map[Station]*named{}
	at := func(s Station) *named {
		if out[s] == nil {
			out[s] = &named{map[model.RouteID]bool{}, map[model.TripID]bool{}}
		}
		return out[s]
	}
	for pair, rs := range t.records {
		for _, r := range rs {
			if r.FromRoute != "" {
				at(pair.from).routes[r.FromRoute] = true
			}
			if r.FromTrip != "" {
				at(pair.from).trips[r.FromTrip] = true
			}
			if r.ToRoute != "" {
				at(pair.to).routes[r.ToRoute] = true
			}
			if r.ToTrip != "" {
				at(pair.to).trips[r.ToTrip] = true
			}
		}
	}
	return out
}

// compileStops assigns a Stop to every call: by station, mode and, where
// records name the call's trip or route, that trip or route.
func (t *Timetable) compileStops() error {
	special := t.namedByRecords()
	index := map[stopInfo]Stop{}
	v := &t.Forward
	v.calls = make([]int32, len(t.net.Trips)+1)
	v.call = make([]call, 0, t.calls)
	for i := range t.net.Trips {
		tr := &t.net.Trips[i]
		route := t.routeOfTrip[i]
		for _, c := range tr.Calls {
			s, ok := t.statIdx[c.Station]
			if !ok {
				return fmt.Errorf("trip %q: station %q: %w", tr.ID, c.Station, ErrNetwork)
			}
			info := stopInfo{station: s, city: t.cityOfStation[s], mode: t.net.Routes[route].Mode, route: -1, trip: -1}
			if n := special[s]; n != nil {
				if n.trips[tr.ID] {
					info.trip, info.route = Trip(i), route
				} else if n.routes[tr.Route] {
					info.route = route
				}
			}
			stop, ok := index[info]
			if !ok {
				stop = Stop(len(t.stops))
				index[info] = stop
				t.stops = append(t.stops, info)
			}
			v.call = append(v.call, call{stop: stop})
		}
		v.calls[i+1] = int32(len(v.call))
	}
	t.sortStops()
	t.stopsOfStation = make([][]Stop, len(t.net.Stations))
	t.firstOfCity = make([]Stop, len(t.net.Cities)+1)
	for s, info := range t.stops {
		t.stopsOfStation[info.station] = append(t.stopsOfStation[info.station], Stop(s))
		t.firstOfCity[info.city+1]++
	}
	for c := range t.net.Cities {
		t.firstOfCity[c+1] += t.firstOfCity[c]
	}
	return nil
}

// sortStops numbers the stops by city and station, so that those of a city follow one
// another.
func (t *Timetable) sortStops() {
	order := make([]Stop, len(t.stops))
	for i := range order {
		order[i] = Stop(i)
	}
	slices.SortStableFunc(order, func(a, b Stop) int {
		x, y := &t.stops[a], &t.stops[b]
		return cmp.Or(cmp.Compare(x.city, y.city), cmp.Compare(x.station, y.station))
	})
	stops, number := make([]stopInfo, len(order)), make([]Stop, len(order))
	for i, s := range order {
		stops[i], number[s] = t.stops[s], Stop(i)
	}
	t.stops = stops
	for i := range t.Forward.call {
		c := &t.Forward.call[i]
		c.stop = number[c.stop]
	}
}

// change returns the minimum time between alighting at stop a and boarding at
// stop b. plain is true where the same-station column of the change table
// decided, which a query may replace; ok is false where changing is impossible.
func (t *Timetable) change(a, b Stop) (d model.Second, plain, ok bool) {
	x, y := &t.stops[a], &t.stops[b]
	if r, found := t.record(x, y); found {
		return r.Time, false, !r.Forbidden
	}
	switch {
	case x.city != y.city:
		return 0, false, false
	case x.station == y.station:
		return t.table.Same[y.mode], true, true
	}
	return t.table.Other[x.mode][y.mode], false, true
}

// record finds the most specific record for a change from x to y; of equally
// specific ones the shortest permitted time, so that the order of a feed's rows
// does not matter.
func (t *Timetable) record(x, y *stopInfo) (best model.ChangeRecord, found bool) {
	for _, r := range t.records[stationPair{x.station, y.station}] {
		if !t.names(r.FromRoute, r.FromTrip, x) || !t.names(r.ToRoute, r.ToTrip, y) {
			continue
		}
		better := !found || r.Specificity() > best.Specificity()
		if found && r.Specificity() == best.Specificity() {
			better = !r.Forbidden && (best.Forbidden || r.Time < best.Time)
		}
		if better {
			best, found = r, true
		}
	}
	return best, found
}

func (t *Timetable) names(route model.RouteID, trip model.TripID, s *stopInfo) bool {
	if route != "" && (s.route < 0 || t.net.Routes[s.route].ID != route) {
		return false
	}
	return trip == "" || s.trip >= 0 && t.trips[s.trip].id == trip
}

// Walk is a general change record that joins stations of different cities.
type Walk struct {
	From, To Station
	Time     model.Second
}

// WalksFrom returns the walks that leave s for another city.
func (t *Timetable) WalksFrom(s Station) []Walk { return t.walksFrom[s] }

// WalksTo returns the walks that reach s from another city.
func (t *Timetable) WalksTo(s Station) []Walk { return t.walksTo[s] }
