package pareto

import (
	"cmp"

	"tongtu/engine/timetable"
)

// label is a journey from the start to the end of a ride. What the search does
// not carry is 0.
type label struct {
	cost          int64
	time          int32 // of alighting
	depart        int32 // from the start, the walk there included
	rides         int32
	prev          int32 // label before the ride, or -1
	stop          timetable.Stop
	trip          timetable.Trip
	day           int32
	board, alight int16
	via           int8 // places passed
}

// entry is a label in a bag: one that has arrived at a stop or may board there.
type entry struct {
	cost    int64
	time    int32 // from which it counts
	depart  int32 // of a first entry: the walk, because the journey has not begun
	rides   int32
	label   int32 // -1 of a first entry
	expires int32 // after this time it cannot add to the front of that version
	version int32
	via     int8
	first   bool // at the start, before any ride
}

// covers reports whether x is superfluous beside e at the same stop.
func (c *scan) covers(e, x *entry) bool {
	if e.time > x.time || e.cost > x.cost || e.rides > x.rides || e.via < x.via {
		return false
	}
	if e.first && !x.first && c.latest < never {
		return false // nothing leaves the start after the window
	}
	if c.depart && (e.first || x.first) {
		// A first entry that waits leaves later and later.
		return !x.first && x.time-e.depart >= x.depart
	}
	if e.depart < x.depart {
		return false
	}
	return !c.ties || e.cost < x.cost || e.rides < x.rides || e.depart > x.depart || c.m.compareRides(e.label, x.label) <= 0
}

// covered reports whether an entry of b covers x. What covers once covers
// again, so it moves to the front.
func (c *scan) covered(b bag, x *entry) bool {
	for i := range b {
		if c.covers(&b[i], x) {
			b[0], b[i] = b[i], b[0]
			return true
		}
	}
	return false
}

// insert adds x to b, which does not cover it, and drops what it covers.
func (c *scan) insert(b *bag, x *entry) {
	kept := (*b)[:0]
	for i := range *b {
		if e := &(*b)[i]; !c.covers(x, e) {
			kept = append(kept, *e)
		}
	}
	*b = append(kept, *x)
}

// boarding is a label on a run.
type boarding struct {
	value  int64 // fare paid before, less the cumulative fare at the call on a run of plain fares
	depart int32
	rides  int32
	label  int32
	next   int32 // the boarding of the run before, one more than its index
	call   int16
	via    int8
}

// aboard adds x to the boardings of a run unless one of them does as well. Where
// fares are not plain, only boardings at the same call compare.
func (c *scan) aboard(run int32, trip timetable.Trip, x boarding, plain bool) bool {
	m := c.m
	for at := &m.rode[run]; *at != 0; {
		e := &m.boards[*at-1]
		if plain && c.outdone(e, &x) {
			*at = e.next
			continue
		}
		at = &e.next
		if e.call > x.call || !plain && e.call != x.call || e.value > x.value || e.rides > x.rides || e.depart < x.depart {
			continue
		}
		if len(c.vias) > 0 && c.passedUntil(trip, e, x.call) < x.via {
			continue
		}
		if !c.ties || e.value < x.value || e.rides < x.rides || m.compareRides(e.label, x.label) <= 0 {
			return false
		}
	}
	if x.next = m.rode[run]; x.next == 0 {
		m.runs = append(m.runs, run)
	}
	m.boards = append(m.boards, x)
	m.rode[run] = int32(len(m.boards))
	return true
}

// outdone reports whether e is superfluous beside the later boarding x for all
// boardings to come. Those at calls before x lose a hint by it, no more.
func (c *scan) outdone(e, x *boarding) bool {
	return e.call <= x.call && x.value <= e.value && x.rides <= e.rides && x.depart >= e.depart &&
		(x.value < e.value || x.rides < e.rides || x.depart > e.depart) && len(c.vias) == 0
}

// passedUntil is how many places boarding e has passed at a later call.
func (c *scan) passedUntil(trip timetable.Trip, e *boarding, call int16) int8 {
	off, _ := c.view.Calls(trip)
	via := e.via
	for k := e.call + 1; k <= call; k++ {
		via = c.passed(via, c.view.StopAt(off+int32(k)))
	}
	return via
}

// passed advances over the places that a call at stop passes.
func (c *scan) passed(via int8, stop timetable.Stop) int8 {
	for int(via) < len(c.vias) && c.vias[via].stay == 0 && c.vias[via].holds(c.tt, stop) {
		via++
	}
	return via
}

// compareRides orders two journeys by their rides from the first on: trip
// identifier, service day, boarding call, alighting call.
func (m *memory) compareRides(x, y int32) int {
	if x == y {
		return 0
	}
	var bufX, bufY [16]*label
	a, b := m.rides(bufX[:0], x), m.rides(bufY[:0], y)
	for i, j := len(a)-1, len(b)-1; i >= 0 && j >= 0; i, j = i-1, j-1 {
		p, q := a[i], b[j]
		d := cmp.Or(cmp.Compare(p.trip, q.trip), cmp.Compare(p.day, q.day), cmp.Compare(p.board, q.board), cmp.Compare(p.alight, q.alight))
		if d != 0 {
			return d
		}
	}
	return cmp.Compare(len(a), len(b))
}

// rides appends the labels of a journey, last first.
func (m *memory) rides(buf []*label, i int32) []*label {
	for i >= 0 {
		l := &m.labels[i]
		buf = append(buf, l)
		i = l.prev
	}
	return buf
}
