package csa

import (
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// latest returns the latest departure from From that arrives at To by arrive.
// It is a search back from stop to stop, in order of time, among what the scan
// reached: a stop counts only at times at or after its earliest. Times here are
// those of the Back view. The labels of stops that can be part of a journey
// within the window are final.
func (s *scan) latest(arrive int32) (int32, error) {
	s.clear(&s.back)
	s.queue = s.queue[:0]
	s.best = -s.Start
	for _, e := range s.To.List {
		s.readyBack(e.Stop, -arrive+e.Walk)
	}
	found := noTime
	for n := 0; len(s.queue) > 0; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return 0, s.ctx.Err()
		}
		at, stop := s.queue.Pop()
		if at > s.best {
			break
		}
		if at != s.back.ready[stop] {
			continue // superseded
		}
		s.settled++
		s.rec.Settle(int32(stop), at, 0)
		found = min(found, s.boardBack(stop, at))
	}
	if found == noTime {
		return 0, plan.ErrNoRoute
	}
	return -found, nil
}

// readyBack improves the time from which stop can be boarded, unless nobody
// alights there so early in the other direction.
func (s *scan) readyBack(stop timetable.Stop, at int32) {
	if at >= s.back.ready[stop] || at > s.best || -at < s.ahead.alight[stop] || !s.Allowed(stop) {
		return
	}
	s.back.ready[stop] = at
	s.queue.Push(at, stop)
}

// boardBack takes the departures of stop from time at on, as long as they are
// neither after the answer nor before anybody can have arrived.
func (s *scan) boardBack(stop timetable.Stop, at int32) int32 {
	found := noTime
	deps := s.Back.Departures(stop)
	for it := search.DeparturesFrom(deps, at); it.At <= min(s.best, -s.ahead.alight[stop]); it.Step() {
		d := it.Current()
		if day := it.Day - int32(d.Shift); s.Back.Runs(d.Trip, s.Base, day) {
			found = min(found, s.followBack(d, day))
		}
	}
	return found
}

// followBack rides from a departure as long as its trip could not be boarded again.
func (s *scan) followBack(d *timetable.Departure, day int32) int32 {
	v := s.Back
	found := noTime
	off, end := v.Calls(d.Trip)
	midnight := day * daySeconds
	for at := off + int32(d.Call) + 1; at < end; at++ {
		arr := midnight + v.ArrAt(at)
		if arr > s.best {
			break
		}
		s.relaxed++
		stop := v.StopAt(at)
		if arr < s.back.alight[stop] && s.ahead.ready[stop] <= -arr && v.MayAlight(at) {
			s.back.alight[stop] = arr
			s.rec.Improve(int32(stop), int32(d.Trip), int(d.Call), int(at-off), arr, 0)
			found = min(found, s.arriveBack(stop, arr))
		}
		// Whoever gets off here gets on in the other direction: either the stop's
		// own turn takes the ride on, or the trip cannot have been reached before.
		if dep := midnight + v.DepAt(at); v.MayBoard(at) && (s.back.ready[stop] <= dep || -dep < s.ahead.alight[stop]) {
			break
		}
	}
	return found
}

func (s *scan) arriveBack(stop timetable.Stop, at int32) int32 {
	found := noTime
	if e := s.From.At[stop]; e >= 0 && at+s.From.List[e].Walk <= s.best {
		found = at + s.From.List[e].Walk
		s.best = found
	}
	s.changes = s.Back.ChangesFrom(s.changes, stop)
	for k := range s.changes {
		c := &s.changes[k]
		s.readyBack(c.To, at+s.ChangeTime(c))
	}
	return found
}
