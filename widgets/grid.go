package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// GridColumn describes one column of a Grid.
type GridColumn struct {
	Title  string
	Width  float32 // at least; the columns share the room to spare in proportion
	Number bool    // right-aligned
	// Suggest offers what the text of a cell may mean; nil for free text.
	Suggest func(text string) []Item
	// Choice opens the list as soon as the cell is entered: one of a few words.
	Choice bool
}

// GridCell is what one cell shows.
type GridCell struct {
	Text    string
	Problem string // why the text is refused; "" when it is not
	Locked  bool   // shown but not edited
	Ghost   string // what counts while the text is empty
}

// Grid edits a table of texts as a sheet does. One cell has the cursor; typing
// replaces its text, F2 or a second click goes into it. Enter and ↓ move down,
// Tab and → move on, Shift-Tab back; Esc restores the text. Alt-↑ and Alt-↓
// move the row, as dragging the handle beside its number does, Insert adds one
// below, Alt-Delete removes it. What comes from a spreadsheet by Ctrl-V goes over
// the cells from the cursor on. Ctrl-Z takes back text that is being typed, else
// it goes on to the window.
//
// The grid owns no data: it shows SetCells and reports what the user wants by
// its hooks, which the owner answers with SetCells. Setters fire no hooks. A
// problem is marked in its cell and told at the end of its row.
type Grid struct {
	widget.BaseWidget

	OnEdit   func(row, col int, text string)      // the text of a cell was changed
	OnChoose func(row, col int, item Item)        // a suggestion was taken for it
	OnPaste  func(row, col int, block [][]string) // a block was pasted from there on
	OnInsert func(row int)                        // a row is wanted before row
	OnRemove func(row int)                        // the row is to go
	OnMove   func(row, to int)                    // the row is to move
	OnCursor func(row, col int)                   // the user moved the cursor

	columns  []GridColumn
	cells    [][]GridCell
	readOnly bool
	row, col int
	drag     gridDrag

	head   *gridHead
	body   *gridBody
	scroll *container.Scroll
	cell   *gridEntry
	list   *completeList
	drop   *popover
}

// NewGrid makes an empty grid with these columns.
func NewGrid(columns ...GridColumn) *Grid {
	g := &Grid{columns: columns}
	g.ExtendBaseWidget(g)
	g.cell = newGridEntry(g)
	g.list = newCompleteList(g.take)
	g.drop = newPopover(g.cell, g.list, g.cell)
	g.body = newGridBody(g)
	g.head = newGridHead(g)
	g.scroll = container.NewScroll(g.body)
	g.scroll.OnScrolled = func(fyne.Position) { g.head.Refresh(); g.body.Refresh() }
	return g
}

// SetColumns replaces the columns; the cells follow by SetCells.
func (g *Grid) SetColumns(columns []GridColumn) {
	g.columns = columns
	g.SetCells(g.cells)
}

// SetCells shows cells, row by row. The cursor stays where it is as far as
// there are cells; text being typed stays too.
func (g *Grid) SetCells(cells [][]GridCell) {
	resized := len(cells) != len(g.cells)
	g.cells = cells
	g.row = clamp(g.row, len(cells))
	g.col = clamp(g.col, len(g.columns))
	if resized {
		g.scroll.Refresh()
	}
	g.place()
	g.Refresh()
}

// SetReadOnly takes the cursor away, or gives it back.
func (g *Grid) SetReadOnly(on bool) {
	if g.readOnly != on {
		g.readOnly = on
		g.drop.hide()
		g.place()
		g.Refresh()
	}
}

// Cursor is the cell the user is in.
func (g *Grid) Cursor() (row, col int) { return g.row, g.col }

// SetCursor moves to a cell and brings it into view. No hook is called, also
// not for text that was being typed: Commit first.
func (g *Grid) SetCursor(row, col int) {
	g.drop.hide()
	g.row, g.col = clamp(row, len(g.cells)), clamp(col, len(g.columns))
	g.cell.begin(g.at(g.row, g.col).Text)
	g.place()
	g.reveal()
	g.Refresh()
}

// Focus gives the keyboard to the cursor's cell.
func (g *Grid) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && !g.readOnly && len(g.cells) > 0 {
		c.Focus(g.cell)
	}
}

// Input is the part of the grid that takes the keyboard.
func (g *Grid) Input() fyne.Focusable { return g.cell }

