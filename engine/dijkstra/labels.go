package dijkstra

import (
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// keyKind says what a key counts.
type keyKind uint8

const (
	noKey keyKind = iota
	ridesKey
	fareKey
)

// label is a partial journey. Its key and time are those at stop: the time of
// alighting there or, for a ready label, of being able to board.
type label struct {
	primary, secondary int64
	f                  int64 // primary plus the lower bound of what is to come
	time               int32
	stop               timetable.Stop // goal for a finished journey
	prev               int32          // label before the ride, or -1
	trip               timetable.Trip // -1 for a ready label
	day                int32
	event              int32
	board, alight      int16
}

// goal marks the label of a finished journey.
const goal = timetable.Stop(-1)

// spec describes one search for the lexicographically least
// (primary, time) — or, with ties, (primary, secondary, trips) — from src to dst.
type spec struct {
	view               *timetable.View
	src, dst           *ends
	start, deadline    int32
	primary, secondary keyKind
	bound              []int64 // by City, of primary; nil: none
	limit              int64   // labels beyond it are parked
	latest             []int32 // by Stop: the mirrored search's ready times; a later label is useless
	ties               bool    // break ties by secondary and trips
	drain              bool    // go on after the answer, so that m.ready is complete up to its time
}

// labels runs the search and returns the label that ends at the goal.
func (s *query) labels(sp spec) (int32, error) {
	m := s.m
	m.span(sp.view, sp.start, sp.deadline)
	fill(m.alight, never)
	fill(m.ready, never)
	m.parked = noLimit
	defer m.forgetEvents(int(m.days) * int(m.calls))()
	m.labels, m.heap = m.labels[:0], m.heap[:0]
	if sp.primary == fareKey {
		m.rode = resize(m.rode, int(m.days*m.trips))
		clear(m.rode)
	}
	for _, e := range sp.src.list {
		s.offer(&sp, label{time: sp.start + e.walk, stop: e.stop, prev: -1, trip: -1, event: -1})
	}
	answer := int32(-1)
	for n := 0; len(m.heap) > 0; n++ {
		// A label may board all departures of three days.
		if n&labelPollMask == 0 && s.ctx.Err() != nil {
			return -1, s.ctx.Err()
		}
		i := m.popLabel(sp.ties)
		l := m.labels[i]
		if answer >= 0 && (l.f > m.labels[answer].f || l.time > m.labels[answer].time) {
			break
		}
		if l.stop == goal {
			if answer < 0 {
				answer = i
			}
			if !sp.drain {
				break
			}
			continue
		}
		s.expand(&sp, i, l)
	}
	if answer < 0 {
		return -1, plan.ErrNoRoute
	}
	return answer, nil
}

// forgetEvents makes room for n events, all -1, and returns what resets them
// after the search: only those its labels touched.
func (m *memory) forgetEvents(n int) func() {
	if len(m.event) < n {
		m.event = make([]int32, n)
		fill(m.event, -1)
	}
	return func() {
		for i := range m.labels {
			if e := m.labels[i].event; e >= 0 {
				m.event[e] = -1
			}
		}
	}
}

// expand settles label i and boards what it can reach.
func (s *query) expand(sp *spec, i int32, l label) {
	m := s.m
	if l.trip < 0 {
		s.boardFrom(sp, i, l.stop, l.time)
		return
	}
	if l.time >= m.alight[l.stop] {
		s.rec.Prune(int32(l.stop), l.time, l.primary)
		return
	}
	m.alight[l.stop] = l.time
	s.settled++
	s.rec.Settle(int32(l.stop), l.time, l.primary)
	city := s.tt.CityOf(l.stop)
	m.changes = sp.view.AppendChanges(m.changes[:0], l.stop)
	for _, c := range m.changes {
		if !s.modes.Has(s.tt.ModeOf(c.To)) {
			continue
		}
		at := l.time + s.changeTime(c)
		if s.tt.CityOf(c.To) == city {
			s.boardFrom(sp, i, c.To, at)
			continue
		}
		// A walk to another city waits in the queue for its turn there, because
		// the bound of the other city differs.
		s.offer(sp, label{primary: l.primary, secondary: l.secondary, time: at, stop: c.To, prev: i, trip: -1, event: -1})
	}
}

// boardFrom takes the departures of stop from time at on that no earlier
// settled, hence no worse, label has taken.
func (s *query) boardFrom(sp *spec, i int32, stop timetable.Stop, at int32) {
	m := s.m
	until := min(m.ready[stop], sp.deadline+1)
	if at >= until {
		return
	}
	m.ready[stop] = at
	deps := sp.view.Departures(stop)
	for it := search.DeparturesFrom(deps, at); it.At < until; it.Step() {
		d := it.Current()
		day := it.Day - int32(d.Shift)
		if sp.view.Runs(d.Trip, s.base, day) {
			s.rideLabels(sp, i, d, day)
		}
	}
}

// rideLabels offers a label at every later call of the run.
func (s *query) rideLabels(sp *spec, i int32, d *timetable.Departure, day int32) {
	m, v := s.m, sp.view
	from := m.labels[i]
	off, end := v.Calls(d.Trip)
	last := s.worthRiding(sp, d, day, from.primary, end)
	for at := off + int32(d.Call) + 1; at < last; at++ {
		arr := day*daySeconds + v.ArrAt(at)
		if arr > sp.deadline {
			break
		}
		if !v.MayAlight(at) {
			continue
		}
		s.relaxed++
		stop := v.StopAt(at)
		e := sp.dst.at[stop]
		if sp.latest != nil && arr > -sp.latest[stop] && e < 0 || arr >= m.alight[stop] {
			continue
		}
		l := label{time: arr, stop: stop, prev: i, trip: d.Trip, day: day, board: d.Call, alight: int16(at - off)}
		l.primary = from.primary + s.legKey(sp, sp.primary, d, l.alight, off, end)
		if sp.bound != nil && l.primary+sp.bound[s.tt.CityOf(stop)] > sp.limit {
			m.parked = min(m.parked, l.primary+sp.bound[s.tt.CityOf(stop)])
			continue
		}
		l.secondary = from.secondary + s.legKey(sp, sp.secondary, d, l.alight, off, end)
		l.event = (day-m.offset)*m.calls + at
		m.candidate = l // a local would escape to the heap through the comparison
		if old := m.event[l.event]; old >= 0 && !m.better(&m.candidate, old, sp.ties) {
			continue
		}
		m.event[l.event] = int32(len(m.labels))
		s.offer(sp, l)
		if e >= 0 && arr+sp.dst.list[e].walk <= sp.deadline {
			l.time, l.stop, l.event = arr+sp.dst.list[e].walk, goal, -1
			s.offer(sp, l)
		}
	}
}

// worthRiding returns the end of the calls of a run at which the ride can be
// better than those before: a run that was boarded no later and no dearer
// reaches them all at least as cheaply.
func (s *query) worthRiding(sp *spec, d *timetable.Departure, day int32, paid int64, end int32) int32 {
	v := sp.view
	if sp.primary != fareKey || s.classes != nil || !v.Flat(d.Trip) {
		return end
	}
	off, _ := v.Calls(d.Trip)
	value := paid - v.FareAt(off+int32(d.Call))
	r := &s.m.rode[s.m.run(d.Trip, day)]
	if r.call != 0 && (value > r.value || value == r.value && !sp.ties) {
		return min(end, off+r.call)
	}
	if r.call == 0 || value < r.value {
		*r = rode{value, int32(d.Call) + 1}
	}
	return end
}

// better reports whether l improves on the label that already alights from the
// same run at the same call.
func (m *memory) better(l *label, old int32, ties bool) bool {
	o := &m.labels[old]
	if l.primary != o.primary {
		return l.primary < o.primary
	}
	if l.secondary != o.secondary {
		return l.secondary < o.secondary
	}
	return ties && m.compareTrips(l, o) < 0
}

// legKey is what the ride d..alight adds to a key.
func (s *query) legKey(sp *spec, k keyKind, d *timetable.Departure, alight int16, off, end int32) int64 {
	switch k {
	case ridesKey:
		return 1
	case fareKey:
		if s.classes == nil && sp.view.Flat(d.Trip) {
			return sp.view.FareAt(off+int32(alight)) - sp.view.FareAt(off+int32(d.Call)) + s.tt.Fee(d.Trip)
		}
		b, a := forward(sp.view, int(d.Call), int(alight), int(end-off))
		return s.tt.LegCost(d.Trip, b, a, s.classes)
	}
	return 0
}

// forward turns call positions of a view into those of the trip itself.
func forward(v *timetable.View, board, alight, calls int) (b, a int) {
	if v.Backward() {
		return calls - 1 - alight, calls - 1 - board
	}
	return board, alight
}

// offer queues l unless it is beyond the limit.
func (s *query) offer(sp *spec, l label) {
	l.f = l.primary
	if sp.bound != nil && l.stop != goal {
		l.f += sp.bound[s.tt.CityOf(l.stop)]
	}
	if l.f > sp.limit {
		s.m.parked = min(s.m.parked, l.f)
		if l.event >= 0 {
			s.m.event[l.event] = -1
		}
		return
	}
	if l.stop == goal {
		sp.limit = min(sp.limit, l.f)
	} else if l.trip >= 0 {
		s.rec.Improve(int32(l.stop), int32(l.trip), int(l.board), int(l.alight), l.time, l.primary)
	}
	s.m.pushLabel(l, sp.ties)
}
