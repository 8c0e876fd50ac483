package mapview

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tongtu/widgets/mapview/geo"
)

// labelObject is a text with a halo: copies behind it in the colour of the land.
// Spare ones are parked with an empty text, as hiding an object makes Fyne lay
// out its parent.
type labelObject struct {
	halo []*canvas.Text
	text *canvas.Text
}

// haloShift is how far the copies are from the text.
const haloShift = 1.2

// Objects of a label: important ones have a halo on all sides.
const (
	minorCopies = 2
	majorCopies = 4
	maxObjects  = 420 // Fyne spends some 6 µs on each in every frame
)

func newLabelObject(copies int) *labelObject {
	l := &labelObject{text: canvas.NewText("", color.Black)}
	for range copies {
		l.halo = append(l.halo, canvas.NewText("", color.Black))
	}
	return l
}

// show writes key at p.
func (l *labelObject) show(key textKey, size fyne.Size, p fyne.Position, ink, halo color.NRGBA) {
	for i, t := range l.halo {
		dx, dy := float32(haloShift), float32(haloShift)
		if i&1 != 0 {
			dx, dy = -dx, -dy
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

// labelPool has the objects of the labels with so many copies each.
type labelPool struct {
	copies int
	used   int
	all    []*labelObject
}

func (p *labelPool) objects() int { return len(p.all) * (p.copies + 1) }

// next returns an object and whether it is new.
func (p *labelPool) next() (l *labelObject, fresh bool) {
	if fresh = p.used == len(p.all); fresh {
		p.all = append(p.all, newLabelObject(p.copies))
	}
	p.used++
	return p.all[p.used-1], fresh
}

// showLabels shows the labels in view, the most important first.
func (r *renderer) showLabels() {
	m := r.m
	view := rect{0, 0, m.view.W, m.view.H}
	s, letters := m.data.scene.style, m.lettering()
	r.visible = r.visible[:0]
	r.major.used, r.minor.used = 0, 0
	objects, leaders, grown := 0, 0, false
	for _, p := range m.names.placed {
		at := m.view.ToPixel(p.anchor)
		if !p.box(at).overlaps(view) {
			continue
		}
		pool := &r.minor
		if p.must || p.rank <= 1 {
			pool = &r.major
		}
		if objects += pool.copies + 1; objects > maxObjects {
			break
		}
		l, fresh := pool.next()
		grown = grown || fresh
		key := letters.key(p.label)
		l.show(key, m.names.measure(key), pos(geo.Pixel{X: at.X + p.x, Y: at.Y + p.y}), s.label(p), s.land)
		if p.leader {
			r.leader(leaders, p, at, s.text)
			leaders++
		}
		r.visible = append(r.visible, p)
	}
	if grown && r.minor.objects()+r.major.objects() > maxObjects {
		r.minor.all, r.major.all = r.minor.all[:r.minor.used], r.major.all[:r.major.used]
	}
	for _, pool := range []labelPool{r.major, r.minor} {
		for _, l := range pool.all[pool.used:] {
			l.park()
		}
	}
	for _, l := range r.leaders[leaders:] {
		l.StrokeColor = color.Transparent
	}
	if grown {
		r.collect()
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
