package widgets

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// gridPad is the room inside a cell, left and right.
const gridPad = 8

// The sizes of a grid; they hold text and grow with it.
func gridRow() float32     { return scaled(36) }  // height of a row
func gridHeadRow() float32 { return scaled(32) }  // height of the titles
func gridNumber() float32  { return scaled(40) }  // width of the row numbers
func gridMessage() float32 { return scaled(168) } // least width of the problems at the end of a row

// stretch is how many times their least width the columns get: they fill the
// grid but for the room where the problems of a row are told.
func (g *Grid) stretch() float32 {
	var least float32
	for _, c := range g.columns {
		least += scaled(c.Width)
	}
	view := g.scroll.Size().Width
	room := view - gridNumber() - fyne.Max(1.5*gridMessage(), view/5)
	if room <= least {
		return 1
	}
	return room / least
}

func (g *Grid) width(col int) float32 { return scaled(g.columns[col].Width) * g.stretch() }

// left is where column col begins.
func (g *Grid) left(col int) float32 {
	x := float32(gridNumber())
	for i := range min(col, len(g.columns)) {
		x += g.width(i)
	}
	return x
}

// place lays the entry over the cursor's cell. In a column of numbers it is
// only as wide as its text, which keeps the digits at the right edge.
func (g *Grid) place() {
	hide := g.readOnly || len(g.cells) == 0 || len(g.columns) == 0
	if !g.cell.changed() {
		if t := g.at(g.row, g.col).Text; t != g.cell.Text {
			g.cell.begin(t)
		}
	}
	if hide {
		g.body.entry.Hide()
		return
	}
	if ghost := g.at(g.row, g.col).Ghost; ghost != g.cell.PlaceHolder {
		g.cell.SetPlaceHolder(ghost)
	}
	x, w := g.left(g.col), g.width(g.col)
	if g.columns[g.col].Number {
		need := fyne.MeasureText(cmp.Or(g.cell.Text, g.cell.PlaceHolder), theme.TextSize(), fyne.TextStyle{}).Width + 2*gridPad + 8
		if need < w {
			x, w = x+w-need, need
		}
	}
	h := fyne.Min(g.cell.MinSize().Height, gridRow())
	g.body.entry.Move(fyne.NewPos(x+1, float32(g.row)*gridRow()+(gridRow()-h)/2))
	g.body.entry.Resize(fyne.NewSize(w-1, h))
	g.body.entry.Show()
}

// reveal scrolls the cursor's cell into view.
func (g *Grid) reveal() {
	view, at := g.scroll.Size(), g.scroll.Offset
	if view.Height <= 0 || len(g.columns) == 0 {
		return
	}
	top, left := float32(g.row)*gridRow(), g.left(g.col)
	right := left + g.width(g.col)
	if g.col == 0 {
		left = 0
	}
	at.Y = fyne.Max(fyne.Min(at.Y, top), top+gridRow()-view.Height)
	at.X = fyne.Max(fyne.Min(at.X, left), right-view.Width)
	if at != g.scroll.Offset {
		g.scroll.ScrollToOffset(at)
		g.head.Refresh()
	}
}

// page moves the cursor by the rows that are in view.
func (g *Grid) page(down bool) {
	n := max(1, int(g.scroll.Size().Height/gridRow())-1)
	if !down {
		n = -n
	}
	g.moveTo(clamp(g.row+n, len(g.cells)), g.col)
}

// gridBody draws the rows in view.
type gridBody struct {
	widget.BaseWidget
	g      *Grid
	entry  *container.ThemeOverride
	cursor desktop.Cursor
}

