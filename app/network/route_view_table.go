package network

import (
	"fmt"
	"strings"

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
	classes func(text string)
	fee     func(text string)
}

// callColumns is how many columns come before the fares.
const callColumns = 4

// timetable is the grid of calls with the buttons and fields above it.
type timetable struct {
	tr                    *i18n.Catalogue
	grid                  *widgets.Grid
	shownClasses          []string
	add, remove, up, down *widget.Button
	classes, fee          *textInput
	foot                  *widgets.FieldLine
	suggest               func(text string) []widgets.Item
	root                  fyne.CanvasObject
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
	t.grid.OnInsert, t.grid.OnRemove, t.grid.OnMove = h.insert, h.remove, h.move
	button := func(label i18n.Key, icon fyne.Resource, do func()) *widget.Button {
		b := widget.NewButtonWithIcon("", icon, do)
		if label != keyNone {
			b.SetText(tr.T(label))
		}
		b.Importance = widget.LowImportance
		return b
	}
	t.add = button(keyCallAdd, theme.ContentAddIcon(), func() { t.grid.InsertRow() })
	t.remove = button(keyCallRemove, theme.ContentRemoveIcon(), func() { t.grid.RemoveRow() })
	t.up = button(keyNone, theme.MoveUpIcon(), func() { t.grid.MoveRow(-1) })
	t.down = button(keyNone, theme.MoveDownIcon(), func() { t.grid.MoveRow(1) })
	t.classes = newInput(tr.T(keyClasses), nil)
	t.classes.field.SetHint(tr.T(keyClassesHint))
	t.classes.text.OnSubmitted = h.classes
	t.classes.text.OnLeft = h.classes
	t.fee = newInput(tr.T(keyFee), h.fee)
	head := container.New(side{shares: []float32{0, 1.4, 1}},
		widgets.NewField("", container.NewHBox(label(tr.T(keyTimetable), look.SizeStrong), t.add, t.remove, t.up, t.down)),
		t.classes.field, t.fee.field)
	t.root = container.NewBorder(head, margins(look.GapInner, 0, t.foot), nil, nil, framed(t.grid))
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
	if strings.Join(trip.Classes, "\n") != strings.Join(t.shownClasses, "\n") || len(trip.Classes) != len(t.shownClasses) {
		t.shownClasses = trip.Classes
		t.grid.SetColumns(t.columns(trip.Classes))
	}
	byField := make(map[string]string, len(problems))
	for _, p := range problems {
		byField[p.Field] = p.Text(t.tr)
	}
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
	for _, b := range []*widget.Button{t.add, t.remove, t.up, t.down} {
		enable(b, edit)
	}
	t.classes.show(t.tr, strings.Join(trip.Classes, ", "), edit, problems, s.TripField("classes"))
	t.fee.show(t.tr, trip.Fee, edit, problems, s.TripField("fee"))
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
