package mapview

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tongtu/widgets/mapview/geo"
)

// nudgeStep is how far an arrow key moves a place, in pixels.
const nudgeStep = 4

// drag is a place being moved by the user. It stays where it is until it is let
// go; a ghost follows the pointer.
type drag struct {
	movable FeatureID // empty: none
	nudge   bool
	on      bool
	panning bool // the drag under way began elsewhere
	ghost   geo.Pixel
}

// SetMovable lets the user move one place by dragging its dot, and with nudge
// by the arrow keys too, which then move it instead of the map. The place is
// moved by whoever listens to OnPlaced. The empty ID is none.
func (m *Map) SetMovable(id FeatureID, nudge bool) {
	if m.drag.movable != id {
		m.drag = drag{}
	}
	m.drag.movable, m.drag.nudge = id, nudge
	m.update()
}

// placed tells where the user put the movable place.
func (m *Map) placed(p geo.Pixel) {
	if m.OnPlaced != nil {
		m.OnPlaced(m.drag.movable, geo.Mercator{}.Unproject(m.view.ToWorld(p)))
	}
}

// home is where the movable place is; ok is false when there is none.
func (m *Map) home() (p geo.Pixel, ok bool) {
	if m.drag.movable == "" {
		return p, false
	}
	it, ok := m.data.hits.find(m.drag.movable)
	return m.view.ToPixel(it.at), ok
}

// dragged moves the ghost; false when the drag is not about a place.
func (m *Map) dragged(e *fyne.DragEvent) bool {
	if !m.drag.on && !m.drag.panning {
		began := pixel(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
		at, ok := m.home()
		m.drag.on = ok && math.Hypot(began.X-at.X, began.Y-at.Y) <= dotTolerance
		m.drag.panning = !m.drag.on
	}
	if m.drag.on {
		m.drag.ghost = pixel(e.Position)
		m.update()
	}
	return m.drag.on
}

// drop ends a drag; keep says whether the place stays where the ghost is.
func (m *Map) drop(keep bool) {
	was := m.drag
	m.drag.on, m.drag.panning = false, false
	if !was.on {
		return
	}
	m.update()
	if keep {
		m.placed(was.ghost)
	}
}

// nudged moves the movable place by an arrow key; false when the key is for the map.
func (m *Map) nudged(k fyne.KeyName) bool {
	at, ok := m.home()
	if !ok || !m.drag.nudge {
		return false
	}
	switch k {
	case fyne.KeyLeft:
		at.X -= nudgeStep
	case fyne.KeyRight:
		at.X += nudgeStep
	case fyne.KeyUp:
		at.Y -= nudgeStep
	case fyne.KeyDown:
		at.Y += nudgeStep
	default:
		return false
	}
	m.placed(at)
	return true
}

// ghost shows where a dragged place would go, and from where.
type ghost struct {
	trail *canvas.Line
	ring  *canvas.Circle
	dot   *canvas.Circle
}

func newGhost() *ghost {
	return &ghost{canvas.NewLine(color.Transparent), canvas.NewCircle(color.Transparent), canvas.NewCircle(color.Transparent)}
}

func (r *renderer) showGhost() {
	m, g := r.m, r.ghost
	stroke := m.data.scene.style.ring
	at := pos(m.drag.ghost)
	if !m.drag.on {
		stroke = color.NRGBA{}
	}
	if home, ok := m.home(); ok {
		g.trail.Position1, g.trail.Position2 = pos(home), at
	}
	g.trail.StrokeColor, g.trail.StrokeWidth = stroke, 2
	g.dot.FillColor = stroke
	circle(g.dot, at, 4, 0, color.NRGBA{})
	circle(g.ring, at, ringRadius, 2, stroke)
}
