package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

type colour = color.NRGBA

// gridParts puts the head on top of the scrolled body, without a gap.
type gridParts struct{ g *Grid }

// Layout implements fyne.Layout.
func (p gridParts) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	head, body := objects[0], objects[1]
	seen := body.Size()
	body.Move(fyne.NewPos(0, gridHeadRow()))
	body.Resize(fyne.NewSize(s.Width, fyne.Max(0, s.Height-gridHeadRow())))
	head.Move(fyne.NewPos(0, 0))
	head.Resize(fyne.NewSize(s.Width, gridHeadRow()))
	if body.Size() != seen {
		p.g.body.Refresh() // only rows in view are drawn
	}
}

// MinSize implements fyne.Layout.
func (gridParts) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(8*gridNumber(), gridHeadRow()+3*gridRow())
}

// gridHead draws the titles of the columns; it follows the body sideways.
type gridHead struct {
	widget.BaseWidget
	g *Grid
}

func newGridHead(g *Grid) *gridHead {
	h := &gridHead{g: g}
	h.ExtendBaseWidget(h)
	return h
}

// Scrolled makes the head a region that clips its titles; the wheel moves the
// body all the same.
func (h *gridHead) Scrolled(e *fyne.ScrollEvent) { h.g.scroll.Scrolled(e) }

// CreateRenderer is for Fyne.
func (h *gridHead) CreateRenderer() fyne.WidgetRenderer {
	r := &gridHeadRenderer{h: h, line: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type gridHeadRenderer struct {
	h     *gridHead
	line  *canvas.Rectangle
	texts []*canvas.Text
}

func (r *gridHeadRenderer) MinSize() fyne.Size { return fyne.NewSize(gridNumber(), gridHeadRow()) }

func (r *gridHeadRenderer) Layout(s fyne.Size) {
	g := r.h.g
	shift := g.scroll.Offset.X
	for i, t := range r.texts {
		t.Text = Elide(g.columns[i].Title, t.TextSize, t.TextStyle, g.width(i)-2*gridPad)
		t.Move(fyne.NewPos(g.left(i)+gridPad-shift, 0))
		t.Resize(fyne.NewSize(g.width(i)-2*gridPad, gridHeadRow()-1))
	}
	r.line.Move(fyne.NewPos(0, gridHeadRow()-1))
	r.line.Resize(fyne.NewSize(s.Width, 1))
}

func (r *gridHeadRenderer) Refresh() {
	r.texts = r.texts[:0]
	for _, c := range r.h.g.columns {
		t := canvas.NewText("", themed(theme.ColorNamePlaceHolder))
		t.TextSize, t.TextStyle.Bold = theme.CaptionTextSize(), true
		if c.Number {
			t.Alignment = fyne.TextAlignTrailing
		}
		r.texts = append(r.texts, t)
	}
	r.line.FillColor = themed(theme.ColorNameSeparator)
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}

func (r *gridHeadRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.line}
	for _, t := range r.texts {
		out = append(out, t)
	}
	return out
}

func (r *gridHeadRenderer) Destroy() {}

// bareEntry is a theme without the box around an entry: the grid draws the
// frame of the cursor's cell itself.
type bareEntry struct{ fyne.Theme }

// Color of the theme, the entry's box being invisible.
func (t bareEntry) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameInputBackground, theme.ColorNameInputBorder, theme.ColorNameHover:
		return color.NRGBA{}
	}
	return t.Theme.Color(n, v)
}

// Size of the theme.
func (t bareEntry) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameInputBorder:
		return 0
	case theme.SizeNameInnerPadding:
		return gridPad - 1 // the text has to fit into a row without scrolling
	}
	return t.Theme.Size(n)
}
