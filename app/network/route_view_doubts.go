package network

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/rules"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// findingHooks is what a person can do about what is wrong with a draft.
type findingHooks struct {
	next   func(by int)
	locate func()
	fix    func(i int) // the ith remedy of the finding that is told
}

// findingStrip is the line below the form that tells one finding after the other.
type findingStrip struct {
	tr             *i18n.Catalogue
	text           *widgets.FieldLine
	previous, next *widget.Button
	locate         *widget.Button
	fixes          [2]*widget.Button
	root           *fyne.Container
}

func newFindingStrip(tr *i18n.Catalogue, h findingHooks) *findingStrip {
	s := &findingStrip{tr: tr, text: caption("")}
	s.previous = widget.NewButtonWithIcon("", theme.NavigateBackIcon(), func() { h.next(-1) })
	s.next = widget.NewButtonWithIcon("", theme.NavigateNextIcon(), func() { h.next(1) })
	s.locate = widget.NewButtonWithIcon(tr.T(keyFindingLocate), theme.SearchIcon(), h.locate)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(look.Gap), s.previous, s.next)
	for i := range s.fixes {
		s.fixes[i] = widget.NewButton("", func() { h.fix(i) })
		buttons.Add(s.fixes[i])
	}
	buttons.Add(s.locate)
	for _, b := range []*widget.Button{s.previous, s.next, s.locate} {
		b.Importance = widget.LowImportance
	}
	s.root = container.New(side{shares: []float32{1, 0}}, container.NewVBox(layout.NewSpacer(), s.text, layout.NewSpacer()), buttons)
	s.root.Hide()
	return s
}

// show reports whether the line came or went.
func (v *findingStrip) show(s *RouteState, edit bool) (changed bool) {
	f, i, n, ok := s.ShownFinding()
	if changed = present(v.root, ok); !ok {
		return changed
	}
	text, colour := v.say(s, f)
	v.text.Say(fmt.Sprintf("%d/%d · %s", i+1, n, text), colour)
	resized := present(v.previous, n > 1)
	resized = present(v.next, n > 1) || resized
	for k, b := range v.fixes {
		label := ""
		if k < len(f.Fixes) {
			label = v.tr.T(keyFixTime, i18n.A{"time": FormatClock(f.Fixes[k].To)})
			if f.Fixes[k].NextDay {
				label = v.tr.T(keyFixDay)
			}
		}
		if b.Text != label {
			b.SetText(label)
			resized = true
		}
		resized = present(b, label != "") || resized
		enable(b, edit)
	}
	if resized {
		v.root.Refresh()
	}
	return changed
}

// say tells a finding: the train, the stop, what is wrong.
func (v *findingStrip) say(s *RouteState, f RouteFinding) (string, fyne.ThemeColorName) {
	trip := s.Form().Trips[f.Trip]
	station := ""
	if f.Row < len(trip.Calls) {
		station = trip.Calls[f.Row].Station
	}
	a := i18n.A{"trip": f.Trip + 1, "station": station}
	if f.Problem != nil {
		a["says"] = f.Problem.Text(v.tr)
		return "× " + v.tr.T(keyFindingAt, a), look.ColorDanger
	}
	a["says"] = v.tr.Finding(f.Finding, f.Other)
	colour := look.ColorWarn
	if f.Finding.Severity == rules.Info {
		colour = look.ColorMuted
	}
	return "! " + v.tr.T(keyFindingAt, a), colour
}
