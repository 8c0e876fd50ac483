package impact

import (
	"slices"

	"tongtu/data/model"
)

// difference is what distinguishes two networks.
type difference struct {
	// trips are those that are in one network only, or that run, call or cost
	// otherwise. Journeys without them are the same in both networks.
	trips map[model.TripID]bool
	// all says that the networks differ in more than trips, or that trips are
	// named one by one: then both are searched.
	all bool
}

// differences compares what searches read: not names, nor revisions.
func differences(a, b model.Network) difference {
	d := difference{trips: map[model.TripID]bool{}}
	routes := changedRoutes(a, b)
	d.all = routes[""] || tableOf(a) != tableOf(b) || !slices.Equal(a.Changes, b.Changes) ||
		!slices.EqualFunc(a.Cities, b.Cities, func(x, y model.City) bool { return x.ID == y.ID }) || !sameStations(a, b, routes)
	now := map[model.TripID]*model.Trip{}
	for i := range b.Trips {
		now[b.Trips[i].ID] = &b.Trips[i]
	}
	same := sameness{calendarsOf(a), calendarsOf(b), routes}
	for i := range a.Trips {
		t := &a.Trips[i]
		u := now[t.ID]
		delete(now, t.ID)
		if u == nil || !same.trip(t, u) {
			d.trips[t.ID] = true
		}
	}
	for id := range now {
		d.trips[id] = true
	}
	d.all = d.all || d.named(a) || d.named(b)
	return d
}

// named reports whether a change record of n names a trip that differs, or a
// route that has one: then a copy of the trip would not be treated like it.
func (d difference) named(n model.Network) bool {
	routes := map[model.RouteID]bool{}
	for _, t := range n.Trips {
		routes[t.Route] = routes[t.Route] || d.trips[t.ID]
	}
	return slices.ContainsFunc(n.Changes, func(r model.ChangeRecord) bool {
		return d.trips[r.FromTrip] || d.trips[r.ToTrip] || routes[r.FromRoute] || routes[r.ToRoute]
	})
}

// sameStations compares what stations mean to searches. A zone counts where a
// rule names it. Rules that only the new network has do not matter: the trips
// they are for differ, and are priced with the new zones.
func sameStations(a, b model.Network, changed map[model.RouteID]bool) bool {
	named := map[model.ZoneID]bool{}
	note := func(n model.Network, all bool) {
		for _, t := range n.FareTables {
			for _, r := range t.Rules {
				if all || !changed[t.Route] {
					named[r.From], named[r.To] = true, true
				}
			}
		}
	}
	note(a, true)
	note(b, false)
	delete(named, "")
	return slices.EqualFunc(a.Stations, b.Stations, func(x, y model.Station) bool {
		return x.ID == y.ID && x.City == y.City && (x.Zone == y.Zone || !named[x.Zone] && !named[y.Zone])
	})
}

func tableOf(n model.Network) model.ChangeTable {
	if n.ChangeTable == (model.ChangeTable{}) {
		return model.DefaultChangeTable()
	}
	return n.ChangeTable
}

func calendarsOf(n model.Network) map[model.CalendarID]model.Calendar {
	out := map[model.CalendarID]model.Calendar{}
	for _, c := range n.Calendars {
		out[c.ID] = c
	}
	return out
}

// changedRoutes are those of another mode or with other fares between zones; ""
// stands for the fares of every route.
func changedRoutes(a, b model.Network) map[model.RouteID]bool {
	out := map[model.RouteID]bool{}
	modes := map[model.RouteID]model.Mode{}
	for _, r := range a.Routes {
		modes[r.ID] = r.Mode
	}
	for _, r := range b.Routes {
		m, found := modes[r.ID]
		out[r.ID] = !found || m != r.Mode
	}
	rules := func(n model.Network) map[model.RouteID][]model.FareRule {
		m := map[model.RouteID][]model.FareRule{}
		for _, t := range n.FareTables {
			m[t.Route] = append(m[t.Route], t.Rules...)
		}
		return m
	}
	x, y := rules(a), rules(b)
	for _, m := range []map[model.RouteID][]model.FareRule{x, y} {
		for id := range m {
			out[id] = out[id] || !slices.Equal(x[id], y[id])
		}
	}
	return out
}

// sameness is what comparing two trips needs to know of their networks.
type sameness struct {
	before, now map[model.CalendarID]model.Calendar
	routes      map[model.RouteID]bool // changed
}

func (s sameness) trip(a, b *model.Trip) bool {
	return a.Route == b.Route && !s.routes[a.Route] && a.Fee == b.Fee && slices.Equal(a.Classes, b.Classes) &&
		sameDays(s.before[a.Calendar], s.now[b.Calendar]) &&
		slices.EqualFunc(a.Calls, b.Calls, func(x, y model.Call) bool {
			return x.Station == y.Station && x.Arr == y.Arr && x.Dep == y.Dep && x.NoBoard == y.NoBoard && x.NoAlight == y.NoAlight && slices.Equal(x.Fares, y.Fares)
		})
}

func sameDays(a, b model.Calendar) bool {
	return a.Days == b.Days && a.From == b.From && a.To == b.To && slices.Equal(a.Added, b.Added) && slices.Equal(a.Removed, b.Removed)
}
