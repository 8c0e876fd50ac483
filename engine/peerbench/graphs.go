package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"tongtu/engine/graph"
)

const (
	onePair  = "road graph, one pair"
	oneToAll = "road graph, one to all"
)

// roads is a road graph, where its nodes lie, and the questions.
type roads struct {
	g     *graph.Graph
	at    []graph.Point
	pairs []graph.Query
}

// roadGraph is a graph to be measured on: a grid of side by side nodes or, if
// side is 0, the road network of Rome.
type roadGraph struct {
	name  string
	side  int
	slow  bool // small enough for engines that take long
	plain bool // small enough for engines without a queue
}

func roadGraphs(o options) []roadGraph {
	list := []roadGraph{
		{name: "grid, 90,000 nodes", side: 300, slow: true, plain: true},
		{name: "grid, 1,000,000 nodes", side: 1000, slow: o.Full},
	}
	if _, err := os.Stat(rome(o, "gr")); err == nil {
		list = append(list, roadGraph{name: "Rome, 234,496 nodes", slow: o.Full})
	}
	return list
}

func rome(o options, kind string) string {
	return filepath.Join(o.Data, "graphs", "rome."+kind+".gz")
}

func (r roadGraph) load(ctx context.Context, o options) (roads, error) {
	var rs roads
	var err error
	if r.side > 0 {
		rs, err = grid(r.side)
	} else {
		rs, err = romeRoads(ctx, o)
	}
	if err != nil {
		return roads{}, err
	}
	random := rand.New(rand.NewPCG(seed, seed))
	for range maxQueries {
		rs.pairs = append(rs.pairs, graph.Query{From: graph.Node(random.IntN(rs.g.Nodes())), To: graph.Node(random.IntN(rs.g.Nodes()))})
	}
	return rs, nil
}

// grid is a road-like grid of side² nodes: every eighth row and column is a
// main road, every sixty-fourth a motorway, a quarter of the small streets are
// missing. Weights are travel times, the same in both directions.
func grid(side int) (roads, error) {
	r := rand.New(rand.NewPCG(seed, seed))
	var b graph.Builder
	rs := roads{at: make([]graph.Point, 0, side*side)}
	for y := range side {
		for x := range side {
			b.Node()
			rs.at = append(rs.at, graph.Point{X: float64(x), Y: float64(y)})
		}
	}
	street := func(u, v, line int) {
		w := 100 + r.IntN(200)
		switch {
		case line%64 == 0:
			w /= 4
		case line%8 == 0:
			w /= 2
		case r.IntN(4) == 0:
			return
		}
		b.Edge(graph.Node(u), graph.Node(v), graph.Weight(w))
	}
	for y := range side {
		for x := range side {
			if x+1 < side {
				street(y*side+x, y*side+x+1, y)
			}
			if y+1 < side {
				street(y*side+x, (y+1)*side+x, x)
			}
		}
	}
	var err error
	rs.g, err = b.Graph()
	return rs, err
}

func romeRoads(ctx context.Context, o options) (rs roads, err error) {
	f, err := os.Open(rome(o, "gr"))
	if err != nil {
		return roads{}, err
	}
	defer func() { _ = f.Close() }()
	if rs.g, err = graph.ReadGraph(ctx, f, graph.Limits{}); err != nil {
		return roads{}, err
	}
	c, err := os.Open(rome(o, "co"))
	if err != nil {
		return roads{}, err
	}
	defer func() { _ = c.Close() }()
	rs.at, err = graph.ReadPoints(ctx, c, graph.Limits{})
	return rs, err
}

// solver answers one query by one engine; to graph.None asks for all nodes,
// and the answer is then that of want.
type solver func(ctx context.Context, q graph.Query, want graph.Node) (int64, error)

// method is an engine for static graphs: prepare may take its time.
type method struct {
	name    string
	all     bool // also answers one to all
	peer    bool
	slow    bool // only on graphs that are small enough for it
	plain   bool // the same, without a queue
	prepare func(ctx context.Context, rs roads) (solver, error)
	note    string
	timed   bool // its preparation is worth a note
}

