package graph_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
)

// roads is a road-like grid of side² nodes: every eighth row and column is a
// main road, every sixty-fourth a motorway, a quarter of the small streets are
// missing. Weights are travel times; if oneWay they differ by direction and a
// tenth of the small streets can be driven in one only.
func roads(side int, oneWay bool) (int, []graph.Arc) {
	r := rand.New(rand.NewPCG(1, 2))
	var arcs []graph.Arc
	add := func(a, b, line int) {
		w, small := 100+r.IntN(200), false
		switch {
		case line%64 == 0:
			w /= 4
		case line%8 == 0:
			w /= 2
		case r.IntN(4) == 0:
			return
		default:
			small = true
		}
		back := w
		if oneWay {
			back += r.IntN(10)
		}
		arcs = append(arcs, graph.Arc{From: graph.Node(a), To: graph.Node(b), Weight: graph.Weight(w)})
		if !oneWay || !small || r.IntN(10) > 0 {
			arcs = append(arcs, graph.Arc{From: graph.Node(b), To: graph.Node(a), Weight: graph.Weight(back)})
		}
	}
	for y := range side {
		for x := range side {
			if x+1 < side {
				add(y*side+x, y*side+x+1, y)
			}
			if y+1 < side {
				add(y*side+x, (y+1)*side+x, x)
			}
		}
	}
	return side * side, arcs
}

// million is the graph of the benchmarks, made once.
var million = sync.OnceValue(func() *graph.Graph {
	g, err := graph.New(roads(1000, false))
	if err != nil {
		panic(err)
	}
	return g
})

// pairs is the same list of random pairs for every benchmark.
func pairs(g *graph.Graph, k int) []graph.Query {
	r := rand.New(rand.NewPCG(5, 6))
	list := make([]graph.Query, k)
	for i := range list {
		list[i] = graph.Query{From: graph.Node(r.IntN(g.Nodes())), To: graph.Node(r.IntN(g.Nodes()))}
	}
	return list
}

func BenchmarkOneToAll(b *testing.B) {
	g := million()
	s := graph.NewSearch(g)
	for _, k := range []graph.QueueKind{graph.Bucket, graph.FourAry, graph.Binary, graph.Pairing} {
		b.Run(k.String(), func(b *testing.B) {
			measure(b, []graph.Query{{From: 500_500, To: graph.None}}, func(q graph.Query) error {
				_, err := s.Dijkstra(context.Background(), k, q)
				return err
			})
		})
	}
}

// measure asks the queries in turn and reports median and 99th percentile.
func measure(b *testing.B, list []graph.Query, ask func(graph.Query) error) {
	b.ReportAllocs()
	for _, q := range list[:min(3, len(list))] { // fill the memory
		require.NoError(b, ask(q))
	}
	times := make([]time.Duration, 0, 1<<16)
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if err := ask(list[i%len(list)]); err != nil {
			b.Fatal(err)
		}
		if len(times) < cap(times) {
			times = append(times, time.Since(start))
		}
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds())/1000, "µs/median")
	b.ReportMetric(float64(times[len(times)*99/100].Nanoseconds())/1000, "µs/p99")
}

func BenchmarkPointToPoint(b *testing.B) {
	g, ctx := million(), context.Background()
	list := pairs(g, 100)
	s := graph.NewSearch(g)
	for _, k := range []graph.QueueKind{graph.Bucket, graph.FourAry} {
		b.Run("dijkstra-"+k.String(), func(b *testing.B) {
			measure(b, list, func(q graph.Query) error { _, err := s.Dijkstra(ctx, k, q); return err })
		})
		b.Run("bidirectional-"+k.String(), func(b *testing.B) {
			measure(b, list, func(q graph.Query) error { _, err := s.Bidirectional(ctx, k, q); return err })
		})
	}
	at := make([]graph.Point, g.Nodes())
	for v := range at {
		at[v] = graph.Point{X: float64(v % 1000), Y: float64(v / 1000)}
	}
	p, err := graph.NewPoints(g, at, graph.Plane)
	require.NoError(b, err)
	b.Run("a*-plane", func(b *testing.B) {
		measure(b, list, func(q graph.Query) error { _, err := s.AStar(ctx, p, q); return err })
	})
	start := time.Now()
	m, err := graph.NewLandmarks(ctx, g, 16)
	require.NoError(b, err)
	b.Logf("16 landmarks in %v", time.Since(start))
	b.Run("alt-16", func(b *testing.B) {
		measure(b, list, func(q graph.Query) error { _, err := s.ALT(ctx, m, q); return err })
	})
}
