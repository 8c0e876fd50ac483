package sweep

import (
	"math/bits"

	"tongtu/engine/timetable"
)

// run is a trip of one service day that somebody is aboard. What was paid is
// kept by lane in stairs of its own.
type run struct {
	trip     timetable.Trip
	midnight int32
	plain    bool   // fares are differences, and no hop takes no time
	stairs   int32  // of plain fares: position in memory.paid
	lo, hi   int32  // lanes in use
	boarded  int32  // of other fares: latest boarding, one more than its index
	first    int32  // call boarded first
	end      int32  // of its calls
	filed    int32  // arrivals on their way
	flags    uint64 // by call, of 64 from first on: whether one is
}

// flag is the bit of flags for a call.
func (x *run) flag(a int32) uint64 { return 1 << uint32(a-x.first) }

// upTo is the call after a whose arrival is on its way, or the end.
func (x *run) upTo(a int32) int32 {
	if left := x.flags >> uint32(a+1-x.first); left != 0 && a >= x.first {
		return a + 1 + int32(bits.TrailingZeros64(left))
	}
	return x.end
}

// paid is what was paid until a ride, less the cumulative fare at boarding where
// fares are plain.
type paid struct {
	cost int32
	by   int32 // label, or -1
	at   int32 // boarding call
}

// stair is a lane where what was paid falls.
type stair struct{ lane, cost int32 }

// boarders are who may board, by lane from lo to hi.
type boarders struct {
	stop   timetable.Stop // whose row of memory.ready theirs is; NumStops for those who begin
	lo, hi int32
	less   int32 // what a ride costs less than the cumulative fare at its end
}

// board lets everybody ready at a stop board a trip, and files the next arrival
// of which something may come.
func (s *scan) board(d *departure) {
	stop := d.from
	if s.live[stop]&liveOrigin != 0 && s.now-s.from.List[s.from.At[stop]].Walk > s.latest {
		s.deaden(stop, liveOrigin)
	}
	if s.live[stop]&liveReady != 0 && s.checked[stop] != s.version {
		s.recheck(stop)
	}
	if s.live[stop] == 0 {
		return
	}
	b := boarders{stop: timetable.Stop(len(s.live)), less: -s.perRide}
	if s.live[stop]&liveOrigin == 0 {
		b.stop, b.lo, b.hi = stop, s.ranges[stop].lo, s.ranges[stop].hi
	}
	if b.hi+s.inc >= int32(s.lanes) {
		s.tooMany = !s.capped
		if b.hi = int32(s.lanes) - 1 - s.inc; b.hi < b.lo {
			return
		}
	}
	plain := s.plain(d.trip)
	if plain && s.fares {
		b.less += d.fare
	}
	x := &s.runs[d.run]
	if d.run != 0 && x.trip == d.trip && x.midnight == d.midnight && x.filed > 0 {
		s.aboard(x, d.at, &b)
		if len(s.stairs) > 0 {
			s.rideOut(d.run, d.at)
		}
		return
	}
	if s.avoided(d.trip) {
		return
	}
	s.climb(&b)
	a := s.next(d.at, d.end, d.midnight, plain)
	if a == d.end {
		return
	}
	r := s.newRun(run{trip: d.trip, midnight: d.midnight, lo: int32(s.lanes), hi: -1, first: d.at, end: d.end, plain: plain})
	s.aboard(&s.runs[r], d.at, &b)
	s.fileArrival(r, a)
}

// climb puts what boarders pay into s.stairs.
func (s *scan) climb(b *boarders) {
	stairs, n, last := s.stairs[:s.lanes], 0, noCost
	cost := s.row(s.ready, b.stop)
	for k := b.lo; k <= b.hi; k++ {
		v := cost[k] - b.less
		stairs[n] = stair{k + s.inc, v}
		n += int(uint32(v-last) >> 31) // a branch would be mispredicted
		last = min(last, v)
	}
	s.stairs = stairs[:n]
}

// plain reports whether the fares of a trip are differences, and no hop takes no
// time.
func (s *scan) plain(trip timetable.Trip) bool {
	return (!s.fares || s.Classes == nil && s.view.Flat(trip)) && !s.view.Instant(trip)
}

// rideOut files the next arrival after call at of a run to where s.stairs add
// something, unless one is on its way before.
func (s *scan) rideOut(r, at int32) {
	x := &s.runs[r]
	end := x.upTo(at)
	if a := s.next(at, end, x.midnight, x.plain); a < end {
		s.fileArrival(r, a)
	}
}

