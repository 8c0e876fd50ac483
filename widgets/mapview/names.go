package mapview

import (
	"fyne.io/fyne/v2"
)

// textKey is how a text is written.
type textKey struct {
	text string
	size float32
	bold bool
}

// lettering says how labels are written and how large that becomes.
type lettering struct {
	body, caption float32
	measure       func(textKey) fyne.Size
}

// key is how a label is written: the more important, the larger.
func (t lettering) key(l label) textKey {
	switch {
	case l.must || l.rank <= 0:
		return textKey{l.text, t.body, true}
	case l.rank == 1:
		return textKey{l.text, t.body - 1, false}
	default:
		return textKey{l.text, t.caption, false}
	}
}

// names keeps the places of the labels between frames. They are found anew when
// the scale or the content changes, not when the map is panned.
type names struct {
	stale  bool
	scale  float64
	placed []placed
	prev   map[FeatureID]placed
	work   placement
	sizes  map[textKey]fyne.Size
}

func newNames() *names { return &names{stale: true, sizes: map[textKey]fyne.Size{}} }

// measure is Fyne's measure, remembered.
func (n *names) measure(k textKey) fyne.Size {
	s, ok := n.sizes[k]
	if !ok {
		s = fyne.MeasureText(k.text, k.size, fyne.TextStyle{Bold: k.bold})
		n.sizes[k] = s
	}
	return s
}

// forget follows a change of fonts or text sizes.
func (n *names) forget() {
	n.sizes = map[textKey]fyne.Size{}
	n.stale = true
}

// update places the labels if need be.
func (n *names) update(m *Map) {
	if !n.stale && n.scale == m.view.Scale {
		return
	}
	n.placed = m.data.labels(m.view, m.lettering(), &n.work, n.prev)
	n.prev = make(map[FeatureID]placed, len(n.placed))
	for _, p := range n.placed {
		n.prev[p.id] = p
	}
	n.stale, n.scale = false, m.view.Scale
}
