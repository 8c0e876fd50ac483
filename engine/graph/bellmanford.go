package graph

import (
	"context"
	"slices"
)

// BellmanFord finds shortest paths from q.From where arcs may be negative. If
// a cycle of negative length can be reached, there are none: it returns a
// *NegativeCycleError. Zero-length cycles are no harm.
//
// R. Bellman, "On a routing problem" (1958), with Moore's queue of nodes that
// changed (1959) and a look at the parents for a cycle after every n changes.
// O(n m). For non-negative weights Dijkstra is far faster.
func (s *Search) BellmanFord(ctx context.Context, q Query) (Dist, error) {
	if err := s.begin(q); err != nil {
		return Unreached, err
	}
	if err := s.bellmanFord(ctx, q); err != nil {
		s.from = None
		return Unreached, err
	}
	return s.answer(q), nil
}

func (s *Search) bellmanFord(ctx context.Context, q Query) error {
	g, labels, stamp := s.g, s.fwd.labels, s.fwd.stamp
	labels[q.From] = label{0, NoArc, stamp}
	if len(s.fwd.bound) < g.Nodes() {
		s.fwd.bound = make([]Dist, g.Nodes())
	}
	waits := s.fwd.bound // 1 while a node is in the queue
	clear(waits)
	s.fifo = append(s.fifo[:0], q.From)
	changes := 0
	for i := 0; i < len(s.fifo); i++ {
		if err := cancelled(ctx, i); err != nil {
			return err
		}
		if i >= g.Nodes() { // the list never grows beyond twice the nodes
			s.fifo = s.fifo[:copy(s.fifo, s.fifo[i:])]
			i = 0
		}
		v := s.fifo[i]
		waits[v] = 0
		from := labels[v].dist
		q.Rec.Settle(int32(v), 0, int64(from)) // for this round
		for a, end := g.first[v], g.first[v+1]; a < end; a++ {
			h := g.out[a]
			dist, l := from+Dist(h.w), &labels[h.to]
			if l.stamp == stamp && dist >= l.dist {
				continue
			}
			*l = label{dist, ArcID(a), stamp}
			q.Rec.Improve(int32(h.to), a, 0, 0, 0, int64(dist))
			if waits[h.to] == 0 {
				waits[h.to] = 1
				s.fifo = append(s.fifo, h.to)
			}
			if changes++; changes%g.Nodes() == 0 {
				if c := s.cycle(); c != nil {
					return &NegativeCycleError{Cycle: c}
				}
			}
		}
	}
	return nil
}

// cycle returns a cycle of the parent arcs, which then has negative length.
func (s *Search) cycle() []Node {
	tail := make([]Node, s.g.Nodes()) // parent node, None at roots
	for v := range tail {
		tail[v] = None
		if l := s.fwd.labels[v]; l.stamp == s.fwd.stamp && l.arc != NoArc {
			tail[v] = s.g.Tail(l.arc)
		}
	}
	seen := make([]int32, len(tail)) // number of the walk that came by
	for v := range tail {
		walk := int32(v + 1)
		u := Node(v)
		for u != None && seen[u] == 0 {
			seen[u] = walk
			u = tail[u]
		}
		if u == None || seen[u] != walk {
			continue
		}
		cycle := []Node{u}
		for w := tail[u]; w != u; w = tail[w] {
			cycle = append(cycle, w)
		}
		slices.Reverse(cycle)
		least := slices.Index(cycle, slices.Min(cycle))
		return append(cycle[least:], cycle[:least]...)
	}
	return nil
}
