package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dropRow is the height of an item.
func dropRow() float32 { return scaled(36) }

const (
	dropRows = 9 // more is not read anyway; typing on narrows the list
	dropPad  = 4
)

// completeList draws the items of a drop-down and reports the one clicked.
type completeList struct {
	widget.BaseWidget
	items  []Item
	marked int // -1: none yet
	take   func(int)
}

func newCompleteList(take func(int)) *completeList {
	l := &completeList{marked: -1, take: take}
	l.ExtendBaseWidget(l)
	return l
}

func (l *completeList) set(items []Item) {
	l.items, l.marked = items[:min(len(items), dropRows)], -1
	l.Refresh()
}

// mark moves the mark, around the ends.
func (l *completeList) mark(i int) {
	if n := len(l.items); i < 0 {
		i = n - 1
	} else if i >= n {
		i = 0
	}
	l.marked = i
	l.Refresh()
}

func (l *completeList) rowAt(p fyne.Position) int {
	if p.Y < dropPad {
		return -1
	}
	if i := int((p.Y - dropPad) / dropRow()); i < len(l.items) {
		return i
	}
	return -1
}

// Tapped takes the item under the pointer.
func (l *completeList) Tapped(e *fyne.PointEvent) { l.take(l.rowAt(e.Position)) }

// MouseIn marks the item under the pointer.
func (l *completeList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved marks the item under the pointer.
func (l *completeList) MouseMoved(e *desktop.MouseEvent) {
	if i := l.rowAt(e.Position); i >= 0 && i != l.marked {
		l.mark(i)
	}
}

// MouseOut leaves the mark where it was.
func (l *completeList) MouseOut() {}

// Cursor is the hand over something to click.
func (l *completeList) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is for Fyne.
func (l *completeList) CreateRenderer() fyne.WidgetRenderer {
	r := &completeListRenderer{l: l, bar: canvas.NewRectangle(nil)}
	for range dropRows {
		r.labels = append(r.labels, canvas.NewText("", nil))
		r.details = append(r.details, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type completeListRenderer struct {
	l               *completeList
	bar             *canvas.Rectangle
	labels, details []*canvas.Text
}

func (r *completeListRenderer) Layout(s fyne.Size) {
	const inset = 12
	for i, it := range r.l.items {
		y := dropPad + float32(i)*dropRow()
		label, detail := r.labels[i], r.details[i]
		room := s.Width - 2*inset
		label.Text = Elide(it.Label, label.TextSize, label.TextStyle, room)
		centred(label, inset, dropRow())
		label.Move(label.Position().AddXY(0, y))
		left := room - label.MinSize().Width - inset
		detail.Text = Elide(it.Detail, detail.TextSize, detail.TextStyle, fyne.Max(left, 0))
		centred(detail, s.Width-inset-detail.MinSize().Width, dropRow())
		detail.Move(detail.Position().AddXY(0, y))
	}
	r.bar.Resize(fyne.NewSize(s.Width-2*dropPad, dropRow()))
	r.bar.Move(fyne.NewPos(dropPad, dropPad+float32(max(r.l.marked, 0))*dropRow()))
}

func (r *completeListRenderer) MinSize() fyne.Size {
	wide := float32(0)
	for i, it := range r.l.items {
		w := fyne.MeasureText(it.Label, r.labels[i].TextSize, r.labels[i].TextStyle).Width +
			fyne.MeasureText(it.Detail, r.details[i].TextSize, r.details[i].TextStyle).Width
		wide = fyne.Max(wide, w+48)
	}
	return fyne.NewSize(fyne.Min(wide, scaled(420)), float32(len(r.l.items))*dropRow()+2*dropPad)
}

func (r *completeListRenderer) Refresh() {
	r.bar.CornerRadius = radius
	r.bar.FillColor = themed(theme.ColorNameHover)
	if r.l.marked >= 0 {
		r.bar.FillColor = themed(theme.ColorNameSelection)
	}
	for i := range r.labels {
		shown := i < len(r.l.items)
		for _, t := range []*canvas.Text{r.labels[i], r.details[i]} {
			t.Hidden = !shown
		}
		r.labels[i].TextSize = theme.TextSize()
		r.labels[i].Color = themed(theme.ColorNameForeground)
		r.details[i].TextSize = theme.CaptionTextSize()
		r.details[i].Color = themed(theme.ColorNamePlaceHolder)
	}
	r.Layout(r.l.Size())
	r.bar.Refresh()
	for i := range r.labels {
		r.labels[i].Refresh()
		r.details[i].Refresh()
	}
}

func (r *completeListRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.bar}
	for i := range r.labels {
		out = append(out, r.labels[i], r.details[i])
	}
	return out
}

func (r *completeListRenderer) Destroy() {}
