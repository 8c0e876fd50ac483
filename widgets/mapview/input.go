package mapview

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tongtu/widgets/mapview/geo"
)

// What input does.
const (
	zoomStep = 1.5 // of a key or button; two make a bit more than double
	panStep  = 96  // pixels of an arrow key
	notches  = 75  // units of the wheel to double; a notch has 25

	dotTolerance  = 9 // pixels; more than a mouse needs, for fingers
	pathTolerance = 7

	doubleTap      = 300 * time.Millisecond
	doubleTapReach = 6
)

var (
	_ fyne.Draggable     = (*Map)(nil)
	_ fyne.Scrollable    = (*Map)(nil)
	_ fyne.Tappable      = (*Map)(nil)
	_ fyne.Focusable     = (*Map)(nil)
	_ desktop.Hoverable  = (*Map)(nil)
	_ desktop.Cursorable = (*Map)(nil)
)

// pointer remembers the last tap. The map counts taps itself, as Fyne holds back
// every single tap of what is fyne.DoubleTappable.
type pointer struct {
	at       geo.Pixel
	when     time.Time
	focusing bool // a click is giving the focus to the map
}

// Dragged pans the map, or moves the movable place when it began on it.
func (m *Map) Dragged(e *fyne.DragEvent) {
	m.takeFocus()
	if m.dragged(e) {
		return
	}
	m.move(m.view.Pan(float64(e.Dragged.DX), float64(e.Dragged.DY)))
}

// DragEnd lets go of a place.
func (m *Map) DragEnd() { m.drop(true) }

// Scrolled zooms at the pointer.
func (m *Map) Scrolled(e *fyne.ScrollEvent) {
	m.move(m.view.ZoomAt(pixel(e.Position), math.Exp2(float64(e.Scrolled.DY)/notches)))
}

// Tapped reports what is at the pointer; a second tap on nothing zooms in.
func (m *Map) Tapped(e *fyne.PointEvent) {
	m.takeFocus()
	p := pixel(e.Position)
	id, hit := m.hit(p)
	last := m.pointer
	m.pointer = pointer{at: p, when: time.Now()}
	if !hit && m.pointer.when.Sub(last.when) < doubleTap && math.Hypot(p.X-last.at.X, p.Y-last.at.Y) < doubleTapReach {
		m.pointer = pointer{}
		m.move(m.view.ZoomAt(p, 2))
		return
	}
	m.tapped(geo.Mercator{}.Unproject(m.view.ToWorld(p)), id, hit)
}

// zoomBy and fitByUser are what the keys and the buttons do.
func (m *Map) zoomBy(f float64) {
	m.move(m.view.ZoomAt(geo.Pixel{X: m.view.W / 2, Y: m.view.H / 2}, f))
}

func (m *Map) fitByUser() {
	m.FitContent()
	m.moved()
}

// TypedKey pans with the arrows, or nudges the movable place; Home fits, Esc
// gives a drag up.
func (m *Map) TypedKey(e *fyne.KeyEvent) {
	m.showFocus(true)
	if m.nudged(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		if m.drag.on {
			m.drop(false)
			m.drag.panning = true // the rest of it is for the map
		}
	case fyne.KeyLeft:
		m.move(m.view.Pan(panStep, 0))
	case fyne.KeyRight:
		m.move(m.view.Pan(-panStep, 0))
	case fyne.KeyUp:
		m.move(m.view.Pan(0, panStep))
	case fyne.KeyDown:
		m.move(m.view.Pan(0, -panStep))
	case fyne.KeyHome:
		m.fitByUser()
	}
}

// TypedRune zooms with + and -.
func (m *Map) TypedRune(r rune) {
	switch r {
	case '+', '=':
		m.zoomBy(zoomStep)
	case '-', '_':
		m.zoomBy(1 / zoomStep)
	}
}

// FocusGained shows the focus ring, unless the focus came by the pointer.
func (m *Map) FocusGained() { m.showFocus(!m.pointer.focusing) }

// FocusLost hides the focus ring.
func (m *Map) FocusLost() { m.showFocus(false) }

func (m *Map) showFocus(on bool) {
	if on != m.focusRing {
		m.focusRing = on
		m.update()
	}
}

// takeFocus makes the keys work after a click.
func (m *Map) takeFocus() {
	c := m.canvas()
	if c == nil || c.Focused() == m {
		return
	}
	m.pointer.focusing = true
	c.Focus(m)
	m.pointer.focusing = false
}

// MouseIn implements desktop.Hoverable.
func (m *Map) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved marks the place under the pointer.
func (m *Map) MouseMoved(e *desktop.MouseEvent) {
	id, _ := m.hit(pixel(e.Position))
	m.setHover(id)
}

// MouseOut implements desktop.Hoverable.
func (m *Map) MouseOut() { m.setHover("") }

// Cursor is a hand over what can be tapped.
func (m *Map) Cursor() desktop.Cursor {
	if m.hover != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

func (m *Map) setHover(id FeatureID) {
	if id != m.hover {
		m.hover = id
		m.update()
	}
}

// move is a change of the view by the user.
func (m *Map) move(v geo.Viewport) {
	m.SetView(v)
	m.moved()
}

func (m *Map) moved() {
	if m.OnMoved != nil {
		m.OnMoved(m.view)
	}
}

func (m *Map) tapped(at geo.Coord, id FeatureID, hit bool) {
	if m.OnTapped != nil {
		m.OnTapped(at, id, hit)
	}
}

func pixel(p fyne.Position) geo.Pixel { return geo.Pixel{X: float64(p.X), Y: float64(p.Y)} }

// hit finds the feature at p: a dot, a label, or a path.
func (m *Map) hit(p geo.Pixel) (FeatureID, bool) {
	if it, ok := m.data.hits.nearest(m.view.ToWorld(p), dotTolerance/m.view.Scale, m.view.Zoom()); ok {
		return it.id, true
	}
	if m.renderer != nil {
		for _, l := range m.renderer.visible {
			if b := l.box(m.view.ToPixel(l.anchor)); l.id != "" && b.x0 <= p.X && p.X <= b.x1 && b.y0 <= p.Y && p.Y <= b.y1 {
				return l.id, true
			}
		}
	}
	return m.hitPath(p)
}

// hitPath finds the nearest path; a selected one wins over its alternatives.
func (m *Map) hitPath(p geo.Pixel) (id FeatureID, hit bool) {
	for _, selected := range []bool{true, false} {
		best := float64(pathTolerance)
		for _, r := range m.data.scene.routes {
			for _, part := range r.parts {
				if part.selected != selected || r.id == "" {
					continue
				}
				for i := 1; i < len(part.points); i++ {
					a, b := m.view.ToPixel(part.points[i-1]), m.view.ToPixel(part.points[i])
					if d := geo.Distance(p, a, b); d < best {
						best, id, hit = d, r.id, true
					}
				}
			}
		}
		if hit {
			return id, true
		}
	}
	return "", false
}
