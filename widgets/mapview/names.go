package mapview

import (
	"slices"

	"fyne.io/fyne/v2"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview/geo"
)

// names keeps the places of the labels between frames. They are found anew when
// the scale or the content changes, not when the map is panned.
type names struct {
	stale  bool
	scale  float64
	placed []placed
	prev   map[FeatureID]placed
	sizes  map[textKey]fyne.Size
}

// textKey is what a text's size depends on.
type textKey struct {
	text string
	size float32
	bold bool
}

func newNames() *names { return &names{stale: true, sizes: map[textKey]fyne.Size{}} }

// measurer gives the size of a text.
type measurer func(textKey) fyne.Size

// measure is Fyne's measure, remembered.
func (n *names) measure(k textKey) fyne.Size {
	s, ok := n.sizes[k]
	if !ok {
		s = fyne.MeasureText(k.text, k.size, fyne.TextStyle{Bold: k.bold})
		n.sizes[k] = s
	}
	return s
}

// update places the labels if need be.
func (n *names) update(m *Map) {
	if !n.stale && n.scale == m.view.Scale {
		return
	}
	n.placed = m.layoutLabels(m.view, n.measure, n.prev)
	n.prev = make(map[FeatureID]placed, len(n.placed))
	for _, p := range n.placed {
		n.prev[p.id] = p
	}
	n.stale, n.scale = false, m.view.Scale
}

// keyOf is how a label is written.
func keyOf(l label) textKey {
	switch {
	case l.must:
		return textKey{l.text, look.Size(look.SizeBody), true}
	case l.rank <= 0:
		return textKey{l.text, look.Size(look.SizeBody), true}
	case l.rank == 1:
		return textKey{l.text, look.Size(look.SizeBody) - 1, false}
	default:
		return textKey{l.text, look.Size(look.SizeCaption), false}
	}
}

// layoutLabels finds the places of the map's labels for a view.
func (m *Map) layoutLabels(v geo.Viewport, measure measurer, prev map[FeatureID]placed) []placed {
	var labels []label
	var lines [][]geo.World
	var dots []geo.World
	zoom := v.Zoom()
	least := leastRank(m.places)
	add := func(p Place, must bool) {
		l := label{id: p.ID, text: p.Label, anchor: geo.Mercator{}.Project(p.At), rank: p.Rank - least, must: must, radius: dotRadius(p.Rank, zoom)}
		if must {
			l.radius = core(zoom)/2 + 3.2
			dots = append(dots, l.anchor)
		}
		s := measure(keyOf(l))
		l.w, l.h = float64(s.Width), float64(s.Height)
		labels = append(labels, l)
	}
	for _, p := range m.paths {
		for _, s := range p.Stops {
			if p.Selected() {
				add(s, true)
			}
		}
	}
	for _, r := range m.scene.routes {
		for _, p := range r.parts {
			if p.selected {
				lines = append(lines, p.points)
			}
		}
	}
	for _, p := range m.places {
		if must := slices.Contains(m.selection, p.ID); must || labelled(p.Rank-least, zoom) {
			add(p, must)
		}
	}
	return place(labels, v.Scale, lines, dots, prev)
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
