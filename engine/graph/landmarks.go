package graph

import (
	"context"
	"math"
)

// Landmarks bounds distances by the triangle inequality with the distances
// from and to a few nodes: a potential for A* that needs no coordinates and
// sees what the roads are really like. It is immutable; 8 bytes per node and
// landmark.
//
// A. V. Goldberg, C. Harrelson, "Computing the shortest path: A* search meets
// graph theory" (2005): ALT.
type Landmarks struct {
	nodes []Node
	dist  []far // of landmark i and node v: dist[v*len(nodes)+i]
}

// far is the distance from a landmark and back to it.
type far struct{ from, to uint32 }

// away is a distance in far that stands for Unreached.
const away = math.MaxUint32

// NewLandmarks picks k landmarks, each as far as possible from those before,
// with 2k searches over the whole of g. Distances beyond 32 bits are refused
// with ErrRange.
func NewLandmarks(ctx context.Context, g *Graph, k int) (*Landmarks, error) {
	k = max(0, min(k, g.Nodes()))
	m := &Landmarks{nodes: make([]Node, 0, k), dist: make([]far, k*g.Nodes())}
	if k == 0 {
		return m, nil
	}
	g.reverse()
	ahead, back := NewSearch(g), NewSearch(g.transposed())
	nearest := make([]Dist, g.Nodes()) // to any landmark so far, there or back
	for v := range nearest {
		nearest[v] = Unreached
	}
	next := g.busiest()
	if _, err := ahead.Dijkstra(ctx, Bucket, Query{From: next, To: None}); err != nil {
		return nil, err
	}
	for v := range g.Nodes() { // the start is only a place to be far from
		if d := ahead.Dist(Node(v)); d != Unreached && d > ahead.Dist(next) {
			next = Node(v)
		}
	}
	for i := range k {
		m.nodes = append(m.nodes, next)
		for _, s := range []*Search{ahead, back} {
			if _, err := s.Dijkstra(ctx, Bucket, Query{From: next, To: None}); err != nil {
				return nil, err
			}
		}
		next = None
		for v := range nearest {
			f, t := ahead.Dist(Node(v)), back.Dist(Node(v))
			if f != Unreached && f >= away || t != Unreached && t >= away {
				return nil, ErrRange
			}
			m.dist[v*k+i] = far{short(f), short(t)}
			nearest[v] = min(nearest[v], f, t)
			if nearest[v] != Unreached && (next == None || nearest[v] > nearest[next]) {
				next = Node(v)
			}
		}
	}
	return m, nil
}

func short(d Dist) uint32 {
	if d == Unreached {
		return away
	}
	return uint32(d)
}

// busiest is the first of the nodes with most arcs out and in: part of the bulk
// of the graph rather than some island.
func (g *Graph) busiest() Node {
	best, most := Node(0), int32(-1)
	for v := range g.Nodes() {
		if d := min(g.first[v+1]-g.first[v], g.rfirst[v+1]-g.rfirst[v]); d > most {
			best, most = Node(v), d
		}
	}
	return best
}

// transposed is the graph with all arcs turned round; it shares memory with g,
// and numbers arcs differently.
func (g *Graph) transposed() *Graph {
	return &Graph{first: g.rfirst, out: g.in, min: g.min, max: g.max}
}

// Nodes are the landmarks, in the order they were picked.
func (m *Landmarks) Nodes() []Node { return append([]Node(nil), m.nodes...) }

// row is what the landmarks know of v.
func (m *Landmarks) row(v Node) []far {
	k := len(m.nodes)
	return m.dist[int(v)*k : int(v)*k+k]
}

// Bound implements Potential by the best of all landmarks.
func (m *Landmarks) Bound(v, to Node) Dist {
	a, b := m.row(v), m.row(to)
	best := Dist(0)
	for i := range a {
		best = max(best, a[i].bound(b[i]))
	}
	return best
}

// bound is the bound by one landmark on the distance from a node to another,
// whose distances are a and b.
func (a far) bound(b far) Dist {
	// a → landmark → … and landmark → a → b: what one of two nodes can do and the
	// other cannot shows that no path joins them.
	if a.from != away && b.from == away || a.to == away && b.to != away {
		return Unreached
	}
	best := Dist(0)
	if a.from != away { // landmark → b is at most landmark → a → b
		best = max(0, Dist(b.from)-Dist(a.from))
	}
	if b.to != away { // a → landmark is at most a → b → landmark
		best = max(best, Dist(a.to)-Dist(b.to))
	}
	return best
}

// active is how many landmarks one query uses: those best at its start. Of 16 on
// a million nodes, 8 take two thirds of the time of 4, and all not less than 8.
const active = 8

// aimed is a potential by the landmarks most useful for one pair.
type aimed struct {
	m    *Landmarks
	pick [active]int
	goal [active]far
	n    int
}

// aim chooses the landmarks with the best bounds from v to the target.
func (p *aimed) aim(m *Landmarks, v, to Node) {
	p.m, p.n = m, 0
	a, b := m.row(v), m.row(to)
	for p.n < min(active, len(a)) {
		best, bound := -1, Dist(-1)
	next:
		for i := range a {
			for _, used := range p.pick[:p.n] {
				if used == i {
					continue next
				}
			}
			if d := a[i].bound(b[i]); d > bound {
				best, bound = i, d
			}
		}
		p.pick[p.n], p.goal[p.n] = best, b[best]
		p.n++
	}
}

// Bound implements Potential for the target aimed at.
func (p *aimed) Bound(v, _ Node) Dist {
	row, best := p.m.row(v), Dist(0)
	for i, k := range p.pick[:p.n] {
		best = max(best, row[k].bound(p.goal[i]))
	}
	return best
}

// ALT is AStar with the landmarks that are best for the pair. q.To must be a
// node, and the landmarks those of the same graph.
func (s *Search) ALT(ctx context.Context, m *Landmarks, q Query) (Dist, error) {
	if !s.g.has(q.From) || !s.g.has(q.To) || len(m.dist) != len(m.nodes)*s.g.Nodes() {
		return Unreached, ErrNode
	}
	s.alt.aim(m, q.From, q.To)
	return s.AStar(ctx, &s.alt, q)
}
