package tables

import (
	"cmp"
	"slices"
	"sort"
)

// pool is what can be boarded at its stops: whoever comes by a time, and not by
// that of the next entry, can do no better than its row. Times fall.
type pool struct {
	at   []int32
	arr  []int32 // by entry and lane, which is one ride less
	node []int32 // likewise: the first ride
}

// by returns the last entry for who comes by a time, -1 if there is none.
func (p *pool) by(time int32) int {
	const near = 8
	n := len(p.at)
	for i := n - 1; i >= max(n-near, 0); i-- {
		if p.at[i] >= time {
			return i
		}
	}
	if n <= near {
		return -1
	}
	return sort.Search(n-near, func(i int) bool { return p.at[i] < time }) - 1
}

// offer enters boarding at e and going on as a row says where it is of use.
func (s *scan) offer(e *event, row int32) {
	lane := s.laneOf(row)
	last := nothing
	for k := range s.full[row] {
		arr := s.seated[lane+int(k)]
		if arr >= last {
			continue
		}
		last = arr
		if s.wanted(int32(e.stop), k, arr) && within(s.limits, int(k), arr) {
			s.board(e, k, arr, s.leaves[lane+int(k)])
		}
	}
}

// wanted reports whether boarding from a pool and arriving then might be no worse
// than known.
func (s *scan) wanted(pool, lane, arr int32) bool {
	best := s.best[s.laneOf(pool):][:s.lanes]
	return arr <= best[lane] && (lane == 0 || arr < best[lane-1])
}

// board enters boarding at e in a lane.
func (s *scan) board(e *event, lane, arr int32, x leave) {
	i := int32(len(s.nodes))
	s.nodes = append(s.nodes, node{board: e.at, alight: x.at, next: x.node, day: s.runs[e.run].midnight / daySeconds, cost: s.cost(e, x)})
	if !s.push(int32(e.stop), e.dep, lane, arr, i) {
		s.nodes = s.nodes[:i]
		return
	}
	if pool := s.ways.city[e.stop]; pool >= 0 && s.wanted(pool, lane, arr) {
		s.push(pool, e.dep, lane, arr, i)
	}
	for _, a := range s.accessTo(e.stop) {
		if a.city != s.goal {
			s.begins(s.origin[int(a.city)*s.lanes:][:s.lanes], int(lane), start{e.dep - a.walk, arr, i})
		}
	}
}

// push puts a wanted node on top of a pool unless what is there already is as good.
func (s *scan) push(pool, at, lane, arr, x int32) bool {
	p := &s.pools[pool]
	best := s.best[s.laneOf(pool):][:s.lanes]
	last := len(p.at) - 1
	if arr == best[lane] && !s.less(x, p.node[last*s.lanes+int(lane)]) {
		return false
	}
	if last < 0 || p.at[last] != at {
		p.at, p.arr = append(p.at, at), append(p.arr, best...)
		if last < 0 {
			p.node = append(p.node, best...) // of lanes without a journey
		} else {
			p.node = append(p.node, p.node[last*s.lanes:]...)
		}
		last++
	}
	nodes := p.node[last*s.lanes:]
	for k := int(lane); k < len(best) && best[k] >= arr; k++ {
		best[k], nodes[k] = arr, x
	}
	copy(p.arr[last*s.lanes:], best)
	s.top[pool] = falls(best)
	s.again = s.again || s.ways.now[pool]
	return true
}

// start is the beginning of a journey.
type start struct{ at, arr, node int32 }

// begins enters x, which the walk to its first ride may have moved before others,
// among the journeys from a city and removes those nobody needs.
func (s *scan) begins(lanes [][]start, lane int, x start) {
	for k := range lanes[:lane+1] {
		list := lanes[k]
		i := len(list) - 1
		for i >= 0 && list[i].at < x.at {
			i--
		}
		if i < 0 || list[i].arr > x.arr {
			continue
		}
		if y := &list[i]; k < lane || y.arr < x.arr || y.at > x.at || !s.less(x.node, y.node) {
			return
		}
	}
	for k := lane; k < len(lanes); k++ {
		list := lanes[k]
		i := len(list)
		for i > 0 && list[i-1].at <= x.at {
			i--
		}
		end := i
		for end < len(list) && list[end].arr >= x.arr {
			end++
		}
		switch {
		case k == lane:
			lanes[k] = slices.Replace(list, i, end, x)
		case i < end:
			lanes[k] = slices.Delete(list, i, end)
		}
	}
}

// less orders nodes of as many rides and the same arrival by fare, then from the
// first ride on.
func (s *scan) less(x, y int32) bool {
	if x >= 0 && y >= 0 && s.nodes[x].cost != s.nodes[y].cost {
		return s.nodes[x].cost < s.nodes[y].cost
	}
	for x != y && x >= 0 && y >= 0 {
		a, b := &s.nodes[x], &s.nodes[y]
		if c := s.compareRides(a, b); c != 0 {
			return c < 0
		}
		x, y = a.next, b.next
	}
	return x < 0 && y >= 0
}

// compareRides orders by trip, day, boarding, alighting. Calls lie in the order
// of their trips, so that the days count only for two of one trip.
func (s *scan) compareRides(a, b *node) int {
	apart := a.board - b.board
	if max(apart, -apart) < s.longest && s.tt.Forward.TripOf(a.board) == s.tt.Forward.TripOf(b.board) && a.day != b.day {
		return cmp.Compare(a.day, b.day)
	}
	return cmp.Or(cmp.Compare(apart, 0), cmp.Compare(a.alight, b.alight))
}
