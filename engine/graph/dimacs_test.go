package graph_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/graph"
)

func readGraph(text string, l graph.Limits) (*graph.Graph, error) {
	return graph.ReadGraph(context.Background(), strings.NewReader(text), l)
}

func TestReadGraph(t *testing.T) {
	text := "c two nodes\r\nc\np sp 2 3\n\na 1 2 5\n a\t2  1 -7\na 2 2 0" // no newline at the end
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(text))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	for _, s := range []string{text, packed.String()} {
		g, err := readGraph(s, graph.Limits{})
		require.NoError(t, err)
		require.Equal(t, 2, g.Nodes())
		require.Equal(t, 3, g.Arcs())
		require.Equal(t, graph.Arc{From: 0, To: 1, Weight: 5}, g.Arc(0))
		require.Equal(t, graph.Arc{From: 1, To: 0, Weight: -7}, g.Arc(1))
		require.Equal(t, graph.Arc{From: 1, To: 1, Weight: 0}, g.Arc(2))
	}
	_, err = readGraph(packed.String()[:packed.Len()-9], graph.Limits{})
	var f *graph.FormatError
	require.ErrorAs(t, err, &f)
	require.Equal(t, graph.BadGzip, f.Code)
	bent := packed.Bytes()
	bent[14] ^= 0xff
	_, err = readGraph(string(bent), graph.Limits{})
	require.ErrorAs(t, err, &f)
}

func TestBrokenGraphFiles(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       graph.FormatError
	}{
		{"empty", "", graph.FormatError{Line: 1, Code: graph.NoHeader}},
		{"arc first", "c\na 1 2 3\n", graph.FormatError{Line: 2, Code: graph.NoHeader, Value: "a"}},
		{"two headers", "p sp 1 0\np sp 1 0\n", graph.FormatError{Line: 2, Code: graph.SecondHeader, Value: "p"}},
		{"points instead", "p aux sp co 4\n", graph.FormatError{Line: 1, Code: graph.BadHeader, Value: "p"}},
		{"unknown line", "p sp 1 0\nx 1\n", graph.FormatError{Line: 2, Code: graph.UnknownLine, Value: "x"}},
		{"not a comment", "p sp 1 0\ncomment\n", graph.FormatError{Line: 2, Code: graph.UnknownLine, Value: "comment"}},
		{"field missing", "p sp 1 1\na 1 1\n", graph.FormatError{Line: 2, Code: graph.FieldCount, Value: "a"}},
		{"no number", "p sp 1 1\na 1 1 1.5\n", graph.FormatError{Line: 2, Code: graph.NotNumber, Value: "1.5"}},
		{"sign alone", "p sp 1 1\na 1 1 -\n", graph.FormatError{Line: 2, Code: graph.NotNumber, Value: "-"}},
		{"node 0", "p sp 1 1\na 0 1 1\n", graph.FormatError{Line: 2, Code: graph.NodeRange, Value: "0"}},
		{"node too large", "p sp 1 1\na 1 2 1\n", graph.FormatError{Line: 2, Code: graph.NodeRange, Value: "2"}},
		{"endless number", "p sp 1 1\na 1 1 " + strings.Repeat("9", 60) + "\n", graph.FormatError{Line: 2, Code: graph.WeightRange, Value: strings.Repeat("9", 40)}},
		{"too few", "p sp 1 2\na 1 1 1\n", graph.FormatError{Line: 2, Code: graph.WrongCount}},
		{"too many", "p sp 1 0\na 1 1 1\n", graph.FormatError{Line: 2, Code: graph.WrongCount, Value: "a"}},
		{"too many nodes", "p sp 11 0\n", graph.FormatError{Line: 1, Code: graph.TooLarge, Value: "11"}},
		{"too many arcs", "p sp 1 11\n", graph.FormatError{Line: 1, Code: graph.TooLarge, Value: "11"}},
		{"too many bytes", "p sp 1 0\n" + strings.Repeat("c xxxxxxx\n", 10_000), graph.FormatError{Line: 10_001, Code: graph.TooLarge}},
		{"long line", "c " + strings.Repeat("x", 70_000), graph.FormatError{Line: 1, Code: graph.LongLine}},
		{"bad gzip", "\x1f\x8bxxxxxxxxxxxx", graph.FormatError{Line: 1, Code: graph.BadGzip}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readGraph(c.text, graph.Limits{Nodes: 10, Arcs: 10, Bytes: 99_999})
			var f *graph.FormatError
			require.ErrorAs(t, err, &f)
			require.Equal(t, c.want, *f)
			require.NotEmpty(t, f.Error())
		})
	}
}

func TestReadPoints(t *testing.T) {
	read := func(text string) ([]graph.Point, error) {
		return graph.ReadPoints(context.Background(), strings.NewReader(text), graph.Limits{Nodes: 10})
	}
	p, err := read("p aux sp co 2\nv 2 -3 4.5\nv 1 0 1\n")
	require.NoError(t, err)
	require.Equal(t, []graph.Point{{X: 0, Y: 1}, {X: -3, Y: 4.5}}, p)
	for text, want := range map[string]graph.FormatCode{
		"":                                  graph.NoHeader,
		"v 1 2 3":                           graph.NoHeader,
		"p sp 1 0":                          graph.BadHeader,
		"p aux sp co 1\np aux sp co 1":      graph.SecondHeader,
		"p aux sp co 11":                    graph.TooLarge,
		"p aux sp co 1\nv 1 1":              graph.FieldCount,
		"p aux sp co 1\nv 2 1 1":            graph.NodeRange,
		"p aux sp co 1\nv 1 1 inf":          graph.NotNumber,
		"p aux sp co 2\nv 1 1 1\nv 1 1 1":   graph.NodeTwice,
		"p aux sp co 2\nv 1 1 1":            graph.WrongCount,
		"p aux sp co 2\nv 1 1 1\nw 1 1 1\n": graph.UnknownLine,
	} {
		_, err := read(text)
		var f *graph.FormatError
		require.ErrorAs(t, err, &f, text)
		require.Equal(t, want, f.Code, text)
	}
}

func FuzzReadGraph(f *testing.F) {
	f.Add([]byte("p sp 2 1\na 1 2 5\n"))
	f.Add([]byte("c x\np sp 3 2\r\na 1 2 0\n\na 3 3 -1"))
	f.Add([]byte("p aux sp co 2\nv 1 1 1\nv 2 -4 5e3\n"))
	f.Add([]byte("\x1f\x8b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		l := graph.Limits{Nodes: 1000, Arcs: 1000, Bytes: 1 << 16}
		ctx := context.Background()
		var bad *graph.FormatError
		g, err := graph.ReadGraph(ctx, bytes.NewReader(data), l)
		if err != nil && !errors.As(err, &bad) {
			t.Fatalf("ReadGraph: %v", err)
		}
		if err == nil && g.Nodes() > 0 {
			_, err := graph.NewSearch(g).BellmanFord(ctx, graph.Query{From: 0, To: graph.None})
			if err != nil && !errors.Is(err, graph.ErrNegative) {
				t.Fatal(err)
			}
		}
		p, err := graph.ReadPoints(ctx, bytes.NewReader(data), l)
		if err != nil && !errors.As(err, &bad) {
			t.Fatalf("ReadPoints: %v", err)
		}
		if len(p) > l.Nodes {
			t.Fatal("limit exceeded")
		}
	})
}
