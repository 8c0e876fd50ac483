package plantest

import (
	"context"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// Shrink makes a failing case smaller as long as fails still holds: fewer trips,
// calls, records, fares and places, and a query with fewer wishes. Cases that no
// timetable can be compiled from are not tried.
func Shrink(ctx context.Context, n model.Network, q plan.Query, fails func(model.Network, plan.Query) bool) (model.Network, plan.Query) {
	s := shrinking{ctx: ctx, n: n, q: q, fails: fails}
	for again := true; again && ctx.Err() == nil; {
		again = false
		for _, pass := range []func() bool{s.trips, s.calls, s.records, s.fares, s.wishes, s.calendars, s.places} {
			again = pass() || again
		}
	}
	return s.n, s.q
}

// shrinking is one case on its way down.
type shrinking struct {
	ctx   context.Context
	n     model.Network
	q     plan.Query
	fails func(model.Network, plan.Query) bool
}

// try keeps n and q if they still fail.
func (s *shrinking) try(n model.Network, q plan.Query) bool {
	if _, err := timetable.New(s.ctx, n); err != nil || !s.fails(n, q) {
		return false
	}
	s.n, s.q = n, q
	return true
}

// without drops the elements of a list one by one; set puts a shorter list into n.
func without[T any](s *shrinking, list func(*model.Network) *[]T) (any bool) {
	for i := 0; i < len(*list(&s.n)); {
		n := s.n
		l := list(&n)
		*l = slices.Delete(slices.Clone(*l), i, i+1)
		if s.try(n, s.q) {
			any = true
		} else {
			i++
		}
	}
	return any
}

func (s *shrinking) trips() bool {
	return without(s, func(n *model.Network) *[]model.Trip { return &n.Trips })
}

func (s *shrinking) records() bool {
	return without(s, func(n *model.Network) *[]model.ChangeRecord { return &n.Changes })
}

// places drops what nothing refers to any more.
func (s *shrinking) places() bool {
	any := without(s, func(n *model.Network) *[]model.Route { return &n.Routes })
	any = without(s, func(n *model.Network) *[]model.Station { return &n.Stations }) || any
	return without(s, func(n *model.Network) *[]model.City { return &n.Cities }) || any
}

func (s *shrinking) calendars() bool {
	any := without(s, func(n *model.Network) *[]model.Calendar { return &n.Calendars })
	for i := range s.n.Calendars {
		any = s.calendar(i, func(c *model.Calendar) { c.Added, c.Removed = nil, nil }) || any
		any = s.calendar(i, func(c *model.Calendar) { c.Days = model.EveryDay }) || any
	}
	return any
}

func (s *shrinking) calendar(i int, change func(*model.Calendar)) bool {
	n := s.n
	n.Calendars = slices.Clone(n.Calendars)
	before := n.Calendars[i]
	change(&n.Calendars[i])
	after := &n.Calendars[i]
	same := before.Days == after.Days && len(before.Added) == len(after.Added) && len(before.Removed) == len(after.Removed)
	return !same && s.try(n, s.q)
}

// calls drops single calls.
func (s *shrinking) calls() (any bool) {
	for i := range s.n.Trips {
		for k := 0; k < len(s.n.Trips[i].Calls) && len(s.n.Trips[i].Calls) > 2; {
			if s.trip(i, func(t *model.Trip) { t.Calls = slices.Delete(slices.Clone(t.Calls), k, k+1) }) {
				any = true
			} else {
				k++
			}
		}
	}
	return any
}

func (s *shrinking) trip(i int, change func(*model.Trip)) bool {
	n := s.n
	n.Trips = slices.Clone(n.Trips)
	change(&n.Trips[i])
	return s.try(n, s.q)
}

func (s *shrinking) fares() bool {
	any := without(s, func(n *model.Network) *[]model.FareTable { return &n.FareTables })
	for i := range s.n.FareTables {
		any = without(s, func(n *model.Network) *[]model.FareRule {
			n.FareTables = slices.Clone(n.FareTables)
			return &n.FareTables[i].Rules
		}) || any
	}
	for i := range s.n.Trips {
		if t := &s.n.Trips[i]; len(t.Classes) > 0 {
			any = s.trip(i, func(t *model.Trip) {
				t.Classes, t.Calls = nil, slices.Clone(t.Calls)
				for k := range t.Calls {
					t.Calls[k].Fares = nil
				}
			}) || any
		}
		if s.n.Trips[i].Fee != 0 {
			any = s.trip(i, func(t *model.Trip) { t.Fee = 0 }) || any
		}
	}
	return any
}

// wishes drops what the query asks for beside the places, one by one.
func (s *shrinking) wishes() (any bool) {
	for _, w := range []struct {
		has  bool
		drop func(*plan.Query)
	}{
		{s.q.Window != 0, func(q *plan.Query) { q.Window = 0 }},
		{s.q.Arrive, func(q *plan.Query) { q.Arrive = false }},
		{s.q.By != plan.Fastest, func(q *plan.Query) { q.By = plan.Fastest }},
		{s.q.Modes != 0, func(q *plan.Query) { q.Modes = 0 }},
		{s.q.Classes != nil, func(q *plan.Query) { q.Classes = nil }},
		{s.q.MinChange != nil, func(q *plan.Query) { q.MinChange = nil }},
		{s.q.Avoid.Cities != nil, func(q *plan.Query) { q.Avoid.Cities = nil }},
		{s.q.Avoid.Stations != nil, func(q *plan.Query) { q.Avoid.Stations = nil }},
		{s.q.Avoid.Routes != nil, func(q *plan.Query) { q.Avoid.Routes = nil }},
		{s.q.Avoid.Operators != nil, func(q *plan.Query) { q.Avoid.Operators = nil }},
		{s.q.Avoid.Modes != 0, func(q *plan.Query) { q.Avoid.Modes = 0 }},
		{s.q.MaxChanges != nil, func(q *plan.Query) { q.MaxChanges = nil }},
		{s.q.MaxFare != nil, func(q *plan.Query) { q.MaxFare = nil }},
		{s.q.MaxDuration != 0, func(q *plan.Query) { q.MaxDuration = 0 }},
		{len(s.q.Via) > 0, func(q *plan.Query) { q.Via = q.Via[1:] }},
		{len(s.q.Via) > 0, func(q *plan.Query) { q.Via = q.Via[:max(0, len(q.Via)-1)] }},
	} {
		if !w.has {
			continue
		}
		q := s.q
		w.drop(&q)
		any = s.try(s.n, q) || any
	}
	return any
}
