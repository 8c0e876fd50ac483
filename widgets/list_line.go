package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// listPitch and tablePitch are the heights of rows at the normal text size, with
// the gap widget.List puts below them.
const (
	listPitch  = 64
	tablePitch = 36
)

// listLine draws one row of a ListPanel.
type listLine struct {
	widget.BaseWidget
	p            *ListPanel
	row          ListRow
	open, marked bool
}

func newListLine(p *ListPanel) *listLine {
	l := &listLine{p: p}
	l.ExtendBaseWidget(l)
	return l
}

func (l *listLine) show(row ListRow, open, marked bool) {
	l.row, l.open, l.marked = row, open, marked
	l.Refresh()
}

// CreateRenderer is for Fyne.
func (l *listLine) CreateRenderer() fyne.WidgetRenderer {
	r := &listLineRenderer{
		l: l, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil), icon: canvas.NewImageFromResource(nil),
		title: canvas.NewText("", nil), badge: canvas.NewText("", nil), detail: canvas.NewText("", nil),
	}
	r.Refresh()
	return r
}

type listLineRenderer struct {
	l                    *listLine
	back, bar            *canvas.Rectangle
	icon                 *canvas.Image
	title, badge, detail *canvas.Text
}

func (r *listLineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160, r.l.p.pitch()-theme.Padding())
}

func (r *listLineRenderer) Layout(s fyne.Size) {
	const right = 12
	inset := float32(right)
	if r.l.row.Icon != nil {
		side := theme.IconInlineSize()
		r.icon.Resize(fyne.NewSquareSize(side))
		r.icon.Move(fyne.NewPos(inset, (s.Height-side)/2))
		inset += side + 8
	}
	r.back.Resize(s)
	r.bar.Move(fyne.NewPos(0, 8))
	r.bar.Resize(fyne.NewSize(3, s.Height-16))
	r.badge.Text = Elide(r.l.row.Badge, r.badge.TextSize, r.badge.TextStyle, s.Width/2)
	b := r.badge.MinSize()
	room := s.Width - inset - right - b.Width - 8
	if b.Width == 0 {
		room += 8
	}
	if r.l.p.dense {
		r.layoutDense(s, inset, room)
		return
	}
	r.title.Text = Elide(r.l.row.Title, r.title.TextSize, r.title.TextStyle, room)
	r.detail.Text = Elide(r.l.row.Detail, r.detail.TextSize, r.detail.TextStyle, s.Width-inset-right)
	t, d := r.title.MinSize(), r.detail.MinSize()
	y := (s.Height - t.Height - d.Height - 2) / 2
	if r.l.row.Detail == "" {
		y = (s.Height - t.Height) / 2
	}
	r.title.Move(fyne.NewPos(inset, y))
	r.badge.Move(fyne.NewPos(s.Width-right-b.Width, y+t.Height-b.Height))
	r.detail.Move(fyne.NewPos(inset, y+t.Height+2))
}

// layoutDense puts the texts on one line; the title gets what it needs up to
// half of the room.
func (r *listLineRenderer) layoutDense(s fyne.Size, x, room float32) {
	place := func(t *canvas.Text, at float32) {
		m := t.MinSize()
		t.Move(fyne.NewPos(at, (s.Height-m.Height)/2))
	}
	most := room
	if r.l.row.Detail != "" {
		most = room / 2
	}
	r.title.Text = Elide(r.l.row.Title, r.title.TextSize, r.title.TextStyle, most)
	place(r.title, x)
	used := r.title.MinSize().Width + tableGap
	r.detail.Text = Elide(r.l.row.Detail, r.detail.TextSize, r.detail.TextStyle, room-used)
	place(r.detail, x+used)
	place(r.badge, s.Width-tableGap-r.badge.MinSize().Width)
}

func (r *listLineRenderer) Refresh() {
	fore, muted := themed(theme.ColorNameForeground), themed(theme.ColorNamePlaceHolder)
	r.title.TextSize, r.title.Color, r.title.TextStyle.Bold = theme.TextSize(), fore, true
	r.badge.TextSize, r.badge.Color = theme.CaptionTextSize(), muted
	r.detail.TextSize, r.detail.Color = theme.CaptionTextSize(), muted
	if r.icon.Hidden = r.l.row.Icon == nil; r.icon.Resource != r.l.row.Icon {
		r.icon.Resource = r.l.row.Icon
		r.icon.Refresh()
	}
	paintRow(r.back, r.bar, r.l.open, r.l.marked)
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *listLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.bar, r.icon, r.title, r.badge, r.detail}
}

func (r *listLineRenderer) Destroy() {}

// paintRow shows whether a row is open or marked.
func paintRow(back, bar *canvas.Rectangle, open, marked bool) {
	back.CornerRadius, bar.CornerRadius = radius, 1.5
	back.FillColor = nil
	switch {
	case open:
		back.FillColor = themed(theme.ColorNameSelection)
	case marked:
		back.FillColor = themed(theme.ColorNameHover)
	}
	bar.FillColor = themed(theme.ColorNamePrimary)
	bar.Hidden = !open
}
