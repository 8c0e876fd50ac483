package pareto

import (
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const (
	// chunk is how far ahead of the clock a stop's departures are boarded.
	chunk = int32(3600)
	// pollMask spaces the looks at ctx: every 64 departures, mostly below 1 ms.
	pollMask = 1<<6 - 1
)

// spec describes one search.
type spec struct {
	view            *timetable.View
	src, dst        *ends
	left            *bounds
	vias            []via
	start, deadline int32
	latest          int32 // latest departure from the start
	earliest        int32 // earliest arrival at the end
	maxFare         int64
	maxRides        int32
	maxDuration     int32 // 0: any
	fare, rides     bool  // labels carry them
	depart          bool
	alike           bool // all unknown fares count the same
	front           bool // keep a front of journeys, always over arrival and …
	overFare        bool
	overRides       bool
	overDepart      bool
	ties            bool // the order of trips counts
	rule            rule
	slack           int32 // 1: journeys as good as one found still count
	before          *kept // labels of the stage before; nil: none
	keep            *kept // where this one keeps its own; nil: nowhere
}

// scan is a search under way.
type scan struct {
	*query
	spec
	cities  int
	version int32 // of the front
	hint    int   // see untilAmong
	parked  int64 // lowest fare beyond the limit that a bound reached
}

// run fills m.goals and reports plan.ErrNoRoute when there are none; parked is
// the lowest fare that the limit kept out.
func (s *query) run(sp spec) (parked int64, err error) {
	m := s.m
	m.span(sp.view, sp.start, sp.deadline)
	m.serial++
	sp.left.serial = m.serial
	if sp.keep != nil {
		sp.keep.reset(s.tt.NumStops())
	}
	c := &scan{query: s, spec: sp, cities: s.tt.NumCities(), parked: noLimit}
	for _, e := range sp.src.list {
		if at := sp.start + e.walk; at <= sp.deadline {
			m.calendar.push(event{kind: readyEvent, stop: e.stop, time: at, label: -1})
		}
	}
	for {
		e, ok := m.calendar.pop()
		if !ok {
			break
		}
		switch e.kind {
		case alightEvent:
			c.alighted(e.label)
		case readyEvent:
			c.becomesReady(&e)
		case boardEvent:
			c.boardAll(e.stop)
		}
		if err := c.poll(); err != nil {
			return 0, err
		}
	}
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if len(m.goals) == 0 {
		return c.parked, plan.ErrNoRoute
	}
	return c.parked, nil
}

// poll looks at ctx now and then; once it has ended, every poll says so.
func (s *query) poll() error {
	if s.steps++; s.steps&pollMask == 0 && s.stopped == nil {
		s.stopped = s.ctx.Err()
	}
	return s.stopped
}

// alighted settles a label at the stop where its ride ends and lets it change.
func (c *scan) alighted(i int32) {
	m := c.m
	l := m.labels[i]
	at := slices.IndexFunc(m.alight[l.stop], func(e entry) bool { return e.label == i })
	if at < 0 || c.expires(&m.alight[l.stop][at], c.tt.CityOf(l.stop), l.time) < l.time {
		c.rec.Prune(int32(l.stop), l.time, l.cost)
		return
	}
	c.settled++
	c.rec.Settle(int32(l.stop), l.time, l.cost)
	m.changes = c.view.AppendChanges(m.changes[:0], l.stop)
	for _, ch := range m.changes {
		if !m.open[ch.To] {
			continue
		}
		d := c.changeTime(ch)
		c.mayBoard(event{kind: readyEvent, stop: ch.To, time: l.time + d, label: i, via: l.via})
		if int(l.via) < len(c.vias) {
			if v := &c.vias[l.via]; v.stay > 0 && v.holds(c.tt, l.stop) && v.holds(c.tt, ch.To) {
				c.mayBoard(event{kind: readyEvent, stop: ch.To, time: l.time + max(d, v.stay), label: i, via: l.via + 1})
			}
		}
	}
}

// mayBoard files a label that becomes ready in time.
func (c *scan) mayBoard(e event) {
	left := c.left.time[int(e.via)*c.cities+int(c.tt.CityOf(e.stop))]
	if left < never && e.time+left <= c.deadline {
		c.m.calendar.push(e)
	}
}

// becomesReady lets a label board at a stop.
func (c *scan) becomesReady(e *event) {
	m := c.m
	x := entry{time: e.time, label: e.label, via: e.via, first: e.label < 0, version: c.version}
	if x.first {
		x.depart = c.src.list[c.src.at[e.stop]].walk
	} else {
		l := &m.labels[e.label]
		x.cost, x.rides, x.depart = l.cost, l.rides, l.depart
	}
	if c.covered(m.ready[e.stop], &x) {
		return
	}
	if x.expires = c.expires(&x, c.tt.CityOf(e.stop), never); x.expires < x.time {
		return
	}
	m.touch(e.stop)
	c.insert(&m.ready[e.stop], &x)
	if c.keep != nil {
		c.keep.add(e.stop, &x)
	}
	if m.cursor[e.stop] == idle {
		m.cursor[e.stop] = e.time
		m.calendar.push(event{kind: boardEvent, stop: e.stop, time: e.time})
		return
	}
	c.board(e.stop, bag{x}, x.time, m.cursor[e.stop])
}

// boardAll lets all ready labels of a stop take its next departures.
func (c *scan) boardAll(stop timetable.Stop) {
	m := c.m
	from := m.cursor[stop]
	city := c.tt.CityOf(stop)
	kept := m.ready[stop][:0]
	for _, e := range m.ready[stop] {
		if e.version != c.version {
			e.version, e.expires = c.version, c.expires(&e, city, never)
		}
		if e.expires >= from {
			kept = append(kept, e)
		}
	}
	m.ready[stop] = kept
	if len(kept) == 0 {
		m.cursor[stop] = idle
		return
	}
	m.cursor[stop] = from + chunk
	c.board(stop, kept, from, from+chunk)
	if from+chunk <= c.deadline {
		m.calendar.push(event{kind: boardEvent, stop: stop, time: from + chunk})
	}
}

// board lets labels take the departures of a stop in [from, to).
func (c *scan) board(stop timetable.Stop, labels bag, from, to int32) {
	deps := c.view.Departures(stop)
	to = min(to, c.deadline+1)
	for it := search.DeparturesFrom(deps, from); it.At < to; it.Step() {
		d := it.Current()
		day := it.Day - int32(d.Shift)
		if !c.view.Runs(d.Trip, c.base, day) || c.avoided(d.Trip) {
			continue
		}
		for i := range labels {
			if e := &labels[i]; e.time <= it.At && it.At <= e.expires {
				c.ride(e, stop, d, day, it.At)
			}
		}
		if c.poll() != nil {
			return // run reports it
		}
	}
}
