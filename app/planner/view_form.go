package planner

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// formWide is the width inside the query panel.
func formWide() float32 { return scaled(queryWide) - 2*16 }

// formView is the query panel. Its hooks change the screen's state; its show
// methods draw it.
type formView struct {
	root     fyne.CanvasObject
	from, to *widgets.Complete
	date     *widgets.DateField
	clock    *widgets.TimeField
	by       *widgets.Segmented
	modes    *fyne.Container
	weekday  *canvas.Text
	faults   map[field]*fyne.Container
	recent   *fyne.Container
	body     *fyne.Container
	scroll   *container.Scroll
}

func newFormView(s *Screen) *formView {
	tr := s.shell.Tr()
	v := &formView{faults: map[field]*fyne.Container{}}
	for _, at := range []field{fieldFrom, fieldTo, fieldDate, fieldClock} {
		v.faults[at] = column(6)
		v.faults[at].Hide()
	}
	v.from, v.to = v.place(s, fieldFrom), v.place(s, fieldTo)
	v.date = widgets.NewDateField(dateWords(tr), s.today)
	v.date.OnChanged = s.dateTyped
	v.date.OnSubmitted = s.Search
	v.clock = widgets.NewTimeField()
	v.clock.OnChanged = s.clockTyped
	v.clock.OnSubmitted = s.Search
	v.weekday = caption("")
	v.by = widgets.NewSegmented(
		widgets.Segment{Label: tr.T(keyFastest)}, widgets.Segment{Label: tr.T(keyCheapest)}, widgets.Segment{Label: tr.T(keyFewest)})
	v.by.OnChanged = s.criterionChosen
	v.by.OnSubmitted = s.Search
	v.modes = column(6)
	v.recent = column(2)

	search := newFormButton(tr.T(keySearch), theme.SearchIcon(), s.Search, s.Search)
	search.Importance = widget.HighImportance
	swap := newFormButton("", look.Icon(look.IconSwap), s.Swap, s.Search)
	ends := container.New(endsLayout{},
		column(4, caption(tr.T(keyFrom)), v.from, v.faults[fieldFrom]), column(4, caption(tr.T(keyTo)), v.to, v.faults[fieldTo]), swap)
	when := container.NewBorder(nil, nil, nil, container.NewGridWrap(fyne.NewSize(scaled(76), v.clock.MinSize().Height), v.clock), v.date)
	shortcuts := flow(formWide(),
		widgets.NewChip(tr.T(keyNow), nil, func() { s.setWhen(s.now(), true) }),
		widgets.NewChip(tr.T(keyToday), nil, func() { s.setWhen(s.now(), false) }),
		widgets.NewChip(tr.T(keyTomorrow), nil, func() { s.setWhen(s.now().AddDate(0, 0, 1), false) }),
	)
	v.body = column(16,
		ends,
		column(6, container.NewBorder(nil, nil, nil, v.weekday, caption(tr.T(keyDepart))), when, shortcuts, v.faults[fieldDate], v.faults[fieldClock]),
		column(6, caption(tr.T(keyCriterion)), v.by),
		v.modes, search, v.recent)
	v.scroll = container.NewVScroll(padded(16, 16, 16, v.body))
	v.root = container.NewStack(canvas.NewRectangle(widgets.Raised()), v.scroll)
	return v
}

// formButton is a button of the panel. Enter searches from it as from every
// field; Space presses it.
type formButton struct {
	widget.Button
	enter func()
}

func newFormButton(label string, icon fyne.Resource, tapped, enter func()) *formButton {
	b := &formButton{enter: enter}
	b.Text, b.Icon, b.OnTapped = label, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey searches on Enter.
func (b *formButton) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		b.enter()
		return
	}
	b.Button.TypedKey(k)
}

func (v *formView) place(s *Screen, at field) *widgets.Complete {
	c := widgets.NewComplete(s.offerPlaces)
	c.SetPlaceHolder(s.shell.Tr().T(keyPlaceHint))
	c.OnChanged = func(text string) { s.placeTyped(at, text) }
	c.OnChosen = func(it widgets.Item, ok bool) {
		if ok {
			s.placeChosen(at, it)
		}
	}
	c.OnSubmitted = s.Search
	return c
}

func dateWords(tr *i18n.Catalogue) widgets.DateWords {
	w := widgets.DateWords{Today: tr.T(keyToday), Tomorrow: tr.T(keyTomorrow)}
	w.Title = func(year int, month time.Month) string {
		return tr.T(keyMonth, i18n.A{"year": time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Format("2006"), "month": tr.Month(month)})
	}
	for i := range w.Weekdays {
		w.Weekdays[i] = tr.Weekday(time.Weekday((i + 1) % 7))
	}
	return w
}

// endsLayout stacks the two ends and puts the swap button between them.
type endsLayout struct{}

const swapSide = 36

func (endsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(fyne.Max(a.Width, b.Width)+swapSide+8, a.Height+b.Height+8)
}

