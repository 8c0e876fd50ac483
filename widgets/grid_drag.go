package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
)

// gridDrag is a row on its way: dragged by the handle beside its number. Alt-↑
// and Alt-↓ do the same.
type gridDrag struct {
	on       bool
	row, gap int // the row, and the gap between rows it would go into
}

// target is where the row would be after the move.
func (d gridDrag) target() int {
	if d.gap > d.row {
		return d.gap - 1
	}
	return d.gap
}

// movable reports whether rows have handles.
func (g *Grid) movable() bool { return g.OnMove != nil && !g.readOnly && len(g.cells) > 1 }

// Dragged moves a row that was taken by its handle.
func (b *gridBody) Dragged(e *fyne.DragEvent) {
	g := b.g
	if !g.drag.on {
		from := e.Position.Subtract(e.Dragged)
		row := int(from.Y / gridRow())
		if !g.movable() || from.X >= gridNumber() || row >= len(g.cells) {
			return
		}
		g.Commit()
		g.drag = gridDrag{on: true, row: row}
	}
	g.drag.gap = max(0, min(int(e.Position.Y/gridRow()+.5), len(g.cells)))
	b.Refresh()
}

// DragEnd puts the row down.
func (b *gridBody) DragEnd() {
	g := b.g
	d := g.drag
	g.drag = gridDrag{}
	if d.on && d.target() != d.row {
		g.OnMove(d.row, d.target())
		g.moveTo(d.target(), g.col)
	}
	b.Refresh()
}

// MouseIn does nothing; see MouseMoved.
func (b *gridBody) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved shows over a handle that it can be dragged.
func (b *gridBody) MouseMoved(e *desktop.MouseEvent) {
	b.cursor = desktop.DefaultCursor
	if b.g.movable() && e.Position.X < gridNumber() && e.Position.Y < float32(len(b.g.cells))*gridRow() {
		b.cursor = desktop.VResizeCursor
	}
}

// MouseOut does nothing.
func (b *gridBody) MouseOut() {}

// Cursor is that of what lies under the pointer.
func (b *gridBody) Cursor() desktop.Cursor {
	if b.cursor == nil { // Fyne asks before the pointer moved over it
		return desktop.DefaultCursor
	}
	return b.cursor
}

// handle marks that a row can be dragged.
const handle = "≡"

// drawHandle draws the handle of a row.
func (r *gridBodyRenderer) drawHandle(y float32) {
	if r.b.g.movable() {
		r.text(handle, 6, y, gridNumber()/2, theme.TextSize(), themed(theme.ColorNamePlaceHolder), fyne.TextAlignLeading)
	}
}

// drawDrop draws where a dragged row would go.
func (r *gridBodyRenderer) drawDrop() {
	if d := r.b.g.drag; d.on {
		r.rect(0, float32(d.row)*gridRow(), r.size.Width, gridRow()-1, faded(themed(theme.ColorNamePrimary), .18))
		r.rect(0, float32(d.gap)*gridRow()-2, r.size.Width, 3, themed(theme.ColorNamePrimary))
	}
}