// Commit reports text that is still being typed.
func (g *Grid) Commit() {
	g.drop.hide()
	if !g.cell.changed() {
		return
	}
	text := g.cell.Text
	g.cell.begin(text)
	if g.OnEdit != nil {
		g.OnEdit(g.row, g.col, text)
	}
}

// InsertRow asks for a row below the cursor's and goes there, as the Insert key does.
func (g *Grid) InsertRow() {
	if !g.readOnly {
		g.insert(min(g.row+1, len(g.cells)))
		g.Focus()
	}
}

// RemoveRow asks for the cursor's row to go, as Alt-Delete does.
func (g *Grid) RemoveRow() {
	if !g.readOnly {
		g.remove()
		g.Focus()
	}
}

// MoveRow asks for the cursor's row to move up (-1) or down (1).
func (g *Grid) MoveRow(by int) {
	if !g.readOnly {
		g.shift(by)
		g.Focus()
	}
}

func clamp(i, n int) int { return max(0, min(i, n-1)) }

func (g *Grid) at(row, col int) GridCell {
	if row < 0 || row >= len(g.cells) || col < 0 || col >= len(g.cells[row]) {
		return GridCell{}
	}
	return g.cells[row][col]
}

// moveTo is the user leaving the cursor's cell for another one.
func (g *Grid) moveTo(row, col int) {
	g.Commit()
	g.SetCursor(row, col)
	if g.OnCursor != nil {
		g.OnCursor(g.row, g.col)
	}
}

// step moves on by one cell in reading order; false at the ends, where the
// keyboard leaves the grid.
func (g *Grid) step(by int) bool {
	n := len(g.columns)
	i := g.row*n + g.col + by
	for i >= 0 && i < n*len(g.cells) && g.at(i/n, i%n).Locked {
		i += by
	}
	if i < 0 || i >= n*len(g.cells) {
		g.Commit()
		return false
	}
	g.moveTo(i/n, i%n)
	return true
}

// insert asks for a row before row and goes there.
func (g *Grid) insert(row int) {
	g.Commit()
	if g.OnInsert != nil {
		g.OnInsert(row)
		g.moveTo(row, 0)
	}
}

// remove asks for the cursor's row to go.
func (g *Grid) remove() {
	g.cell.begin(g.cell.Text)
	if g.OnRemove != nil && len(g.cells) > 0 {
		g.OnRemove(g.row)
		g.moveTo(g.row, g.col)
	}
}

// shift asks for the cursor's row to move and stays on it.
func (g *Grid) shift(by int) {
	to := g.row + by
	g.Commit()
	if g.OnMove != nil && to >= 0 && to < len(g.cells) {
		g.OnMove(g.row, to)
		g.moveTo(to, g.col)
	}
}

// paste spreads a block from a spreadsheet; false leaves plain text to the cell.
func (g *Grid) paste(text string) bool {
	text = strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if g.OnPaste == nil || !strings.ContainsAny(text, "\t\n") {
		return false
	}
	var block [][]string
	for line := range strings.SplitSeq(text, "\n") {
		block = append(block, strings.Split(line, "\t"))
	}
	g.cell.begin(g.at(g.row, g.col).Text)
	g.OnPaste(g.row, g.col, block)
	g.SetCursor(g.row, g.col)
	return true
}

// offer opens the list of what the cell's text may mean.
func (g *Grid) offer(text string) {
	var items []Item
	if g.col < len(g.columns) && g.columns[g.col].Suggest != nil {
		items = g.columns[g.col].Suggest(text)
	}
	if len(items) == 0 {
		g.drop.hide()
		return
	}
	g.list.set(items)
	g.drop.show()
}

// take is the user choosing from the list.
func (g *Grid) take(i int) {
	if i < 0 || i >= len(g.list.items) {
		return
	}
	item := g.list.items[i]
	g.drop.hide()
	g.cell.begin(item.Label)
	if g.OnChoose != nil {
		g.OnChoose(g.row, g.col, item)
	}
}

// firstProblem tells the first problem of a row.
func firstProblem(cells []GridCell) string {
	for _, c := range cells {
		if c.Problem != "" {
			return c.Problem
		}
	}
	return ""
}

// CreateRenderer is for Fyne.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(gridParts{g}, g.head, g.scroll))
}
