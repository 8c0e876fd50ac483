package graph

import "context"

// Bidirectional searches from both ends, always on the side that has come less
// far, until no path through an unsettled node can be shorter than the best
// one found where the sides met. q.To must be a node.
//
// G. B. Dantzig (1963), T. A. J. Nicholson, "Finding the shortest route
// between two points in a network" (1966). Two discs of half the radius: about
// half of Dijkstra's nodes on a map, far fewer where their number explodes with
// distance. Queues as in Dijkstra.
func (s *Search) Bidirectional(ctx context.Context, queue QueueKind, q Query) (Dist, error) {
	if err := s.begin(q); err != nil {
		return Unreached, err
	}
	switch {
	case q.To == None:
		return Unreached, ErrNode
	case s.g.min < 0:
		return Unreached, ErrNegative
	case queue >= queueKinds:
		return Unreached, ErrQueue
	}
	s.g.reverse()
	s.bwd.begin(s.g.Nodes())
	if err := s.bidirectional(ctx, queue, q); err != nil {
		return Unreached, err
	}
	if s.meet == None {
		s.target = None
		return Unreached, nil
	}
	return s.answer(q), nil
}

// end is one of the two searches.
type end struct {
	*side
	first  []int32
	arcs   []half
	ids    []ArcID // of arcs in the graph; nil if they are its own order
	queue  Queue
	radius Dist // the last key popped: nothing closer is unsettled
	phase  int32
}

func (s *Search) bidirectional(ctx context.Context, queue QueueKind, q Query) error {
	g := s.g
	ends := [2]end{
		{side: &s.fwd, first: g.first, arcs: g.out, queue: s.fwd.queue(queue, g), phase: 1},
		{side: &s.bwd, first: g.rfirst, arcs: g.in, ids: g.back, queue: s.bwd.queue(queue, g), phase: 2},
	}
	for i, v := range [2]Node{q.From, q.To} {
		ends[i].labels[v] = label{0, NoArc, ends[i].stamp}
		ends[i].queue.Push(v, 0)
	}
	best := Unreached
	if q.From == q.To {
		best, s.meet = 0, q.From
	}
	phase := int32(0)
	for step := 0; ; step++ {
		if err := cancelled(ctx, step); err != nil {
			return err
		}
		e, o := &ends[0], &ends[1]
		if o.radius < e.radius {
			e, o = o, e
		}
		v, key, ok := e.queue.Pop()
		if !ok || key+o.radius >= best {
			return nil
		}
		e.radius = key
		if e.phase != phase {
			phase = e.phase
			q.Rec.Phase(phase, e == &ends[1])
		}
		if key > e.labels[v].dist {
			q.Rec.Prune(int32(v), 0, int64(key))
			continue
		}
		q.Rec.Settle(int32(v), 0, int64(key))
		best = s.relax(e, o, v, best, q)
	}
}

// relax looks at the arcs of v and returns the length of the best path known.
func (s *Search) relax(e, o *end, v Node, best Dist, q Query) Dist {
	key := e.radius
	for i, hi := e.first[v], e.first[v+1]; i < hi; i++ {
		h := e.arcs[i]
		dist, l := key+Dist(h.w), &e.labels[h.to]
		if l.stamp == e.stamp && dist >= l.dist {
			continue
		}
		id := ArcID(i)
		if e.ids != nil {
			id = e.ids[i]
		}
		*l = label{dist, id, e.stamp}
		q.Rec.Improve(int32(h.to), int32(id), 0, 0, 0, int64(dist))
		if m := &o.labels[h.to]; m.stamp == o.stamp && dist+m.dist < best {
			best, s.meet = dist+m.dist, h.to
		}
		// A better path through h.to has at least o's radius still to go, unless
		// the line above has seen it.
		if dist+o.radius < best {
			e.queue.Push(h.to, dist)
		}
	}
	return best
}
