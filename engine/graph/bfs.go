package graph

import "context"

// BFS finds paths of fewest arcs; distances count arcs and weights are ignored.
//
// E. F. Moore, "The shortest path through a maze" (1959). O(n + m). A search
// for one target stops when it is discovered.
func (s *Search) BFS(ctx context.Context, q Query) (Dist, error) {
	if err := s.begin(q); err != nil {
		return Unreached, err
	}
	g, labels, stamp := s.g, s.fwd.labels, s.fwd.stamp
	labels[q.From] = label{0, NoArc, stamp}
	s.fifo = append(s.fifo[:0], q.From)
	for i := 0; i < len(s.fifo); i++ {
		if err := cancelled(ctx, i); err != nil {
			return Unreached, err
		}
		v := s.fifo[i]
		dist := labels[v].dist + 1
		q.Rec.Settle(int32(v), 0, int64(dist-1))
		if v == q.To {
			break
		}
		for a, end := g.first[v], g.first[v+1]; a < end; a++ {
			to := g.out[a].to
			if labels[to].stamp == stamp {
				continue
			}
			labels[to] = label{dist, ArcID(a), stamp}
			q.Rec.Improve(int32(to), a, 0, 0, 0, int64(dist))
			s.fifo = append(s.fifo, to)
		}
		if q.To != None && labels[q.To].stamp == stamp {
			break
		}
	}
	return s.answer(q), nil
}
