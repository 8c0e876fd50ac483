package graph_test

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
)

// shared finds a file of the data kept beside the module, or skips.
func shared(t testing.TB, path ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		file := filepath.Join(append([]string{dir, "..", "shared", "data"}, path...)...)
		if _, err := os.Stat(file); err == nil {
			return file
		}
		break
	}
	t.Skip("no shared data")
	return ""
}

func readCSV(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open(name)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	return rows[1:]
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	require.NoError(t, err)
	return n
}

// rome reads the road graph of Rome.
func rome(t testing.TB) (*graph.Graph, []graph.Point) {
	t.Helper()
	f, err := os.Open(shared(t, "graphs", "rome.gr.gz"))
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	g, err := graph.ReadGraph(context.Background(), f, graph.Limits{})
	require.NoError(t, err)
	c, err := os.Open(shared(t, "graphs", "rome.co.gz"))
	require.NoError(t, err)
	defer func() { require.NoError(t, c.Close()) }()
	p, err := graph.ReadPoints(context.Background(), c, graph.Limits{})
	require.NoError(t, err)
	return g, p
}

func TestRoadsOfRome(t *testing.T) {
	if raced {
		t.Skip("one goroutine, many nodes")
	}
	ctx := context.Background()
	g, at := rome(t)
	require.Equal(t, 234_496, g.Nodes())
	require.Equal(t, 516_386, g.Arcs())
	plane, err := graph.NewPoints(g, at, graph.Plane)
	require.NoError(t, err)
	marks, err := graph.NewLandmarks(ctx, g, 4)
	require.NoError(t, err)
	h, err := graph.NewHierarchy(ctx, g)
	require.NoError(t, err)
	s, up := graph.NewSearch(g), graph.NewHierarchySearch(h)
	rows := readCSV(t, shared(t, "graphs", "rome.pairs.csv"))
	require.Len(t, rows, 23)
	for i, row := range rows {
		want := graph.Dist(number(t, row[2]))
		if want < 0 {
			want = graph.Unreached
		}
		q := graph.Query{From: graph.Node(number(t, row[0]) - 1), To: graph.Node(number(t, row[1]) - 1)}
		asks := map[string]func() (graph.Dist, error){
			"alt":    func() (graph.Dist, error) { return s.ALT(ctx, marks, q) },
			"bucket": func() (graph.Dist, error) { return s.Dijkstra(ctx, graph.Bucket, q) },
		}
		if i%5 == 0 { // the slower ones now and then
			asks["a*"] = func() (graph.Dist, error) { return s.AStar(ctx, plane, q) }
			asks["4-ary"] = func() (graph.Dist, error) { return s.Dijkstra(ctx, graph.FourAry, q) }
			asks["both ends"] = func() (graph.Dist, error) { return s.Bidirectional(ctx, graph.Bucket, q) }
		}
		for name, ask := range asks {
			d, err := ask()
			require.NoError(t, err)
			require.Equal(t, want, d, "%s %v", name, row)
			checkPath(t, g, s.AppendPath(nil, q.To), q.From, q.To, d)
		}
		d, err := up.Distance(ctx, q)
		require.NoError(t, err)
		require.Equal(t, want, d, "hierarchy %v", row)
		checkPath(t, g, up.AppendPath(nil), q.From, q.To, d)
	}
}

func TestTextbookRailways(t *testing.T) {
	ctx := context.Background()
	var b graph.Builder
	node := map[string]graph.Node{}
	var names []string
	at := func(name string) graph.Node {
		if _, ok := node[name]; !ok {
			node[name] = b.Node()
			names = append(names, name)
		}
		return node[name]
	}
	for _, row := range readCSV(t, shared(t, "textbook", "yan_rail25_edges.csv")) {
		b.Edge(at(row[0]), at(row[1]), graph.Weight(number(t, row[2])))
	}
	g, err := b.Graph()
	require.NoError(t, err)
	require.Equal(t, 25, g.Nodes())
	h, err := graph.NewHierarchy(ctx, g)
	require.NoError(t, err)
	s, up := graph.NewSearch(g), graph.NewHierarchySearch(h)
	for _, row := range readCSV(t, shared(t, "textbook", "yan_rail25_expected_all_pairs.csv")) {
		q := graph.Query{From: node[row[0]], To: node[row[1]]}
		want := graph.Dist(number(t, row[2]))
		for _, k := range graph.QueueKinds() {
			d, err := s.Dijkstra(ctx, k, q)
			require.NoError(t, err)
			require.Equal(t, want, d, row)
			d, err = s.Bidirectional(ctx, k, q)
			require.NoError(t, err)
			require.Equal(t, want, d, row)
		}
		d, err := s.BellmanFord(ctx, q)
		require.NoError(t, err)
		require.Equal(t, want, d, row)
		var path []string
		for _, v := range s.AppendPath(nil, q.To) {
			path = append(path, names[v])
		}
		require.Equal(t, row[3], strings.Join(path, "-"))
		d, err = up.Distance(ctx, q)
		require.NoError(t, err)
		require.Equal(t, want, d, row)
		checkPath(t, g, up.AppendPath(nil), q.From, q.To, want)
	}
}
