package csa

import (
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// patience is the share of all departures that the search from stop to stop may
// try before a scan takes over.
const patience = 128

// latest returns the latest departure from From that arrives at To by arrive.
// It is a search back from stop to stop, in order of time, among what the scan
// reached: a stop counts only at times at or after its earliest. Mostly it ends
// soon; where it does not, a scan goes on from the time it has come to. Times
// here are those of the Back view. The labels of stops that can be part of a
// journey within the window are final.
func (s *scan) latest(arrive int32) (int32, error) {
	s.clear(&s.back)
	s.done = s.never(s.done)
	s.queue = s.queue[:0]
	s.best, s.found = -s.Start, false
	s.waits.end() // a scan will look at what is ready itself
	for _, e := range s.To.List {
		s.readyBack(e.Stop, -arrive+e.Walk)
	}
	left := s.Back.Connections().Hops.Len() / patience
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
		if left < 0 {
			if err := s.scan(s.Back, at); err != nil {
				return 0, err
			}
			break
		}
		s.settled++
		s.rec.Settle(int32(stop), at, 0)
		left -= s.boardBack(stop, at)
	}
	if !s.found {
		return 0, plan.ErrNoRoute
	}
	return -s.best, nil
}

// readyBack improves the time from which stop can be boarded, unless nobody
// alights there so early in the other direction. It reports whether it did.
func (s *scan) readyBack(stop timetable.Stop, at int32) bool {
	if at >= s.back.ready[stop] || at > s.best || -at < s.ahead.alight[stop] || !s.Allowed(stop) {
		return false
	}
	s.back.ready[stop] = at
	s.becomes(stop, at)
	s.done[stop] = max(at, s.back.alight[stop])
	s.queue.Push(at, stop)
	return true
}

// boardBack takes the departures of stop from time at on, as long as they are
// neither after the answer nor before anybody can have arrived. It counts them.
func (s *scan) boardBack(stop timetable.Stop, at int32) (tried int) {
	deps := s.Back.Departures(stop)
	for it := search.DeparturesFrom(deps, at); it.At <= min(s.best, -s.ahead.alight[stop]); it.Step() {
		tried++
		d := it.Current()
		if day := it.Day - int32(d.Shift); s.Back.Runs(d.Trip, s.Base, day) {
			off, _ := s.Back.Calls(d.Trip)
			board := off + int32(d.Call)
			s.followBack(board, day*daySeconds+s.Back.ArrAt(board+1))
		}
	}
	return tried
}

// followBack is follow in the other direction.
func (s *scan) followBack(board, arr int32) (ready int32) {
	v, at := s.Back, board+1
	midnight := arr - v.ArrAt(at)
	for ready = noTime; arr <= s.best; arr = midnight + v.ArrAt(at) {
		s.relaxed++
		stop := v.StopAt(at)
		if arr < s.back.alight[stop] && s.ahead.ready[stop] <= -arr && v.MayAlight(at) {
			if s.rec != nil {
				s.record(v, board, at, arr)
			}
			ready = min(ready, s.arriveBack(stop, arr))
		}
		// Whoever gets off here gets on in the other direction: either the stop's
		// own turn takes the ride on, or the trip cannot have been reached before.
		if dep := midnight + v.DepAt(at); v.Last(at) || v.MayBoard(at) && (s.back.ready[stop] <= dep || -dep < s.ahead.alight[stop]) {
			break
		}
		at++
	}
	return ready
}

func (s *scan) arriveBack(stop timetable.Stop, at int32) (first int32) {
	first = noTime
	s.back.alight[stop] = at
	s.done[stop] = max(at, s.back.ready[stop])
	if e := s.From.At[stop]; e >= 0 && at+s.From.List[e].Walk <= s.best {
		s.best, s.found = at+s.From.List[e].Walk, true
	}
	changes := s.Back.ChangesFrom(&s.changes, stop)
	for k := range changes {
		c := &changes[k]
		if t := at + s.ChangeTime(c); s.readyBack(c.To, t) {
			first = min(first, t)
		}
	}
	return first
}
