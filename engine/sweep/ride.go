package sweep

import "tongtu/engine/timetable"

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
