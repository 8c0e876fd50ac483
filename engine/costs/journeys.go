package costs

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// origin is where a ride that led to a cost of an arrival began: at a call, after
// an earlier cost of another arrival, or none.
type origin struct {
	board   int32 // position in the call arrays; 0: not looked for yet
	label   int32 // position in front.costs, -1: the journey begins
	arrival int32
}

// remember makes room for the origins of all costs.
func (s *front) remember() {
	s.from = slices.Grow(s.from[:0], len(s.costs))[:len(s.costs)]
	clear(s.from)
}

// ridesTo leaves in s.rode the rides of a journey, in order of travel.
func (s *front) ridesTo(e finish) bool {
	s.rode = s.rode[:0]
	v := s.Ahead
	for label, i, k := e.label, e.arrival, e.rides; label >= 0; {
		a := &s.arrivals[i]
		trip := v.TripOf(a.at)
		off, _ := v.Calls(trip)
		o := &s.from[label]
		if o.board == 0 {
			if *o = s.originOf(a, trip, s.costs[label], k); o.board == 0 {
				return false // never: the sweep came from somewhere
			}
			s.rec.Improve(int32(v.StopAt(a.at)), int32(trip), int(o.board-1-off), int(a.at-off), a.time, int64(s.costs[label]))
		}
		day := (a.time - v.ArrAt(a.at)) / search.DaySeconds
		s.rode = append(s.rode, s.Ride(trip, day, int(o.board-1-off), int(a.at-off)))
		if label = o.label; label >= 0 {
			i = o.arrival
			k = int32(s.arrivals[i].lo) + label - s.arrivals[i].first
		}
	}
	if !v.Backward() {
		slices.Reverse(s.rode)
	}
	return true
}

// originOf finds where the ride of an arrival began that cost so much after k
// rides: where what was paid by its departure after one ride less and the fare are
// that cost.
func (s *front) originOf(a *arrival, trip timetable.Trip, cost, k int32) origin {
	v := s.Ahead
	off, _ := v.Calls(trip)
	midnight := a.time - v.ArrAt(a.at)
	for at := a.at - 1; at >= off; at-- {
		if !v.MayBoard(at) {
			continue
		}
		stop, dep, paid := v.StopAt(at), midnight+v.DepAt(at), cost-s.fare(trip, at, a.at)
		if b := s.From.At[stop]; b >= 0 && paid == 0 && dep >= s.Start+s.From.List[b].Walk {
			return origin{board: at + 1, label: -1}
		}
		for i := s.readies.last[stop]; i != 0; {
			t := &s.readies.list[i-1]
			i = t.before
			if t.time > dep {
				continue
			}
			x := &s.arrivals[t.arrival]
			for p, n := x.first, int32(x.lo); n <= int32(x.hi) && n < k; p, n = p+1, n+1 {
				if s.costs[p] == paid {
					return origin{board: at + 1, label: p, arrival: t.arrival}
				}
			}
		}
	}
	return origin{}
}
