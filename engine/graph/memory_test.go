package graph_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
)

func TestQueriesAllocateNothing(t *testing.T) {
	ctx := context.Background()
	g := grid(t, 40, true)
	h, err := graph.NewHierarchy(ctx, g)
	require.NoError(t, err)
	m, err := graph.NewLandmarks(ctx, g, 6)
	require.NoError(t, err)
	s, up := graph.NewSearch(g), graph.NewHierarchySearch(h)
	path := make([]graph.Node, 0, g.Nodes())
	q := graph.Query{From: 17, To: 1500}
	asks := map[string]func(){
		"hierarchy":    func() { _, _ = up.Distance(ctx, q); path = up.AppendPath(path[:0]) },
		"alt":          func() { _, _ = s.ALT(ctx, m, q) },
		"bellman-ford": func() { _, _ = s.BellmanFord(ctx, graph.Query{From: 3, To: graph.None}) },
		"bfs":          func() { _, _ = s.BFS(ctx, q); path = s.AppendPath(path[:0], q.To) },
	}
	for _, k := range graph.QueueKinds() {
		asks["dijkstra "+k.String()] = func() { _, _ = s.Dijkstra(ctx, k, q) }
		asks["bidirectional "+k.String()] = func() { _, _ = s.Bidirectional(ctx, k, q); path = s.AppendPath(path[:0], q.To) }
	}
	for name, ask := range asks {
		ask()
		if name == "bellman-ford" { // looks for cycles now and then
			continue
		}
		require.Zero(t, testing.AllocsPerRun(5, ask), name)
	}
}

func TestCancelledSearchesStop(t *testing.T) {
	g := grid(t, 60, false)
	h, err := graph.NewHierarchy(context.Background(), g)
	require.NoError(t, err)
	m, err := graph.NewLandmarks(context.Background(), g, 2)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := graph.NewSearch(g)
	q := graph.Query{From: 0, To: 3599}
	for _, k := range graph.QueueKinds() {
		require.ErrorIs(t, second(s.Dijkstra(ctx, k, q)), context.Canceled)
		require.ErrorIs(t, second(s.Bidirectional(ctx, k, q)), context.Canceled)
	}
	require.ErrorIs(t, second(s.AStar(ctx, m, q)), context.Canceled)
	require.ErrorIs(t, second(s.ALT(ctx, m, q)), context.Canceled)
	require.ErrorIs(t, second(s.BFS(ctx, q)), context.Canceled)
	require.ErrorIs(t, second(s.BellmanFord(ctx, q)), context.Canceled)
	up := graph.NewHierarchySearch(h)
	require.ErrorIs(t, second(up.Distance(ctx, q)), context.Canceled)
	_, err = graph.NewHierarchy(ctx, g)
	require.ErrorIs(t, err, context.Canceled)
	_, err = graph.NewLandmarks(ctx, g, 2)
	require.ErrorIs(t, err, context.Canceled)
	// What a cancelled search left behind does not disturb the next.
	want, err := s.Dijkstra(context.Background(), graph.Bucket, q)
	require.NoError(t, err)
	d, err := up.Distance(context.Background(), q)
	require.NoError(t, err)
	require.Equal(t, want, d)
}

// counter is a context that is cancelled when it has been looked at n times.
type counter struct {
	context.Context
	n int
}

func (c *counter) Err() error {
	if c.n--; c.n < 0 {
		return context.Canceled
	}
	return nil
}

func TestLongSearchesLookAtTheContext(t *testing.T) {
	g := grid(t, 100, false) // ten thousand nodes
	s := graph.NewSearch(g)
	all := graph.Query{From: 0, To: graph.None}
	for _, k := range graph.QueueKinds() {
		c := &counter{context.Background(), 9}
		require.ErrorIs(t, second(s.Dijkstra(c, k, all)), context.Canceled, k.String())
	}
	require.ErrorIs(t, second(s.BFS(&counter{context.Background(), 9}, all)), context.Canceled)
	require.ErrorIs(t, second(s.BellmanFord(&counter{context.Background(), 9}, all)), context.Canceled)
}
