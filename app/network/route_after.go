package network

import (
	"cmp"
	"fmt"
	"slices"

	"tongtu/data"
	"tongtu/data/model"
)

// after is the network as it would be with the route of d stored. It changes
// nothing of n. What the store would name gets names of its own.
func after(n model.Network, d data.RouteDetail) model.Network {
	if d.Route.ID == "" {
		d.Route.ID = "\x00new"
	}
	mine := map[model.TripID]bool{}
	for _, t := range n.Trips {
		if t.Route == d.Route.ID {
			mine[t.ID] = true
		}
	}
	n.Trips = slices.DeleteFunc(slices.Clone(n.Trips), func(t model.Trip) bool { return t.Route == d.Route.ID })
	others := map[model.CalendarID]bool{}
	for _, t := range n.Trips {
		others[t.Calendar] = true
	}
	n.Calendars = slices.Clone(n.Calendars)
	days := map[model.CalendarID]model.CalendarID{} // what d calls them
	for _, c := range d.Calendars {
		name := c.ID
		if others[c.ID] || c.ID == "" {
			name = "\x00own" + c.ID // other routes keep theirs
		}
		days[c.ID] = name
		c.ID = name
		n.Calendars = slices.DeleteFunc(n.Calendars, func(o model.Calendar) bool { return o.ID == name })
		n.Calendars = append(n.Calendars, c)
	}
	for i, t := range d.Trips {
		if t.ID == "" {
			t.ID = model.TripID(fmt.Sprintf("\x00new%06d", i))
		}
		t.Route = d.Route.ID
		if own, ok := days[t.Calendar]; ok {
			t.Calendar = own
		}
		delete(mine, t.ID)
		n.Trips = append(n.Trips, t)
	}
	n.Routes = append(slices.DeleteFunc(slices.Clone(n.Routes), func(r model.Route) bool { return r.ID == d.Route.ID }), d.Route)
	n.FareTables = slices.DeleteFunc(slices.Clone(n.FareTables), func(f model.FareTable) bool { return f.Route == d.Route.ID })
	if len(d.Fares.Rules) > 0 {
		n.FareTables = append(n.FareTables, model.FareTable{Route: d.Route.ID, Rules: d.Fares.Rules})
	}
	n.Stations = slices.Clone(n.Stations)
	for i, st := range n.Stations {
		if z, ok := d.Zones[st.ID]; ok && st.Zone == "" {
			n.Stations[i].Zone = z
		}
	}
	n.Changes = slices.DeleteFunc(slices.Clone(n.Changes), func(r model.ChangeRecord) bool { return mine[r.FromTrip] || mine[r.ToTrip] })
	slices.SortFunc(n.Trips, func(a, b model.Trip) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Routes, func(a, b model.Route) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.Calendars, func(a, b model.Calendar) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(n.FareTables, func(a, b model.FareTable) int { return cmp.Compare(a.Route, b.Route) })
	return n
}

// firstRun is the first day from a day on, within a year, on which a trip of d
// runs as stored or as edited; that day when none does.
func firstRun(n model.Network, d data.RouteDetail, from model.Date) model.Date {
	calendars := slices.Clone(d.Calendars)
	used := map[model.CalendarID]bool{}
	for _, t := range n.Trips {
		if t.Route == d.Route.ID {
			used[t.Calendar] = true
		}
	}
	for _, t := range d.Trips {
		used[t.Calendar] = true
	}
	for _, c := range n.Calendars {
		if used[c.ID] {
			calendars = append(calendars, c)
		}
	}
	for day := from; day < from+366; day++ {
		if slices.ContainsFunc(calendars, func(c model.Calendar) bool { return c.Runs(day) }) {
			return day
		}
	}
	return from
}
