package graph

import (
	"context"
	"errors"
	"io"
	"math"
)

// Limits bound what a reader accepts, so that a broken or hostile file cannot
// fill the memory. Zero stands for a default that fits whole continents.
type Limits struct {
	Nodes int   // default 2²⁵
	Arcs  int   // default 2²⁷
	Bytes int64 // after decompression; default 2³³
}

func (l Limits) orDefault() Limits {
	if l.Nodes <= 0 {
		l.Nodes = 1 << 25
	}
	if l.Arcs <= 0 {
		l.Arcs = 1 << 27
	}
	if l.Bytes <= 0 {
		l.Bytes = 1 << 33
	}
	return l
}

// ReadGraph reads a graph in the format of the Ninth DIMACS Implementation
// Challenge (.gr), compressed by gzip or not:
//
//	c a comment
//	p sp <nodes> <arcs>
//	a <from> <to> <weight>
//
// Nodes are numbered from 1 there and from 0 here. The arcs must be as many as
// announced. An error in the file is a *FormatError with the line's number.
func ReadGraph(ctx context.Context, r io.Reader, limits Limits) (*Graph, error) {
	limits = limits.orDefault()
	in, err := newLines(r, limits.Bytes)
	if err != nil {
		return nil, err
	}
	n, m := -1, 0
	var arcs []Arc
	for {
		f, err := in.next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch string(f[0]) {
		case "p":
			if n >= 0 {
				return nil, in.fail(SecondHeader, f[0])
			}
			if len(f) != 4 || string(f[1]) != "sp" {
				return nil, in.fail(BadHeader, f[0])
			}
			if n, err = in.number(f[2], 0, limits.Nodes, TooLarge); err != nil {
				return nil, err
			}
			if m, err = in.number(f[3], 0, limits.Arcs, TooLarge); err != nil {
				return nil, err
			}
			arcs = make([]Arc, 0, min(m, 1<<20)) // not more on a file's word
		case "a":
			if n < 0 {
				return nil, in.fail(NoHeader, f[0])
			}
			if len(f) != 4 {
				return nil, in.fail(FieldCount, f[0])
			}
			if len(arcs) == m {
				return nil, in.fail(WrongCount, f[0])
			}
			from, err := in.number(f[1], 1, n, NodeRange)
			if err != nil {
				return nil, err
			}
			to, err := in.number(f[2], 1, n, NodeRange)
			if err != nil {
				return nil, err
			}
			w, err := in.number(f[3], math.MinInt32, math.MaxInt32, WeightRange)
			if err != nil {
				return nil, err
			}
			arcs = append(arcs, Arc{Node(from - 1), Node(to - 1), Weight(w)})
		default:
			return nil, in.fail(UnknownLine, f[0])
		}
	}
	if n < 0 {
		return nil, in.fail(NoHeader, nil)
	}
	if len(arcs) != m {
		return nil, in.fail(WrongCount, nil)
	}
	return New(n, arcs)
}

// ReadPoints reads the coordinates of nodes in the format of the Ninth DIMACS
// Implementation Challenge (.co), compressed by gzip or not:
//
//	p aux sp co <nodes>
//	v <node> <x> <y>
//
// Every node must occur once. Numbers are kept as they are; the challenge's own
// files hold millionths of degrees.
func ReadPoints(ctx context.Context, r io.Reader, limits Limits) ([]Point, error) {
	limits = limits.orDefault()
	in, err := newLines(r, limits.Bytes)
	if err != nil {
		return nil, err
	}
	n, seen := -1, 0
	var points []Point
	for {
		f, err := in.next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch string(f[0]) {
		case "p":
			if n >= 0 {
				return nil, in.fail(SecondHeader, f[0])
			}
			if len(f) != 5 || string(f[1]) != "aux" || string(f[2]) != "sp" || string(f[3]) != "co" {
				return nil, in.fail(BadHeader, f[0])
			}
			if n, err = in.number(f[4], 0, limits.Nodes, TooLarge); err != nil {
				return nil, err
			}
			points = make([]Point, n)
			for i := range points {
				points[i].X = math.NaN()
			}
		case "v":
			if n < 0 {
				return nil, in.fail(NoHeader, f[0])
			}
			if len(f) != 4 {
				return nil, in.fail(FieldCount, f[0])
			}
			v, err := in.number(f[1], 1, n, NodeRange)
			if err != nil {
				return nil, err
			}
			p := &points[v-1]
			if !math.IsNaN(p.X) {
				return nil, in.fail(NodeTwice, f[1])
			}
			if p.X, err = in.coordinate(f[2]); err != nil {
				return nil, err
			}
			if p.Y, err = in.coordinate(f[3]); err != nil {
				return nil, err
			}
			seen++
		default:
			return nil, in.fail(UnknownLine, f[0])
		}
	}
	if n < 0 {
		return nil, in.fail(NoHeader, nil)
	}
	if seen != n {
		return nil, in.fail(WrongCount, nil)
	}
	return points, nil
}
