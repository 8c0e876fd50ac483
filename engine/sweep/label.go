package sweep

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// label is a journey from the start to the end of a ride.
type label struct {
	cost          int32
	time          int32 // of alighting
	prev          int32 // label before the ride, or -1
	board, alight int32 // positions in the call arrays
	lane          int32
}

// able is a label that may board now.
type able struct{ label, lane, cost int32 }

// readied is a label that may board at a stop from a time on.
type readied struct {
	time, cost, lane int32
	next             int32 // the one before at the stop, one more than its index
}

// The reasons to look at the departures of a stop.
const (
	liveReady  uint8 = 1 << iota // labels are ready there
	liveOrigin                   // journeys may begin there
)

// enliven and deaden keep count of the stops with a reason.
func (s *scan) enliven(stop timetable.Stop, why uint8) {
	if s.live[stop] == 0 {
		s.alive++
	}
	s.live[stop] |= why
	s.stamp[stop]++
}

func (s *scan) deaden(stop timetable.Stop, why uint8) {
	if s.live[stop] != 0 && s.live[stop]&^why == 0 {
		s.alive--
	}
	s.live[stop] &^= why
}

// leave lets journeys begin.
func (s *scan) leave() {
	for _, e := range s.from.List {
		if s.open[e.Stop] {
			s.file(event{kind: originEvent, time: s.start + e.Walk, at: int32(e.Stop)})
		}
	}
}

// arrives settles a label for every lane of a run in which riding to a call
// adds something, and lets those change.
func (s *scan) arrives(e event) {
	x, a := &s.runs[e.first], e.at
	x.flags &^= x.flag(a)
	x.filed--
	stop := s.view.StopAt(a)
	row, lo, hi, fare := s.paid[x.stairs:], x.lo, x.hi, int32(0)
	if !x.plain {
		row = s.pairs
		lo, hi = s.payPairs(x, a)
	} else if s.fares {
		fare = int32(s.view.FareAt(a))
	}
	there := s.row(s.alight, stop)
	first := int32(len(s.labels))
	for k := lo; k <= hi; k++ {
		v := min(row[k].cost+fare, unknown)
		if v >= there[k] {
			continue
		}
		if s.promising(stop, e.time, k, v) {
			s.labels = append(s.labels, label{cost: v, time: e.time, prev: row[k].by, board: row[k].at, alight: a, lane: k})
		}
		lower(there, k, v)
	}
	n := int32(len(s.labels)) - first
	if n == 0 {
		if s.rec != nil && hi >= lo {
			s.rec.Prune(int32(stop), e.time, int64(row[hi].cost+fare))
		}
	} else {
		s.moreLanes(s.labels[first+n-1].lane)
		s.settle(stop, e.time, first, n)
		s.change(stop, e.time, first, n)
	}
	s.rideOn(e.first, a)
}

// settle counts labels, and considers them as ends of journeys.
func (s *scan) settle(stop timetable.Stop, time, first, n int32) {
	s.settled += int(n)
	if s.rec != nil {
		for _, l := range s.labels[first : first+n] {
			trip := s.view.TripOf(l.board)
			off, _ := s.view.Calls(trip)
			s.rec.Improve(int32(stop), int32(trip), int(l.board-off), int(l.alight-off), l.time, int64(l.cost))
			s.rec.Settle(int32(stop), time, int64(l.cost))
		}
	}
	g := s.to.At[stop]
	if g < 0 {
		return
	}
	for i := first; i < first+n; i++ {
		if w := s.to.List[g].Walk; w == 0 {
			s.reach(i, time)
		} else {
			s.file(event{kind: goalEvent, time: time + w, first: i})
		}
	}
}

// change lets labels change: once for each time that it takes.
func (s *scan) change(stop timetable.Stop, time, first, n int32) {
	changes := s.view.ChangesFrom(&s.changes, stop)
	s.times = s.times[:0]
	for k := range changes {
		c := &changes[k]
		t := s.ChangeTime(c)
		if !s.open[c.To] || slices.Contains(s.times, t) {
			continue
		}
		ready := s.row(s.ready, c.To)
		for i := first; i < first+n; i++ {
			if l := &s.labels[i]; l.cost < ready[l.lane] {
				s.times = append(s.times, t)
				s.file(event{kind: readyEvent, time: time + t, at: int32(stop), first: first, n: uint16(n)})
				break
			}
		}
	}
}