func graphJobs(o options) []job {
	var jobs []job
	for _, r := range roadGraphs(o) {
		for _, all := range []bool{false, true} {
			for _, m := range append(ourMethods(), peerMethods()...) {
				if all && !m.all || m.slow && !r.slow || m.plain && !r.plain {
					continue
				}
				j := job{Question: onePair, Network: r.name, Engine: m.name, Peer: m.peer,
					measure: func(ctx context.Context, o options) (sample, error) { return measureGraph(ctx, o, r, m, all) }}
				if all {
					j.Question = oneToAll
				}
				jobs = append(jobs, j)
			}
		}
	}
	return jobs
}

func measureGraph(ctx context.Context, o options, r roadGraph, m method, all bool) (sample, error) {
	rs, err := r.load(ctx, o)
	if err != nil {
		return sample{}, err
	}
	begin := time.Now()
	solve, err := m.prepare(ctx, rs)
	if err != nil {
		return sample{}, err
	}
	took := time.Since(begin)
	list := rs.pairs // and no more of rs: a peer may have a copy of its own
	s, err := measure(ctx, o, len(list), func(i int) (int64, error) {
		q := list[i]
		if all {
			q.To = graph.None
		}
		return solve(ctx, q, list[i].To)
	})
	if m.timed {
		s.note(fmt.Sprintf("prepared in %.2g s", took.Seconds()))
	}
	if m.note != "" {
		s.note(m.note)
	}
	return s, err
}

// ourMethods are those of package graph; paths are part of the answer.
func ourMethods() []method {
	list := []method{}
	for _, k := range graph.QueueKinds() {
		list = append(list, method{name: "Dijkstra, " + k.String(), all: true, plain: k == graph.Linear,
			prepare: func(_ context.Context, rs roads) (solver, error) {
				s := graph.NewSearch(rs.g)
				return withPath(s, func(ctx context.Context, q graph.Query) (graph.Dist, error) { return s.Dijkstra(ctx, k, q) }), nil
			}})
	}
	return append(list,
		method{name: "bidirectional, bucket", prepare: func(_ context.Context, rs roads) (solver, error) {
			s := graph.NewSearch(rs.g)
			return withPath(s, func(ctx context.Context, q graph.Query) (graph.Dist, error) {
				return s.Bidirectional(ctx, graph.Bucket, q)
			}), nil
		}},
		method{name: "A*, straight line", prepare: func(_ context.Context, rs roads) (solver, error) {
			s := graph.NewSearch(rs.g)
			p, err := graph.NewPoints(rs.g, rs.at, graph.Plane)
			return withPath(s, func(ctx context.Context, q graph.Query) (graph.Dist, error) { return s.AStar(ctx, p, q) }), err
		}},
		method{name: "ALT, 16 landmarks", timed: true, prepare: func(ctx context.Context, rs roads) (solver, error) {
			s := graph.NewSearch(rs.g)
			m, err := graph.NewLandmarks(ctx, rs.g, 16)
			return withPath(s, func(ctx context.Context, q graph.Query) (graph.Dist, error) { return s.ALT(ctx, m, q) }), err
		}},
		method{name: "contraction hierarchy", timed: true, prepare: prepareHierarchy},
		method{name: "contraction hierarchy, distance", timed: true, prepare: func(ctx context.Context, rs roads) (solver, error) {
			h, err := graph.NewHierarchy(ctx, rs.g)
			if err != nil {
				return nil, err
			}
			s := graph.NewHierarchySearch(h)
			return func(ctx context.Context, q graph.Query, _ graph.Node) (int64, error) {
				d, err := s.Distance(ctx, q)
				return int64(d), err
			}, nil
		}},
	)
}

// withPath unpacks the path to q's target into memory that is used again.
func withPath(s *graph.Search, search func(context.Context, graph.Query) (graph.Dist, error)) solver {
	var path []graph.Node
	return func(ctx context.Context, q graph.Query, want graph.Node) (int64, error) {
		d, err := search(ctx, q)
		if q.To == graph.None {
			return int64(s.Dist(want)), err
		}
		path = s.AppendPath(path[:0], q.To)
		return int64(d), err
	}
}

func prepareHierarchy(ctx context.Context, rs roads) (solver, error) {
	h, err := graph.NewHierarchy(ctx, rs.g)
	if err != nil {
		return nil, err
	}
	s := graph.NewHierarchySearch(h)
	var path []graph.Node
	return func(ctx context.Context, q graph.Query, _ graph.Node) (int64, error) {
		d, err := s.Distance(ctx, q)
		path = s.AppendPath(path[:0])
		return int64(d), err
	}, nil
}
