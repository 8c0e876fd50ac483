package network

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tongtu/app/i18n"
)

// fareHooks is what a person can do with the fares of the shown trip.
type fareHooks struct {
	classes func(text string)
	fee     func(text string)
}

// fares shows the classes of the shown trip and what they cost.
type fares struct {
	tr           *i18n.Catalogue
	classes, fee *textInput
	root         fyne.CanvasObject
}

func newFares(tr *i18n.Catalogue, h fareHooks) *fares {
	f := &fares{tr: tr}
	f.classes = newInput(tr.T(keyClasses), nil)
	f.classes.field.SetHint(tr.T(keyClassesHint))
	f.classes.text.OnSubmitted = h.classes
	f.classes.text.OnLeft = h.classes
	f.fee = newInput(tr.T(keyFee), h.fee)
	head := container.New(side{shares: []float32{1.4, 1}}, f.classes.field, f.fee.field)
	f.root = container.NewBorder(head, nil, nil, nil)
	return f
}

func (f *fares) show(s *RouteState, problems []Problem, edit bool) {
	trip, _ := s.Trip()
	f.classes.show(f.tr, strings.Join(trip.Classes, ", "), edit, problems, s.TripField("classes"))
	f.fee.show(f.tr, trip.Fee, edit, problems, s.TripField("fee"))
}
