package tables

import "tongtu/engine/timetable"

// leave is where to leave a run and what comes next.
type leave struct {
	at   int32 // position of the call in the call arrays
	node int32 // the next ride, -1 if there is none
}

// boardable reports whether boarding at e might be no worse than known.
func (s *scan) boardable(e *event) bool {
	full := s.full[e.run]
	seated := s.seated[s.laneOf(e.run):][:full]
	best := s.best[s.laneOf(int32(e.stop)):][:full]
	for k, arr := range seated {
		if arr <= best[k] && arr < nothing {
			s.limit(e)
			return matters(seated, best, s.limits)
		}
	}
	return false
}

// limit finds what arrivals of a departure must not exceed: those of its rivals.
func (s *scan) limit(e *event) {
	fill(s.limits, never)
	list, first := s.rivals.from(e.stop)
	for i, r := range list {
		if r.later == never {
			continue
		}
		p := &s.pools[r.pool]
		n := &s.passed[int(first)+i]
		for int(*n) < len(p.at) && p.at[*n] >= e.dep+r.later {
			*n++
		}
		if *n > 0 {
			for k, arr := range p.arr[int(*n-1)*s.lanes:][:s.lanes] {
				s.limits[k] = min(s.limits[k], arr)
			}
		}
	}
}

// matters reports whether some value that counts in a row is within the limits.
func matters(row, best, limits []int32) bool {
	last := nothing
	for k, arr := range row {
		if arr < last && arr <= best[k] && within(limits, k, arr) {
			return true
		}
		last = arr
	}
	return false
}

// within reports whether no rival is better than an arrival in a lane.
func within(limits []int32, lane int, arr int32) bool {
	return arr <= limits[lane] && (lane == 0 || arr < limits[lane-1])
}

// next is the first call after that of e where the run can be boarded again, or
// its last.
func (s *scan) next(e *event) int32 {
	at := e.at + 1
	for at+1 < s.runs[e.run].end && !s.tt.Forward.MayBoard(at) {
		at++
	}
	return at
}

// seat looks at alighting at the calls after that of e, to the last.
func (s *scan) seat(row int32, e *event, last int32) {
	v, midnight := &s.tt.Forward, s.runs[e.run].midnight
	for at := last; at > e.at; at-- {
		if v.MayAlight(at) {
			s.alight(row, e, at, v.StopAt(at), midnight+v.ArrAt(at))
		}
	}
}

// ride finds the best ways to go on for who boards here, and returns their row.
func (s *scan) ride(e *event) int32 {
	row := int32(len(s.runs))
	fill(s.seated[s.laneOf(row):], nothing)
	s.full[row] = 0
	s.seat(row, e, s.runs[e.run].end-1)
	return row
}

// alight looks at alighting at a call.
func (s *scan) alight(row int32, e *event, at int32, stop timetable.Stop, arr int32) {
	if w := s.walk[stop]; w >= 0 {
		if t := arr + w; t <= s.until {
			s.keep(row, e, 0, t, leave{at, -1})
		}
		if w == 0 {
			return
		}
	}
	for _, w := range s.ways.from(stop) {
		if s.useful(row, w.pool) {
			s.change(row, e, at, &s.pools[w.pool], arr+w.time)
		}
	}
}

// useful reports whether boarding from a pool might be no worse than known.
func (s *scan) useful(row, pool int32) bool {
	best := s.best[s.laneOf(pool):][:s.top[pool]]
	seated := s.seated[s.laneOf(row):][:s.lanes]
	for k, arr := range best {
		if k+1 == len(seated) {
			return arr < seated[k]
		}
		if arr <= seated[k+1] {
			return true
		}
	}
	return false
}

// change looks at boarding from a pool at a time or later.
func (s *scan) change(row int32, e *event, at int32, p *pool, time int32) {
	i := p.by(time)
	if i < 0 {
		return
	}
	arrivals := p.arr[i*s.lanes:][:s.lanes]
	seated := s.seated[s.laneOf(row):][:s.lanes]
	last := nothing
	for k, arr := range arrivals {
		if arr >= last {
			continue
		}
		last = arr
		if k+1 == s.lanes {
			s.short = s.short || arr < seated[k]
			return
		}
		if arr <= seated[k+1] && arr < seated[k] {
			s.keep(row, e, k+1, arr, leave{at, p.node[i*s.lanes+k]})
		}
	}
}

// keep enters a way to go on unless as good a one is known.
func (s *scan) keep(row int32, e *event, lane int, arr int32, x leave) {
	seated := s.seated[s.laneOf(row):][:s.lanes]
	y := &s.leaves[s.laneOf(row)+lane]
	switch {
	case arr > seated[lane] || lane > 0 && seated[lane-1] <= arr:
	case arr == seated[lane]:
		if s.before(row, e, x, *y) {
			*y = x
		}
	default:
		for k := lane; k < len(seated) && seated[k] >= arr; k++ {
			seated[k] = arr
		}
		*y = x
		s.full[row] = falls(seated)
	}
}

// before reports whether x is to be preferred to y, which arrives at the same
// time by as many rides: the lower fare, else the call that comes first. Where
// fares are flat that is the first call if both go on alike, and where they are
// not a seat alone does not tell.
func (s *scan) before(row int32, e *event, x, y leave) bool {
	flat := s.runs[e.run].flat
	if flat && x.node == y.node || !flat && row == e.run {
		return x.at < y.at
	}
	if a, b := s.cost(e, x), s.cost(e, y); a != b {
		return a < b
	}
	if x.at != y.at {
		return x.at < y.at
	}
	return s.less(x.node, y.node)
}

// cost is that of boarding at e, leaving at a call and what comes after it.
func (s *scan) cost(e *event, x leave) int64 {
	v, r := &s.tt.Forward, &s.runs[e.run]
	var cost int64
	if r.flat {
		cost = v.FareAt(x.at) - v.FareAt(e.at) + r.fee
	} else {
		trip := v.TripOf(e.at)
		off, _ := v.Calls(trip)
		cost = s.tt.LegCost(trip, int(e.at-off), int(x.at-off), nil)
	}
	if x.node >= 0 {
		cost += s.nodes[x.node].cost
	}
	return cost
}

// falls returns the lane from which on a row no longer falls.
func falls(row []int32) int32 {
	n := len(row)
	for n > 1 && row[n-1] >= row[n-2] {
		n--
	}
	return int32(n)
}
