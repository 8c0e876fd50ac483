package widgets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/widgets"
)

// sheet is the owner of a grid under test: it keeps the texts and a log.
type sheet struct {
	t     *testing.T
	grid  *widgets.Grid
	win   fyne.Window
	texts [][]string
	log   []string
}

func newSheet(t *testing.T, rows ...string) *sheet {
	test.NewTempApp(t)
	s := &sheet{t: t, grid: widgets.NewGrid(
		widgets.GridColumn{Title: "Station", Width: 160, Suggest: suggestPlaces},
		widgets.GridColumn{Title: "Arr", Width: 80, Number: true},
		widgets.GridColumn{Title: "Dep", Width: 80, Number: true},
	)}
	for _, r := range rows {
		s.texts = append(s.texts, strings.Split(r, "|"))
	}
	g := s.grid
	g.OnEdit = func(row, col int, text string) {
		s.note("edit %d,%d %q", row, col, text)
		s.texts[row][col] = text
		s.show()
	}
	g.OnChoose = func(row, col int, it widgets.Item) {
		s.note("choose %d,%d %s", row, col, it.ID)
		s.texts[row][col] = it.Label
		s.show()
	}
	g.OnInsert = func(row int) {
		s.note("insert %d", row)
		s.texts = slices.Insert(s.texts, row, []string{"", "", ""})
		s.show()
	}
	g.OnRemove = func(row int) { s.note("remove %d", row); s.texts = slices.Delete(s.texts, row, row+1); s.show() }
	g.OnMove = func(row, to int) {
		s.note("move %d %d", row, to)
		s.texts[row], s.texts[to] = s.texts[to], s.texts[row]
		s.show()
	}
	g.OnPaste = func(row, col int, block [][]string) { s.note("paste %d,%d %v", row, col, block) }
	s.win = test.NewTempWindow(t, g)
	s.win.Resize(fyne.NewSize(640, 320))
	s.show()
	s.log = nil
	return s
}

func suggestPlaces(text string) []widgets.Item {
	var out []widgets.Item
	for _, n := range []string{"北京西", "北京南", "西安北"} {
		if text != "" && strings.Contains(n, text) {
			out = append(out, widgets.Item{ID: "id-" + n, Label: n})
		}
	}
	return out
}

func (s *sheet) note(format string, args ...any) { s.log = append(s.log, fmt.Sprintf(format, args...)) }

func (s *sheet) show() {
	var cells [][]widgets.GridCell
	for _, row := range s.texts {
		var line []widgets.GridCell
		for _, text := range row {
			c := widgets.GridCell{Text: text}
			if text == "bad" {
				c.Problem = "not a time"
			}
			line = append(line, c)
		}
		cells = append(cells, line)
	}
	s.grid.SetCells(cells)
}

