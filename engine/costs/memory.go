package costs

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// scan is one question under way, and its memory.
type scan struct {
	ground
	links
	quickest

	latest int32   // departure
	limit  int32   // a journey must cost less
	enough int32   // what ends the search
	left   []int32 // by City: at least so much is still to pay

	useful  []int32 // by Stop, and mark: what alighting there by now must cost less than
	ready   []int32 // by Stop: the least with which boarding is possible by now
	aside   []int32 // by From.List: the same but for beginning there
	paid    []int32 // by slot of a trip: the least paid for sitting there at its next call, -1 if it does not run
	alights steps   // what being at a stop costs
	readies steps   // what boarding there costs
	best    goal
	rode    []search.Ride
}

// goal is the end of the cheapest journey found.
type goal struct{ cost, time int32 }

// clear forgets what was found, for a scan below a limit.
func (s *scan) clear(limit int32) {
	n := s.TT.NumStops()
	s.open()
	s.ready = fill(s.ready, n, noCost)
	s.aside = fill(s.aside, len(s.From.List), noCost)
	s.useful = fill(s.useful, n+marks, noCost/2)
	s.useful[n+noAlighting] = 0
	s.tighten(limit)
	s.alights.begin(n)
	s.readies.begin(n)
	s.best = goal{cost: noCost}
	for _, e := range s.From.List {
		s.file(event{kind: originEvent, time: s.Start + e.Walk, stop: e.Stop})
		s.file(event{kind: closedEvent, time: s.latest + e.Walk + 1, stop: e.Stop})
	}
}

// tighten demands that journeys cost less than a limit.
func (s *scan) tighten(limit int32) {
	s.limit = limit
	for i := range s.TT.NumStops() {
		stop := timetable.Stop(i)
		most := int32(0)
		if s.Allowed(stop) {
			most = max(0, limit-s.left[s.TT.CityOf(stop)])
		}
		s.useful[i] = min(s.useful[i], most)
	}
}

// fill returns a with n elements of value x, in the memory of a if it is enough.
func fill(a []int32, n int, x int32) []int32 {
	a = slices.Grow(a[:0], n)[:n]
	for i := range a {
		a[i] = x
	}
	return a
}
