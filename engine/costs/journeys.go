package costs

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// origin is where a ride that led to an arrival after so many changes began: at a
// call, after another arrival with fewer.
type origin struct {
	changes int32
	board   int32 // position in the call arrays
	arrival int32 // -1: the journey begins
	fewer   int32
	next    int32 // of the same arrival, one more than the position in front.found
}

// ridesTo leaves in s.rides the rides of a journey, in order of travel.
func (s *front) ridesTo(e finish) bool {
	s.rides = s.rides[:0]
	v := s.Ahead
	for i, k := e.arrival, e.changes; i >= 0; {
		o := s.foundOrigin(i, k)
		if o == nil {
			return false // never: the sweep came from somewhere
		}
		a := &s.arrivals[i]
		trip := v.TripOf(a.at)
		off, _ := v.Calls(trip)
		day := (a.time - v.ArrAt(a.at)) / search.DaySeconds
		s.rides = append(s.rides, s.Ride(trip, day, int(o.board-off), int(a.at-off)))
		i, k = o.arrival, o.fewer
	}
	if !v.Backward() {
		slices.Reverse(s.rides)
	}
	return true
}

// foundOrigin returns the origin of an arrival after so many changes; it is looked
// for once.
func (s *front) foundOrigin(i, changes int32) *origin {
	a := &s.arrivals[i]
	for n := a.found; n != 0; n = s.found[n-1].next {
		if o := &s.found[n-1]; o.changes == changes {
			return o
		}
	}
	v := s.Ahead
	trip := v.TripOf(a.at)
	cost := s.paid[i][changes]
	o, ok := s.originOf(a, trip, cost, changes)
	if !ok {
		return nil
	}
	off, _ := v.Calls(trip)
	s.rec.Improve(int32(v.StopAt(a.at)), int32(trip), int(o.board-off), int(a.at-off), a.time, int64(cost))
	o.next = a.found
	s.found = append(s.found, o)
	a.found = int32(len(s.found))
	return &s.found[a.found-1]
}

// originOf finds where the ride of an arrival began that cost so much after so many
// changes: where what was paid by its departure after one change less and the fare
// are that cost.
func (s *front) originOf(a *arrival, trip timetable.Trip, cost, changes int32) (origin, bool) {
	v := s.Ahead
	off, _ := v.Calls(trip)
	midnight := a.time - v.ArrAt(a.at)
	for at := a.at - 1; at >= off; at-- {
		if !v.MayBoard(at) {
			continue
		}
		stop, dep, paid := v.StopAt(at), midnight+v.DepAt(at), cost-s.fare(trip, at, a.at)
		if b := s.From.At[stop]; b >= 0 && paid == 0 && dep >= s.Start+s.From.List[b].Walk {
			return origin{changes: changes, board: at, arrival: -1}, true
		}
		for i := s.readies.last[stop]; i != 0; {
			t := &s.readies.list[i-1]
			i = t.before
			if t.time > dep {
				continue
			}
			if k := slices.Index(s.paid[t.arrival][:changes], paid); k >= 0 {
				return origin{changes: changes, board: at, arrival: t.arrival, fewer: int32(k)}, true
			}
		}
	}
	return origin{}, false
}
