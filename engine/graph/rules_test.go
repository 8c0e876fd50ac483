package graph_test

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
	"tongtu/engine/trace"
)

func TestArcsWithoutNodesAreRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		arc  graph.Arc
	}{
		{"from beyond", 2, graph.Arc{From: 2}},
		{"to beyond", 2, graph.Arc{To: 2}},
		{"negative", 2, graph.Arc{From: -1}},
		{"no nodes", 0, graph.Arc{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := graph.New(c.n, []graph.Arc{c.arc})
			var a *graph.ArcError
			require.ErrorAs(t, err, &a)
			require.ErrorIs(t, err, graph.ErrNode)
			require.Equal(t, c.arc, a.Arc)
		})
	}
	_, err := graph.New(-1, nil)
	require.ErrorIs(t, err, graph.ErrSize)
	var b graph.Builder
	b.Arc(0, -1, 1)
	_, err = b.Graph()
	require.ErrorIs(t, err, graph.ErrNode)
}

func TestArcsKeepTheirOrderPerTail(t *testing.T) {
	arcs := []graph.Arc{{From: 1, To: 0, Weight: 3}, {From: 0, To: 1, Weight: 7}, {From: 1, To: 0, Weight: 2}, {From: 1, To: 1, Weight: -4}}
	g := mustNew(t, 3, arcs)
	var got []graph.Arc
	for v := range graph.Node(3) {
		for a, hi := g.Out(v); a < hi; a++ {
			require.Equal(t, v, g.Tail(a))
			require.Equal(t, g.Arc(a), graph.Arc{From: v, To: g.Head(a), Weight: g.Weight(a)})
			got = append(got, g.Arc(a))
		}
	}
	require.Equal(t, []graph.Arc{arcs[1], arcs[0], arcs[2], arcs[3]}, got)
	lo, hi := g.Weights()
	require.Equal(t, []graph.Weight{-4, 7}, []graph.Weight{lo, hi})
}

func TestQueriesThatMakeNoSense(t *testing.T) {
	ctx := context.Background()
	g := mustNew(t, 2, []graph.Arc{{From: 0, To: 1, Weight: 1}})
	minus := graph.NewSearch(mustNew(t, 2, []graph.Arc{{From: 0, To: 1, Weight: -1}}))
	marks, err := graph.NewLandmarks(ctx, g, 1)
	require.NoError(t, err)
	h, err := graph.NewHierarchy(ctx, g)
	require.NoError(t, err)
	s := graph.NewSearch(g)
	for _, q := range []graph.Query{{From: -1}, {From: 2}, {From: 0, To: 2}, {From: 0, To: -2}} {
		for name, err := range map[string]error{
			"dijkstra":      second(s.Dijkstra(ctx, graph.Binary, q)),
			"bidirectional": second(s.Bidirectional(ctx, graph.Binary, q)),
			"a*":            second(s.AStar(ctx, marks, q)),
			"alt":           second(s.ALT(ctx, marks, q)),
			"bellman-ford":  second(s.BellmanFord(ctx, q)),
			"bfs":           second(s.BFS(ctx, q)),
			"hierarchy":     second(graph.NewHierarchySearch(h).Distance(ctx, q)),
		} {
			require.ErrorIs(t, err, graph.ErrNode, "%s %v", name, q)
		}
		require.Equal(t, graph.Unreached, s.Dist(0))
		require.Empty(t, s.AppendPath(nil, 0))
	}
	all := graph.Query{From: 0, To: graph.None}
	require.ErrorIs(t, second(s.Bidirectional(ctx, graph.Binary, all)), graph.ErrNode)
	require.ErrorIs(t, second(s.AStar(ctx, marks, all)), graph.ErrNode)
	require.ErrorIs(t, second(s.Dijkstra(ctx, graph.QueueKind(99), all)), graph.ErrQueue)
	require.Equal(t, "unknown", graph.QueueKind(99).String())
	require.ErrorIs(t, second(minus.Dijkstra(ctx, graph.Binary, all)), graph.ErrNegative)
	q := graph.Query{From: 0, To: 1}
	require.ErrorIs(t, second(minus.Bidirectional(ctx, graph.Binary, q)), graph.ErrNegative)
	require.ErrorIs(t, second(minus.AStar(ctx, marks, q)), graph.ErrNegative)
	_, err = graph.NewPoints(g, []graph.Point{{}, {X: math.Inf(1)}}, graph.Plane)
	require.ErrorIs(t, err, graph.ErrPoints)
	_, err = graph.NewPoints(g, nil, graph.Plane)
	require.ErrorIs(t, err, graph.ErrPoints)
}

