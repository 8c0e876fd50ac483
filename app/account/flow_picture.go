package account

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets"
	"tongtu/widgets/look"
)

// The measures of the picture.
const (
	flowHead  float32 = 56
	flowRow   float32 = 44
	flowLeft  float32 = 32 // for the numbers
	flowWidth float32 = 520
	arrowHead float32 = 6
	dashLong  float32 = 6
)

// flowPicture draws messages as arrows between lanes, those that have happened.
// A click on one moves there; so do the keys.
type flowPicture struct {
	widget.BaseWidget
	lanes    []string
	boundary string // names the line between what the person holds and what they must trust
	arrows   []arrow
	at       int
	focused  bool

	onSeek func(at int)
	onKey  func(fyne.KeyName)
}

var (
	_ fyne.Tappable      = (*flowPicture)(nil)
	_ fyne.Focusable     = (*flowPicture)(nil)
	_ desktop.Cursorable = (*flowPicture)(nil)
)

func newFlowPicture(lanes []string, boundary string) *flowPicture {
	p := &flowPicture{lanes: lanes, boundary: boundary}
	p.ExtendBaseWidget(p)
	return p
}

// show draws arrows up to at. It fires no hook.
func (p *flowPicture) show(arrows []arrow, at int) {
	p.arrows, p.at = arrows, at
	p.Refresh()
}

// span is where the message at the cursor stands.
func (p *flowPicture) span() (top, bottom float32) {
	return flowHead + flowRow*float32(max(p.at-1, 0)), flowHead + flowRow*float32(p.at)
}

// Tapped moves the cursor to the message under the pointer.
func (p *flowPicture) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
	i := int((e.Position.Y - flowHead) / flowRow)
	if e.Position.Y >= flowHead && i < len(p.arrows) && p.onSeek != nil {
		p.onSeek(i + 1)
	}
}

// Cursor is the hand over something to click.
func (p *flowPicture) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained shows the focus ring.
func (p *flowPicture) FocusGained() { p.focused = true; p.Refresh() }

// FocusLost takes it away.
func (p *flowPicture) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune does nothing.
func (p *flowPicture) TypedRune(rune) {}

// TypedKey moves the cursor.
func (p *flowPicture) TypedKey(k *fyne.KeyEvent) {
	if p.onKey != nil {
		p.onKey(k.Name)
	}
}

// CreateRenderer implements fyne.Widget.
func (p *flowPicture) CreateRenderer() fyne.WidgetRenderer {
	r := &flowRenderer{p: p}
	r.draw(p.Size())
	return r
}

type flowRenderer struct {
	p       *flowPicture
	objects []fyne.CanvasObject
	size    fyne.Size
}

func (r *flowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(flowWidth, flowHead+flowRow*float32(len(r.p.arrows))+look.Gap)
}

func (r *flowRenderer) Layout(s fyne.Size) {
	if s != r.size {
		r.draw(s)
	}
}

func (r *flowRenderer) Refresh() {
	r.draw(r.p.Size())
	canvas.Refresh(r.p)
}

func (r *flowRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *flowRenderer) Destroy()                     {}

// lane is the middle of one lane.
func (r *flowRenderer) lane(i int) float32 {
	w := (r.size.Width - flowLeft) / float32(len(r.p.lanes))
	return flowLeft + w*(float32(i)+.5)
}

