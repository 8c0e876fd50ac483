package dijkstra

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

const (
	daySeconds = int32(model.Day)
	// chunk is how far ahead of the clock a stop's departures are looked at, so
	// that those after the answer are mostly never seen.
	chunk = int32(4 * model.Hour)
	// pollMask spaces the looks at ctx: every 256 steps, well below 1 ms.
	pollMask = 1<<8 - 1
)

// earliest returns the earliest time at dst when leaving src at start or later.
// It keeps the two labels a stop needs: the time of alighting and the time from
// which boarding is possible, changes included. m.ready holds the latter for
// every stop up to the returned time.
func (s *search) earliest(v *timetable.View, src, dst *ends, start, deadline int32) (int32, error) {
	m := s.m
	m.span(v, start, deadline)
	fill(m.alight, never)
	fill(m.ready, never)
	fill(m.next, never)
	m.queue = m.queue[:0]
	m.boarded = resize(m.boarded, int(m.days*m.trips))
	clear(m.boarded)
	for _, e := range src.list {
		s.becomeReady(e.stop, start+e.walk)
	}
	best := never
	for n := 0; len(m.queue) > 0; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return 0, s.ctx.Err()
		}
		at, stop := unpackStop(m.queue.pop())
		if at != m.next[stop] {
			continue // superseded
		}
		if at > min(best, deadline) {
			break
		}
		it := departures{deps: v.Departures(stop), i: int(m.cursor[stop]), day: floorDay(at), at: at}
		if at == m.ready[stop] {
			s.settled++
			s.rec.Settle(int32(stop), at, 0)
			it = departuresFrom(it.deps, at)
		}
		best = s.board(v, dst, &it, min(at+chunk, deadline+1), best, deadline)
		if it.at <= min(best, deadline) {
			m.next[stop], m.cursor[stop] = it.at, int32(it.i)
			m.queue.push(packStop(it.at, stop))
		}
	}
	if best > deadline {
		return 0, plan.ErrNoRoute
	}
	return best, nil
}

// becomeReady improves the time from which stop can be boarded.
func (s *search) becomeReady(stop timetable.Stop, at int32) {
	m := s.m
	if at >= m.ready[stop] || !s.modes.Has(s.tt.ModeOf(stop)) {
		return
	}
	m.ready[stop], m.next[stop] = at, at
	m.queue.push(packStop(at, stop))
}

// board takes the departures up to until and returns the best known time at dst.
func (s *search) board(v *timetable.View, dst *ends, it *departures, until, best, deadline int32) int32 {
	for ; it.at < until; it.step() {
		d := &it.deps[it.i]
		day := it.day - int32(d.Shift)
		run := s.m.run(d.Trip, day)
		// boarded holds call+1: 0 means not ridden. Riding a run again from the
		// same or a later call reaches nothing new.
		if b := s.m.boarded[run]; b != 0 && b <= d.Call+1 || !v.Runs(d.Trip, s.base, day) {
			continue
		}
		best = s.ride(v, dst, d, day, run, best, deadline)
		until = min(until, best+1)
	}
	return best
}

// ride follows one run from the departure d to its end, or to where it was
// boarded before.
func (s *search) ride(v *timetable.View, dst *ends, d *timetable.Departure, day, run, best, deadline int32) int32 {
	m := s.m
	off, end := v.Calls(d.Trip)
	if b := m.boarded[run]; b != 0 {
		end = min(end, off+int32(b))
	}
	m.boarded[run] = d.Call + 1
	for at := off + int32(d.Call) + 1; at < end; at++ {
		arr := day*daySeconds + v.ArrAt(at)
		if arr > min(best, deadline) {
			break
		}
		s.relaxed++
		stop := v.StopAt(at)
		if arr >= m.alight[stop] || !v.MayAlight(at) {
			continue
		}
		m.alight[stop] = arr
		s.rec.Improve(int32(stop), int32(d.Trip), int(d.Call), int(at-off), arr, 0)
		if e := dst.at[stop]; e >= 0 && arr+dst.list[e].walk <= deadline {
			best = min(best, arr+dst.list[e].walk)
		}
		m.changes = v.AppendChanges(m.changes[:0], stop)
		for _, c := range m.changes {
			s.becomeReady(c.To, arr+s.changeTime(c))
		}
	}
	return best
}

func (s *search) changeTime(c timetable.Change) int32 {
	if c.Plain && s.minChange >= 0 {
		return s.minChange
	}
	return c.Time
}

// departures walks the departures of a stop in order of time, day after day.
type departures struct {
	deps []timetable.Departure
	i    int
	day  int32
	at   int32 // absolute time of deps[i]
}

func departuresFrom(deps []timetable.Departure, from int32) departures {
	it := departures{deps: deps, day: floorDay(from), at: never}
	if len(deps) == 0 {
		return it
	}
	tod := from - it.day*daySeconds
	lo, hi := 0, len(deps)
	for lo < hi {
		if mid := (lo + hi) / 2; deps[mid].Tod < tod {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	it.i = lo - 1
	it.step()
	return it
}

func (it *departures) step() {
	it.i++
	if it.i == len(it.deps) {
		it.i, it.day = 0, it.day+1
	}
	it.at = it.day*daySeconds + it.deps[it.i].Tod
}
