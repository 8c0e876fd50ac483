package sweep

import (
	"math"
	"slices"

	"tongtu/engine/plan"
)

// forward is a sweep in the direction of the query that counts its fares or,
// without, its rides.
func (s *scan) forward(fares bool) spec {
	sp := spec{
		view: s.Ahead, from: &s.From, to: &s.To, bounds: s.TT.Bounds(s.Goal(), s.Ahead.Backward()),
		start: s.Start, deadline: s.Deadline, latest: never, lanes: 1, fares: fares, enough: math.MinInt32,
	}
	if fares {
		sp.bounds.WithFares()
	} else {
		sp.perRide = 1
	}
	return sp
}

// wanted is the sweep for a Pareto set, and the highest cost allowed.
func (s *scan) wanted(q *plan.Query) (spec, int32) {
	if q.NoFares {
		return s.forward(false), mostRides(q)
	}
	return s.forward(true), mostCost(q)
}

// mostCost is the highest cost that the query allows.
func mostCost(q *plan.Query) int32 {
	if q.MaxFare == nil {
		return unknown
	}
	return int32(min(int64(*q.MaxFare), int64(unknown)-1))
}

// countRides lets sp tell rides apart, up to the most that the query allows.
func (sp *spec) countRides(q *plan.Query, lanes int) {
	sp.lanes, sp.capped = lanes, false
	if q.MaxChanges != nil && *q.MaxChanges+2 <= lanes {
		sp.lanes, sp.capped = *q.MaxChanges+2, true
	}
}

// sweep runs sp for journeys of at most a cost that s.before does not rule out.
func (s *scan) sweep(sp spec, most int32) error {
	s.spec = sp
	s.fit()
	s.lessThan = s.lessThan[:0]
	for range sp.lanes {
		s.lessThan = append(s.lessThan, most+1)
	}
	s.limitTo(s.lessThan, s.before)
	return s.run()
}

// sweepRides is sweep with as many lanes as it takes.
func (s *scan) sweepRides(sp spec, q *plan.Query, most int32) error {
	for lanes := firstLanes; lanes <= mostLanes; lanes *= 2 {
		sp.countRides(q, lanes)
		if err := s.sweep(sp, most); err != nil {
			return err
		}
		if !s.tooMany {
			return nil
		}
	}
	return plan.ErrUnsupported
}

// sweepAll looks for all that is best by fare and rides or, where fares do not
// count, by rides.
func (s *scan) sweepAll(sp spec, q *plan.Query, most int32) error {
	if !sp.fares {
		return s.sweep(sp, most)
	}
	return s.sweepRides(sp, q, most)
}

// best returns the Pareto set.
func (s *scan) best(q *plan.Query) ([]plan.Itinerary, error) {
	if q.Window > 0 {
		return s.bestOfWindow(q)
	}
	sp, most := s.wanted(q)
	if q.NoFares {
		sp.enough = s.leastCost(sp)
	}
	if err := s.sweepAll(sp, q, most); err != nil {
		return nil, err
	}
	front := s.front()
	if len(front) == 0 {
		return nil, plan.ErrNoRoute
	}
	its := make([]plan.Itinerary, len(front))
	for i, g := range front {
		s.rode = s.rides(s.rode[:0], g.label)
		its[i] = s.Itinerary(s.rode)
	}
	slices.SortFunc(its, plan.CompareBest)
	return its, nil
}

// mostRides is how many rides the query allows.
func mostRides(q *plan.Query) int32 {
	if q.MaxChanges == nil {
		return unknown - 1
	}
	return int32(min(*q.MaxChanges, math.MaxInt16)) + 1
}
