package trainchart

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ fyne.Draggable      = (*Chart)(nil)
	_ fyne.Scrollable     = (*Chart)(nil)
	_ fyne.Focusable      = (*Chart)(nil)
	_ fyne.Shortcutable   = (*Chart)(nil)
	_ desktop.Mouseable   = (*Chart)(nil)
	_ desktop.Keyable     = (*Chart)(nil)
	_ desktop.Hoverable   = (*Chart)(nil)
	_ desktop.Cursorable  = (*Chart)(nil)
	_ fyne.Tappable       = (*Chart)(nil)
	_ fyne.WidgetRenderer = (*renderer)(nil)
)

const minute = 60

// scopeOf is what the modifiers ask for.
func scopeOf(m fyne.KeyModifier) Scope {
	switch {
	case m&fyne.KeyModifierShift == 0:
		return One
	case m&fyne.KeyModifierControl != 0:
		return Earlier
	}
	return Later
}

// MouseDown takes hold of the point under the pointer, or of the ground.
func (c *Chart) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	c.gesture++
	c.held = hold{on: true, scope: scopeOf(e.Modifier)}
	line, point, ok := c.nearest(e.Position)
	if !ok {
		return
	}
	c.choose(line, point)
	c.held.point = true
	c.held.grip = float64(c.points()[c.point].At) - c.plot(c.Size()).time(e.Position.X)
}

// MouseUp lets go.
func (c *Chart) MouseUp(*desktop.MouseEvent) { c.held = hold{} }

// Tapped takes the keyboard; what was under the pointer is chosen already.
func (c *Chart) Tapped(*fyne.PointEvent) { c.takeKeyboard() }

func (c *Chart) takeKeyboard() {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
		canvas.Focus(c)
	}
}

// Dragged moves the point that is held to the minute under the pointer, or what
// is in view.
func (c *Chart) Dragged(e *fyne.DragEvent) {
	p := c.plot(c.Size())
	switch {
	case c.held.on && c.held.point:
		to := math.Round((p.time(e.Position.X)+c.held.grip)/minute) * minute
		c.move(int(to), c.held.scope, c.gesture)
	default:
		by := float64(e.Dragged.DX/p.w) * (c.to - c.from)
		c.from, c.to = c.from-by, c.to-by
		c.Refresh()
	}
}

// DragEnd lets go, and takes the keyboard: what was dragged is moved on by keys.
func (c *Chart) DragEnd() {
	c.held = hold{}
	c.takeKeyboard()
}

// Scrolled zooms around the pointer; sideways it moves what is in view.
func (c *Chart) Scrolled(e *fyne.ScrollEvent) {
	p := c.plot(c.Size())
	if e.Scrolled.DX != 0 {
		by := float64(e.Scrolled.DX/p.w) * (c.to - c.from)
		c.from, c.to = c.from-by, c.to-by
	}
	c.Zoom(math.Pow(1.2, -float64(e.Scrolled.DY)/25), float64(fyne.Max(0, fyne.Min(1, (e.Position.X-p.x)/p.w))))
}

// MouseIn does nothing; see MouseMoved.
func (c *Chart) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved shows over a point that it can be dragged.
func (c *Chart) MouseMoved(e *desktop.MouseEvent) {
	c.cursor = desktop.DefaultCursor
	if _, _, ok := c.nearest(e.Position); ok {
		c.cursor = desktop.PointerCursor
		if !c.readOnly {
			c.cursor = desktop.HResizeCursor
		}
	}
}

// MouseOut does nothing.
func (c *Chart) MouseOut() {}

// Cursor is that of what lies under the pointer.
func (c *Chart) Cursor() desktop.Cursor {
	if c.cursor == nil { // Fyne asks before the pointer moved over it
		return desktop.DefaultCursor
	}
	return c.cursor
}

// FocusGained shows the focus ring.
func (c *Chart) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost takes it away.
func (c *Chart) FocusLost() { c.focused, c.modifiers = false, 0; c.Refresh() }

// modifierOf is the modifier a key stands for, 0 for none.
func modifierOf(k fyne.KeyName) fyne.KeyModifier {
	switch k {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		return fyne.KeyModifierShift
	case desktop.KeyControlLeft, desktop.KeyControlRight:
		return fyne.KeyModifierControl
	}
	return 0
}

// KeyDown remembers the modifiers.
func (c *Chart) KeyDown(k *fyne.KeyEvent) { c.modifiers |= modifierOf(k.Name) }

// KeyUp forgets them.
func (c *Chart) KeyUp(k *fyne.KeyEvent) { c.modifiers &^= modifierOf(k.Name) }

// TypedRune zooms.
func (c *Chart) TypedRune(r rune) {
	switch r {
	case '+', '=':
		c.Zoom(1/1.5, .5)
	case '-', '−':
		c.Zoom(1.5, .5)
	case '0':
		c.Fit()
	}
}

// TypedKey chooses with ↑ ↓ a point, with PageUp and PageDown a line, and moves
// with ← → in time.
func (c *Chart) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyUp:
		c.choose(c.line, max(0, c.point-1))
	case fyne.KeyDown:
		c.choose(c.line, min(c.point+1, len(c.points())-1))
	case fyne.KeyHome:
		c.choose(c.line, 0)
	case fyne.KeyEnd:
		c.choose(c.line, len(c.points())-1)
	case fyne.KeyPageUp:
		c.choose(max(0, c.line-1), c.point)
	case fyne.KeyPageDown:
		c.choose(min(c.line+1, len(c.lines)-1), c.point)
	case fyne.KeyLeft:
		c.nudge(-minute, c.modifiers)
	case fyne.KeyRight:
		c.nudge(minute, c.modifiers)
	case fyne.KeyEscape:
		if canvas := fyne.CurrentApp().Driver().CanvasForObject(c); canvas != nil {
			canvas.Unfocus()
		}
	}
}

// TypedShortcut moves with ← → and Ctrl held; all else goes on to the window.
func (c *Chart) TypedShortcut(s fyne.Shortcut) {
	if k, ok := s.(*desktop.CustomShortcut); ok && k.Modifier&^(fyne.KeyModifierControl|fyne.KeyModifierShift) == 0 {
		switch k.KeyName {
		case fyne.KeyLeft:
			c.nudge(-minute, k.Modifier)
			return
		case fyne.KeyRight:
			c.nudge(minute, k.Modifier)
			return
		}
	}
	if w, ok := fyne.CurrentApp().Driver().CanvasForObject(c).(fyne.Shortcutable); ok {
		w.TypedShortcut(s)
	}
}

// nudge moves the chosen point; presses one after the other are one gesture.
func (c *Chart) nudge(by int, m fyne.KeyModifier) {
	if c.point >= len(c.points()) {
		return
	}
	next := Move{Line: c.line, Point: c.point, Scope: scopeOf(m)}
	if c.keyed.Gesture != c.gesture || c.keyed.Line != next.Line || c.keyed.Point != next.Point || c.keyed.Scope != next.Scope {
		c.gesture++
		next.Gesture = c.gesture
		c.keyed = next
	}
	c.move(c.points()[c.point].At+by, next.Scope, c.gesture)
}
