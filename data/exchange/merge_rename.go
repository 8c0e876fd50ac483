package exchange

import (
	"cmp"
	"slices"
	"strings"

	"tongtu/data/model"
)

// rename gives the elements of add, and what refers to them, their new
// identifiers.
func (m *merger) rename() {
	n := &m.add
	n.Cities = mapped(n.Cities, func(c *model.City) { c.ID = became(m.cities, c.ID) })
	n.Stations = mapped(n.Stations, func(s *model.Station) {
		s.ID, s.City, s.Zone = became(m.stations, s.ID), became(m.cities, s.City), became(m.zones, s.Zone)
	})
	n.Operators = mapped(n.Operators, func(o *model.Operator) { o.ID = became(m.operators, o.ID) })
	n.Routes = mapped(n.Routes, func(r *model.Route) { r.ID, r.Operator = became(m.routes, r.ID), became(m.operators, r.Operator) })
	n.Calendars = mapped(n.Calendars, func(c *model.Calendar) { c.ID = became(m.calendars, c.ID) })
	n.Shapes = mapped(n.Shapes, func(s *model.Shape) { s.ID = became(m.shapes, s.ID) })
	n.Trips = mapped(n.Trips, func(t *model.Trip) {
		t.Shape = became(m.shapes, t.Shape)
		t.ID, t.Route, t.Calendar = became(m.trips, t.ID), became(m.routes, t.Route), became(m.calendars, t.Calendar)
		if len(m.stations) > 0 {
			t.Calls = mapped(t.Calls, func(c *model.Call) { c.Station = became(m.stations, c.Station) })
		}
	})
	n.FareTables = mapped(n.FareTables, func(t *model.FareTable) {
		t.Route = became(m.routes, t.Route)
		t.Rules = mapped(t.Rules, func(r *model.FareRule) { r.From, r.To = became(m.zones, r.From), became(m.zones, r.To) })
	})
	n.Changes = mapped(n.Changes, func(r *model.ChangeRecord) {
		r.From, r.To = became(m.stations, r.From), became(m.stations, r.To)
		r.FromRoute, r.ToRoute = became(m.routes, r.FromRoute), became(m.routes, r.ToRoute)
		r.FromTrip, r.ToTrip = became(m.trips, r.FromTrip), became(m.trips, r.ToTrip)
	})
}

func mapped[V any](list []V, change func(*V)) []V {
	list = slices.Clone(list)
	for i := range list {
		change(&list[i])
	}
	return list
}

// fares lays the fare tables of add over those of old. A rule without zones
// that was for every route of its network becomes one of each of these routes:
// it says nothing about the other network's.
func (m *merger) fares() {
	tables := make(map[model.RouteID][]model.FareRule, len(m.old.FareTables))
	for _, t := range localised(m.old) {
		tables[t.Route] = t.Rules
	}
	zones := map[model.ZoneID]bool{"": true}
	for _, s := range m.add.Stations {
		zones[s.Zone] = true
	}
	for _, t := range localised(m.add) {
		before, known := tables[t.Route]
		after := t.Rules
		if t.Route == "" { // the rules of other zones stay
			others := slices.DeleteFunc(slices.Clone(before), func(r model.FareRule) bool { return zones[r.From] && zones[r.To] })
			after = slices.Concat(others, after)
		}
		after = slices.Compact(slices.SortedFunc(slices.Values(after), model.FareRule.Compare))
		switch sorted := slices.SortedFunc(slices.Values(before), model.FareRule.Compare); {
		case !known:
			m.diff.count(KindFares, func(t *Tally) { t.Added++ })
		case slices.Equal(sorted, after):
			m.diff.count(KindFares, func(t *Tally) { t.Same++ })
			continue
		default:
			m.diff.updated(KindFares, cmp.Or(string(t.Route), "*"), sorted, after)
		}
		tables[t.Route] = after
	}
	m.out.FareTables = nil
	for route, rules := range tables {
		m.out.FareTables = append(m.out.FareTables, model.FareTable{Route: route, Rules: rules})
	}
}

// localised are the fare tables of n with the rules for everywhere moved to
// each route.
func localised(n model.Network) []model.FareTable {
	everywhere := func(r model.FareRule) bool { return r.From == "" && r.To == "" }
	i := slices.IndexFunc(n.FareTables, func(t model.FareTable) bool { return t.Route == "" && slices.ContainsFunc(t.Rules, everywhere) })
	if i < 0 {
		return n.FareTables
	}
	rules := make(map[model.RouteID][]model.FareRule)
	for _, t := range n.FareTables {
		rules[t.Route] = t.Rules
	}
	var flat, zoned []model.FareRule
	for _, r := range n.FareTables[i].Rules {
		if everywhere(r) {
			flat = append(flat, r)
		} else {
			zoned = append(zoned, r)
		}
	}
	for _, r := range n.Routes {
		rules[r.ID] = slices.Concat(rules[r.ID], flat)
	}
	if delete(rules, ""); len(zoned) > 0 {
		rules[""] = zoned
	}
	out := make([]model.FareTable, 0, len(rules))
	for route, list := range rules {
		out = append(out, model.FareTable{Route: route, Rules: list})
	}
	slices.SortFunc(out, func(a, b model.FareTable) int { return strings.Compare(string(a.Route), string(b.Route)) })
	return out
}

// sources takes apart what info put together.
func sources(s string) []string { return strings.Split(s, " + ") }

// changes lays the change records of add over those of old.
func (m *merger) changes() {
	key := func(r model.ChangeRecord) model.ChangeRecord { r.Time, r.Forbidden = 0, false; return r }
	list := slices.Clone(m.out.Changes)
	at := model.Index(list, key)
	for _, r := range m.add.Changes {
		i, known := at[key(r)]
		switch {
		case !known:
			at[key(r)] = len(list)
			list = append(list, r)
			m.diff.count(KindChange, func(t *Tally) { t.Added++ })
		case list[i] == r:
			m.diff.count(KindChange, func(t *Tally) { t.Same++ })
		default:
			m.diff.updated(KindChange, string(r.From)+" - "+string(r.To), list[i], r)
			list[i] = r
		}
	}
	m.out.Changes = list
}
