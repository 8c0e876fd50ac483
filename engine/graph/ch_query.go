package graph

import (
	"context"
	"math"

	"tongtu/engine/trace"
)

// HierarchySearch is the memory of one query at a time on a hierarchy. It must
// not be used by two goroutines at once.
type HierarchySearch struct {
	h     *Hierarchy
	spots []spot
	ends  [2]upward
	meet  int32     // place, or -1
	half  [2]uint32 // its distances
	from  Node
	rides []ride // scratch of AppendPath
	ahead int32  // see step
	rec   *trace.Recorder
}

// spot is all a search needs to know of a place before it looks at its links.
type spot struct {
	dist   [2]uint32 // from the origin and to the target; blocked between queries
	lo, hi int32     // its links
}

// upward is one of the two searches; both only go to more important places.
type upward struct {
	heap    packedHeap
	touched []int32
	up      []reached // in the order they were settled
}

// reached is a place with its distance, kept after the query for its path.
type reached struct {
	place int32
	dist  uint32
}

// NewHierarchySearch returns memory for queries on h.
func NewHierarchySearch(h *Hierarchy) *HierarchySearch {
	s := &HierarchySearch{h: h, spots: make([]spot, h.Nodes()), meet: -1, from: None}
	for p := range s.spots {
		s.spots[p] = spot{[2]uint32{blocked, blocked}, h.first[p], h.first[p+1]}
	}
	return s
}

// Distance is the distance from q.From to q.To, both of which must be nodes.
func (s *HierarchySearch) Distance(ctx context.Context, q Query) (Dist, error) {
	s.from, s.meet = None, -1
	if !s.h.g.has(q.From) || !s.h.g.has(q.To) {
		return Unreached, ErrNode
	}
	s.rec = q.Rec
	for i, v := range [2]Node{q.From, q.To} {
		e, p := &s.ends[i], s.h.place[v]
		e.heap.reset()
		e.up = e.up[:0]
		e.touched = append(e.touched[:0], p)
		s.spots[p].dist[i] = 0
		e.heap.push(0, p)
	}
	best, err := s.search(ctx)
	for i := range s.ends {
		for _, p := range s.ends[i].touched {
			s.spots[p].dist[i] = blocked
		}
	}
	if err != nil {
		return Unreached, err
	}
	s.from = q.From
	if s.meet < 0 {
		return Unreached, nil
	}
	return Dist(best), nil
}

// search goes up from both ends in turn until neither can find anything
// shorter, and returns the distance if s.meet was set.
func (s *HierarchySearch) search(ctx context.Context) (uint64, error) {
	best := uint64(math.MaxUint64)
	side := 0
	for step := 0; ; step++ {
		if err := cancelled(ctx, step); err != nil {
			return 0, err
		}
		side = 1 - side
		if !s.open(side, best) {
			if side = 1 - side; !s.open(side, best) {
				return best, nil
			}
		}
		best = s.step(side, best)
	}
}

// open reports whether a side has places that may lead to something better.
func (s *HierarchySearch) open(side int, best uint64) bool {
	h := &s.ends[side].heap
	return h.n > 0 && uint64(h.least()) < best
}

// step settles one place and returns the best distance known.
func (s *HierarchySearch) step(side int, best uint64) uint64 {
	e, spots := &s.ends[side], s.spots
	key, p := e.heap.pop()
	here := &spots[p]
	if key > here.dist[side] {
		return best
	}
	if other := here.dist[1-side]; other != blocked {
		if d := uint64(key) + uint64(other); d < best {
			best, s.meet = d, p
			s.half[side], s.half[1-side] = key, other
		}
	}
	e.up = append(e.up, reached{p, key})
	if s.rec != nil { // node is memory that a query does not otherwise touch
		s.rec.Phase(int32(side+1), side == 1)
		s.rec.Settle(int32(s.h.node[p]), 0, int64(key))
	}
	links := s.h.links[here.lo:here.hi]
	// Stall on demand: if a more important place, reached already, is a better
	// way to come here, then the shortest path to here comes down and no shortest
	// path goes on up.
	for i := range links {
		w := links[i].weight(1 - side)
		if d := spots[links[i].to].dist[side]; d != blocked && w != blocked && uint64(d)+uint64(w) < uint64(key) {
			if s.rec != nil {
				s.rec.Prune(int32(s.h.node[p]), 0, int64(key))
			}
			return best
		}
	}
	for i := range links {
		w := links[i].weight(side)
		if w == blocked {
			continue
		}
		to, d := links[i].to, key+w // fits: freeze has looked at the longest way up
		next := &spots[to]
		old := next.dist[side]
		if d >= old {
			continue
		}
		if old == blocked {
			e.touched = append(e.touched, to)
		}
		next.dist[side] = d
		s.ahead ^= s.h.links[next.lo].to // brings links near that will be wanted soon
		e.heap.push(d, to)
		if s.rec != nil {
			s.rec.Improve(int32(s.h.node[to]), -1, 0, 0, 0, int64(d))
		}
	}
	return best
}
