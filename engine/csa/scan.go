package csa

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const (
	daySeconds = int32(model.Day)
	// pollMask spaces the looks at ctx: every 16 batches, well below 1 ms.
	pollMask = 1<<4 - 1
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
	b := &s.batch
	b.Connections, b.view, b.back, b.ready = v.Connections(), v, false, s.ahead.ready
	if v != s.Ahead {
		b.back, b.ready = true, s.back.ready
	}
	b.at.end, b.next.end = -1, -1
	end := int32(b.Hops.Len())
	if end == 0 {
		return s.ctx.Err()
	}
	s.mark(b.ready, from)
	b.midnight = search.FloorDay(from) * daySeconds
	b.slot = b.From(from - b.midnight)
	s.running = v.RunningOn(s.running, s.Base, b.midnight/daySeconds)
	first := b.Slots[b.slot].First
	for n := 0; ; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if first == end {
			first, b.slot, b.midnight, b.next.end = 0, 0, b.midnight+daySeconds, -1
			s.running = v.RunningOn(s.running, s.Base, b.midnight/daySeconds)
		}
		b.slot = b.slotOf(first)
		if b.now() > s.best {
			return nil
		}
		first = s.take(b, first, end)
	}
}

// mark notes from when on stops are ready, and that none is done with.
func (s *scan) mark(ready []int32, from int32) {
	s.waits.begin(s.TT.NumStops(), from, s.best)
	for i, t := range ready {
		if t <= s.best {
			s.waits.add(timetable.Stop(i), t)
		}
	}
	s.open = s.open.none(s.TT.NumStops())
	for i := range s.open {
		s.open[i] = ^uint64(0)
	}
}

// becomes lets a stop be boarded from a time on.
func (s *scan) becomes(stop timetable.Stop, at int32) {
	if at <= s.best {
		s.waits.add(stop, at)
	}
}

// follow rides from a departure to a call that is reached at arr, and on as long
// as the trip could not be boarded again. It returns when a stop became ready,
// the first of them.
func (s *scan) follow(board, arr int32) (ready int32) {
	v, at := s.Ahead, board+1
	midnight := arr - v.ArrAt(at)
	for ready = noTime; arr <= s.best; arr = midnight + v.ArrAt(at) {
		s.relaxed++
		stop := v.StopAt(at)
		if arr < s.ahead.alight[stop] && v.MayAlight(at) {
			if s.rec != nil {
				s.record(v, board, at, arr)
			}
			s.via[stop] = via{board, at}
			ready = min(ready, s.arrive(stop, arr))
		}
		if v.Last(at) || s.ahead.ready[stop] <= midnight+v.DepAt(at) && v.MayBoard(at) {
			break
		}
		at++
	}
	return ready
}

// record records that a ride arrives sooner than others.
func (s *scan) record(v *timetable.View, board, at, arr int32) {
	trip := v.TripOf(at)
	off, _ := v.Calls(trip)
	s.rec.Improve(int32(v.StopAt(at)), int32(trip), int(board-off), int(at-off), arr, 0)
}

// arrive improves the time of alighting at stop, and of boarding wherever one
// can change to. It returns the first of these, if any.
func (s *scan) arrive(stop timetable.Stop, at int32) (first int32) {
	first = noTime
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
			return first
		}
		ready[stop], s.before[stop], s.done[stop] = t, stop, t
		s.becomes(stop, t)
		return t
	}
	changes := s.Ahead.ChangesFrom(&s.changes, stop)
	if !near.All && !far {
		changes = changes[:near.Count]
	}
	full := int32(0)
	for k := range changes {
		c := &changes[k]
		t := at + s.ChangeTime(c)
		if t < ready[c.To] && s.Allowed(c.To) {
			ready[c.To], s.before[c.To] = t, stop
			s.becomes(c.To, t)
			s.done[c.To] = max(t, s.ahead.alight[c.To])
			first = min(first, t)
		}
		full = max(full, ready[c.To])
	}
	if far {
		s.full[city] = full
	}
	return first
}
