// Package search is what the searching algorithms share: a query resolved to
// the stops and times of a timetable, and rides put together to an itinerary.
// It decides nothing.
package search

import (
	"fmt"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// Question is a plan.Query in the terms of a timetable. Times are seconds after
// midnight of Base; those of the Backward view are their negatives.
type Question struct {
	TT   *timetable.Timetable
	Base model.Date

	Ahead, Back     *timetable.View // the direction of the query and its mirror
	Start, Deadline int32           // of the search ahead
	Modes           model.ModeSet
	Classes         timetable.ClassSet
	MinChange       int32 // -1: not replaced
	From, To        Ends  // of the search ahead

	origin, target []timetable.Station
}

// Resolve fills x from q, reusing its memory.
func (x *Question) Resolve(tt *timetable.Timetable, q *plan.Query) error {
	var err error
	if x.origin, err = stations(x.origin[:0], tt, q.From); err != nil {
		return err
	}
	if x.target, err = stations(x.target[:0], tt, q.To); err != nil {
		return err
	}
	for _, st := range x.origin {
		if slices.Contains(x.target, st) {
			return plan.ErrSamePlace
		}
	}
	x.limits(tt, q)
	x.ends(q)
	return nil
}

// ResolveOrigin fills x from q as if every place were its destination; To is empty.
func (x *Question) ResolveOrigin(tt *timetable.Timetable, q *plan.ReachQuery) error {
	var err error
	if x.origin, err = stations(x.origin[:0], tt, q.From); err != nil {
		return err
	}
	x.target = x.target[:0]
	all := plan.Query{From: q.From, At: q.At, Modes: q.Modes, MinChange: q.MinChange, Horizon: q.Within}
	x.limits(tt, &all)
	x.ends(&all)
	return nil
}

func (x *Question) ends(q *plan.Query) {
	tt := x.TT
	from, to := &x.From, &x.To
	if q.Arrive {
		from, to = to, from
	}
	from.collect(x, x.origin, tt.WalksFrom, func(w timetable.Walk) timetable.Station { return w.To })
	to.collect(x, x.target, tt.WalksTo, func(w timetable.Walk) timetable.Station { return w.From })
}

// Goal is the city where the search ahead ends.
func (x *Question) Goal() timetable.City {
	if x.Ahead.Backward() {
		return x.TT.CityOfStation(x.origin[0])
	}
	return x.TT.CityOfStation(x.target[0])
}

// Origin is the city where the search ahead begins.
func (x *Question) Origin() timetable.City {
	if x.Ahead.Backward() {
		return x.TT.CityOfStation(x.target[0])
	}
	return x.TT.CityOfStation(x.origin[0])
}

// IsOrigin reports whether c is the city of the origin.
func (x *Question) IsOrigin(c timetable.City) bool {
	return x.TT.CityOfStation(x.origin[0]) == c
}

func (x *Question) limits(tt *timetable.Timetable, q *plan.Query) {
	x.TT, x.Base, x.Start = tt, q.At.Date(), int32(q.At.Clock())
	x.Ahead, x.Back = &tt.Forward, &tt.Backward
	if q.Arrive {
		x.Start = -x.Start
		x.Ahead, x.Back = x.Back, x.Ahead
	}
	horizon := q.Horizon
	if horizon <= 0 {
		horizon = plan.DefaultHorizon
	}
	x.Deadline = x.Start + int32(horizon)
	x.Modes = q.Modes
	x.Classes = tt.Classes(q.Classes)
	x.MinChange = -1
	if q.MinChange != nil {
		x.MinChange = int32(*q.MinChange)
	}
}

// ChangeTime is the time that c takes.
func (x *Question) ChangeTime(c *timetable.Change) int32 {
	if c.Plain && x.MinChange >= 0 {
		return x.MinChange
	}
	return c.Time
}

// Allowed reports whether the modes of the query include that of a stop.
func (x *Question) Allowed(s timetable.Stop) bool {
	return x.Modes == 0 || x.Modes.Has(x.TT.ModeOf(s))
}

func stations(buf []timetable.Station, tt *timetable.Timetable, p plan.Place) ([]timetable.Station, error) {
	if p.Station != "" {
		st, ok := tt.StationByID(p.Station)
		if !ok {
			return nil, fmt.Errorf("station %q: %w", p.Station, plan.ErrUnknown)
		}
		return append(buf, st), nil
	}
	c, ok := tt.CityByID(p.City)
	if !ok {
		return nil, fmt.Errorf("city %q: %w", p.City, plan.ErrUnknown)
	}
	return append(buf, tt.StationsOf(c)...), nil
}
