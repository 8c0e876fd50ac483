package graph_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
	"tongtu/engine/trace"
)

func TestHierarchiesGiveTheDistancesOfFloydAndWarshall(t *testing.T) {
	r := rand.New(rand.NewPCG(seed(t), 4))
	ctx := context.Background()
	for i := range networks() {
		most := []int{0, 1, 3, 10, 1000}[r.IntN(5)]
		n, arcs := randomArcs(r, 0, most)
		g := mustNew(t, n, arcs)
		want, _ := floyd(n, arcs)
		h, err := graph.NewHierarchy(ctx, g)
		require.NoError(t, err)
		s := graph.NewHierarchySearch(h)
		for from := range graph.Node(n) {
			for to := range graph.Node(n) {
				d, err := s.Distance(ctx, graph.Query{From: from, To: to})
				require.NoError(t, err)
				require.Equalf(t, want[from][to], d, "graph %d: %d → %d of %v", i, from, to, arcs)
				checkPath(t, g, s.AppendPath(nil), from, to, d)
				rec := trace.NewRecorder(1 << 12)
				again, err := s.Distance(ctx, graph.Query{From: from, To: to, Rec: rec})
				require.NoError(t, err)
				require.Equal(t, d, again)
			}
		}
	}
}

func BenchmarkHierarchy(b *testing.B) {
	b.Run("two-way", func(b *testing.B) { benchmarkHierarchy(b, million()) })
	b.Run("one-way", func(b *testing.B) { benchmarkHierarchy(b, grid(b, 1000, true)) })
}

func benchmarkHierarchy(b *testing.B, g *graph.Graph) {
	ctx := context.Background()
	start := time.Now()
	h, err := graph.NewHierarchy(ctx, g)
	require.NoError(b, err)
	b.Logf("built in %v, %d links", time.Since(start), h.Links())
	s := graph.NewHierarchySearch(h)
	list := pairs(g, 10_000)
	b.Run("distance", func(b *testing.B) {
		measure(b, list, func(q graph.Query) error { _, err := s.Distance(ctx, q); return err })
	})
	var path []graph.Node
	b.Run("path", func(b *testing.B) {
		measure(b, list, func(q graph.Query) error {
			_, err := s.Distance(ctx, q)
			path = s.AppendPath(path[:0])
			return err
		})
	})
}