// keys sends keys to what has the focus, as the window would.
func (s *sheet) keys(names ...fyne.KeyName) {
	for _, k := range names {
		s.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func (s *sheet) typed(text string) {
	for _, r := range text {
		s.win.Canvas().Focused().TypedRune(r)
	}
}

func (s *sheet) at(row, col int) {
	s.t.Helper()
	r, c := s.grid.Cursor()
	require.Equal(s.t, []int{row, col}, []int{r, c})
}

func TestTypingReplacesTheCellAndTabGoesOn(t *testing.T) {
	s := newSheet(t, "北京西||08:20", "西安北|12:40|")
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	s.typed("8")
	s.keys(fyne.KeyTab)
	s.at(0, 2)
	s.typed("820")
	s.keys(fyne.KeyTab)
	s.at(1, 0)
	require.Equal(t, []string{`edit 0,1 "8"`, `edit 0,2 "820"`}, s.log)
}

func TestEnterAndArrowsMoveAsInASheet(t *testing.T) {
	s := newSheet(t, "a|1|2", "b|3|4", "c|5|6")
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	s.keys(fyne.KeyReturn)
	s.at(1, 1)
	s.keys(fyne.KeyRight)
	s.at(1, 2)
	s.keys(fyne.KeyDown, fyne.KeyDown)
	s.at(2, 2)
	s.keys(fyne.KeyLeft, fyne.KeyUp)
	s.at(1, 1)
	require.Empty(t, s.log, "moving alone edits nothing")
}

func TestLeftAndRightStayInATextBeingEdited(t *testing.T) {
	s := newSheet(t, "a|12|2")
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	s.keys(fyne.KeyF2, fyne.KeyLeft)
	s.typed("9")
	s.at(0, 1)
	s.keys(fyne.KeyReturn)
	require.Equal(t, []string{`edit 0,1 "192"`}, s.log)
}

func TestShiftTabGoesBack(t *testing.T) {
	s := newSheet(t, "a|1|2", "b|3|4")
	s.grid.SetCursor(1, 0)
	s.grid.Focus()
	e := s.grid.Input().(desktop.Keyable)
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.keys(fyne.KeyTab)
	s.at(0, 2)
	e.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	s.keys(fyne.KeyTab)
	s.at(1, 0)
}

func TestTabLeavesTheGridAtItsEnd(t *testing.T) {
	s := newSheet(t, "a|1|2")
	other := widgets.NewFieldText()
	s.win.SetContent(stacked(s.grid, other))
	s.grid.SetCursor(0, 2)
	s.grid.Focus()
	s.typed("x")
	s.keys(fyne.KeyTab)
	require.Same(t, other, s.win.Canvas().Focused())
	require.Equal(t, []string{`edit 0,2 "x"`}, s.log)
}

func TestEscapeRestoresTheCell(t *testing.T) {
	s := newSheet(t, "a|1|2")
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	s.typed("999")
	s.keys(fyne.KeyEscape, fyne.KeyReturn)
	require.Empty(t, s.log)
}

func TestLosingTheFocusReportsTheText(t *testing.T) {
	s := newSheet(t, "a|1|2")
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	s.typed("7")
	s.win.Canvas().Unfocus()
	require.Equal(t, []string{`edit 0,1 "7"`}, s.log)
}

func TestSuggestionIsTakenByEnter(t *testing.T) {
	s := newSheet(t, "|1|2", "|3|4")
	s.grid.SetCursor(0, 0)
	s.grid.Focus()
	s.typed("北京")
	s.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, []string{"choose 0,0 id-北京南"}, s.log)
	s.at(1, 0)
	require.Equal(t, "北京南", s.texts[0][0])
}

func TestRowKeysAddMoveAndRemove(t *testing.T) {
	s := newSheet(t, "a|1|2", "b|3|4")
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	alt := func(k fyne.KeyName) {
		s.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierAlt})
	}
	s.keys(fyne.KeyInsert)
	s.at(1, 0)
	alt(fyne.KeyDown)
	s.at(2, 0)
	alt(fyne.KeyDelete)
	s.at(1, 0)
	require.Equal(t, []string{"insert 1", "move 1 2", "remove 2"}, s.log)
}

func TestBlockFromASpreadsheetIsPasted(t *testing.T) {
	s := newSheet(t, "a|1|2")
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	clip := test.NewClipboard()
	clip.SetContent("08:20\t08:25\r\n09:00\t09:05\r\n")
	s.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	require.Equal(t, []string{"paste 0,1 [[08:20 08:25] [09:00 09:05]]"}, s.log)
	clip.SetContent("08:20")
	s.log = nil
	s.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	s.keys(fyne.KeyReturn)
	require.Equal(t, []string{`edit 0,1 "08:20"`}, s.log, "one value goes into the cell")
}

func TestClickGoesToTheCell(t *testing.T) {
	s := newSheet(t, "a|1|2", "b|3|4")
	test.TapCanvas(s.win.Canvas(), fyne.NewPos(s.win.Canvas().Size().Width-168*1.5-20, 32+36+10).Add(s.grid.Position()))
	s.at(1, 2)
	require.Same(t, s.grid.Input(), s.win.Canvas().Focused())
}

func TestClickOnAProblemGoesToItsCell(t *testing.T) {
	s := newSheet(t, "a|1|2", "b|bad|4")
	test.TapCanvas(s.win.Canvas(), fyne.NewPos(s.win.Canvas().Size().Width-30, 32+36+10).Add(s.grid.Position()))
	s.at(1, 1)
}

