package impact

import (
	"cmp"
	"slices"

	"tongtu/data/model"
)

// old marks what the union has of the old network beside the new one.
const old = "\x00before"

// unite returns the new network with the differing trips of the old one added:
// under other names, and with copies of what they refer to. It also returns the
// names of all trips that differ.
func unite(before, now model.Network, d difference) (model.Network, map[model.TripID]bool) {
	u := now
	u.Trips, u.Routes, u.Calendars, u.FareTables = slices.Clone(now.Trips), slices.Clone(now.Routes), slices.Clone(now.Calendars), slices.Clone(now.FareTables)
	differing := map[model.TripID]bool{}
	routes, days := map[model.RouteID]bool{}, map[model.CalendarID]bool{}
	for id := range d.trips {
		differing[id], differing[id+old] = true, true
	}
	for _, t := range before.Trips {
		if d.trips[t.ID] {
			routes[t.Route], days[t.Calendar] = true, true
			t.ID, t.Route, t.Calendar = t.ID+old, t.Route+old, t.Calendar+old
			u.Trips = append(u.Trips, t)
		}
	}
	for _, r := range before.Routes {
		if routes[r.ID] {
			r.ID += old
			u.Routes = append(u.Routes, r)
		}
	}
	for _, c := range before.Calendars {
		if days[c.ID] {
			c.ID += old
			u.Calendars = append(u.Calendars, c)
		}
	}
	for _, f := range before.FareTables {
		if routes[f.Route] {
			f.Route += old
			u.FareTables = append(u.FareTables, f)
		}
	}
	slices.SortFunc(u.Trips, func(a, b model.Trip) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(u.Routes, func(a, b model.Route) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(u.Calendars, func(a, b model.Calendar) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(u.FareTables, func(a, b model.FareTable) int { return cmp.Compare(a.Route, b.Route) })
	return u, differing
}
