package mapview

import (
	"slices"

	"tongtu/widgets/mapview/geo"
)

// content is what a map shows, apart from where it looks.
type content struct {
	scene     *scene // replaced, never changed: a worker may be drawing it
	places    []Place
	paths     []Path
	selection []FeatureID
	hits      *index
}

func newContent(land *Land, s style) content {
	return content{scene: &scene{land: land, style: s}, hits: newIndex(nil)}
}

// change replaces the scene by a changed copy.
func (c *content) change(f func(*scene)) {
	next := *c.scene
	f(&next)
	c.scene = &next
}

func (c *content) setNetwork(n Network) {
	edges := make([]edge, len(n.Edges))
	for i, e := range n.Edges {
		a, b := geo.Mercator{}.Project(e.A), geo.Mercator{}.Project(e.B)
		reach := geo.Bounds{}.Add(a).Add(b)
		if e.Kind == Air {
			for _, p := range geo.Arc(a, b, 8) {
				reach = reach.Add(p)
			}
		}
		edges[i] = edge{a: a, b: b, kind: e.Kind, bounds: reach}
	}
	c.change(func(s *scene) { s.edges = edges })
}

func (c *content) setPlaces(ps []Place) {
	c.places = append([]Place(nil), ps...)
	dots, least := make([]dot, 0, len(ps)), leastRank(ps)
	for _, p := range slices.Backward(byRank(ps)) { // the most important on top
		dots = append(dots, dot{at: geo.Mercator{}.Project(p.At), rank: p.Rank, from: dotGate(p.Rank - least)})
	}
	c.reindex()
	c.change(func(s *scene) { s.dots = dots })
}

func (c *content) setPaths(ps []Path) {
	c.paths = append([]Path(nil), ps...)
	routes := make([]route, len(ps))
	for i, p := range ps {
		routes[i] = project(p)
	}
	c.reindex()
	c.change(func(s *scene) { s.routes = routes })
}

// reindex collects what can be hit as a dot.
func (c *content) reindex() {
	var items []indexed
	add := func(p Place, from float64) {
		if p.ID != "" {
			items = append(items, indexed{id: p.ID, at: geo.Mercator{}.Project(p.At), from: from})
		}
	}
	least := leastRank(c.places)
	for _, p := range slices.Backward(byRank(c.places)) {
		add(p, dotGate(p.Rank-least))
	}
	for _, s := range c.stops() {
		add(s, 0)
	}
	c.hits = newIndex(items)
}

// stops are those of the selected paths.
func (c *content) stops() []Place {
	var out []Place
	for _, p := range c.paths {
		if p.Selected() {
			out = append(out, p.Stops...)
		}
	}
	return out
}

// label is the label of a place or stop; empty for another feature.
func (c *content) label(id FeatureID) string {
	if id == "" {
		return ""
	}
	for _, ps := range [][]Place{c.places, c.stops()} {
		for _, p := range ps {
			if p.ID == id {
				return p.Label
			}
		}
	}
	return ""
}

// bounds holds the selected paths; without one all paths; without any all
// places and edges.
func (c *content) bounds() geo.Bounds {
	var picked, paths, rest geo.Bounds
	for _, r := range c.scene.routes {
		for _, p := range r.parts {
			for _, w := range p.points {
				paths = paths.Add(w)
				if p.selected {
					picked = picked.Add(w)
				}
			}
		}
	}
	for _, d := range c.scene.dots {
		rest = rest.Add(d.at)
	}
	for _, e := range c.scene.edges {
		rest = rest.Union(e.bounds)
	}
	for _, b := range []geo.Bounds{picked, paths, rest} {
		if !b.Empty() {
			return b
		}
	}
	return geo.Bounds{}
}

// labels finds the places of the labels for a view.
func (c *content) labels(v geo.Viewport, t lettering, work *placement, prev map[FeatureID]placed) []placed {
	var labels []label
	o := obstacles{dots: c.scene.dots}
	written := map[string]bool{} // stops need no second label from their city
	zoom, least := v.Zoom(), leastRank(c.places)
	add := func(p Place, must bool) {
		l := label{id: p.ID, text: p.Label, anchor: geo.Mercator{}.Project(p.At), rank: p.Rank, must: must, radius: dotRadius(p.Rank, zoom), spread: spreadOf(p.ID)}
		if must {
			l.radius = max(core(zoom)/2+3.2, ringRadius)
			o.circles = append(o.circles, l.anchor)
			written[p.Label] = true
		}
		size := t.measure(t.key(l))
		l.w, l.h = float64(size.Width), float64(size.Height)
		labels = append(labels, l)
	}
	for _, s := range c.stops() {
		add(s, true)
	}
	for _, p := range c.places {
		if must := slices.Contains(c.selection, p.ID); must || labelled(p.Rank-least, zoom) && !written[p.Label] {
			add(p, must)
		}
	}
	for _, r := range c.scene.routes {
		for _, p := range r.parts {
			if p.selected {
				o.lines = append(o.lines, p.points)
			} else {
				o.greys = append(o.greys, p.points)
			}
		}
	}
	return work.run(labels, v.Scale, o, prev)
}

// leastRank is the rank of the most important place, so that a network without
// capitals is labelled too.
func leastRank(ps []Place) int {
	if len(ps) == 0 {
		return 0
	}
	least := ps[0].Rank
	for _, p := range ps {
		least = min(least, p.Rank)
	}
	return least
}
