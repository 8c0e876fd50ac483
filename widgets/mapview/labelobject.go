package mapview

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tongtu/widgets/mapview/geo"
)

// labelObject is a text with a halo: four copies behind it in the colour of the
// land. Spare ones are parked with an empty text, as hiding an object makes
// Fyne lay out its parent.
type labelObject struct {
	halo [4]*canvas.Text
	text *canvas.Text
}

// haloShift is how far the copies are from the text.
const haloShift = 1.2

func newLabelObject() *labelObject {
	l := &labelObject{text: canvas.NewText("", color.Black)}
	for i := range l.halo {
		l.halo[i] = canvas.NewText("", color.Black)
	}
	return l
}

// show writes key at p.
func (l *labelObject) show(key textKey, size fyne.Size, p fyne.Position, ink, halo color.NRGBA) {
	for i, t := range l.halo {
		dx, dy := float32(haloShift), float32(haloShift)
		if i&1 != 0 {
			dx = -dx
		}
		if i&2 != 0 {
			dy = -dy
		}
		write(t, key, size, p.AddXY(dx, dy), halo)
	}
	write(l.text, key, size, p, ink)
}

func write(t *canvas.Text, key textKey, size fyne.Size, p fyne.Position, c color.NRGBA) {
	t.Text, t.TextSize, t.TextStyle, t.Color = key.text, key.size, fyne.TextStyle{Bold: key.bold}, c
	if t.Size() != size {
		t.Resize(size)
	}
	if t.Position() != p {
		t.Move(p)
	}
}

func (l *labelObject) park() {
	for _, t := range l.halo {
		t.Text = ""
	}
	l.text.Text = ""
}

// showLabels fills the pool with the labels in view, the most important first.
func (r *renderer) showLabels() {
	m := r.m
	view := rect{0, 0, m.view.W, m.view.H}
	r.visible = r.visible[:0]
	for _, p := range m.names.placed {
		if len(r.visible) < maxLabels && p.box(m.view.ToPixel(p.anchor)).overlaps(view) {
			r.visible = append(r.visible, p)
		}
	}
	if len(r.labels) < len(r.visible) {
		for len(r.labels) < len(r.visible) {
			r.labels = append(r.labels, newLabelObject())
		}
		r.collect()
	}
	s, letters := m.data.scene.style, m.lettering()
	leaders := 0
	for i, p := range r.visible {
		at := m.view.ToPixel(p.anchor)
		key := letters.key(p.label)
		r.labels[i].show(key, m.names.measure(key), pos(geo.Pixel{X: at.X + p.x, Y: at.Y + p.y}), s.label(p), s.land)
		if p.leader {
			r.leader(leaders, p, at, s.text)
			leaders++
		}
	}
	for _, l := range r.labels[len(r.visible):] {
		l.park()
	}
	for _, l := range r.leaders[leaders:] {
		l.StrokeColor = color.Transparent
	}
}

// leader joins a label that is far from its dot with it.
func (r *renderer) leader(i int, p placed, at geo.Pixel, c color.NRGBA) {
	if i == len(r.leaders) {
		r.leaders = append(r.leaders, canvas.NewLine(c))
		r.collect()
	}
	b := p.box(at)
	l := r.leaders[i]
	l.StrokeColor, l.StrokeWidth = c, 1
	l.Position1 = pos(at)
	l.Position2 = pos(geo.Pixel{X: min(max(at.X, b.x0), b.x1), Y: min(max(at.Y, b.y0), b.y1)})
}

// ringRadius is the size of the mark around a selected place.
const ringRadius = 9

// ringObject marks a selected place.
type ringObject struct{ edge, ring *canvas.Circle }

// showRings marks the selected places and the one under the pointer.
func (r *renderer) showRings() {
	m := r.m
	n := 0
	for _, it := range m.data.hits.items {
		selected := slices.Contains(m.data.selection, it.id)
		if !selected && it.id != m.hover || it.id == "" {
			continue
		}
		if n == len(r.rings) {
			r.rings = append(r.rings, &ringObject{canvas.NewCircle(color.Transparent), canvas.NewCircle(color.Transparent)})
			r.collect()
		}
		radius := float32(ringRadius)
		if !selected {
			radius -= 2
		}
		at := pos(m.view.ToPixel(it.at))
		circle(r.rings[n].edge, at, radius+1, 5, m.data.scene.style.ground)
		circle(r.rings[n].ring, at, radius, 3, m.data.scene.style.ring)
		n++
	}
	for _, g := range r.rings[n:] {
		g.edge.StrokeColor, g.ring.StrokeColor = color.Transparent, color.Transparent
	}
}

func circle(c *canvas.Circle, at fyne.Position, radius, width float32, stroke color.NRGBA) {
	c.StrokeColor, c.StrokeWidth = stroke, width
	c.Position1 = at.SubtractXY(radius, radius)
	c.Position2 = at.AddXY(radius, radius)
}