func newGridBody(g *Grid) *gridBody {
	b := &gridBody{g: g, entry: container.NewThemeOverride(g.cell, bareEntry{theme.Current()})}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped moves the cursor to the cell under the pointer.
func (b *gridBody) Tapped(e *fyne.PointEvent) {
	g := b.g
	row := int(e.Position.Y / gridRow())
	if g.readOnly || row >= len(g.cells) {
		return
	}
	col := 0
	for col+1 < len(g.columns) && e.Position.X >= g.left(col+1) {
		col++
	}
	if e.Position.X > g.left(len(g.columns)) { // the problem: go to what it is about
		for i, c := range g.cells[row] {
			if c.Problem != "" {
				col = i
				break
			}
		}
	}
	g.moveTo(row, col)
	g.Focus()
	g.cell.offerChoice()
}

// CreateRenderer is for Fyne.
func (b *gridBody) CreateRenderer() fyne.WidgetRenderer {
	r := &gridBodyRenderer{b: b, frame: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type gridBodyRenderer struct {
	b     *gridBody
	frame *canvas.Rectangle
	rects []*canvas.Rectangle // pools; the first nRects, nTexts are in use
	texts []*canvas.Text
	nRect int
	nText int
	size  fyne.Size
}

func (r *gridBodyRenderer) MinSize() fyne.Size {
	g := r.b.g
	return fyne.NewSize(g.left(len(g.columns))+gridMessage(), float32(len(g.cells))*gridRow())
}

func (r *gridBodyRenderer) Layout(s fyne.Size) {
	if s != r.size {
		r.size = s
		r.b.g.place()
		r.draw()
	}
}

func (r *gridBodyRenderer) Refresh() {
	if base := theme.Current(); r.b.entry.Theme != (bareEntry{base}) {
		r.b.entry.Theme = bareEntry{base}
		r.b.entry.Refresh()
	}
	r.draw()
	canvas.Refresh(r.b)
}

// draw fills the pools for the rows in view.
func (r *gridBodyRenderer) draw() {
	g := r.b.g
	r.nRect, r.nText = 0, 0
	first := clamp(int(g.scroll0()/gridRow()), len(g.cells))
	last := min(len(g.cells), first+int(g.scroll.Size().Height/gridRow())+2)
	for row := first; row < last; row++ {
		r.drawRow(row)
	}
	r.drawDrop()
	r.frame.Hidden = g.readOnly || len(g.cells) == 0
	if !r.frame.Hidden {
		r.frame.FillColor = themed(theme.ColorNameInputBackground)
		r.frame.StrokeColor, r.frame.StrokeWidth = themed(theme.ColorNamePrimary), 1
		if g.cell.focused {
			r.frame.StrokeWidth = 2
		}
		if g.at(g.row, g.col).Problem != "" {
			r.frame.StrokeColor = themed(theme.ColorNameError)
		}
		r.frame.CornerRadius = 4
		r.frame.Move(fyne.NewPos(g.left(g.col)+1, float32(g.row)*gridRow()+1))
		r.frame.Resize(fyne.NewSize(g.width(g.col)-2, gridRow()-3))
	}
}

// scroll0 is the first pixel row in view.
func (g *Grid) scroll0() float32 {
	if g.scroll == nil {
		return 0
	}
	return fyne.Max(0, g.scroll.Offset.Y)
}

func (r *gridBodyRenderer) drawRow(row int) {
	g := r.b.g
	y := float32(row) * gridRow()
	current := row == g.row && !g.readOnly
	if current {
		r.rect(0, y, r.size.Width, gridRow()-1, faded(themed(theme.ColorNameHover), 1))
	}
	r.rect(0, y+gridRow()-1, r.size.Width, 1, themed(theme.ColorNameSeparator))
	muted := themed(theme.ColorNamePlaceHolder)
	r.drawHandle(y)
	r.text(strconv.Itoa(row+1), 0, y, gridNumber()-gridPad, theme.CaptionTextSize(), muted, fyne.TextAlignTrailing)
	for col, c := range g.columns {
		cell, x, wide := g.at(row, col), g.left(col), g.width(col)
		if cell.Problem != "" {
			r.rect(x+1, y+1, wide-2, gridRow()-3, faded(themed(theme.ColorNameError), .14))
			r.rect(x+1, y+gridRow()-4, wide-2, 2, themed(theme.ColorNameError))
		}
		if current && col == g.col {
			continue // the entry shows it
		}
		align, colour := fyne.TextAlignLeading, themed(theme.ColorNameForeground)
		if c.Number {
			align = fyne.TextAlignTrailing
		}
		text := cell.Text
		if text == "" {
			text = cell.Ghost
		}
		if cell.Locked || cell.Text == "" {
			colour = muted
		}
		r.text(text, x+gridPad, y, wide-2*gridPad, theme.TextSize(), colour, align)
	}
	if row < len(g.cells) {
		if p := firstProblem(g.cells[row]); p != "" {
			x := g.left(len(g.columns)) + gridPad
			r.text(p, x, y, r.size.Width-x-gridPad, theme.CaptionTextSize(), themed(theme.ColorNameError), fyne.TextAlignLeading)
		}
	}
}

func (r *gridBodyRenderer) rect(x, y, w, h float32, c colour) {
	if r.nRect == len(r.rects) {
		r.rects = append(r.rects, canvas.NewRectangle(nil))
	}
	o := r.rects[r.nRect]
	r.nRect++
	o.FillColor = c
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func (r *gridBodyRenderer) text(s string, x, y, w, size float32, c colour, align fyne.TextAlign) {
	if s == "" || w <= 0 {
		return
	}
	if r.nText == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	o := r.texts[r.nText]
	r.nText++
	o.Text, o.TextSize, o.Color, o.Alignment = Elide(s, size, fyne.TextStyle{}, w), size, c, align
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, gridRow()-1))
}

func (r *gridBodyRenderer) Objects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, 0, r.nRect+r.nText+2)
	for _, o := range r.rects[:r.nRect] {
		out = append(out, o)
	}
	for _, o := range r.texts[:r.nText] {
		out = append(out, o)
	}
	return append(out, r.frame, r.b.entry)
}

func (r *gridBodyRenderer) Destroy() {}
