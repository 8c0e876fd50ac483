package csa

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

const (
	daySeconds = int32(model.Day)
	// pollMask spaces the looks at ctx: every 64 slots, well below 1 ms.
	pollMask = 1<<6 - 1
)

// earliest scans for the earliest arrival at To when leaving From at Start or
// later. Up to that time the labels of every stop are final.
func (s *scan) earliest() (int32, error) {
	for _, e := range s.From.List {
		s.ahead.ready[e.Stop] = s.Start + e.Walk
	}
	s.best = s.Deadline + 1
	if err := s.scan(); err != nil {
		return 0, err
	}
	if s.best > s.Deadline {
		return 0, plan.ErrNoRoute
	}
	return s.best, nil
}

// scan looks at the connections from Start on until they leave after best.
func (s *scan) scan() error {
	c := s.Ahead.Connections()
	end := len(c.Slots) - 1
	if end == 0 {
		return s.ctx.Err()
	}
	midnight := floorDay(s.Start) * daySeconds
	k := c.From(s.Start - midnight)
	for n := 0; ; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if k == end {
			k, midnight = 0, midnight+daySeconds
		}
		now := midnight + c.Slots[k].Tod
		if now > s.best {
			return nil
		}
		// Where changing takes no time, a ride without duration can make another
		// departure of the same slot possible.
		for again := true; again; {
			again = s.slot(c, c.Slots[k].First, c.Slots[k+1].First, now)
		}
		k++
	}
}

// slot follows the connections from first to end, which leave now. It reports
// whether a stop became ready for one of them that was passed over.
func (s *scan) slot(c *timetable.Connections, first, end, now int32) (again bool) {
	for _, i := range s.filter(c, first, end, now) {
		if h := &c.Hops[i]; s.useful(h.To, now+h.Time) && s.follow(h.At, now) {
			again = true
		}
	}
	return again
}

// filter returns the connections that can be boarded and lead somewhere early
// enough to be of use. It writes every candidate and moves on only after those
// that stay: a branch would be mispredicted every third time.
func (s *scan) filter(c *timetable.Connections, first, end, now int32) []int32 {
	if n := int(end - first); len(s.hits) < n {
		s.hits = make([]int32, max(n, 256))
	}
	hits, ready, alight := s.hits, s.ahead.ready, s.ahead.alight
	n := 0
	for i, stop := range c.Stops[first:end] {
		hits[n] = first + int32(i)
		if ready[stop] <= now {
			n++
		}
	}
	m := 0
	for _, i := range hits[:n] {
		h := &c.Hops[i]
		hits[m] = i
		if now+h.Time < max(ready[h.To], alight[h.To]) {
			m++
		}
	}
	return hits[:m]
}

// useful reports whether arriving at a stop at that time improves it or, if not,
// whether the ride has to be followed further, since its trip cannot be boarded there.
func (s *scan) useful(to timetable.Stop, at int32) bool {
	return at < s.ahead.alight[to] || at < s.ahead.ready[to]
}

// follow rides from a departure, which is now, as long as the trip could not be
// boarded again. It reports whether a stop became ready by now.
func (s *scan) follow(board, now int32) (again bool) {
	v := s.Ahead
	trip := v.TripOf(board)
	midnight := now - v.DepAt(board)
	if !v.Runs(trip, s.Base, midnight/daySeconds) {
		return false
	}
	off, end := v.Calls(trip)
	for at := board + 1; at < end; at++ {
		arr := midnight + v.ArrAt(at)
		if arr > s.best {
			break
		}
		s.relaxed++
		stop := v.StopAt(at)
		if arr < s.ahead.alight[stop] && v.MayAlight(at) {
			s.rec.Improve(int32(stop), int32(trip), int(board-off), int(at-off), arr, 0)
			again = s.arrive(stop, arr, now) || again
		}
		if s.ahead.ready[stop] <= midnight+v.DepAt(at) && v.MayBoard(at) {
			break
		}
	}
	return again
}

// arrive improves the time of alighting at stop, and of boarding wherever one
// can change to.
func (s *scan) arrive(stop timetable.Stop, at, now int32) (again bool) {
	s.settled++
	s.ahead.alight[stop] = at
	if len(s.To.At) > 0 {
		if e := s.To.At[stop]; e >= 0 {
			s.best = min(s.best, at+s.To.List[e].Walk)
		}
	}
	ready := s.ahead.ready
	s.changes = s.Ahead.ChangesFrom(s.changes, stop)
	for k := range s.changes {
		c := &s.changes[k]
		t := at + s.ChangeTime(c)
		if t < ready[c.To] && s.Modes.Has(s.TT.ModeOf(c.To)) {
			ready[c.To] = t
			again = again || t <= now
		}
	}
	return again
}

func floorDay(t int32) int32 {
	d := t / daySeconds
	if t%daySeconds < 0 {
		d--
	}
	return d
}
