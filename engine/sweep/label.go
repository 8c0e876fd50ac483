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
	there := s.alight[int(stop)*s.lanes : (int(stop)+1)*s.lanes]
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

// change lets labels change.
func (s *scan) change(stop timetable.Stop, time, first, n int32) {
	s.changes = s.view.ChangesFrom(s.changes, stop)
	for k := range s.changes {
		c := &s.changes[k]
		if !s.open[c.To] {
			continue
		}
		ready := s.ready[int(c.To)*s.lanes : (int(c.To)+1)*s.lanes]
		for i := first; i < first+n; i++ {
			if l := &s.labels[i]; l.cost < ready[l.lane] {
				s.file(event{kind: readyEvent, time: time + s.ChangeTime(c), at: int32(c.To), first: first, n: uint16(n), covers: c.Covers && s.MinChange < 0})
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

// becomesReady lets labels board at a stop from now on.
func (s *scan) becomesReady(e event) {
	stop := timetable.Stop(e.at)
	if b := s.from.At[stop]; b >= 0 && s.latest >= never && e.time >= s.start+s.from.List[b].Walk {
		return // whoever begins there does better
	}
	city := s.TT.CityOf(stop)
	arrive := e.time + s.bounds.Time[city]
	if arrive > s.deadline {
		return
	}
	h := s.hopeFrom(city, arrive)
	base := int(stop) * s.lanes
	ready, by := s.ready[base:base+s.lanes], s.readyBy[base:base+s.lanes]
	g := &s.ranges[stop]
	for i := e.first; i < e.first+int32(e.n); i++ {
		l := &s.labels[i]
		if l.cost >= ready[l.lane] || !s.alightable(stop, l.lane, l.cost) || !s.allows(&h, l.lane, l.cost) {
			continue
		}
		for k := l.lane; int(k) < s.lanes && ready[k] > l.cost; k++ {
			ready[k], by[k] = l.cost, i
		}
		if e.covers && s.to.At[stop] < 0 {
			lower(s.alight[base:base+s.lanes], l.lane, l.cost) // whoever arrives later can do no more
		}
		if s.log {
			s.readied = append(s.readied, readied{time: e.time, cost: l.cost, lane: l.lane, next: s.readiedAt[stop]})
			s.readiedAt[stop] = int32(len(s.readied))
		}
		if s.live[stop]&liveReady == 0 {
			s.enliven(stop, liveReady)
			g.lo, g.hi = l.lane, l.lane
			s.checked[stop] = s.version
		}
		g.lo, g.hi = min(g.lo, l.lane), max(g.hi, l.lane)
		s.stamp[stop]++
	}
	if s.live[stop]&liveReady == 0 {
		return
	}
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
		ready := s.ready[int(stop)*s.lanes : (int(stop)+1)*s.lanes]
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
