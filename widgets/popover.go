package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// keyTarget is where a popover sends what is typed while it is open.
type keyTarget interface {
	fyne.Focusable
	fyne.Shortcutable
}

// popover floats content under an anchor, above everything else on the canvas.
// Fyne gives the keyboard to the topmost overlay; the popover hands every key
// on to its target, so a field keeps working while its list is open.
type popover struct {
	widget.BaseWidget
	anchor  fyne.CanvasObject
	content fyne.CanvasObject
	target  keyTarget
	canvas  fyne.Canvas
	shown   fyne.Size // canvas size the popover was placed for
}

func newPopover(anchor, content fyne.CanvasObject, target keyTarget) *popover {
	p := &popover{anchor: anchor, content: content, target: target}
	p.ExtendBaseWidget(p)
	return p
}

func (p *popover) open() bool { return p.canvas != nil }

// show opens the popover, or places it again after its content changed size.
func (p *popover) show() {
	if p.open() {
		p.place()
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(p.anchor)
	if c == nil {
		return
	}
	p.canvas, p.shown = c, c.Size()
	p.BaseWidget.Resize(c.Size())
	p.place()
	c.Overlays().Add(p)
	c.Focus(p)
	p.Show()
}

// hide closes the popover; it does nothing when closed.
func (p *popover) hide() {
	if !p.open() {
		return
	}
	c := p.canvas
	p.canvas = nil
	c.Overlays().Remove(p)
}

// place puts the content below the anchor, above it when only there it fits,
// and over it when neither side has the room.
func (p *popover) place() {
	const gap = 4
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.anchor)
	tall := p.anchor.Size().Height
	size := p.content.MinSize()
	size.Width = fyne.Max(size.Width, p.anchor.Size().Width)
	room := p.canvas.Size()
	size = fyne.NewSize(fyne.Min(size.Width, room.Width-2*gap), fyne.Min(size.Height, room.Height-2*gap))
	y := at.Y + tall + gap
	if above := at.Y - gap - size.Height; y+size.Height+gap > room.Height && above >= gap {
		y = above
	}
	y = fyne.Max(gap, fyne.Min(y, room.Height-size.Height-gap))
	x := fyne.Max(gap, fyne.Min(at.X, room.Width-size.Width-gap))
	p.content.Resize(size)
	p.content.Move(fyne.NewPos(x, y))
	p.Refresh()
}

// Resize closes the popover when the window changes under it.
func (p *popover) Resize(s fyne.Size) {
	p.BaseWidget.Resize(s)
	if p.open() && s != p.shown {
		p.hide()
	}
}

// Tapped closes the popover when the tap is outside its content.
func (p *popover) Tapped(e *fyne.PointEvent) {
	at, size := p.content.Position(), p.content.Size()
	if e.Position.X < at.X || e.Position.Y < at.Y || e.Position.X > at.X+size.Width || e.Position.Y > at.Y+size.Height {
		p.hide()
	}
}

// TappedSecondary does what Tapped does.
func (p *popover) TappedSecondary(e *fyne.PointEvent) { p.Tapped(e) }

// FocusGained does nothing: the target shows the focus.
func (p *popover) FocusGained() {}

// FocusLost does nothing.
func (p *popover) FocusLost() {}

// AcceptsTab makes the tab key reach the target.
func (p *popover) AcceptsTab() bool { return true }

// TypedRune hands r to the target.
func (p *popover) TypedRune(r rune) { p.target.TypedRune(r) }

// TypedKey hands k to the target.
func (p *popover) TypedKey(k *fyne.KeyEvent) { p.target.TypedKey(k) }

// TypedShortcut hands s to the target.
func (p *popover) TypedShortcut(s fyne.Shortcut) { p.target.TypedShortcut(s) }

// KeyDown hands k to the target.
func (p *popover) KeyDown(k *fyne.KeyEvent) {
	if t, ok := p.target.(desktop.Keyable); ok {
		t.KeyDown(k)
	}
}

// KeyUp hands k to the target.
func (p *popover) KeyUp(k *fyne.KeyEvent) {
	if t, ok := p.target.(desktop.Keyable); ok {
		t.KeyUp(k)
	}
}

// CreateRenderer is for Fyne.
func (p *popover) CreateRenderer() fyne.WidgetRenderer {
	r := &popoverRenderer{p: p, sheet: canvas.NewRectangle(nil)}
	for range shadowSteps {
		r.shadow = append(r.shadow, canvas.NewRectangle(nil))
	}
	r.Refresh()
	return r
}

// shadowSteps stacked translucent rectangles look like one soft shadow.
const shadowSteps = 4

type popoverRenderer struct {
	p      *popover
	sheet  *canvas.Rectangle
	shadow []*canvas.Rectangle
}

func (r *popoverRenderer) Layout(fyne.Size) {
	at, size := r.p.content.Position(), r.p.content.Size()
	r.sheet.Move(at)
	r.sheet.Resize(size)
	for i, s := range r.shadow {
		grow := float32(i + 1)
		s.CornerRadius = radius + grow
		s.Move(at.SubtractXY(grow, grow-2))
		s.Resize(size.AddWidthHeight(2*grow, 2*grow))
	}
}

func (r *popoverRenderer) MinSize() fyne.Size { return r.p.content.MinSize() }

func (r *popoverRenderer) Refresh() {
	r.sheet.FillColor = themed(theme.ColorNameOverlayBackground)
	r.sheet.StrokeColor = themed(theme.ColorNameSeparator)
	r.sheet.StrokeWidth = 1
	r.sheet.CornerRadius = radius
	for _, s := range r.shadow {
		s.FillColor = faded(themed(theme.ColorNameShadow), 1.0/shadowSteps)
	}
	r.Layout(r.p.Size())
	r.sheet.Refresh()
	r.p.content.Refresh()
}

func (r *popoverRenderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, len(r.shadow)+2)
	for i := len(r.shadow) - 1; i >= 0; i-- {
		out = append(out, r.shadow[i])
	}
	return append(out, r.sheet, r.p.content)
}

func (r *popoverRenderer) Destroy() {}