func (s *scan) fileArrival(r, a int32) {
	x := &s.runs[r]
	s.relaxed++
	x.filed++
	x.flags |= x.flag(a)
	s.file(event{kind: alightEvent, time: x.midnight + s.view.ArrAt(a), at: a, first: r})
}

// rideOn goes on with a run after call a.
func (s *scan) rideOn(r, a int32) {
	x := &s.runs[r]
	s.stairs = s.stairs[:0]
	if x.plain {
		stairs, n, last := s.stairs[:s.lanes], 0, noCost
		row := s.paid[x.stairs:]
		for k := x.lo; k <= x.hi; k++ {
			v := row[k].cost
			stairs[n] = stair{k, v}
			n += int(uint32(v-last) >> 31)
			last = min(last, v)
		}
		s.stairs = stairs[:n]
	} else {
		s.pairStairs(x)
	}
	s.rideOut(r, a)
	if x.filed == 0 {
		s.runOf[x.trip] = 0
		s.idle = append(s.idle, r)
	}
}

// next is the first call after at and before end, of a run, where s.stairs add
// something, or end.
func (s *scan) next(at, end, midnight int32, plain bool) int32 {
	fares := s.fares && plain
	for a := at + 1; a < end; a++ {
		stop, fare := s.view.StopAt(a), int32(0)
		if fares {
			fare = int32(s.view.FareAt(a))
		}
		if anyLower(s.stairs, s.row(s.alight, stop), fare) && s.view.MayAlight(a) && s.adds(a, midnight, fare) {
			return a
		}
	}
	return end
}

// anyLower reports whether stairs and a fare are anywhere lower than there. It
// looks at all of them, because a branch would be mispredicted.
func anyLower(stairs []stair, there []int32, fare int32) bool {
	x := int32(0)
	for _, l := range stairs {
		x |= l.cost + fare - there[l.lane]
	}
	return x < 0
}

// adds reports whether alighting at a call adds something to s.alight there and
// to the journeys known. What could not even now is kept out from now on.
func (s *scan) adds(a, midnight, fare int32) bool {
	stop, arr := s.view.StopAt(a), midnight+s.view.ArrAt(a)
	if arr > s.deadline {
		return false
	}
	there := s.row(s.alight, stop)
	for _, l := range s.stairs {
		if l.cost+fare >= there[l.lane] {
			continue
		}
		v := min(l.cost+fare, unknown)
		if s.promising(stop, arr, l.lane, v) {
			return true
		}
		if !s.promising(stop, s.now, l.lane, v) {
			lower(there, l.lane, v)
		}
	}
	return false
}

// newRun keeps x, in the place of one that is over if there is one.
func (s *scan) newRun(x run) int32 {
	r := int32(len(s.runs))
	if n := len(s.idle); n > 0 {
		r, s.idle = s.idle[n-1], s.idle[:n-1]
		x.stairs = s.runs[r].stairs
		s.runs[r] = x
	} else {
		x.stairs = s.newStairs()
		s.runs = append(s.runs, x)
	}
	s.runOf[x.trip] = r
	return r
}

// newStairs makes room for what was paid by lane.
func (s *scan) newStairs() int32 {
	at := len(s.paid)
	n := at + s.lanes
	if n > cap(s.paid) {
		s.paid = append(make([]paid, 0, 2*n), s.paid...)
	}
	s.paid = s.paid[:n]
	return int32(at)
}

// aboard merges what was paid until boarding into the stairs of a run, and leaves
// in s.stairs where they became lower.
func (s *scan) aboard(x *run, at int32, b *boarders) {
	s.stairs = s.stairs[:0]
	if !x.plain {
		s.aboardPairs(x, at, b)
		return
	}
	last := noCost
	inc, lo, hi, cost, by := s.inc, b.lo, b.hi, s.row(s.ready, b.stop), s.row(s.readyBy, b.stop)
	row := s.paid[x.stairs : x.stairs+int32(s.lanes)]
	top := max(x.hi, hi+inc)
	for k := x.hi + 1; k <= top; k++ {
		if x.hi >= 0 {
			row[k] = row[x.hi]
		} else {
			row[k].cost = noCost
		}
	}
	for k := lo + inc; k < x.lo; k++ {
		row[k].cost = noCost
	}
	for k := lo + inc; k <= top; k++ {
		j := min(k-inc, hi)
		if v := cost[j] - b.less; v < row[k].cost {
			row[k] = paid{v, by[j], at}
			if v < last {
				s.stairs, last = append(s.stairs, stair{k, v}), v
			}
		}
	}
	x.lo = min(x.lo, lo+inc)
	for top > x.lo && row[top].cost == row[top-1].cost {
		top--
	}
	x.hi = top
}
