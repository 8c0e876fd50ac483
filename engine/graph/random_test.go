package graph_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
)

// seed prints and returns a new seed, so that a failure can be repeated.
func seed(t *testing.T) uint64 {
	t.Helper()
	s := uint64(time.Now().UnixNano())
	t.Logf("seed %d", s)
	return s
}

// randomArcs draws a small graph full of what goes wrong: ties, weights of 0,
// parallel arcs, self loops, parts without connection. Some are symmetric.
func randomArcs(r *rand.Rand, least, most int) (n int, arcs []graph.Arc) {
	n = 1 + r.IntN(14)
	symmetric := r.IntN(3) == 0
	for range r.IntN(4 * n) {
		a := graph.Arc{
			From:   graph.Node(r.IntN(n)),
			To:     graph.Node(r.IntN(n)),
			Weight: graph.Weight(least + r.IntN(most-least+1)),
		}
		arcs = append(arcs, a)
		if symmetric {
			arcs = append(arcs, graph.Arc{From: a.To, To: a.From, Weight: a.Weight})
		}
	}
	return n, arcs
}

func mustNew(t *testing.T, n int, arcs []graph.Arc) *graph.Graph {
	t.Helper()
	g, err := graph.New(n, arcs)
	require.NoError(t, err)
	return g
}

// floyd is the reference: all distances by Floyd and Warshall's algorithm, and
// whether some cycle is negative.
func floyd(n int, arcs []graph.Arc) (d [][]graph.Dist, negative bool) {
	d = make([][]graph.Dist, n)
	for i := range d {
		d[i] = make([]graph.Dist, n)
		for j := range d[i] {
			if i != j {
				d[i][j] = graph.Unreached
			}
		}
	}
	for _, a := range arcs {
		d[a.From][a.To] = min(d[a.From][a.To], graph.Dist(a.Weight))
	}
	for k := range n {
		for i := range n {
			for j := range n {
				if d[i][k] != graph.Unreached && d[k][j] != graph.Unreached {
					d[i][j] = min(d[i][j], d[i][k]+d[k][j])
				}
			}
		}
		for i := range n {
			negative = negative || d[i][i] < 0
		}
	}
	return d, negative
}

// checkPath fails unless path leads from one node to the other at the distance.
func checkPath(t *testing.T, g *graph.Graph, path []graph.Node, from, to graph.Node, want graph.Dist) {
	t.Helper()
	if want == graph.Unreached {
		require.Empty(t, path)
		return
	}
	require.NotEmpty(t, path)
	require.Equal(t, from, path[0])
	require.Equal(t, to, path[len(path)-1])
	var sum graph.Dist
	for i, v := range path[1:] {
		best, found := graph.Weight(0), false
		for a, hi := g.Out(path[i]); a < hi; a++ {
			if g.Head(a) == v && (!found || g.Weight(a) < best) {
				best, found = g.Weight(a), true
			}
		}
		require.True(t, found, "no arc %d → %d", path[i], v)
		sum += graph.Dist(best)
	}
	require.Equal(t, want, sum)
}
