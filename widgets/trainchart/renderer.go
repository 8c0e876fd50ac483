package trainchart

import (
	"fmt"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets/look"
)

// CreateRenderer is for Fyne.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{c: c, ring: canvas.NewRectangle(nil)}
	r.picture = canvas.NewRaster(c.paint)
	r.Refresh()
	return r
}

type renderer struct {
	c       *Chart
	picture *canvas.Raster
	ring    *canvas.Rectangle
	texts   []*canvas.Text // a pool; the first n are in use
	n       int
}

func (r *renderer) Layout(s fyne.Size) {
	r.picture.Resize(s)
	r.ring.Resize(s)
	r.words()
}

func (r *renderer) MinSize() fyne.Size {
	return fyne.NewSize(labelWidth()+12*theme.TextSize(), hourHeight()+8*theme.TextSize())
}

func (r *renderer) Refresh() {
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = nil, 0, 4
	if r.c.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = look.Color(theme.ColorNamePrimary), 2
	}
	r.words()
	r.picture.Refresh()
	r.ring.Refresh()
	canvas.Refresh(r.c)
}

// words places the names of the stops, the hours, and the name of the chosen line.
func (r *renderer) words() {
	r.n = 0
	size := r.c.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	p, small := r.c.plot(size), theme.CaptionTextSize()
	muted, strong := look.Color(look.ColorMuted), look.Color(look.ColorTrainText)
	step := p.step()
	for at := int(math.Ceil(p.from/float64(step))) * step; float64(at) <= p.to; at += step {
		r.text(clock(at), p.px(float64(at)), 2, fyne.TextAlignCenter, small, muted)
	}
	last := float32(math.Inf(-1))
	for i, s := range p.stops {
		y := p.py(i)
		if y-last < 1.1*small && i < len(p.stops)-1 { // no room: the line tells
			continue
		}
		last = y
		r.text(fit(s.Label, small, p.x-edge), p.x-edge/2, y-.7*small, fyne.TextAlignTrailing, small, look.Color(theme.ColorNameForeground))
	}
	if pts := r.c.points(); r.c.point < len(pts) {
		pt := pts[r.c.point]
		at := p.at(pt)
		if at.X >= p.x && at.X <= p.x+p.w {
			label := r.c.lines[r.c.line].Label + " " + clock(pt.At)
			if y := at.Y - 2.4*small; y >= p.y-edge {
				r.text(label, fyne.Max(at.X, p.x+3*small), y, fyne.TextAlignCenter, small, strong)
			} else { // no room above, and the line goes on below
				r.text(label, at.X+2*gripRadius, at.Y-small, fyne.TextAlignLeading, small, strong)
			}
		}
	}
}

// clock is a time of day; a later day is told.
func clock(at int) string {
	day := int(math.Floor(float64(at) / 86400))
	tod := at - day*86400
	text := fmt.Sprintf("%02d:%02d", tod/3600, tod%3600/60)
	if day != 0 {
		text += fmt.Sprintf("%+d", day)
	}
	return text
}

// fit cuts a text that is too long.
func fit(text string, size, width float32) string {
	runes := []rune(text)
	for len(runes) > 1 && fyne.MeasureText(string(runes), size, fyne.TextStyle{}).Width > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes)
}

func (r *renderer) text(s string, x, y float32, align fyne.TextAlign, size float32, c color.Color) {
	if r.n == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	t := r.texts[r.n]
	r.n++
	t.Text, t.TextSize, t.Color, t.Alignment = s, size, c, align
	m := t.MinSize()
	switch align {
	case fyne.TextAlignCenter:
		x -= m.Width / 2
	case fyne.TextAlignTrailing:
		x -= m.Width
	}
	t.Resize(m)
	t.Move(fyne.NewPos(x, y))
	t.Refresh()
}

func (r *renderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.picture}
	for _, t := range r.texts[:r.n] {
		out = append(out, t)
	}
	return append(out, r.ring)
}

// Destroy is for Fyne.
func (r *renderer) Destroy() {}