func second(_ graph.Dist, err error) error { return err }

// TestWeightsOfAnySize takes the largest weights along a line and back.
func TestWeightsOfAnySize(t *testing.T) {
	ctx := context.Background()
	var b graph.Builder
	for v := range graph.Node(9) {
		b.Edge(v, v+1, math.MaxInt32)
	}
	g, err := b.Graph()
	require.NoError(t, err)
	s := graph.NewSearch(g)
	for _, k := range graph.QueueKinds() {
		d, err := s.Dijkstra(ctx, k, graph.Query{From: 0, To: 9})
		require.NoError(t, err)
		require.EqualValues(t, 9*math.MaxInt32, d)
		d, err = s.Bidirectional(ctx, k, graph.Query{From: 0, To: 9})
		require.NoError(t, err)
		require.EqualValues(t, 9*math.MaxInt32, d)
	}
	_, err = graph.NewLandmarks(ctx, g, 2)
	require.ErrorIs(t, err, graph.ErrRange)
	_, err = graph.NewHierarchy(ctx, g)
	require.ErrorIs(t, err, graph.ErrRange)
}

func TestGreatCircle(t *testing.T) {
	beijing, shanghai := graph.Point{X: 116.39, Y: 39.91}, graph.Point{X: 121.47, Y: 31.23}
	require.InDelta(t, 1_067_000, graph.GreatCircle(beijing, shanghai), 2_000)
	require.InDelta(t, math.Pi*6_371_008.8, graph.GreatCircle(graph.Point{X: 10, Y: 20}, graph.Point{X: -170, Y: -20}), 1)
}

func grid(t testing.TB, side int, oneWay bool) *graph.Graph {
	t.Helper()
	g, err := graph.New(roads(side, oneWay))
	require.NoError(t, err)
	return g
}

func TestHierarchyDoesNotDependOnProcessors(t *testing.T) {
	g := grid(t, 60, true)
	build := func(procs int) []int {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		h, err := graph.NewHierarchy(context.Background(), g)
		require.NoError(t, err)
		ranks := []int{h.Links()}
		for v := range h.Nodes() {
			ranks = append(ranks, h.Rank(graph.Node(v)))
		}
		return ranks
	}
	want := build(1)
	for _, p := range []int{2, 5} {
		require.Equal(t, want, build(p))
	}
	ranks := slices.Sorted(slices.Values(want[1:]))
	for i, r := range ranks {
		require.Equal(t, i, r)
	}
}