// draw makes the objects anew: a picture has few, and changes only by a step.
func (r *flowRenderer) draw(s fyne.Size) {
	r.size, r.objects = s, nil
	bottom := fyne.Max(s.Height, r.MinSize().Height)
	edge := (r.lane(0) + r.lane(1)) / 2
	ours := canvas.NewRectangle(look.Color(look.ColorSurface))
	ours.Resize(fyne.NewSize(edge, bottom))
	r.add(ours)
	if at := r.p.at; at > 0 {
		mark := canvas.NewRectangle(look.Color(theme.ColorNameSelection))
		mark.Move(fyne.NewPos(0, flowHead+flowRow*float32(at-1)))
		mark.Resize(fyne.NewSize(s.Width, flowRow))
		r.add(mark)
	}
	for y := float32(0); y < bottom; y += 2 * dashLong {
		r.line(edge, y, edge, fyne.Min(y+dashLong, bottom), look.ColorFlightText, 2)
	}
	for i, name := range r.p.lanes {
		r.line(r.lane(i), flowHead-look.Gap, r.lane(i), bottom, look.ColorHairline, 1)
		r.text(name, r.lane(i), look.Gap, 2*(edge-r.lane(0))-look.Gap, look.SizeBody, theme.ColorNameForeground, true)
	}
	r.text(r.p.boundary, edge, look.Gap+22, 2*(edge-r.lane(0)), look.SizeCaption, look.ColorFlightText, false)
	for i, a := range r.p.arrows[:min(r.p.at, len(r.p.arrows))] {
		r.arrow(i, a)
	}
	if r.p.focused {
		ring := canvas.NewRectangle(nil)
		ring.StrokeColor, ring.StrokeWidth = look.Color(theme.ColorNamePrimary), 2
		ring.Resize(fyne.NewSize(s.Width, bottom))
		r.add(ring)
	}
}

func (r *flowRenderer) arrow(i int, a arrow) {
	y := flowHead + flowRow*float32(i)
	ink, words := theme.ColorNamePrimary, theme.ColorNameForeground
	if a.failed {
		ink, words = look.ColorDanger, look.ColorDanger
	}
	r.text(strconv.Itoa(i+1), flowLeft/2, y+5, flowLeft, look.SizeCaption, look.ColorMuted, false)
	from, to := r.lane(a.from), r.lane(a.to)
	base := y + flowRow - 12
	left, right := fyne.Min(from, to), fyne.Max(from, to)
	wide := r.size.Width - flowLeft
	middle := (left + right) / 2
	// A label may be longer than its arrow, but never leaves the picture.
	if w := fyne.Min(fyne.MeasureText(a.label, look.Size(look.SizeCaption), fyne.TextStyle{}).Width, wide); w > 0 {
		middle = fyne.Min(fyne.Max(middle, flowLeft+w/2), r.size.Width-w/2-look.GapInner)
	}
	ground := r.ground()
	r.text(a.label, middle, y+5, wide, look.SizeCaption, words, false)
	r.under(ground)
	if a.from == a.to {
		dot := canvas.NewCircle(look.Color(ink))
		dot.Resize(fyne.NewSquareSize(2 * arrowHead))
		dot.Move(fyne.NewPos(from-arrowHead, base-arrowHead))
		r.add(dot)
		return
	}
	r.line(from, base, to, base, ink, 2)
	back := to - arrowHead
	if to < from {
		back = to + arrowHead
	}
	r.line(back, base-arrowHead, to, base, ink, 2)
	r.line(back, base+arrowHead, to, base, ink, 2)
}

func (r *flowRenderer) add(o fyne.CanvasObject) { r.objects = append(r.objects, o) }

func (r *flowRenderer) line(x1, y1, x2, y2 float32, c fyne.ThemeColorName, width float32) {
	l := canvas.NewLine(look.Color(c))
	l.StrokeWidth, l.Position1, l.Position2 = width, fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	r.add(l)
}

// ground is a plain piece for a text to stand on, clear of the lines behind it.
func (r *flowRenderer) ground() *canvas.Rectangle {
	g := canvas.NewRectangle(look.Color(theme.ColorNameBackground))
	g.CornerRadius = look.GapInner
	r.add(g)
	return g
}

// under puts g below the object added last.
func (r *flowRenderer) under(g *canvas.Rectangle) {
	last := r.objects[len(r.objects)-1]
	g.Move(last.Position().SubtractXY(look.GapInner, 0))
	g.Resize(last.Size().AddWidthHeight(2*look.GapInner, 0))
}

// text writes in the middle of x, shortened to room.
func (r *flowRenderer) text(text string, x, y, room float32, size fyne.ThemeSizeName, c fyne.ThemeColorName, bold bool) {
	t := canvas.NewText("", look.Color(c))
	t.TextSize, t.TextStyle.Bold = look.Size(size), bold
	t.Text = widgets.Elide(text, t.TextSize, t.TextStyle, room)
	m := t.MinSize()
	t.Move(fyne.NewPos(x-m.Width/2, y))
	t.Resize(m)
	r.add(t)
}
