package costs

import (
	"cmp"
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// links are the rides of all journeys that cost and arrive as the answer does,
// found from the end: a ride is part of one if what was paid at its boarding and
// its fare are what was paid, at least, where it ends.
//
// A node is a step of alighting: a stop, and what being there costs from that
// step to the next. What matters of it is until when one must be there to reach
// the end by so many rides. Nodes are expanded level by level of rides left, each
// time for the arrivals that were too late on the levels before, so that every
// ride is met once, with the fewest rides left.
type links struct {
	reached, want []int32 // by node, times: until this level, and until the next
	level         []late
	next          []int32 // nodes of the next level
	rides         []link
	depart        int32 // the latest departure found
	fewest        int32 // rides of the journeys that leave then
}

// late is a node that may be left later than on the levels before.
type late struct{ node, before, until int32 }

// link is a ride of such a journey.
type link struct {
	trip          timetable.Trip
	day           int32 // service day
	board, alight int32 // positions in the call arrays
	before, cost  int32 // paid before and after
	left          int32 // rides after it, at least
	origin        bool  // the journey may begin with it
}

// trace finds the rides of all journeys as good as s.best, their latest
// departure and, for that, the fewest rides.
func (s *scan) trace() error {
	w := &s.links
	n := len(s.alights.list)
	w.reached, w.want = fill(w.reached, n, -search.NoTime), fill(w.want, n, -search.NoTime)
	w.next, w.rides = w.next[:0], w.rides[:0]
	w.depart, w.fewest = s.Start, 0
	for _, e := range s.To.List {
		s.reachable(e.Stop, s.best.time-e.Walk, s.best.cost)
	}
	for level := int32(0); len(w.next) > 0; level++ {
		w.level = w.level[:0]
		for _, node := range w.next {
			w.level = append(w.level, late{node, w.reached[node], w.want[node]})
			w.reached[node] = w.want[node]
		}
		w.next = w.next[:0]
		for i := range w.level {
			if i&pollMask == 0 && s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			s.expand(&w.level[i], level)
		}
	}
	return nil
}

// reachable enters the node of a stop that is the current one at a time, if it
// costs that much.
func (s *scan) reachable(stop timetable.Stop, until, cost int32) {
	w := &s.links
	i := s.alights.at(stop, until)
	if i < 0 || s.alights.list[i].cost != cost || until <= w.want[i] || until < w.depart {
		return
	}
	if w.want[i] == w.reached[i] {
		w.next = append(w.next, i)
	}
	w.want[i] = until
}

// expand looks at the rides that end at a node in time, and not before what was
// looked at on the levels before.
func (s *scan) expand(l *late, level int32) {
	x, v := &s.alights.list[l.node], s.Back
	from := max(x.time, l.before+1)
	for it := search.DeparturesFrom(v.Departures(x.stop), -l.until); -it.At >= from; it.Step() {
		d := it.Current()
		day := it.Day - int32(d.Shift)
		if v.Runs(d.Trip, s.Base, day) {
			_, end := s.Ahead.Calls(d.Trip)
			s.arriving(d.Trip, -day, end-1-int32(d.Call), x.cost, level)
		}
	}
}

// arriving looks at where the ride that ends with a call may have begun.
func (s *scan) arriving(trip timetable.Trip, day, alight, cost, left int32) {
	w, v := &s.links, s.Ahead
	off, _ := v.Calls(trip)
	midnight := day * search.DaySeconds
	for at := alight - 1; at >= off; at-- {
		dep := midnight + v.DepAt(at)
		if dep < w.depart {
			return
		}
		stop := v.StopAt(at)
		if !v.MayBoard(at) || s.lowest(stop) > cost {
			continue
		}
		before := cost - s.fare(trip, at, alight)
		if before < 0 || s.readies.cost(stop, dep) != before {
			continue
		}
		s.relaxed++
		x := link{trip: trip, day: day, board: at, alight: alight, before: before, cost: cost, left: left}
		if b := s.From.At[stop]; b >= 0 && before == 0 {
			x.origin = s.begins(dep-s.From.List[b].Walk, left+1)
		}
		w.rides = append(w.rides, x)
		s.rec.Improve(int32(v.StopAt(alight)), int32(trip), int(at-off), int(alight-off), midnight+v.ArrAt(alight), int64(cost))
		changes := s.Back.ChangesFrom(&s.changes, stop)
		for k := range changes {
			c := &changes[k]
			s.reachable(c.To, dep-s.ChangeTime(c), before)
		}
	}
}

// lowest is the least with which a stop can ever be boarded.
func (s *scan) lowest(stop timetable.Stop) int32 {
	if s.From.At[stop] >= 0 {
		return 0
	}
	return s.ready[stop]
}

// begins reports whether a journey of so many rides may leave at a time.
func (s *scan) begins(depart, rides int32) bool {
	w := &s.links
	if depart < s.Start || depart > s.latest {
		return false
	}
	if depart > w.depart || w.fewest == 0 {
		w.depart, w.fewest = depart, rides
	}
	return true
}

// pick leaves in s.rode the rides of the journey that comes first in order: ride
// by ride the least from which the end can still be reached by the fewest rides.
func (s *scan) pick() bool {
	s.rode = s.rode[:0]
	v := s.Ahead
	var last *link
	for left := s.links.fewest - 1; left >= 0; left-- {
		var best *link
		for i := range s.links.rides {
			x := &s.links.rides[i]
			if x.left <= left && (best == nil || x.compare(best) < 0) && s.follows(last, x) {
				best = x
			}
		}
		if best == nil {
			return false // never: the scan found a journey
		}
		off, _ := v.Calls(best.trip)
		s.rode = append(s.rode, s.Ride(best.trip, best.day, int(best.board-off), int(best.alight-off)))
		last = best
	}
	if v.Backward() {
		slices.Reverse(s.rode)
	}
	return len(s.rode) > 0
}

// follows reports whether x may come after last or, if that is nil, first.
func (s *scan) follows(last, x *link) bool {
	v := s.Ahead
	stop, dep := v.StopAt(x.board), x.day*search.DaySeconds+v.DepAt(x.board)
	if last == nil {
		return x.origin && dep-s.From.List[s.From.At[stop]].Walk == s.links.depart
	}
	if x.before != last.cost {
		return false
	}
	arr := last.day*search.DaySeconds + v.ArrAt(last.alight)
	if dep < arr {
		return false
	}
	changes := v.ChangesFrom(&s.changes, v.StopAt(last.alight))
	for k := range changes {
		if c := &changes[k]; c.To == stop {
			return dep >= arr+s.ChangeTime(c)
		}
	}
	return false
}

// compare orders by trip, service day, boarding and alighting call.
func (x *link) compare(y *link) int {
	return cmp.Or(cmp.Compare(x.trip, y.trip), cmp.Compare(x.day, y.day), cmp.Compare(x.board, y.board), cmp.Compare(x.alight, y.alight))
}
