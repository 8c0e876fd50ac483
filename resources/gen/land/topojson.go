package main

import "fmt"

// topology is the part of TopoJSON that world-atlas uses.
type topology struct {
	Objects struct {
		Land struct {
			Geometries []geometry `json:"geometries"`
		} `json:"land"`
	} `json:"objects"`
	Arcs      [][][2]float64 `json:"arcs"`
	Transform struct {
		Scale     [2]float64 `json:"scale"`
		Translate [2]float64 `json:"translate"`
	} `json:"transform"`
}

// geometry is a MultiPolygon: polygons of rings of arcs.
type geometry struct {
	Type string    `json:"type"`
	Arcs [][][]int `json:"arcs"`
}

// rings returns every ring of the land in degrees, closed implicitly. Outer
// rings and holes keep their opposite windings.
func (t *topology) rings() ([][]point, error) {
	arcs := t.decodeArcs()
	var rings [][]point
	for _, g := range t.Objects.Land.Geometries {
		if g.Type != "MultiPolygon" {
			return nil, fmt.Errorf("geometry %q is not a MultiPolygon", g.Type)
		}
		for _, polygon := range g.Arcs {
			for _, ring := range polygon {
				rings = append(rings, join(arcs, ring))
			}
		}
	}
	return rings, nil
}

// decodeArcs undoes the delta coding and the quantisation.
func (t *topology) decodeArcs() [][]point {
	arcs := make([][]point, len(t.Arcs))
	for i, arc := range t.Arcs {
		var x, y float64
		for _, d := range arc {
			x, y = x+d[0], y+d[1]
			arcs[i] = append(arcs[i], point{
				lon: x*t.Transform.Scale[0] + t.Transform.Translate[0],
				lat: y*t.Transform.Scale[1] + t.Transform.Translate[1],
			})
		}
	}
	return arcs
}

// join strings arcs together. A negative index ~i is arc i backwards; the last
// point of an arc is the first of the next.
func join(arcs [][]point, indexes []int) []point {
	var ring []point
	for _, i := range indexes {
		arc := arcs[max(i, ^i)]
		for k := 1; k < len(arc); k++ {
			if i >= 0 {
				ring = append(ring, arc[k])
			} else {
				ring = append(ring, arc[len(arc)-1-k])
			}
		}
	}
	return ring
}
