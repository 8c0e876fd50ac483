package network

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// timetableHooks is what a person can do in the timetable of a trip.
type timetableHooks struct {
	set     func(row, col int, text string)
	station func(row int, id model.StationID)
	paste   func(row, col int, block [][]string)
	insert  func(row int)
	remove  func(row int)
	move    func(row, to int)
	cursor  func(row, col int)
	reverse func()
}

// callColumns is how many columns come before the fares.
const callColumns = 4

// timetable is the grid of calls.
type timetable struct {
	tr           *i18n.Catalogue
	grid         *widgets.Grid
	shownClasses []string
	buttons      []*widget.Button
	tools        *fyne.Container // for the line above the grid
	foot         *widgets.FieldLine
	suggest      func(text string) []widgets.Item
	root         fyne.CanvasObject
}

func newTimetable(tr *i18n.Catalogue, s *RouteState, h timetableHooks) *timetable {
	t := &timetable{tr: tr, foot: caption("")}
	t.suggest = func(text string) []widgets.Item {
		var out []widgets.Item
		for _, m := range s.Suggest(text) {
			out = append(out, widgets.Item{ID: string(m.ID), Label: m.Name, Detail: m.Detail})
		}
		return out
	}
	t.grid = widgets.NewGrid(t.columns(nil)...)
	t.grid.OnEdit, t.grid.OnPaste = h.set, h.paste
	t.grid.OnChoose = func(row, _ int, it widgets.Item) { h.station(row, model.StationID(it.ID)) }
	t.grid.OnInsert, t.grid.OnRemove, t.grid.OnMove, t.grid.OnCursor = h.insert, h.remove, h.move, h.cursor
	button := func(label i18n.Key, icon fyne.Resource, do func()) {
		b := widget.NewButtonWithIcon("", icon, do)
		if label != keyNone {
			b.SetText(tr.T(label))
		}
		b.Importance = widget.LowImportance
		t.buttons = append(t.buttons, b)
	}
	button(keyCallAdd, theme.ContentAddIcon(), func() { t.grid.InsertRow() })
	button(keyCallRemove, theme.ContentRemoveIcon(), func() { t.grid.RemoveRow() })
	button(keyNone, theme.MoveUpIcon(), func() { t.grid.MoveRow(-1) })
	button(keyNone, theme.MoveDownIcon(), func() { t.grid.MoveRow(1) })
	button(keyReverse, theme.ViewRefreshIcon(), func() { t.grid.Commit(); h.reverse() })
	t.tools = container.NewHBox()
	for _, b := range t.buttons {
		t.tools.Add(b)
	}
	t.root = container.NewBorder(nil, margins(look.GapInner, 0, t.foot), nil, nil, framed(t.grid))
	return t
}

func (t *timetable) columns(classes []string) []widgets.GridColumn {
	tr := t.tr
	out := []widgets.GridColumn{
		{Title: tr.T(keyCallStation), Width: 184, Suggest: t.suggest},
		{Title: tr.T(keyCallArr), Width: 88, Number: true},
		{Title: tr.T(keyCallDep), Width: 88, Number: true},
		{Title: tr.T(keyCallKm), Width: 80, Number: true},
	}
	for _, c := range classes {
		out = append(out, widgets.GridColumn{Title: tr.T(keyCallFare, i18n.A{"class": tr.Class(model.Class(c))}), Width: 96, Number: true})
	}
	return out
}

func (t *timetable) show(s *RouteState, problems []Problem, edit bool) {
	trip, _ := s.Trip()
	if !slices.Equal(trip.Classes, t.shownClasses) {
		t.shownClasses = trip.Classes
		t.grid.SetColumns(t.columns(trip.Classes))
	}
	byField := problemTexts(t.tr, problems)
	rows := make([][]widgets.GridCell, len(trip.Calls))
	for i, c := range trip.Calls {
		at := func(f string) string { return byField[s.TripField(fmt.Sprintf("calls[%d].%s", i, f))] }
		rows[i] = []widgets.GridCell{
			{Text: c.Station, Problem: at("station")},
			{Text: c.Arr, Problem: at("arr")},
			{Text: c.Dep, Problem: at("dep")},
			{Text: c.Km, Problem: at("km")},
		}
		for k, fare := range c.Fares {
			rows[i] = append(rows[i], widgets.GridCell{Text: fare, Problem: at(fmt.Sprintf("fares[%d]", k))})
		}
	}
	t.grid.SetReadOnly(!edit)
	t.grid.SetCells(rows)
	follow(t.grid, s.Selected)
	for _, b := range t.buttons {
		enable(b, edit)
	}
	t.showFoot(s, byField[s.TripField("calls")])
}

// showFoot says what is wrong with the trip as a whole, or what else counts.
func (t *timetable) showFoot(s *RouteState, problem string) {
	text, colour := t.tr.T(keyTimetableHint), look.ColorMuted
	switch {
	case problem != "":
		text, colour = problem, look.ColorDanger
	case s.PairFares() > 0:
		text = t.tr.T(keyPairFares, i18n.A{"n": s.PairFares()})
	}
	t.foot.Say(text, colour)
}

// locate moves the cursor to the first wrong cell of the shown trip.
func (t *timetable) locate(s *RouteState, problems []Problem) {
	trip, _ := s.Trip()
	for row := range trip.Calls {
		for col := range callColumns + len(trip.Classes) {
			if _, ok := find(problems, s.TripField(fmt.Sprintf("calls[%d].%s", row, columnField(col)))); ok {
				s.Select(row, col)
				t.grid.SetCursor(row, col)
				t.grid.Focus()
				return
			}
		}
	}
	t.grid.Focus()
}

// columnField is the name of a column's field.
func columnField(col int) string {
	if col < callColumns {
		return string([]CallField{CallStation, CallArr, CallDep, CallKm}[col])
	}
	return fmt.Sprintf("fares[%d]", col-callColumns)
}