// TestRoadsFromAllSides compares what thousands of nodes bring out that a dozen do not.
func TestRoadsFromAllSides(t *testing.T) {
	r := rand.New(rand.NewPCG(seed(t), 5))
	ctx := context.Background()
	for _, oneWay := range []bool{false, true} {
		g := grid(t, 70, oneWay)
		h, err := graph.NewHierarchy(ctx, g)
		require.NoError(t, err)
		m, err := graph.NewLandmarks(ctx, g, 6)
		require.NoError(t, err)
		var wg sync.WaitGroup
		for range 4 { // one graph, one hierarchy, many searches
			from := graph.Node(r.IntN(g.Nodes()))
			wg.Go(func() {
				all, s, up := graph.NewSearch(g), graph.NewSearch(g), graph.NewHierarchySearch(h)
				_, err := all.Dijkstra(ctx, graph.FourAry, graph.Query{From: from, To: graph.None})
				if err != nil {
					t.Error(err)
				}
				for to := graph.Node(0); int(to) < g.Nodes(); to += 97 {
					q, want := graph.Query{From: from, To: to}, all.Dist(to)
					for name, ask := range map[string]func() (graph.Dist, error){
						"hierarchy": func() (graph.Dist, error) { return up.Distance(ctx, q) },
						"alt":       func() (graph.Dist, error) { return s.ALT(ctx, m, q) },
						"both ends": func() (graph.Dist, error) { return s.Bidirectional(ctx, graph.Bucket, q) },
					} {
						if d, err := ask(); err != nil || d != want {
							t.Errorf("%s %v = %d, %v, want %d", name, q, d, err, want)
						}
					}
					if path := up.AppendPath(nil); length(g, path) != want {
						t.Errorf("path %v of %v is not %d long", path, q, want)
					}
				}
			})
		}
		wg.Wait()
	}
}

// length is the sum of the lightest arcs along path, Unreached for none.
func length(g *graph.Graph, path []graph.Node) graph.Dist {
	if len(path) == 0 {
		return graph.Unreached
	}
	var sum graph.Dist
	for i, v := range path[1:] {
		best := graph.Unreached
		for a, hi := g.Out(path[i]); a < hi; a++ {
			if g.Head(a) == v {
				best = min(best, graph.Dist(g.Weight(a)))
			}
		}
		if best == graph.Unreached {
			return graph.Unreached
		}
		sum += best
	}
	return sum
}

// TestTraceTellsTheSearch folds a trace and finds the distances in it.
func TestTraceTellsTheSearch(t *testing.T) {
	//	0 ──4── 1 ──1── 3
	//	 ╲      │
	//	  1     2
	//	   ╲    │
	//	    ─── 2
	g := mustNew(t, 4, []graph.Arc{
		{From: 0, To: 1, Weight: 4}, {From: 0, To: 2, Weight: 1}, {From: 2, To: 1, Weight: 2}, {From: 1, To: 3, Weight: 1},
	})
	want := []trace.Event{
		{Kind: trace.Settle, Stop: 0, Trip: -1, Cost: 0},
		{Kind: trace.Improve, Stop: 1, Trip: 0, Cost: 4},
		{Kind: trace.Improve, Stop: 2, Trip: 1, Cost: 1},
		{Kind: trace.Settle, Stop: 2, Trip: -1, Cost: 1},
		{Kind: trace.Improve, Stop: 1, Trip: 3, Cost: 3},
		{Kind: trace.Settle, Stop: 1, Trip: -1, Cost: 3},
		{Kind: trace.Improve, Stop: 3, Trip: 2, Cost: 4},
		{Kind: trace.Prune, Stop: 1, Trip: -1, Cost: 4},
		{Kind: trace.Settle, Stop: 3, Trip: -1, Cost: 4},
	}
	rec := trace.NewRecorder(99)
	_, err := graph.NewSearch(g).Dijkstra(context.Background(), graph.Bucket, graph.Query{From: 0, To: 3, Rec: rec})
	require.NoError(t, err)
	var got []trace.Event
	for e := range rec.Trace().Before(rec.Trace().Len()) {
		got = append(got, e)
	}
	require.Equal(t, want, got)
}

func TestStarsAreContractedAtOnce(t *testing.T) {
	var b graph.Builder
	for v := range graph.Node(20_000) {
		b.Edge(20_000, v, 5)
	}
	g, err := b.Graph()
	require.NoError(t, err)
	h, err := graph.NewHierarchy(context.Background(), g)
	require.NoError(t, err)
	require.Equal(t, 20_000, h.Links())
}
