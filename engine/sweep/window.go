package sweep

import (
	"cmp"
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
)

// bestOfWindow returns the Pareto set over departure too: a sweep for every
// departure from the start within the window, the latest first. A journey found
// rules out all that leave earlier and are no better in anything else, so each
// sweep looks only for what an earlier departure gains.
func (s *scan) bestOfWindow(q *plan.Query) ([]plan.Itinerary, error) {
	sp, most := s.wanted(q)
	s.departures = s.departuresWithin(s.departures[:0], s.Start, s.Start+int32(q.Window))
	s.before = s.before[:0]
	var its []plan.Itinerary
	for _, at := range s.departures {
		sp.start, sp.latest = at, at
		err := s.sweepAll(sp, q, most)
		if err != nil {
			return nil, err
		}
		for _, g := range s.front() {
			s.rode = s.rides(s.rode[:0], g.label)
			its = append(its, s.Itinerary(s.rode))
			s.before = append(s.before, limit{g.time, g.lane, g.cost})
		}
		slices.SortFunc(s.before, func(a, b limit) int { return cmp.Compare(a.time, b.time) })
	}
	if len(its) == 0 {
		return nil, plan.ErrNoRoute
	}
	slices.SortFunc(its, plan.CompareBest)
	return its, nil
}

// departuresWithin appends the times at which a journey can begin, latest first.
func (s *scan) departuresWithin(buf []int32, from, to int32) []int32 {
	for _, e := range s.From.List {
		if !s.open[e.Stop] {
			continue
		}
		deps := s.Ahead.Departures(e.Stop)
		for it := search.DeparturesFrom(deps, from+e.Walk); it.At <= min(never-1, to+e.Walk); it.Step() {
			d := it.Current()
			if s.Ahead.Runs(d.Trip, s.Base, it.Day-int32(d.Shift)) && !s.avoided(d.Trip) {
				buf = append(buf, it.At-e.Walk)
			}
		}
	}
	slices.SortFunc(buf, func(a, b int32) int { return cmp.Compare(b, a) })
	return slices.Compact(buf)
}