// lower lowers the stairs from lane k on to cost; it reports whether that was
// lower than before.
func lower(stairs []int32, k, cost int32) bool {
	if cost >= stairs[k] {
		return false
	}
	for ; int(k) < len(stairs) && stairs[k] > cost; k++ {
		stairs[k] = cost
	}
	return true
}

// becomesReady lets labels that alighted at a stop board from now on where it
// takes that long to change to.
func (s *scan) becomesReady(e event) {
	t := e.time - s.labels[e.first].time
	city := timetable.City(-1)
	changes := s.view.ChangesFrom(&s.changes, timetable.Stop(e.at))
	for k := range changes {
		c := &changes[k]
		if s.ChangeTime(c) != t || !s.open[c.To] {
			continue
		}
		if to := s.TT.CityOf(c.To); to != city {
			city = to
			s.findAble(&e, city)
		}
		if b := s.from.At[c.To]; b >= 0 && s.latest >= never && e.time >= s.start+s.from.List[b].Walk {
			continue // whoever begins there does better
		}
		if len(s.able) > 0 {
			s.enter(c, e.time)
		}
	}
}

// findAble leaves in s.able the labels of e that can add something from a city.
func (s *scan) findAble(e *event, city timetable.City) {
	s.able = s.able[:0]
	arrive := e.time + s.bounds.Time[city]
	if arrive > s.deadline {
		return
	}
	h := s.hopeFrom(city, arrive)
	for i := e.first; i < e.first+int32(e.n); i++ {
		if l := &s.labels[i]; s.allows(&h, l.lane, l.cost) {
			s.able = append(s.able, able{label: i, lane: l.lane, cost: l.cost})
		}
	}
}

// enter lets s.able board at a stop.
func (s *scan) enter(c *timetable.Change, time int32) {
	stop := c.To
	ready, by, alight := s.row(s.ready, stop), s.row(s.readyBy, stop), s.row(s.alight, stop)
	covers := c.Covers && s.MinChange < 0 && s.to.At[stop] < 0
	g := &s.ranges[stop]
	better := false
	for _, l := range s.able {
		if l.cost >= ready[l.lane] || !s.alightable(stop, l.lane, l.cost) {
			continue
		}
		for k := int(l.lane); k < len(ready) && ready[k] > l.cost; k++ {
			ready[k], by[k] = l.cost, l.label
		}
		if covers {
			lower(alight, l.lane, l.cost) // whoever arrives later can do no more
		}
		if s.log {
			s.readied = append(s.readied, readied{time: time, cost: l.cost, lane: l.lane, next: s.readiedAt[stop]})
			s.readiedAt[stop] = int32(len(s.readied))
		}
		if s.live[stop]&liveReady == 0 {
			s.enliven(stop, liveReady)
			g.lo, g.hi = l.lane, l.lane
			s.checked[stop] = s.version
		}
		g.lo, g.hi = min(g.lo, l.lane), max(g.hi, l.lane)
		better = true
	}
	if !better {
		return
	}
	s.stamp[stop]++
	for g.hi > g.lo && ready[g.hi] == ready[g.hi-1] {
		g.hi--
	}
}

// recheck drops the lanes of a stop that can no longer add to what was found.
func (s *scan) recheck(stop timetable.Stop) {
	s.checked[stop] = s.version
	g := &s.ranges[stop]
	city := s.TT.CityOf(stop)
	arrive := s.now + s.bounds.Time[city]
	if arrive <= s.deadline {
		h := s.hopeFrom(city, arrive)
		ready := s.row(s.ready, stop)
		for g.lo <= g.hi && !s.allows(&h, g.lo, ready[g.lo]) {
			g.lo++
		}
		for g.hi >= g.lo && !s.allows(&h, g.hi, ready[g.hi]) {
			g.hi--
		}
	}
	if arrive > s.deadline || g.lo > g.hi {
		s.deaden(stop, liveReady)
	}
}

// rides appends the rides of a journey in order of travel.
func (s *scan) rides(buf []search.Ride, last int32) []search.Ride {
	begin := len(buf)
	for i := last; i >= 0; i = s.labels[i].prev {
		l := &s.labels[i]
		trip := s.view.TripOf(l.board)
		off, _ := s.view.Calls(trip)
		day := (l.time - s.view.ArrAt(l.alight)) / daySeconds
		buf = append(buf, s.Ride(trip, day, int(l.board-off), int(l.alight-off)))
	}
	if !s.view.Backward() {
		slices.Reverse(buf[begin:])
	}
	return buf
}
