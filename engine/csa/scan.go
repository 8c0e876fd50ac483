package csa

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
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
	s.best = s.Deadline + 1
	if err := s.scan(s.Ahead, s.Start); err != nil {
		return 0, err
	}
	if s.best > s.Deadline {
		return 0, plan.ErrNoRoute
	}
	return s.best, nil
}

// scan looks at the connections of the view ahead, or back, from a time on until
// they leave after best.
func (s *scan) scan(v *timetable.View, from int32) error {
	c := v.Connections()
	end := len(c.Slots) - 1
	if end == 0 {
		return s.ctx.Err()
	}
	midnight := search.FloorDay(from) * daySeconds
	k := c.From(from - midnight)
	s.running = v.RunningOn(s.running, s.Base, midnight/daySeconds)
	for n := 0; ; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if k == end {
			k, midnight = 0, midnight+daySeconds
			s.running = v.RunningOn(s.running, s.Base, midnight/daySeconds)
		}
		now := midnight + c.Slots[k].Tod
		if now > s.best {
			return nil
		}
		// Where changing takes no time, a ride without duration can make another
		// departure of the same slot possible.
		for again := true; again; {
			if v == s.Ahead {
				again = s.slot(c, c.Slots[k].First, c.Slots[k+1].First, now)
			} else {
				again = s.slotBack(c, c.Slots[k].First, c.Slots[k+1].First, now)
			}
		}
		k++
	}
}

// slot follows the connections from first to end, which leave now. It reports
// whether a stop became ready for one of them that was passed over.
func (s *scan) slot(c *timetable.Connections, first, end, now int32) (again bool) {
	hops, rides, groups := c.Hops[first:end], c.Rides[first:end], c.Group[first:end]
	for _, i := range s.boardable(hops, s.ahead.ready, now) {
		if r := rides[i]; now+r.Time < s.done[hops[i].To] && s.running[groups[i]] && s.follow(r.At, now) {
			again = true
		}
	}
	return again
}

// boardable gives the positions of those hops that pass the filter.
func (s *scan) boardable(hops []timetable.Hop, ready []int32, now int32) []int32 {
	if n := len(hops); len(s.passed) < n {
		s.passed = make([]int32, max(n, 256))
	}
	return s.passed[:filter(s.passed, hops, ready, s.done, now)]
}

// filter puts the positions of those hops into passed that can be boarded now
// and lead to a stop that is not done with. It writes every position and moves
// on only after those that stay: a branch would be mispredicted every third
// time. Not inlined, it has the registers to itself; an unsigned index spares
// the extension of its sign.
//
//go:noinline
func filter(passed []int32, hops []timetable.Hop, ready, done []int32, now int32) int {
	n, next := uint(0), now+1
	passed = passed[:len(hops)]
	for i := range hops {
		h := &hops[i]
		passed[n] = int32(i)
		// Both differences are negative: ready by now, done after now.
		n += uint(uint32((ready[uint32(h.From)]-next)&(now-done[uint32(h.To)])) >> 31)
	}
	return int(n)
}

// follow rides from a departure, which is now, as long as the trip could not be
// boarded again. It reports whether a stop became ready by now.
func (s *scan) follow(board, now int32) (again bool) {
	v := s.Ahead
	trip := v.TripOf(board)
	midnight := now - v.DepAt(board)
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
			s.via[stop] = via{board, at}
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
	s.done[stop] = max(at, s.ahead.ready[stop])
	if e := s.To.At[stop]; e >= 0 {
		s.best = min(s.best, at+s.To.List[e].Walk)
	}
	ready, city, near := s.ahead.ready, s.TT.CityOf(stop), s.Ahead.Near(stop)
	far := !near.All && at+s.TT.FarTime() < s.full[city]
	if near.Stay >= 0 && !far {
		if s.MinChange >= 0 {
			near.Stay = s.MinChange
		}
		t := at + near.Stay
		if t >= ready[stop] {
			return false
		}
		ready[stop], s.before[stop], s.done[stop] = t, stop, t
		return t <= now
	}
	s.changes = s.Ahead.ChangesFrom(s.changes, stop)
	changes := s.changes
	if !near.All && !far {
		changes = changes[:near.Count]
	}
	full := int32(0)
	for k := range changes {
		c := &changes[k]
		t := at + s.ChangeTime(c)
		if t < ready[c.To] && s.Allowed(c.To) {
			ready[c.To], s.before[c.To] = t, stop
			s.done[c.To] = max(t, s.ahead.alight[c.To])
			again = again || t <= now
		}
		full = max(full, ready[c.To])
	}
	if far {
		s.full[city] = full
	}
	return again
}
