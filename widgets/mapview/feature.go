package mapview

import (
	"sort"

	"tongtu/widgets/mapview/geo"
)

// FeatureID names a drawn thing for hit tests and selection. The caller chooses
// it; the empty ID is a thing that cannot be hit.
type FeatureID string

// Kind says how a connection is drawn.
type Kind uint8

// The kinds: rails are solid, air is a dashed arc, others are solid and neutral.
const (
	Rail Kind = iota
	Air
	Other
)

// Place is a dot with a label.
type Place struct {
	ID    FeatureID
	At    geo.Coord
	Label string
	Rank  int // 0 most important; decides who is labelled and from which zoom
}

// Edge is a connection of the quiet background network.
type Edge struct {
	A, B geo.Coord
	Kind Kind
}

// Network is the quiet background network.
type Network struct{ Edges []Edge }

// Segment is a run of a path in one kind. Air segments are drawn as an arc from
// the first point to the last.
type Segment struct {
	Points   []geo.Coord
	Kind     Kind
	Selected bool // highlighted; others are grey alternatives
}

// Path is a journey on the map.
type Path struct {
	ID       FeatureID
	Segments []Segment
	Stops    []Place // ends and changes: always labelled when the path is selected
}

// Selected says whether any segment is highlighted.
func (p Path) Selected() bool {
	for _, s := range p.Segments {
		if s.Selected {
			return true
		}
	}
	return false
}

// project prepares a path for drawing.
func project(p Path) route {
	r := route{id: p.ID}
	for _, s := range p.Segments {
		ws := make([]geo.World, len(s.Points))
		for i, c := range s.Points {
			ws[i] = geo.Mercator{}.Project(c)
		}
		if s.Kind == Air && len(ws) > 1 {
			ws = geo.Arc(ws[0], ws[len(ws)-1], arcPoints)
		}
		r.parts = append(r.parts, part{points: ws, kind: s.Kind, selected: s.Selected})
	}
	if p.Selected() {
		for _, s := range p.Stops {
			r.stops = append(r.stops, geo.Mercator{}.Project(s.At))
		}
	}
	return r
}

// arcPoints is enough for a smooth arc at the zooms where it is seen whole.
const arcPoints = 64

// byRank returns the places with the most important first.
func byRank(ps []Place) []Place {
	out := append([]Place(nil), ps...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Rank < out[j].Rank })
	return out
}
