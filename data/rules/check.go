package rules

import (
	"fmt"

	"tongtu/data/model"
)

// check finds what is wrong with t; nothing of what does not exist.
func (x *index) check(t Thing) []Finding {
	c := check{index: x, of: t}
	if x.twice[t] {
		severity := Error
		if t.Kind == Change {
			severity = Warning
		}
		c.add(Finding{Severity: severity, Code: Duplicate, Field: "id", Value: t.ID})
	}
	switch t.Kind {
	case City:
		look(&c, x.cities[model.CityID(t.ID)], (*check).city)
	case Station:
		look(&c, x.stations[model.StationID(t.ID)], (*check).station)
	case Operator:
		look(&c, x.operators[model.OperatorID(t.ID)], (*check).operator)
	case Route:
		look(&c, x.routes[model.RouteID(t.ID)], (*check).route)
	case Trip:
		look(&c, x.trips[model.TripID(t.ID)], (*check).trip)
	case Calendar:
		look(&c, x.calendars[model.CalendarID(t.ID)], (*check).calendar)
	case Fares:
		look(&c, x.fares[model.RouteID(t.ID)], (*check).fareTable)
	case Change:
		look(&c, x.changes[t.ID], (*check).change)
	case Table:
		c.table()
	}
	return c.found
}

func look[V any](c *check, v *V, at func(*check, *V)) {
	if v != nil {
		at(c, v)
	}
}

// check is the look at one thing.
type check struct {
	*index
	of    Thing
	found []Finding
}

func (c *check) add(f Finding) {
	f.Of = c.of
	f.Fix.Of = f.Of
	if f.Fix.Action == NoFix {
		f.Fix = Fix{}
	}
	c.found = append(c.found, f)
}

// fields reports what a value's own Validate says.
func (c *check) fields(err error) {
	for _, fe := range model.FieldErrors(err) {
		f := Finding{Code: Code(fe.Rule), Field: fe.Field}
		if fe.Value != "" {
			f.Value = fe.Value
		}
		if fe.Rule == model.RuleNever {
			f.Severity = Warning
		}
		c.add(f)
	}
}

// refers reports a reference to what does not exist; an empty one is none.
func (c *check) refers(s Severity, field, id string, known bool) {
	if id != "" && !known {
		c.add(Finding{Severity: s, Code: UnknownRef, Field: field, Value: id})
	}
}

func (c *check) operator(v *model.Operator) {
	if v.ID == "" {
		c.add(Finding{Code: Required, Field: "id"})
	}
	c.spaces("name", v.Name)
}

func (c *check) route(v *model.Route) {
	c.fields(v.Validate())
	c.refers(Warning, "operator", string(v.Operator), c.operators[v.Operator] != nil)
	c.spaces("number", v.Number)
	c.spaces("name", v.Name)
	if len(c.tripsOf(v.ID)) == 0 {
		c.add(Finding{Severity: Warning, Code: RouteEmpty, Fix: Fix{Action: DropRoute}})
	}
	if u, ok := c.earlier(c.of, link{routeNumber, string(v.Operator), v.Number}); ok && v.Number != "" {
		c.add(Finding{Severity: Info, Code: NumberTaken, Field: "number", With: u, Value: v.Number})
	}
}

// tripsOf are the trips of a route, in no order.
func (x *index) tripsOf(id model.RouteID) (out []model.TripID) {
	for _, t := range x.linked[link{ofRoute, string(id), ""}] {
		if t.Kind == Trip {
			out = append(out, model.TripID(t.ID))
		}
	}
	return out
}

func (c *check) calendar(v *model.Calendar) {
	c.fields(v.Validate())
	if len(c.linked[link{onCalendar, string(v.ID), ""}]) == 0 {
		c.add(Finding{Severity: Info, Code: CalendarUnused, Fix: Fix{Action: DropCalendar}})
	}
	for i, d := range v.Added {
		without := *v
		without.Added = nil
		if without.Runs(d) || !v.Runs(d) {
			c.idle(fmt.Sprintf("added[%d]", i), d)
		}
	}
	for i, d := range v.Removed {
		without := *v
		without.Removed = nil
		if !without.Runs(d) {
			c.idle(fmt.Sprintf("removed[%d]", i), d)
		}
	}
}

// idle reports a single date that changes nothing.
func (c *check) idle(field string, d model.Date) {
	c.add(Finding{Severity: Info, Code: IdleDate, Field: field, Value: d, Fix: Fix{Action: DropDate, Field: field, Value: d.String()}})
}

func (c *check) table() {
	negative := func(field string, s model.Second) {
		if s < 0 {
			c.add(Finding{Code: Range, Field: field, Value: s.String()})
		}
	}
	for to := range model.Mode(model.NumModes) {
		negative(fmt.Sprintf("same[%s]", to), c.values.table.Same[to])
		for from := range model.Mode(model.NumModes) {
			negative(fmt.Sprintf("other[%s][%s]", from, to), c.values.table.Other[from][to])
		}
	}
}
