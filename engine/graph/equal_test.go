package graph_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
	"tongtu/engine/trace"
)

// networks is how many random graphs each property is tried on.
func networks() int {
	if testing.Short() {
		return 300
	}
	return 3000
}

// run is one algorithm answering one query.
type run struct {
	name string
	ask  func(context.Context, *graph.Search, graph.Query) (graph.Dist, error)
	pair bool // needs a target
}

// loose is a lower bound that is right but not consistent.
type loose struct{ d [][]graph.Dist }

func (p loose) Bound(v, to graph.Node) graph.Dist {
	switch d := p.d[v][to]; {
	case d == graph.Unreached || v%3 == 0:
		return d
	case v%3 == 1:
		return d / 2
	default:
		return 0
	}
}

func runs(t *testing.T, g *graph.Graph, d [][]graph.Dist, r *rand.Rand) []run {
	t.Helper()
	ctx := context.Background()
	var list []run
	for _, k := range graph.QueueKinds() {
		list = append(list,
			run{"dijkstra " + k.String(), func(ctx context.Context, s *graph.Search, q graph.Query) (graph.Dist, error) {
				return s.Dijkstra(ctx, k, q)
			}, false},
			run{"bidirectional " + k.String(), func(ctx context.Context, s *graph.Search, q graph.Query) (graph.Dist, error) {
				return s.Bidirectional(ctx, k, q)
			}, true})
	}
	at := make([]graph.Point, g.Nodes())
	for i := range at {
		at[i] = graph.Point{X: r.Float64() * 10, Y: r.Float64() * 10}
	}
	marks, err := graph.NewLandmarks(ctx, g, r.IntN(7))
	require.NoError(t, err)
	plane, err := graph.NewPoints(g, at, graph.Plane)
	require.NoError(t, err)
	sphere, err := graph.NewPoints(g, at, graph.GreatCircle)
	require.NoError(t, err)
	for name, p := range map[string]graph.Potential{"plane": plane, "sphere": sphere, "marks": marks, "loose": loose{d}} {
		list = append(list, run{"a* " + name, func(ctx context.Context, s *graph.Search, q graph.Query) (graph.Dist, error) {
			return s.AStar(ctx, p, q)
		}, true})
	}
	return append(list,
		run{"alt", func(ctx context.Context, s *graph.Search, q graph.Query) (graph.Dist, error) {
			return s.ALT(ctx, marks, q)
		}, true},
		run{"bellman-ford", func(ctx context.Context, s *graph.Search, q graph.Query) (graph.Dist, error) {
			return s.BellmanFord(ctx, q)
		}, false})
}

func TestAllAlgorithmsGiveTheDistancesOfFloydAndWarshall(t *testing.T) {
	r := rand.New(rand.NewPCG(seed(t), 1))
	ctx := context.Background()
	for i := range networks() {
		most := []int{1, 3, 10, 1000, 100_000}[r.IntN(5)]
		n, arcs := randomArcs(r, 0, most)
		g := mustNew(t, n, arcs)
		want, _ := floyd(n, arcs)
		s := graph.NewSearch(g)
		for _, a := range runs(t, g, want, r) {
			for range 3 {
				q := graph.Query{From: graph.Node(r.IntN(n)), To: graph.Node(r.IntN(n))}
				d, err := a.ask(ctx, s, q)
				require.NoError(t, err)
				require.Equalf(t, want[q.From][q.To], d, "graph %d: %s %d → %d of %v", i, a.name, q.From, q.To, arcs)
				require.Equal(t, d, s.Dist(q.To))
				checkPath(t, g, s.AppendPath(nil, q.To), q.From, q.To, d)

				rec := trace.NewRecorder(1 << 12)
				q.Rec = rec
				again, err := a.ask(ctx, s, q)
				require.NoError(t, err)
				require.Equal(t, d, again, "traced %s", a.name)
				require.True(t, q.From == q.To || rec.Trace().Len() > 0)
			}
			if a.pair {
				continue
			}
			from := graph.Node(r.IntN(n))
			_, err := a.ask(ctx, s, graph.Query{From: from, To: graph.None})
			require.NoError(t, err)
			for v := range graph.Node(n) {
				require.Equalf(t, want[from][v], s.Dist(v), "graph %d: %s %d → all of %v", i, a.name, from, arcs)
				checkPath(t, g, s.AppendPath(nil, v), from, v, want[from][v])
			}
		}
	}
}

func TestFewestArcsAreDistancesOfUnitWeights(t *testing.T) {
	r := rand.New(rand.NewPCG(seed(t), 2))
	for range networks() {
		n, arcs := randomArcs(r, -5, 5)
		g := mustNew(t, n, arcs)
		for i := range arcs {
			arcs[i].Weight = 1
		}
		want, _ := floyd(n, arcs)
		s := graph.NewSearch(g)
		for from := range graph.Node(n) {
			_, err := s.BFS(context.Background(), graph.Query{From: from, To: graph.None})
			require.NoError(t, err)
			for v := range graph.Node(n) {
				require.Equal(t, want[from][v], s.Dist(v))
			}
			to := graph.Node(r.IntN(n))
			d, err := s.BFS(context.Background(), graph.Query{From: from, To: to})
			require.NoError(t, err)
			require.Equal(t, want[from][to], d)
			if d != graph.Unreached {
				require.Len(t, s.AppendPath(nil, to), int(d)+1)
			}
		}
	}
}

func TestNegativeArcs(t *testing.T) {
	r := rand.New(rand.NewPCG(seed(t), 3))
	cycles := 0
	for i := range networks() {
		n, arcs := randomArcs(r, -2, 9)
		g := mustNew(t, n, arcs)
		s := graph.NewSearch(g)
		from := graph.Node(r.IntN(n))
		// Only what can be reached counts.
		_, err := s.BFS(context.Background(), graph.Query{From: from, To: graph.None})
		require.NoError(t, err)
		var near []graph.Arc
		for _, a := range arcs {
			if s.Dist(a.From) != graph.Unreached {
				near = append(near, a)
			}
		}
		want, negative := floyd(n, near)
		_, err = s.BellmanFord(context.Background(), graph.Query{From: from, To: graph.None})
		if negative {
			cycles++
			var c *graph.NegativeCycleError
			require.ErrorAs(t, err, &c, "graph %d: %v from %d", i, arcs, from)
			require.ErrorIs(t, err, graph.ErrNegative)
			var sum graph.Dist
			for k, v := range c.Cycle {
				best := graph.Unreached
				for a, hi := g.Out(v); a < hi; a++ {
					if g.Head(a) == c.Cycle[(k+1)%len(c.Cycle)] {
						best = min(best, graph.Dist(g.Weight(a)))
					}
				}
				require.NotEqual(t, graph.Unreached, best)
				sum += best
			}
			require.Negative(t, sum, "%v of %v", c.Cycle, arcs)
			continue
		}
		require.NoError(t, err, "graph %d: %v from %d", i, arcs, from)
		for v := range graph.Node(n) {
			require.Equal(t, want[from][v], s.Dist(v))
			checkPath(t, g, s.AppendPath(nil, v), from, v, want[from][v])
		}
	}
	require.NotZero(t, cycles)
}
