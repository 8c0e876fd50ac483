package dijkstra

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const (
	daySeconds = int32(model.Day)
	// chunk is how far ahead of the clock a stop's departures are looked at, so
	// that those after the answer are mostly never seen.
	chunk = int32(4 * model.Hour)
	// pollMask spaces the looks at ctx: every 256 steps, well below 1 ms.
	pollMask = 1<<8 - 1
	// labelPollMask is that where a step is a label.
	labelPollMask = 1<<2 - 1
)

// sweep is one search for the earliest arrival in a view, directed to the goal
// by lower bounds of the time that is left (A*).
type sweep struct {
	*query
	v        *timetable.View
	dst      *ends
	h        []int32 // by City: lower bound to dst
	deadline int32
	best     int32 // earliest known time at dst, deadline+1 before any
}

// earliest returns the earliest time at dst when leaving src at start or later.
// It keeps the two labels a stop needs: the time of alighting and the time from
// which boarding is possible, changes included. m.ready holds the latter for
// every stop that can be part of a journey up to the returned time.
func (s *query) earliest(v *timetable.View, src, dst *ends, h []int32, start, deadline int32) (int32, error) {
	m := s.m
	m.span(v, start, deadline)
	fill(m.alight, never)
	fill(m.ready, never)
	fill(m.next, never)
	m.queue = m.queue[:0]
	m.boarded = resize(m.boarded, int(m.days*m.trips))
	clear(m.boarded)
	w := sweep{s, v, dst, h, deadline, deadline + 1}
	for _, e := range src.list {
		w.becomeReady(e.stop, start+e.walk)
	}
	for n := 0; len(m.queue) > 0; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return 0, s.ctx.Err()
		}
		key, stop := m.queue.Pop()
		if key > w.best {
			break
		}
		left := h[s.tt.CityOf(stop)]
		at := key - left
		if at != m.next[stop] {
			continue // superseded
		}
		w.settle(stop, at, left)
	}
	if w.best > deadline {
		return 0, plan.ErrNoRoute
	}
	return w.best, nil
}

// settle boards the next departures of stop and queues those after them.
func (w *sweep) settle(stop timetable.Stop, at, left int32) {
	m := w.m
	it := search.ResumeDepartures(w.v.Departures(stop), int(m.cursor[stop]), at)
	if at == m.ready[stop] {
		w.settled++
		w.rec.Settle(int32(stop), at, 0)
		it = search.DeparturesFrom(w.v.Departures(stop), at)
	}
	for until := at + chunk; it.At < until && it.At+left <= w.best; it.Step() {
		d := it.Current()
		day := it.Day - int32(d.Shift)
		run := m.run(d.Trip, day)
		// boarded holds call+1: 0 means not ridden. Riding a run again from the
		// same or a later call reaches nothing new.
		if b := m.boarded[run]; (b == 0 || b > d.Call+1) && w.v.Runs(d.Trip, w.base, day) {
			w.ride(d, day, run)
		}
	}
	if it.At+left <= w.best {
		m.next[stop], m.cursor[stop] = it.At, int32(it.I)
		m.queue.Push(it.At+left, stop)
	}
}

// becomeReady improves the time from which stop can be boarded.
func (w *sweep) becomeReady(stop timetable.Stop, at int32) {
	m := w.m
	if at >= m.ready[stop] || !w.modes.Has(w.tt.ModeOf(stop)) {
		return
	}
	if left := w.h[w.tt.CityOf(stop)]; at+left <= w.best {
		m.ready[stop], m.next[stop] = at, at
		m.queue.Push(at+left, stop)
	}
}

// ride follows one run from the departure d to its end, or to where it was
// boarded before.
func (w *sweep) ride(d *timetable.Departure, day, run int32) {
	m := w.m
	off, end := w.v.Calls(d.Trip)
	if b := m.boarded[run]; b != 0 {
		end = min(end, off+int32(b))
	}
	m.boarded[run] = d.Call + 1
	for at := off + int32(d.Call) + 1; at < end; at++ {
		arr := day*daySeconds + w.v.ArrAt(at)
		if arr > w.best {
			break
		}
		w.relaxed++
		stop := w.v.StopAt(at)
		if arr >= m.alight[stop] || arr+w.h[w.tt.CityOf(stop)] > w.best || !w.v.MayAlight(at) {
			continue
		}
		m.alight[stop] = arr
		w.rec.Improve(int32(stop), int32(d.Trip), int(d.Call), int(at-off), arr, 0)
		if e := w.dst.at[stop]; e >= 0 {
			w.best = min(w.best, arr+w.dst.list[e].walk)
		}
		m.changes = w.v.AppendChanges(m.changes[:0], stop)
		for _, c := range m.changes {
			w.becomeReady(c.To, arr+w.changeTime(c))
		}
	}
}

func (s *query) changeTime(c timetable.Change) int32 {
	if c.Plain && s.minChange >= 0 {
		return s.minChange
	}
	return c.Time
}
