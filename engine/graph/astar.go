package graph

import "context"

// Potential is a lower bound: Bound never exceeds the distance from v to the
// target, and may be Unreached if there is no path. It must not change during
// a search.
type Potential interface {
	Bound(v, to Node) Dist
}

// AStar searches for q.To, which must be a node, in order of the distance so
// far plus a lower bound of the rest. Any lower bound gives the exact answer;
// one that is also consistent, as those of Points and Landmarks are, settles
// each node at most once. The queue is the four-ary heap, as keys may fall.
//
// P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the heuristic
// determination of minimum cost paths" (1968). Never more nodes than Dijkstra
// with a consistent bound, and the fewer the tighter it is; each costs a call of it.
func (s *Search) AStar(ctx context.Context, p Potential, q Query) (Dist, error) {
	if err := s.begin(q); err != nil {
		return Unreached, err
	}
	if q.To == None {
		return Unreached, ErrNode
	}
	if s.g.min < 0 {
		return Unreached, ErrNegative
	}
	if err := s.astar(ctx, p, q); err != nil {
		return Unreached, err
	}
	return s.answer(q), nil
}

func (s *Search) astar(ctx context.Context, p Potential, q Query) error {
	g, labels, stamp := s.g, s.fwd.labels, s.fwd.stamp
	if s.fwd.bound == nil {
		s.fwd.bound = make([]Dist, g.Nodes())
	}
	bound := s.fwd.bound
	queue := s.fwd.queue(FourAry, g)
	labels[q.From] = label{0, NoArc, stamp}
	if bound[q.From] = p.Bound(q.From, q.To); bound[q.From] == Unreached {
		q.Rec.Prune(int32(q.From), 0, 0)
		return nil
	}
	queue.Push(q.From, bound[q.From])
	for step := 0; ; step++ {
		if err := cancelled(ctx, step); err != nil {
			return err
		}
		v, key, ok := queue.Pop()
		if !ok {
			return nil
		}
		from := labels[v].dist
		if key > from+bound[v] {
			q.Rec.Prune(int32(v), 0, int64(key-bound[v]))
			continue
		}
		q.Rec.Settle(int32(v), 0, int64(from))
		if v == q.To {
			return nil
		}
		for a, end := g.first[v], g.first[v+1]; a < end; a++ {
			h := g.out[a]
			dist, l := from+Dist(h.w), &labels[h.to]
			switch {
			case l.stamp != stamp:
				bound[h.to] = p.Bound(h.to, q.To)
			case dist >= l.dist:
				continue
			}
			*l = label{dist, ArcID(a), stamp}
			if bound[h.to] == Unreached {
				q.Rec.Prune(int32(h.to), 0, int64(dist))
				continue
			}
			q.Rec.Improve(int32(h.to), a, 0, 0, 0, int64(dist))
			queue.Push(h.to, dist+bound[h.to])
		}
	}
}
