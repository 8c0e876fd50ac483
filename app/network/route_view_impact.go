package network

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/impact"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// impactHooks is what a person can do about the impact of the draft.
type impactHooks struct{ find, cancel, list func() }

// impactStrip is the line below the form that says what saving would do.
type impactStrip struct {
	tr                 *i18n.Catalogue
	text               *widgets.FieldLine
	bar                *widget.ProgressBar
	find, cancel, list *widget.Button
	root               *fyne.Container
}

func newImpactStrip(tr *i18n.Catalogue, h impactHooks) *impactStrip {
	s := &impactStrip{tr: tr, text: caption(""), bar: widget.NewProgressBar()}
	s.find = widget.NewButtonWithIcon(tr.T(keyImpactFind), theme.SearchIcon(), h.find)
	s.cancel = widget.NewButtonWithIcon(tr.T(i18n.Cancel), theme.CancelIcon(), h.cancel)
	s.list = widget.NewButtonWithIcon(tr.T(keyImpactList), theme.ListIcon(), h.list)
	for _, b := range []*widget.Button{s.find, s.cancel, s.list} {
		b.Importance = widget.LowImportance
	}
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(look.Gap), s.find, s.list, s.cancel)
	s.root = container.New(side{shares: []float32{1, .4, 0}}, container.NewVBox(layout.NewSpacer(), s.text, layout.NewSpacer()), container.NewVBox(layout.NewSpacer(), s.bar, layout.NewSpacer()), buttons)
	return s
}

func (v *impactStrip) show(s *RouteState) {
	i := s.Impact()
	_, ready := s.ImpactDraft()
	changed := present(v.bar, i.Running)
	changed = present(v.cancel, i.Running) || changed
	changed = present(v.find, !i.Running) || changed
	changed = present(v.list, i.Known && len(s.ImpactRows()) > 0) || changed
	enable(v.find, ready && (!i.Known || i.Stale))
	if i.Running && i.All > 0 {
		v.bar.SetValue(float64(i.Done) / float64(i.All))
	} else if i.Running {
		v.bar.SetValue(0)
	}
	text, colour := impactText(v.tr, i)
	v.text.Say(text, colour)
	changed = present(v.root, s.Dirty() || i.Running) || changed
	if changed {
		v.root.Refresh()
	}
}

// impactText says in a sentence what saving would do.
func impactText(tr *i18n.Catalogue, i Impact) (string, fyne.ThemeColorName) {
	switch {
	case i.Running:
		return tr.T(keyImpactRunning, i18n.A{"n": i.Done, "all": i.All}), look.ColorMuted
	case !i.Known:
		return tr.T(keyImpactNone), look.ColorMuted
	case i.Stale:
		return tr.T(keyImpactStale), look.ColorWarn
	case len(i.Result.Pairs) == 0:
		return tr.T(keyImpactNothing), look.ColorMuted
	}
	better, worse := i.Result.Count(impact.Change.Time)
	cheaper, dearer := i.Result.Count(impact.Change.Money)
	colour := look.ColorMuted
	if worse+dearer > 0 {
		colour = look.ColorWarn
	}
	return tr.T(keyImpactSays, i18n.A{"fastest": better + worse, "slower": worse, "cheapest": cheaper + dearer, "dearer": dearer}), colour
}

// impactList shows the pairs whose answers change.
type impactList struct {
	tr   *i18n.Catalogue
	grid *widgets.Grid
	text *widgets.FieldLine
	foot *widgets.FieldLine
	root fyne.CanvasObject
}

func newImpactList(tr *i18n.Catalogue) *impactList {
	l := &impactList{tr: tr, text: caption(""), foot: caption("")}
	l.grid = widgets.NewGrid(
		widgets.GridColumn{Title: tr.T(keyImpactFrom), Width: 84}, widgets.GridColumn{Title: tr.T(keyImpactTo), Width: 84},
		widgets.GridColumn{Title: tr.T(keyImpactAt), Width: 64, Number: true},
		widgets.GridColumn{Title: tr.T(keyImpactArrives), Width: 152}, widgets.GridColumn{Title: "", Width: 104},
		widgets.GridColumn{Title: tr.T(keyImpactFare), Width: 128}, widgets.GridColumn{Title: "", Width: 104},
	)
	l.grid.SetReadOnly(true)
	l.root = container.NewBorder(margins(0, look.GapInner, l.text), margins(look.GapInner, 0, l.foot), nil, nil, framed(l.grid))
	return l
}

func (l *impactList) show(s *RouteState) {
	i := s.Impact()
	text, colour := impactText(l.tr, i)
	l.text.Say(text, colour)
	foot := ""
	if at := i.Result.Moments; len(at.Fastest) > 0 {
		foot = l.tr.T(keyImpactFoot, i18n.A{
			"date": at.Fastest[0].Date().String(), "first": l.tr.ClockAt(at.Fastest[0]),
			"last": l.tr.ClockAt(at.Fastest[len(at.Fastest)-1]), "cities": i.Result.Cities,
		})
	}
	l.foot.Say(foot, look.ColorMuted)
	var rows [][]widgets.GridCell
	for _, r := range s.ImpactRows() {
		var row []widgets.GridCell
		for _, text := range l.texts(r) {
			row = append(row, widgets.GridCell{Text: text})
		}
		rows = append(rows, row)
	}
	l.grid.SetCells(rows)
}

// texts are the cells of a row: empty where an answer stays what it was.
func (l *impactList) texts(r ImpactRow) []string {
	tr := l.tr
	arrives, later, fare, dearer := "", "", "", ""
	if v := r.Time(); v != 0 {
		arrives = arrival(tr, r.At, r.Before.Arrive) + " → " + arrival(tr, r.At, r.Now.Arrive)
		later = changeText(tr, v, keyImpactEarlier, keyImpactLater, func() (string, bool) {
			by, ok := r.Later()
			return tr.Duration(max(by, -by)), ok
		})
	}
	if v := r.Money(); v != 0 {
		fare = tr.Money(r.Before.Fare) + " → " + tr.Money(r.Now.Fare)
		dearer = changeText(tr, v, keyImpactCheaper, keyImpactDearer, func() (string, bool) {
			by, ok := r.Dearer()
			return tr.Money(max(by, -by)), ok
		})
	}
	name := func(c model.City) string { return tr.Name(c.Name, c.English, c.Pinyin) }
	return []string{name(r.From), name(r.To), tr.ClockAt(r.At), arrives, later, fare, dearer}
}

// changeText says which way an answer changes, and by how much where that can be said.
func changeText(tr *i18n.Catalogue, verdict int, better, worse i18n.Key, by func() (string, bool)) string {
	text, ok := by()
	switch {
	case !ok && verdict > 0:
		return tr.T(keyImpactNew)
	case !ok:
		return tr.T(keyImpactGone)
	case verdict > 0:
		return tr.T(better, i18n.A{"by": text})
	}
	return tr.T(worse, i18n.A{"by": text})
}

// arrival is a time of day, with the days since the departure.
func arrival(tr *i18n.Catalogue, from, at model.Moment) string {
	if at == impact.NoArrival {
		return "–"
	}
	return tr.Clock(model.Second(at - from.Date().At(0)))
}
