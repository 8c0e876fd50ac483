package network

import (
	"slices"
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

// fareHooks is what a person can do with the fares of the shown trip.
type fareHooks struct {
	classes func(text string)
	fee     func(text string)
	class   func(i int)
	set     func(from, to int, text string)
	paste   func(row, col int, block [][]string)
	fill    func()
	clear   func()
}

// fares shows the classes of the shown trip, and what a ride between each pair
// of its stops costs in one of them.
type fares struct {
	tr           *i18n.Catalogue
	classes, fee *textInput
	class        *choice
	fill, clear  *widget.Button
	grid         *widgets.Grid
	foot         *widgets.FieldLine
	stops        []int
	titles       []string
	root         fyne.CanvasObject
}

func newFares(tr *i18n.Catalogue, h fareHooks) *fares {
	f := &fares{tr: tr, foot: caption(tr.T(keyPairHint)), grid: widgets.NewGrid()}
	f.classes = newInput(tr.T(keyClasses), nil)
	f.classes.field.SetHint(tr.T(keyClassesHint))
	f.classes.text.OnSubmitted, f.classes.text.OnLeft = h.classes, h.classes
	f.fee = newInput(tr.T(keyFee), h.fee)
	f.class = newChoice(h.class)
	f.grid.OnEdit = func(row, col int, text string) {
		if from, to, ok := f.pair(row, col); ok {
			h.set(from, to, text)
		}
	}
	f.grid.OnPaste = func(row, col int, block [][]string) { h.paste(row, max(0, col-1), block) }
	f.fill = widget.NewButtonWithIcon(tr.T(keyPairFill), theme.DownloadIcon(), func() { f.grid.Commit(); h.fill() })
	f.clear = widget.NewButtonWithIcon(tr.T(keyPairClear), theme.ContentClearIcon(), func() { f.grid.Commit(); h.clear() })
	f.fill.Importance, f.clear.Importance = widget.LowImportance, widget.LowImportance
	head := container.New(side{shares: []float32{1.3, .8, .9, 0}}, f.classes.field, f.fee.field,
		widgets.NewField(tr.T(keyPairClass), f.class.boxed()), widgets.NewField("", container.NewHBox(f.fill, f.clear)))
	f.root = container.NewBorder(head, margins(look.GapInner, 0, f.foot), nil, nil, framed(f.grid))
	return f
}

// pair is the pair of stops of a cell, by their rows in the timetable.
func (f *fares) pair(row, col int) (from, to int, ok bool) {
	if row < 0 || row >= len(f.stops) || col < 1 || col > len(f.stops) {
		return 0, 0, false
	}
	return f.stops[row], f.stops[col-1], true
}

func (f *fares) show(s *RouteState, problems []Problem, edit bool) {
	trip, _ := s.Trip()
	f.classes.show(f.tr, strings.Join(trip.Classes, ", "), edit, problems, s.TripField("classes"))
	f.fee.show(f.tr, trip.Fee, edit, problems, s.TripField("fee"))
	var labels []string
	for _, c := range trip.Classes {
		labels = append(labels, f.tr.Class(model.Class(c)))
	}
	f.class.show(labels, slices.Index(trip.Classes, string(s.PairClass())), len(labels) > 0)
	f.stops = s.PairStops()
	titles := make([]string, len(f.stops))
	for i, row := range f.stops {
		titles[i] = trip.Calls[row].Station
	}
	if !slices.Equal(titles, f.titles) {
		f.titles = titles
		columns := []widgets.GridColumn{{Title: f.tr.T(keyPairFrom), Width: 132}}
		for _, t := range titles {
			columns = append(columns, widgets.GridColumn{Title: t, Width: 76, Number: true})
		}
		f.grid.SetColumns(columns)
		defer func() { f.grid.SetCursor(0, 2) }() // the first pair there is
	}
	f.grid.SetReadOnly(!edit)
	f.grid.SetCells(f.cells(s, problemTexts(f.tr, problems)))
	for _, b := range []*widget.Button{f.fill, f.clear} {
		enable(b, edit && len(f.stops) > 1)
	}
}

func (f *fares) cells(s *RouteState, problems map[string]string) [][]widgets.GridCell {
	rows := make([][]widgets.GridCell, len(f.stops))
	for i, from := range f.stops {
		rows[i] = []widgets.GridCell{{Text: f.titles[i], Locked: true}}
		for _, to := range f.stops {
			p := s.PairAt(from, to)
			rows[i] = append(rows[i], widgets.GridCell{
				Text: p.Text, Ghost: p.Counts, Problem: problems[p.Field], Locked: !p.Sensible(),
			})
		}
	}
	return rows
}

// locate moves the cursor to the first wrong fare between two stops of the
// shown trip.
func (f *fares) locate(s *RouteState, problems []Problem) {
	for i, from := range s.PairStops() {
		for k, to := range s.PairStops() {
			if _, wrong := find(problems, s.PairAt(from, to).Field); wrong && from < to {
				f.grid.SetCursor(i, k+1)
				f.grid.Focus()
				return
			}
		}
	}
}
