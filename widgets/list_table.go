package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// ListColumn describes one column of a ListPanel that is a table.
type ListColumn struct {
	Title  string
	Share  float32 // of the width
	Number bool    // right-aligned
}

const (
	tableInset = 8
	tableGap   = 12
)

// tableColumns places the cells of a row of that width; start is where the
// first begins.
func tableColumns(columns []ListColumn, start, width float32, place func(i int, x, w float32)) {
	sum := float32(0)
	for _, c := range columns {
		sum += c.Share
	}
	room := width - start - tableInset - tableGap*float32(len(columns)-1)
	x := start
	for i, c := range columns {
		w := fyne.Max(0, room*c.Share/sum)
		place(i, x, w)
		x += w + tableGap
	}
}

// placeCell shows as much of a text as a cell holds.
func placeCell(t *canvas.Text, text string, c ListColumn, x, w, height float32) {
	t.Text = Elide(text, t.TextSize, t.TextStyle, w)
	m := t.MinSize()
	if c.Number {
		x += w - m.Width
	}
	t.Move(fyne.NewPos(x, (height-m.Height)/2))
	t.Resize(m)
}

// start is where the first cell begins: behind the box, if there is one.
func (p *ListPanel) start() float32 {
	if p.OnCheck != nil {
		return tableInset/2 + iconTarget
	}
	return tableInset
}

// tableHead names the columns.
type tableHead struct {
	widget.BaseWidget
	p       *ListPanel
	columns []ListColumn
}

func newTableHead(p *ListPanel, columns []ListColumn) *tableHead {
	h := &tableHead{p: p, columns: columns}
	h.ExtendBaseWidget(h)
	return h
}

// CreateRenderer is for Fyne.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	r := &tableHeadRenderer{h: h, line: canvas.NewRectangle(nil)}
	for range h.columns {
		r.cells = append(r.cells, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type tableHeadRenderer struct {
	h     *tableHead
	line  *canvas.Rectangle
	cells []*canvas.Text
}

func (r *tableHeadRenderer) MinSize() fyne.Size { return fyne.NewSize(0, scaled(26)) }

func (r *tableHeadRenderer) Layout(s fyne.Size) {
	tableColumns(r.h.columns, r.h.p.start(), s.Width, func(i int, x, w float32) {
		placeCell(r.cells[i], r.h.columns[i].Title, r.h.columns[i], x, w, s.Height)
	})
	r.line.Move(fyne.NewPos(0, s.Height-1))
	r.line.Resize(fyne.NewSize(s.Width, 1))
}

func (r *tableHeadRenderer) Refresh() {
	for _, c := range r.cells {
		c.TextSize, c.Color, c.TextStyle.Bold = theme.CaptionTextSize(), themed(theme.ColorNamePlaceHolder), true
	}
	r.line.FillColor = themed(theme.ColorNameSeparator)
	r.Layout(r.h.Size())
	canvas.Refresh(r.h)
}

func (r *tableHeadRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.line}
	for _, c := range r.cells {
		out = append(out, c)
	}
	return out
}

func (r *tableHeadRenderer) Destroy() {}

// tableLine draws one row of a table.
type tableLine struct {
	widget.BaseWidget
	p            *ListPanel
	box          *iconTap
	index        int
	row          ListRow
	open, marked bool
}

func newTableLine(p *ListPanel) *tableLine {
	l := &tableLine{p: p}
	l.box = newIconTap(theme.CheckButtonIcon(), func() { p.check(l.index) })
	l.ExtendBaseWidget(l)
	return l
}

func (l *tableLine) show(index int, row ListRow, open, marked bool) {
	l.index, l.row, l.open, l.marked = index, row, open, marked
	l.Refresh()
}

// CreateRenderer is for Fyne.
func (l *tableLine) CreateRenderer() fyne.WidgetRenderer {
	r := &tableLineRenderer{l: l, back: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	for range l.p.head.columns {
		r.cells = append(r.cells, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type tableLineRenderer struct {
	l         *tableLine
	back, bar *canvas.Rectangle
	cells     []*canvas.Text
}

func (r *tableLineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(160, scaled(tablePitch)-theme.Padding())
}

func (r *tableLineRenderer) Layout(s fyne.Size) {
	r.back.Resize(s)
	r.bar.Move(fyne.NewPos(0, 4))
	r.bar.Resize(fyne.NewSize(3, s.Height-8))
	r.l.box.Move(fyne.NewPos(tableInset/2, (s.Height-iconTarget)/2))
	r.l.box.Resize(fyne.NewSquareSize(iconTarget))
	tableColumns(r.l.p.head.columns, r.l.p.start(), s.Width, func(i int, x, w float32) {
		text := ""
		if i < len(r.l.row.Cells) {
			text = r.l.row.Cells[i]
		}
		placeCell(r.cells[i], text, r.l.p.head.columns[i], x, w, s.Height)
	})
}

func (r *tableLineRenderer) Refresh() {
	for i, c := range r.cells {
		c.TextSize, c.Color = theme.TextSize(), themed(theme.ColorNamePlaceHolder)
		if c.TextStyle.Bold = i == 0; i == 0 {
			c.Color = themed(theme.ColorNameForeground)
		}
	}
	paintRow(r.back, r.bar, r.l.open, r.l.marked)
	r.l.box.Hidden = r.l.p.OnCheck == nil
	r.l.box.res = theme.CheckButtonIcon()
	if r.l.row.Checked {
		r.l.box.res = theme.CheckButtonCheckedIcon()
	}
	r.l.box.Refresh()
	r.Layout(r.l.Size())
	canvas.Refresh(r.l)
}

func (r *tableLineRenderer) Objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.back, r.bar}
	for _, c := range r.cells {
		out = append(out, c)
	}
	return append(out, r.l.box)
}

func (r *tableLineRenderer) Destroy() {}
