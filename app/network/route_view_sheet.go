package network

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// sheetHooks is what a person can do with all trips at once.
type sheetHooks struct {
	set    func(row, col int, text string)
	paste  func(row, col int, block [][]string)
	cursor func(row, col int)
	insert func(row int)
	remove func(row int)
	move   func(row, to int)
	fill   func(f Frequency) *Problem
}

// sheet is the grid of all trips with the same stops, one in each row.
type sheet struct {
	tr                 *i18n.Catalogue
	grid               *widgets.Grid
	columns            []SheetColumn
	first, last, every *textInput
	fill               *widget.Button
	foot               *widgets.FieldLine
	root               fyne.CanvasObject
}

func newSheet(tr *i18n.Catalogue, h sheetHooks) *sheet {
	t := &sheet{tr: tr, foot: caption(""), grid: widgets.NewGrid()}
	t.grid.OnEdit, t.grid.OnPaste, t.grid.OnCursor = h.set, h.paste, h.cursor
	t.grid.OnInsert, t.grid.OnRemove, t.grid.OnMove = h.insert, h.remove, h.move
	apply := func() {
		problem := h.fill(Frequency{t.first.text.Text, t.last.text.Text, t.every.text.Text})
		for name, in := range map[string]*textInput{"first": t.first, "last": t.last, "every": t.every} {
			text := ""
			if problem != nil && problem.Field == name {
				text = problem.Text(tr)
			}
			in.field.SetProblem(text)
		}
	}
	input := func(label i18n.Key) *textInput {
		in := newInput(tr.T(label), nil)
		in.text.OnSubmitted = func(string) { apply() }
		return in
	}
	t.first, t.last, t.every = input(keyFillFirst), input(keyFillLast), input(keyFillEvery)
	t.fill = widget.NewButtonWithIcon(tr.T(keyFill), theme.MediaReplayIcon(), apply)
	head := container.New(side{shares: []float32{1, 1, 1, 0}}, t.first.field, t.last.field, t.every.field, widgets.NewField("", t.fill))
	t.root = container.NewBorder(head, margins(look.GapInner, 0, t.foot), nil, nil, framed(t.grid))
	return t
}

func (t *sheet) show(s *RouteState, problems []Problem, edit bool) {
	columns, trips := s.SheetColumns(), s.SheetTrips()
	if !slices.Equal(columns, t.columns) {
		t.columns = columns
		out := make([]widgets.GridColumn, len(columns))
		for i, c := range columns {
			key := keySheetDep
			if c.Field == CallArr {
				key = keySheetArr
			}
			out[i] = widgets.GridColumn{Title: t.tr.T(key, i18n.A{"station": c.Station}), Width: 96, Number: true}
		}
		t.grid.SetColumns(out)
	}
	texts := problemTexts(t.tr, problems)
	rows := make([][]widgets.GridCell, len(trips))
	for i, trip := range trips {
		rows[i] = make([]widgets.GridCell, len(columns))
		for k, c := range columns {
			rows[i][k] = widgets.GridCell{Text: s.SheetText(trip, c), Problem: texts[s.SheetField(trip, c)]}
		}
	}
	t.grid.SetReadOnly(!edit)
	t.grid.SetCells(rows)
	follow(t.grid, s.SheetCursor)
	for _, in := range []*textInput{t.first, t.last, t.every} {
		in.text.SetEnabled(edit)
	}
	enable(t.fill, edit)
	t.foot.Say(t.tr.T(keySheetHint, i18n.A{"n": len(trips), "all": len(s.Form().Trips)}), look.ColorMuted)
}

// problemTexts puts problems into words, by field.
func problemTexts(tr *i18n.Catalogue, problems []Problem) map[string]string {
	out := make(map[string]string, len(problems))
	for _, p := range problems {
		out[p.Field] = p.Text(tr)
	}
	return out
}

// follow moves the cursor of a grid to what is selected elsewhere.
func follow(g *widgets.Grid, selected func() (row, col int)) {
	row, col := selected()
	if r, c := g.Cursor(); r != row || c != col {
		g.SetCursor(row, col)
	}
}
