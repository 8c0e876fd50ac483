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

// run is a trip of one service day that somebody is aboard. What was paid is
// kept by lane in stairs of its own.
type run struct {
	trip     timetable.Trip
	midnight int32
	plain    bool  // fares are differences, and no hop takes no time
	stairs   int32 // of plain fares: position in memory.paid and its companions
	lo, hi   int32 // lanes in use
	boarded  int32 // of other fares: latest boarding, one more than its index
	until    int32 // the last call worth riding to
}

// boarding is where a run of fares that do not add up was boarded.
type boarding struct {
	call   int32
	lo, hi int32
	stairs int32
	next   int32
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

// board lets everybody ready at a stop board a trip, which leaves call at; r is
// the run if somebody is aboard.
func (s *scan) board(r int32, trip timetable.Trip, at int32, stop timetable.Stop) int32 {
	if s.live[stop]&liveOrigin != 0 && s.now-s.from.List[s.from.At[stop]].Walk > s.latest {
		s.deaden(stop, liveOrigin)
	}
	if s.live[stop]&liveReady != 0 && s.checked[stop] != s.version {
		s.recheck(stop)
	}
	if s.live[stop] == 0 {
		return r
	}
	fresh := r == 0
	if fresh {
		if s.avoided(trip) {
			return 0
		}
		r = s.newRun(trip, s.now-s.view.DepAt(at))
	}
	x := &s.runs[r]
	better := false
	if s.live[stop]&liveOrigin != 0 {
		s.origin[0], s.originBy[0] = 0, -1
		better = s.aboardFrom(x, at, s.origin[:], s.originBy[:], 0, 0)
	}
	if s.live[stop]&liveReady != 0 {
		base := int(stop) * s.lanes
		better = s.aboardFrom(x, at, s.ready[base:base+s.lanes], s.readyBy[base:base+s.lanes], s.ranges[stop].lo, s.ranges[stop].hi) || better
	}
	if better {
		x.until = max(x.until, s.lastUse(x, at))
	}
	if fresh && x.until <= at {
		s.dropRun()
		return 0
	}
	return r
}

// lastUse is the last call after at where riding on may add something.
func (s *scan) lastUse(x *run, at int32) int32 {
	_, end := s.view.Calls(x.trip)
	if !x.plain {
		return end - 1
	}
	paid, fare := s.paid[x.stairs:x.stairs+int32(s.lanes)], int32(0)
	for a := end - 1; a > at; a-- {
		stop := s.view.StopAt(a)
		arr := x.midnight + s.view.ArrAt(a)
		if arr > s.deadline || !s.open[stop] || !s.view.MayAlight(a) {
			continue
		}
		if s.fares {
			fare = int32(s.view.FareAt(a))
		}
		there := s.alight[int(stop)*s.lanes : (int(stop)+1)*s.lanes]
		for k := x.lo; k <= x.hi; k++ {
			if v := paid[k] + fare; v < there[k] && s.promising(stop, arr, k, v) {
				return a
			}
		}
	}
	return at
}

// dropRun takes back the last run, at once after it was made.
func (s *scan) dropRun() {
	x := &s.runs[len(s.runs)-1]
	if x.plain {
		s.paid, s.paidBy, s.paidAt = s.paid[:x.stairs], s.paidBy[:x.stairs], s.paidAt[:x.stairs]
	}
	s.runs = s.runs[:len(s.runs)-1]
}

func (s *scan) newRun(trip timetable.Trip, midnight int32) int32 {
	r := int32(len(s.runs))
	x := run{trip: trip, midnight: midnight, lo: int32(s.lanes), hi: -1, plain: (!s.fares || s.Classes == nil && s.view.Flat(trip)) && !s.view.Instant(trip)}
	if x.plain {
		x.stairs = s.newStairs()
	}
	s.runs = append(s.runs, x)
	return r
}

// newStairs makes room for a cost and its origin by lane.
func (s *scan) newStairs() int32 {
	at := len(s.paid)
	if n := at + s.lanes; n > cap(s.paid) {
		s.paid = append(make([]int32, 0, 2*n), s.paid...)
		s.paidBy = append(make([]int32, 0, 2*n), s.paidBy...)
		s.paidAt = append(make([]int32, 0, 2*n), s.paidAt...)
	}
	n := at + s.lanes
	s.paid, s.paidBy, s.paidAt = s.paid[:n], s.paidBy[:n], s.paidAt[:n]
	return int32(at)
}

// aboardFrom merges what was paid until boarding, by lane from lo to hi, into
// the stairs of a run; it reports whether they became lower.
func (s *scan) aboardFrom(x *run, at int32, cost, by []int32, lo, hi int32) (better bool) {
	inc := s.inc
	if hi+inc >= int32(s.lanes) {
		s.tooMany = !s.capped
		if hi = int32(s.lanes) - 1 - inc; hi < lo {
			return false
		}
	}
	if !x.plain {
		b := boarding{call: at, lo: lo + inc, hi: hi + inc, stairs: s.newStairs(), next: x.boarded}
		for k := lo; k <= hi; k++ {
			s.paid[b.stairs+k+inc], s.paidBy[b.stairs+k+inc] = cost[k], by[k]
		}
		s.boardings = append(s.boardings, b)
		x.boarded = int32(len(s.boardings))
		return true
	}
	less := int32(0) // what the rides of this run cost less than the cumulative fare
	if s.fares {
		less = int32(s.view.FareAt(at)) - int32(s.TT.Fee(x.trip))
	}
	less -= s.perRide
	paid, paidBy, paidAt := s.paid[x.stairs:x.stairs+int32(s.lanes)], s.paidBy[x.stairs:], s.paidAt[x.stairs:]
	top := max(x.hi, hi+inc)
	for k := x.hi + 1; k <= top; k++ {
		if x.hi >= 0 {
			paid[k], paidBy[k], paidAt[k] = paid[x.hi], paidBy[x.hi], paidAt[x.hi]
		} else {
			paid[k] = noCost
		}
	}
	for k := lo + inc; k < x.lo; k++ {
		paid[k] = noCost
	}
	for k := lo + inc; k <= top; k++ {
		j := min(k-inc, hi)
		if v := cost[j] - less; v < paid[k] {
			paid[k], paidBy[k], paidAt[k] = v, by[j], at
			better = true
		}
	}
	x.lo = min(x.lo, lo+inc)
	for top > x.lo && paid[top] == paid[top-1] {
		top--
	}
	x.hi = top
	return better
}

// alightAt files a label for every lane of run r in which riding to call a adds
// something.
func (s *scan) alightAt(r, a, arr int32, stop timetable.Stop) {
	x := &s.runs[r]
	there := s.alight[int(stop)*s.lanes : (int(stop)+1)*s.lanes]
	first := len(s.labels)
	if x.plain {
		fare := int32(0)
		if s.fares {
			fare = int32(s.view.FareAt(a))
		}
		paid := s.paid[x.stairs : x.stairs+int32(s.lanes)]
		last := noCost
		for k := x.lo; k <= x.hi; k++ {
			v := paid[k] + fare
			if v > unknown {
				v = unknown
			}
			if v < there[k] && v < last && s.promising(stop, arr, k, v) {
				last = v
				s.labels = append(s.labels, label{cost: v, time: arr, prev: s.paidBy[x.stairs+k], board: s.paidAt[x.stairs+k], alight: a, lane: k})
			}
		}
	} else {
		s.alightPaired(x, a, arr, stop, there)
	}
	if n := len(s.labels) - first; n > 0 {
		s.relaxed += n
		if s.rec != nil {
			off, _ := s.view.Calls(x.trip)
			for _, l := range s.labels[first:] {
				s.rec.Improve(int32(stop), int32(x.trip), int(l.board-off), int(l.alight-off), l.time, int64(l.cost))
			}
		}
		s.file(event{kind: alightEvent, time: arr, at: int32(stop), first: int32(first), n: uint16(n)})
	}
}

// alightPaired is alightAt where each pair of calls has a fare of its own.
func (s *scan) alightPaired(x *run, a, arr int32, stop timetable.Stop, there []int32) {
	off, _ := s.view.Calls(x.trip)
	best := s.least[:s.lanes]
	for k := range best {
		best[k] = noCost
	}
	for i := x.boarded; i != 0; {
		b := &s.boardings[i-1]
		i = b.next
		if b.call >= a {
			continue // boarded in this very moment
		}
		fare := s.pairFare(x.trip, off, b.call, a)
		for k := b.lo; k <= b.hi; k++ {
			v := min(s.paid[b.stairs+k]+fare+s.perRide, unknown)
			if v < best[k] {
				best[k], s.bestBy[k], s.bestAt[k] = v, s.paidBy[b.stairs+k], b.call
			}
		}
	}
	last := noCost
	for k := range best {
		if v := best[k]; v < there[k] && v < last && s.promising(stop, arr, int32(k), v) {
			last = v
			s.labels = append(s.labels, label{cost: v, time: arr, prev: s.bestBy[k], board: s.bestAt[k], alight: a, lane: int32(k)})
		}
	}
}

// pairFare is the fare between two calls of the view.
func (s *scan) pairFare(trip timetable.Trip, off, board, alight int32) int32 {
	if !s.fares {
		return 0
	}
	from, to := board-off, alight-off
	if s.view.Backward() {
		_, end := s.view.Calls(trip)
		from, to = end-1-alight, end-1-board
	}
	return int32(min(s.TT.LegCost(trip, int(from), int(to), s.Classes), int64(unknown)))
}

// alighted settles labels at the stop where their ride ends and lets them change.
func (s *scan) alighted(e event) {
	stop := timetable.Stop(e.at)
	there := s.alight[int(stop)*s.lanes : (int(stop)+1)*s.lanes]
	better := false
	for i := e.first; i < e.first+int32(e.n); i++ {
		l := &s.labels[i]
		if !lower(there, l.lane, l.cost) {
			s.rec.Prune(e.at, e.time, int64(l.cost))
			continue
		}
		better = true
		s.settled++
		s.rec.Settle(e.at, e.time, int64(l.cost))
		if g := s.to.At[stop]; g >= 0 {
			if w := s.to.List[g].Walk; w == 0 {
				s.reach(i, e.time)
			} else {
				s.file(event{kind: goalEvent, time: e.time + w, first: i})
			}
		}
	}
	if !better {
		return
	}
	s.changes = s.view.ChangesFrom(s.changes, stop)
	for k := range s.changes {
		c := &s.changes[k]
		if !s.open[c.To] {
			continue
		}
		ready := s.ready[int(c.To)*s.lanes : (int(c.To)+1)*s.lanes]
		for i := e.first; i < e.first+int32(e.n); i++ {
			if l := &s.labels[i]; l.cost < ready[l.lane] {
				s.file(event{kind: readyEvent, time: e.time + s.ChangeTime(c), at: int32(c.To), first: e.first, n: e.n})
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