func (endsLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	a, b := o[0].MinSize(), o[1].MinSize()
	wide := s.Width - swapSide - 8
	o[0].Resize(fyne.NewSize(wide, a.Height))
	o[1].Resize(fyne.NewSize(wide, b.Height))
	o[1].Move(fyne.NewPos(0, a.Height+8))
	o[2].Resize(fyne.NewSquareSize(swapSide))
	// Half way between the two fields, wherever what is said below the first puts the second.
	o[2].Move(fyne.NewPos(s.Width-swapSide, (a.Height+b.Height+8-swapSide)/2+8))
}

// show draws the fields from the state.
func (v *formView) show(s *Screen) {
	f := s.st.form
	v.showEnd(v.from, f.from, s)
	v.showEnd(v.to, f.to, s)
	v.date.SetText(f.date)
	v.clock.SetText(f.clock)
	v.by.SetSelected(int(f.by))
	v.showWeekday(s)
	v.showModes(s)
	v.showFaults(s)
	v.showRecent(s)
	if s.ready != nil {
		v.date.SetSpan(s.ready.days.first.Time(), s.ready.days.last.Time())
	}
}

// showEnd writes a place in the present language, or the text as it was typed.
func (v *formView) showEnd(c *widgets.Complete, e end, s *Screen) {
	if !e.chosen() {
		c.SetText(e.text)
		return
	}
	label := e.text
	if s.ready != nil {
		label = s.words().place(e.place)
	}
	c.SetChosen(widgets.Item{Label: label})
}

func (v *formView) showWeekday(s *Screen) {
	v.weekday.Text = ""
	if d, ok := v.date.Day(); ok {
		v.weekday.Text = s.shell.Tr().Weekday(d.Weekday())
	}
	v.relayout()
}

func (v *formView) showModes(s *Screen) {
	v.modes.RemoveAll()
	if s.ready == nil || len(s.ready.modes) < 2 {
		v.modes.Hide()
		return
	}
	v.modes.Show()
	var chips []fyne.CanvasObject
	for _, m := range s.ready.modes {
		var chip *widgets.Chip
		chip = widgets.NewToggle(s.shell.Tr().Mode(m), look.Icon(modeIcons[m]), s.st.form.modes.Has(m), func(bool) {
			s.modeToggled(m)
			chip.SetOn(s.st.form.modes.Has(m))
		})
		chip.SetSubmit(s.Search)
		chips = append(chips, chip)
	}
	v.modes.Add(caption(s.shell.Tr().T(keyModes)))
	v.modes.Add(flow(formWide(), chips...))
}

// showFaults says beside each field what is wrong with it and offers what would
// mend it.
func (v *formView) showFaults(s *Screen) {
	for at, box := range v.faults {
		box.RemoveAll()
		p, ok := s.st.fault(at)
		if !ok || s.ready == nil {
			box.Hide()
			continue
		}
		box.Show()
		wide := formWide()
		if at == fieldFrom || at == fieldTo {
			wide -= swapSide + 8
		}
		box.Add(wrapped(s.words().problem(p, s.ready.days), look.SizeCaption, look.ColorDanger, wide))
		var chips []fyne.CanvasObject
		named := map[string]bool{}
		for _, m := range p.near {
			it := s.words().item(m)
			if named[it.Label] { // a city and its main station; the city comes first
				continue
			}
			named[it.Label] = true
			chips = append(chips, widgets.NewChip(it.Label, nil, func() { s.placeChosen(at, it) }))
		}
		if p.fault == faultOutside || p.fault == faultDate {
			chips = append(chips, widgets.NewChip(s.shell.Tr().T(keyJumpTo, i18n.A{"date": p.day}), theme.CalendarIcon(), func() { s.jump(p.day) }))
		}
		if len(chips) > 0 {
			box.Add(flow(wide, chips...))
		}
	}
	v.relayout()
}

// relayout follows changes of height inside the panel.
func (v *formView) relayout() {
	v.body.Refresh()
	v.scroll.Refresh()
}

// maxRecentShown keeps the panel free of scrolling at the usual window height.
const maxRecentShown = 4

func (v *formView) showRecent(s *Screen) {
	v.recent.RemoveAll()
	all := prefs.Recent.Get(s.prefs)
	if len(all) == 0 {
		v.recent.Hide()
		return
	}
	v.recent.Show()
	tr := s.shell.Tr()
	v.recent.Add(container.NewBorder(nil, nil, nil, widgets.NewLink(tr.T(keyRecentClear), nil, s.clearRecent),
		padded(4, 0, 0, caption(tr.T(keyRecent)))))
	for _, q := range first(all, maxRecentShown) {
		f := again(s.st.form, q)
		v.recent.Add(widgets.NewRow(s.pair(f), tr.T(criterionKeys[f.by]), theme.HistoryIcon(), true, func() { s.runAgain(q) }))
	}
}

// dayOf is the civil day of t.
func dayOf(t time.Time) model.Date { return model.NewDate(t.Year(), t.Month(), t.Day()) }