func TestReadOnlyGridTakesNoKeyboard(t *testing.T) {
	s := newSheet(t, "a|1|2")
	s.grid.SetReadOnly(true)
	s.grid.Focus()
	require.Nil(t, s.win.Canvas().Focused())
	test.TapCanvas(s.win.Canvas(), fyne.NewPos(250, 45))
	require.Nil(t, s.win.Canvas().Focused())
	require.Empty(t, s.log)
}

func TestGridSettersFireNoHook(t *testing.T) {
	s := newSheet(t, "a|1|2", "b|3|4")
	s.grid.SetCursor(1, 1)
	s.show()
	s.grid.SetReadOnly(true)
	s.grid.SetReadOnly(false)
	s.grid.SetColumns([]widgets.GridColumn{{Title: "x", Width: 80}})
	s.grid.SetCells(nil)
	require.Empty(t, s.log)
}

func TestLongGridDrawsOnlyRowsInView(t *testing.T) {
	rows := make([]string, 2000)
	for i := range rows {
		rows[i] = fmt.Sprintf("s%d|1|2", i)
	}
	s := newSheet(t, rows...)
	require.Less(t, len(test.LaidOutObjects(s.grid)), 200)
	s.grid.SetCursor(1999, 2)
	require.Less(t, len(test.LaidOutObjects(s.grid)), 200)
	s.at(1999, 2)
}

// body is the part of the grid with the rows.
func (s *sheet) body() fyne.CanvasObject {
	return test.WidgetRenderer(s.grid).Objects()[0].(*fyne.Container).Objects[1].(*container.Scroll).Content
}

// dragBody drags within the rows as the window does, a few pixels at a time.
func (s *sheet) dragBody(from, to fyne.Position) {
	s.t.Helper()
	body := s.body().(fyne.Draggable)
	const steps = 8
	at, by := from, fyne.NewDelta((to.X-from.X)/steps, (to.Y-from.Y)/steps)
	for range steps {
		at = at.AddXY(by.DX, by.DY)
		body.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: by})
	}
	body.DragEnd()
}

func TestARowIsDraggedByItsHandle(t *testing.T) {
	s := newSheet(t, "a|1|2", "b|3|4", "c|5|6")
	row := func(n float32) fyne.Position { return fyne.NewPos(14, 36*n+18) }
	require.NotNil(t, s.body().(desktop.Cursorable).Cursor(), "before the pointer moved as well")
	s.dragBody(row(0), row(2).AddXY(0, 8))
	require.Equal(t, []string{"move 0 2"}, s.log)
	r, _ := s.grid.Cursor()
	require.Equal(t, 2, r, "the cursor goes along")
	s.log = nil
	s.dragBody(row(2), row(1).AddXY(0, -8))
	s.dragBody(row(1), row(1).AddXY(0, 8))
	require.Equal(t, []string{"move 2 1"}, s.log, "a little is no move")
	s.log = nil
	s.dragBody(fyne.NewPos(100, 18), fyne.NewPos(100, 90))
	require.Empty(t, s.log, "only by the handle")
	s.grid.SetReadOnly(true)
	s.dragBody(row(0), row(2))
	require.Empty(t, s.log)
}

func TestUndoTakesBackTypingFirst(t *testing.T) {
	s := newSheet(t, "a|1|2")
	undone := 0
	s.win.Canvas().AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) { undone++ })
	s.grid.SetCursor(0, 1)
	s.grid.Focus()
	in := s.grid.Input()
	in.TypedRune('7')
	in.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	require.Zero(t, undone)
	s.grid.Commit()
	require.Empty(t, s.log)
	in.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	require.Equal(t, 1, undone)
}

func TestRowsThatComeIntoViewAreDrawn(t *testing.T) {
	var rows []string
	for i := range 12 {
		rows = append(rows, fmt.Sprintf("row %d|1|2", i))
	}
	s := newSheet(t, rows...)
	s.win.Resize(fyne.NewSize(640, 120))
	s.win.Resize(fyne.NewSize(640, 600))
	drawn := 0
	for _, o := range test.LaidOutObjects(s.win.Content()) {
		if text, ok := o.(*canvas.Text); ok && strings.HasPrefix(text.Text, "row ") {
			drawn++
		}
	}
	require.GreaterOrEqual(t, drawn, 11, "all but the one the cursor is in")
}
