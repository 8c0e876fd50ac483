package csa

import (
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// patience is the share of all departures that the search from stop to stop may
// try before a scan takes over.
const patience = 64

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
	for _, e := range s.To.List {
		s.readyBack(e.Stop, -arrive+e.Walk)
	}
	left := len(s.Back.Connections().Hops) / patience
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
			s.followBack(d.Trip, int32(d.Call), day*daySeconds, it.At)
		}
	}
	return tried
}

// slotBack is slot in the other direction.
func (s *scan) slotBack(c *timetable.Connections, first, end, now int32) (again bool) {
	hops := c.Hops[first:end]
	for _, i := range s.boardable(hops, s.back.ready, now) {
		r := &c.Rides[first+i]
		if now+r.Time >= s.done[hops[i].To] || !s.running[c.Group[first+i]] || -now < s.ahead.alight[hops[i].From] {
			continue
		}
		trip := c.Trips[first+i]
		off, _ := s.Back.Calls(trip)
		again = s.followBack(trip, r.At-off, now-s.Back.DepAt(r.At), now) || again
	}
	return again
}

// followBack rides from a call of a trip, which departs now, as long as the trip
// could not be boarded again. It reports whether a stop became ready by now.
func (s *scan) followBack(trip timetable.Trip, call, midnight, now int32) (again bool) {
	v := s.Back
	off, end := v.Calls(trip)
	for at := off + call + 1; at < end; at++ {
		arr := midnight + v.ArrAt(at)
		if arr > s.best {
			break
		}
		s.relaxed++
		stop := v.StopAt(at)
		if arr < s.back.alight[stop] && s.ahead.ready[stop] <= -arr && v.MayAlight(at) {
			s.rec.Improve(int32(stop), int32(trip), int(call), int(at-off), arr, 0)
			again = s.arriveBack(stop, arr, now) || again
		}
		// Whoever gets off here gets on in the other direction: either the stop's
		// own turn takes the ride on, or the trip cannot have been reached before.
		if dep := midnight + v.DepAt(at); v.MayBoard(at) && (s.back.ready[stop] <= dep || -dep < s.ahead.alight[stop]) {
			break
		}
	}
	return again
}

func (s *scan) arriveBack(stop timetable.Stop, at, now int32) (again bool) {
	s.back.alight[stop] = at
	s.done[stop] = max(at, s.back.ready[stop])
	if e := s.From.At[stop]; e >= 0 && at+s.From.List[e].Walk <= s.best {
		s.best, s.found = at+s.From.List[e].Walk, true
	}
	s.changes = s.Back.ChangesFrom(s.changes, stop)
	for k := range s.changes {
		c := &s.changes[k]
		if t := at + s.ChangeTime(c); s.readyBack(c.To, t) {
			again = again || t <= now
		}
	}
	return again
}
