package main

import (
	"context"
	"errors"
	"math"

	dominik "github.com/dominikbraun/graph"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"

	"tongtu/engine/graph"
)

// peerMethods are those of other Go libraries. gonum is measured twice: on its
// own graph type, and on our arrays behind its interfaces, which suits it best.
func peerMethods() []method {
	return []method{
		{name: "gonum, on arrays", all: true, peer: true, prepare: func(_ context.Context, rs roads) (solver, error) {
			return gonumSolver(arrays{rs.g}), nil
		}},
		{name: "gonum, its own graph", all: true, peer: true, slow: true, timed: true, prepare: gonumGraph},
		{name: "dominikbraun/graph", peer: true, slow: true, timed: true, prepare: dominikGraph},
	}
}

func gonumSolver(g gonum.Graph) solver {
	return func(_ context.Context, q graph.Query, want graph.Node) (int64, error) {
		from := simple.Node(q.From)
		if q.To == graph.None {
			return distance(path.DijkstraFrom(from, g).WeightTo(int64(want))), nil
		}
		_, w := path.DijkstraFromTo(from, simple.Node(q.To), g)
		return distance(w), nil
	}
}

func distance(w float64) int64 {
	if math.IsInf(w, 1) {
		return int64(graph.Unreached)
	}
	return int64(w)
}

// arcs calls f with every arc, of parallel ones with the shortest; loops, which
// no shortest path uses and the peers refuse, are left out.
func arcs(g *graph.Graph, f func(u, v graph.Node, w graph.Weight) error) error {
	for u := range graph.Node(g.Nodes()) {
		shortest := map[graph.Node]graph.Weight{}
		for a, end := g.Out(u); a < end; a++ {
			v, w := g.Head(a), g.Weight(a)
			if old, ok := shortest[v]; v != u && (!ok || w < old) {
				shortest[v] = w
			}
		}
		for v, w := range shortest {
			if err := f(u, v, w); err != nil {
				return err
			}
		}
	}
	return nil
}

func gonumGraph(_ context.Context, rs roads) (solver, error) {
	g := simple.NewWeightedDirectedGraph(0, math.Inf(1))
	for v := range rs.g.Nodes() {
		g.AddNode(simple.Node(v))
	}
	err := arcs(rs.g, func(u, v graph.Node, w graph.Weight) error {
		g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(u), T: simple.Node(v), W: float64(w)})
		return nil
	})
	return gonumSolver(g), err
}

func dominikGraph(_ context.Context, rs roads) (solver, error) {
	g := dominik.New(dominik.IntHash, dominik.Directed(), dominik.Weighted())
	for v := range rs.g.Nodes() {
		if err := g.AddVertex(v); err != nil {
			return nil, err
		}
	}
	err := arcs(rs.g, func(u, v graph.Node, w graph.Weight) error {
		return g.AddEdge(int(u), int(v), dominik.EdgeWeight(int(w)))
	})
	return func(_ context.Context, q graph.Query, _ graph.Node) (int64, error) {
		nodes, err := dominik.ShortestPath(g, int(q.From), int(q.To))
		if errors.Is(err, dominik.ErrTargetNotReachable) {
			return int64(graph.Unreached), nil
		}
		sum := 0
		for i := 1; i < len(nodes) && err == nil; i++ {
			var e dominik.Edge[int]
			e, err = g.Edge(nodes[i-1], nodes[i])
			sum += e.Properties.Weight
		}
		return int64(sum), err
	}, err
}

// arrays is our graph behind the interfaces of gonum.
type arrays struct{ g *graph.Graph }

func (a arrays) Node(id int64) gonum.Node {
	if id < 0 || id >= int64(a.g.Nodes()) {
		return nil
	}
	return simple.Node(id)
}

func (a arrays) Nodes() gonum.Nodes {
	return &nodes{at: -1, n: a.g.Nodes(), id: func(i int) graph.Node { return graph.Node(i) }}
}

func (a arrays) From(id int64) gonum.Nodes {
	lo, hi := a.g.Out(graph.Node(id))
	return &nodes{at: -1, n: int(hi - lo), id: func(i int) graph.Node { return a.g.Head(lo + graph.ArcID(i)) }}
}

func (a arrays) arc(u, v int64) (w graph.Weight, ok bool) {
	for i, end := a.g.Out(graph.Node(u)); i < end; i++ {
		if a.g.Head(i) == graph.Node(v) && (!ok || a.g.Weight(i) < w) {
			w, ok = a.g.Weight(i), true
		}
	}
	return w, ok
}

func (a arrays) HasEdgeBetween(u, v int64) bool {
	_, forth := a.arc(u, v)
	_, back := a.arc(v, u)
	return forth || back
}

func (a arrays) Edge(u, v int64) gonum.Edge {
	w, ok := a.arc(u, v)
	if !ok {
		return nil
	}
	return simple.WeightedEdge{F: simple.Node(u), T: simple.Node(v), W: float64(w)}
}

// Weight implements path.Weighting.
func (a arrays) Weight(u, v int64) (float64, bool) {
	if u == v {
		return 0, true
	}
	w, ok := a.arc(u, v)
	if !ok {
		return math.Inf(1), false
	}
	return float64(w), true
}

// nodes is a list of nodes as gonum goes through it.
type nodes struct {
	at, n int
	id    func(i int) graph.Node
}

func (l *nodes) Next() bool       { l.at++; return l.at < l.n }
func (l *nodes) Len() int         { return max(0, l.n-l.at-1) }
func (l *nodes) Reset()           { l.at = -1 }
func (l *nodes) Node() gonum.Node { return simple.Node(l.id(l.at)) }
