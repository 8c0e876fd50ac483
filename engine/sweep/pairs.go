package sweep

import "tongtu/engine/timetable"

// boarding is where a run of fares that do not add up was boarded.
type boarding struct {
	call   int32
	lo, hi int32
	stairs int32
	next   int32
}

// aboardPairs is aboard where each pair of calls has a fare of its own.
func (s *scan) aboardPairs(x *run, at int32, b *boarders) {
	p := boarding{call: at, lo: b.lo + s.inc, hi: b.hi + s.inc, stairs: s.newStairs(), next: x.boarded}
	row, last := s.paid[p.stairs:], noCost
	cost, by := s.row(s.ready, b.stop), s.row(s.readyBy, b.stop)
	for k := b.lo; k <= b.hi; k++ {
		v := cost[k] - b.less
		row[k+s.inc] = paid{v, by[k], at}
		if v < last {
			s.stairs, last = append(s.stairs, stair{k + s.inc, v}), v
		}
	}
	s.boardings = append(s.boardings, p)
	x.boarded = int32(len(s.boardings))
}

// payPairs fills s.pairs, from lane lo to hi, with what riding to call a costs
// where each pair of calls has a fare of its own.
func (s *scan) payPairs(x *run, a int32) (lo, hi int32) {
	off, _ := s.view.Calls(x.trip)
	best := s.pairs[:s.top+1]
	for k := range best {
		best[k].cost = noCost
	}
	lo, hi = int32(s.lanes), -1
	for i := x.boarded; i != 0; {
		b := &s.boardings[i-1]
		i = b.next
		if b.call >= a {
			continue // boarded in this very moment
		}
		fare := s.pairFare(x.trip, off, b.call, a)
		for k := b.lo; k <= b.hi; k++ {
			p := s.paid[b.stairs+k]
			if p.cost = min(p.cost+fare, unknown); p.cost < best[k].cost {
				best[k] = p
			}
		}
		lo, hi = min(lo, b.lo), max(hi, b.hi)
	}
	for k := lo + 1; k <= hi; k++ {
		if best[k-1].cost <= best[k].cost {
			best[k] = best[k-1]
		}
	}
	return lo, hi
}

// pairStairs fills s.stairs with the least that was paid before any fare.
func (s *scan) pairStairs(x *run) {
	last := noCost
	for k := range int32(s.top) + 1 {
		least := noCost
		for i := x.boarded; i != 0; {
			b := &s.boardings[i-1]
			i = b.next
			if b.lo <= k && k <= b.hi {
				least = min(least, s.paid[b.stairs+k].cost)
			}
		}
		if least < last {
			s.stairs, last = append(s.stairs, stair{k, least}), least
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
