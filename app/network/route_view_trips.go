package network

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/widgets"
)

// tripHooks is what a person can do with the trips of a route.
type tripHooks struct {
	pick      func(i int)
	add       func()
	duplicate func()
	remove    func()
	shift     func(text string) error
}

// tripStrip chooses among the trips of a route.
type tripStrip struct {
	tr                     *i18n.Catalogue
	chooser                *choice
	first                  int // trip of the first option: only those around the shown one are listed
	previous, next         *widget.Button
	add, duplicate, remove *widget.Button
	shift                  *textInput
	shiftNow               *widget.Button
	current, of            int
	root                   fyne.CanvasObject
}

// listedTrips is how many trips the chooser lists at once.
const listedTrips = 40

func newTripStrip(tr *i18n.Catalogue, h tripHooks) *tripStrip {
	t := &tripStrip{tr: tr}
	t.chooser = newChoice(func(i int) { h.pick(t.first + i) })
	t.previous = widget.NewButtonWithIcon("", theme.NavigateBackIcon(), func() { h.pick(t.current - 1) })
	t.next = widget.NewButtonWithIcon("", theme.NavigateNextIcon(), func() { h.pick(t.current + 1) })
	t.add = widget.NewButtonWithIcon(tr.T(keyTripAdd), theme.ContentAddIcon(), h.add)
	t.duplicate = widget.NewButtonWithIcon(tr.T(keyTripDuplicate), theme.ContentCopyIcon(), h.duplicate)
	t.remove = widget.NewButtonWithIcon(tr.T(keyTripDelete), theme.DeleteIcon(), h.remove)
	for _, b := range []*widget.Button{t.previous, t.next, t.add, t.duplicate, t.remove} {
		b.Importance = widget.LowImportance
	}
	apply := func() {
		err := h.shift(t.shift.text.Text)
		t.shift.field.SetProblem("")
		if err != nil {
			t.shift.field.SetProblem(Problem{Err: err}.Text(tr))
			return
		}
		t.shift.text.SetText("")
	}
	t.shift = newInput(tr.T(keyTripShift), func(string) { t.shift.field.SetProblem("") })
	t.shift.field.SetHint("+0:30, -15")
	t.shift.text.OnSubmitted = func(string) { apply() }
	t.shiftNow = widget.NewButton(tr.T(keyTripShiftNow), apply)
	chooser := widgets.NewField(tr.T(keyTrips), container.NewBorder(nil, nil, t.previous, t.next, t.chooser.boxed()))
	buttons := widgets.NewField("", container.NewHBox(t.add, t.duplicate, t.remove))
	shift := container.New(side{shares: []float32{1, 0}}, t.shift.field, widgets.NewField("", t.shiftNow))
	t.root = container.New(side{shares: []float32{1.6, 0, 1}}, chooser, buttons, shift)
	return t
}

func (t *tripStrip) show(s *RouteState, edit bool) {
	t.current, t.of = s.TripIndex()
	trips := s.Form().Trips
	t.first = max(0, min(t.current-listedTrips/2, len(trips)-listedTrips))
	var labels []string
	for i := t.first; i < min(len(trips), t.first+listedTrips); i++ {
		labels = append(labels, tripLabel(t.tr, trips[i], i, len(trips)))
	}
	t.chooser.show(labels, t.current-t.first, len(labels) > 0)
	enable(t.previous, t.current > 0)
	enable(t.next, t.current+1 < t.of)
	enable(t.add, edit)
	enable(t.duplicate, edit)
	enable(t.remove, edit && t.of > 1)
	t.shift.text.SetEnabled(edit)
	enable(t.shiftNow, edit)
}
