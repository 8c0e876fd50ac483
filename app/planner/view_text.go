package planner

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets"
	"tongtu/widgets/look"
)

// inked is a piece of text in one of the theme's sizes and colours.
func inked(s string, size fyne.ThemeSizeName, color fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(s, look.Color(color))
	t.TextSize = look.Size(size)
	return t
}

// strong makes t bold.
func strong(t *canvas.Text) *canvas.Text {
	t.TextStyle.Bold = true
	return t
}

// caption is small print.
func caption(s string) *canvas.Text { return inked(s, look.SizeCaption, look.ColorMuted) }

// column stacks objects with a gap.
func column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// padded keeps a distance around o.
func padded(top, bottom, side float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, side, side), o)
}

// flow puts objects into rows of the given width, as many per row as fit. The
// width is fixed, so that the height is known before the first layout.
func flow(width float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(flowLayout(width), objects...)
}

type flowLayout float32

const flowGap = 6

func (f flowLayout) place(objects []fyne.CanvasObject, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) fyne.Size {
	var x, y, row, widest float32
	for _, o := range objects {
		s := o.MinSize()
		s.Width = fyne.Min(s.Width, float32(f))
		if x > 0 && x+s.Width > float32(f) {
			x, y, row = 0, y+row+flowGap, 0
		}
		put(o, fyne.NewPos(x, y), s)
		x += s.Width + flowGap
		row, widest = fyne.Max(row, s.Height), fyne.Max(widest, x-flowGap)
	}
	return fyne.NewSize(widest, y+row)
}

func (f flowLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	f.place(objects, func(o fyne.CanvasObject, at fyne.Position, s fyne.Size) { o.Move(at); o.Resize(s) })
}

func (f flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return f.place(objects, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

// line sets texts on one baseline: some from the left, some to the right edge.
// When they do not fit, the last one of either side is shortened, the left one
// first as far as half of the line.
type line struct {
	left, right []*canvas.Text
	full        [2]string // the last left and the last right text, unshortened
	gap         float32
}

func newLine(gap float32, left, right []*canvas.Text) *fyne.Container {
	l := &line{left: left, right: right, gap: gap}
	for i, side := range [][]*canvas.Text{left, right} {
		if n := len(side); n > 0 {
			l.full[i] = side[n-1].Text
		}
	}
	var objects []fyne.CanvasObject
	for _, t := range l.all() {
		objects = append(objects, t)
	}
	return container.New(l, objects...)
}

// spread is the common line of one text at each side.
func spread(left, right *canvas.Text) *fyne.Container {
	return newLine(8, []*canvas.Text{left}, []*canvas.Text{right})
}

func (l *line) all() []*canvas.Text { return append(append([]*canvas.Text{}, l.left...), l.right...) }

func metrics(t *canvas.Text) (fyne.Size, float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(t.Text, t.TextSize, t.TextStyle, nil)
}

// wide is the width of the texts with a gap after each.
func (l *line) wide(ts []*canvas.Text) (w float32) {
	for _, t := range ts {
		s, _ := metrics(t)
		w += s.Width + l.gap
	}
	return w
}

// MinSize asks for little width: what is too long is shortened.
func (l *line) MinSize([]fyne.CanvasObject) fyne.Size {
	var up, down float32
	for _, t := range l.all() {
		s, base := metrics(t)
		up, down = fyne.Max(up, base), fyne.Max(down, s.Height-base)
	}
	return fyne.NewSize(40, up+down)
}

func (l *line) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	for i, side := range [][]*canvas.Text{l.left, l.right} {
		if n := len(side); n > 0 {
			side[n-1].Text = l.full[i]
		}
	}
	room := size.Width + l.gap
	left, right := l.wide(l.left), l.wide(l.right)
	if left+right > room {
		l.shorten(l.left, fyne.Max(room-right, room/2), left)
		l.shorten(l.right, room-l.wide(l.left), right)
	}
	var up float32
	for _, t := range l.all() {
		_, base := metrics(t)
		up = fyne.Max(up, base)
	}
	x := float32(0)
	put := func(t *canvas.Text) {
		s, base := metrics(t)
		t.Resize(s)
		t.Move(fyne.NewPos(x, up-base))
		x += s.Width + l.gap
	}
	for _, t := range l.left {
		put(t)
	}
	x = room - l.wide(l.right)
	for _, t := range l.right {
		put(t)
	}
}

// shorten cuts the last of ts so that all are no wider than room.
func (l *line) shorten(ts []*canvas.Text, room, wide float32) {
	if len(ts) == 0 || wide <= room {
		return
	}
	t := ts[len(ts)-1]
	s, _ := metrics(t)
	t.Text = widgets.Elide(t.Text, t.TextSize, t.TextStyle, s.Width-(wide-room)+.5)
}

// wrapped is running text broken into lines of the given width.
func wrapped(s string, size fyne.ThemeSizeName, color fyne.ThemeColorName, width float32) *fyne.Container {
	var lines []fyne.CanvasObject
	for _, row := range breakLines(s, look.Size(size), fyne.TextStyle{}, width) {
		lines = append(lines, inked(row, size, color))
	}
	return column(0, lines...)
}

// headline is a title broken into lines of the given width.
func headline(s string, width float32) *fyne.Container {
	var lines []fyne.CanvasObject
	for _, row := range breakLines(s, look.Size(look.SizeTitle), fyne.TextStyle{Bold: true}, width) {
		lines = append(lines, strong(inked(row, look.SizeTitle, theme.ColorNameForeground)))
	}
	return column(0, lines...)
}

// breakLines breaks at spaces, and anywhere between characters that are written
// without them.
func breakLines(s string, size float32, style fyne.TextStyle, width float32) []string {
	var out []string
	row, word := "", ""
	flush := func() {
		if row != "" && fyne.MeasureText(row+word, size, style).Width > width {
			out, row = append(out, row), ""
		}
		row, word = row+word, ""
	}
	for _, r := range s {
		word += string(r)
		if r == ' ' || r > 0x2E80 {
			flush()
		}
	}
	flush()
	return append(out, row)
}
