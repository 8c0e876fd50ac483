package network

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// routeHooks is what a person can do on the routes screen.
type routeHooks struct {
	bar      barHooks
	add      func()
	search   func(text string)
	open     func(row int)
	set      func(f RouteField, text string)
	setMode  func(m model.Mode)
	trips    tripHooks
	calendar calendarHooks
	table    timetableHooks
	sheet    sheetHooks
	chart    chartHooks
	fares    fareHooks
	impact   impactHooks
	finding  findingHooks
	tab      func(t RouteTab)

	restore, dropLeft func() // of unsaved work of an earlier run
}

// routeView draws the routes screen. It decides nothing.
type routeView struct {
	tr         *i18n.Catalogue
	list       *widgets.ListPanel
	add        *widget.Button
	offer      *offer
	bar        *bar
	number     *textInput
	name       *textInput
	operator   *operatorInput
	mode       *choice
	trips      *tripStrip
	calendar   *calendarStrip
	tabs       *tripTabs
	finding    *findingStrip
	strip      *impactStrip
	stripShown bool
	form       *fyne.Container
	none       *fyne.Container // instead of the form while no route is open
	detail     *fyne.Container
	root       fyne.CanvasObject
}

func newRouteView(tr *i18n.Catalogue, s *RouteState, found *findingsPanel, h routeHooks) *routeView {
	v := &routeView{tr: tr, bar: newBar(tr, h.bar)}
	v.list = widgets.NewListPanel()
	v.list.SetPlaceHolder(tr.T(keyRouteSearch))
	v.list.OnSearch, v.list.OnOpen, v.list.OnDelete = h.search, h.open, h.bar.remove
	v.add = widget.NewButtonWithIcon(tr.T(keyRouteAdd), theme.ContentAddIcon(), h.add)
	v.offer = newOffer(tr, h.restore, h.dropLeft)
	v.number = newInput(tr.T(keyRouteNumber), func(t string) { h.set(RouteNumber, t) })
	v.name = newInput(tr.T(keyRouteName), func(t string) { h.set(RouteName, t) })
	v.operator = newOperatorInput(tr, s, func(t string) { h.set(RouteOperator, t) })
	v.mode = newChoice(func(i int) { h.setMode(model.Mode(i)) })
	v.trips = newTripStrip(tr, h.trips)
	v.calendar = newCalendarStrip(tr, h.calendar)
	v.tabs = newTripTabs(tr, s, h)
	v.strip = newImpactStrip(tr, h.impact)
	v.finding = newFindingStrip(tr, h.finding)
	v.build(found)
	return v
}

// newInput is a labelled text field.
func newInput(label string, edited func(text string)) *textInput {
	in := &textInput{text: widgets.NewFieldText()}
	in.text.OnEdited = edited
	in.field = widgets.NewField(label, legible(in.text))
	return in
}

// show sets the text, whether it may be edited, and what is wrong with it.
func (in *textInput) show(tr *i18n.Catalogue, text string, edit bool, problems []Problem, field string) {
	in.text.SetText(text)
	in.text.SetEnabled(edit)
	in.field.SetProblem(problemText(tr, problems, field))
}

// problemText is what is wrong with a field, "" for nothing.
func problemText(tr *i18n.Catalogue, problems []Problem, field string) string {
	if p, ok := find(problems, field); ok {
		return p.Text(tr)
	}
	return ""
}

func (v *routeView) build(found *findingsPanel) {
	header := container.New(side{shares: []float32{1, 2, 1.6, 1}},
		v.number.field, v.name.field, v.operator.framed, widgets.NewField(v.tr.T(keyRouteMode), v.mode.boxed()))
	top := formRows(header, v.trips.root, v.calendar.root)
	v.form = container.NewBorder(margins(0, look.GapInner, top), container.NewVBox(v.finding.root, v.strip.root), nil, nil, v.tabs.root)
	v.none = nothingOpen(look.IconRoute, v.tr.T(keyRouteNone))
	v.detail = detailLayout(container.NewVBox(v.offer.root, v.bar.root), container.NewStack(v.none, v.form))
	v.root = besideList(listWidth, newRouteLists(v.tr, v.list, v.add, found).root, v.detail)
}

// show draws s.
func (v *routeView) show(s *RouteState) {
	v.showList(s)
	a, problems, form := s.Actions(), s.Visible(), s.Form()
	enable(v.add, a.Add)
	st := barState{title: v.title(s), actions: a, dirty: s.Dirty(), busy: s.Busy(), wrong: len(problems)}
	if step, ok := s.LastStep(); ok {
		st.undo = v.tr.T(keyStepUndo, i18n.A{"step": v.tr.T(stepKeys[step])})
	} else if c, ok := s.Last(); ok {
		st.last = &c
	}
	v.bar.show(st)
	if v.offer.show(s.Left()) {
		v.detail.Refresh()
	}
	present(v.none, !s.Shown() && s.Total() > 0)
	if present(v.form, s.Shown()) {
		v.detail.Refresh() // what was hidden was not laid out
	}
	v.number.show(v.tr, form.Number, a.Edit, problems, string(RouteNumber))
	v.name.show(v.tr, form.Name, a.Edit, problems, string(RouteName))
	v.operator.show(form.Operator, a.Edit, problemText(v.tr, problems, string(RouteOperator)))
	hint := ""
	if s.NewOperator() {
		hint = v.tr.T(keyRouteNewOp)
	}
	v.operator.framed.SetHint(hint)
	modes := make([]string, model.NumModes)
	for m := range modes {
		modes[m] = v.tr.Mode(model.Mode(m))
	}
	v.mode.show(modes, int(form.Mode), a.Edit)
	v.trips.show(s, a.Edit)
	v.calendar.show(s, problems, a.Edit)
	v.tabs.show(s, problems, a.Edit)
	told := v.finding.show(s, a.Edit)
	if v.strip.show(s); told || v.strip.root.Visible() != v.stripShown {
		v.stripShown = v.strip.root.Visible()
		v.form.Refresh()
	}
}

func (v *routeView) title(s *RouteState) string {
	form := s.Form()
	switch {
	case !s.Shown():
		return v.tr.T(keyRoutes)
	case s.IsNew() && form.Number == "":
		return v.tr.T(keyRouteNew)
	case form.Name == "":
		return form.Number
	}
	return form.Number + "  " + form.Name
}

func (v *routeView) showList(s *RouteState) {
	v.list.SetSearch(s.SearchText())
	rows := s.Rows()
	v.list.SetRows(len(rows), func(i int) widgets.ListRow {
		r := rows[i]
		detail := r.Name
		if r.Operator != "" && detail != "" {
			detail += " · "
		}
		return widgets.ListRow{Title: r.Number, Badge: v.tr.Mode(r.Mode), Detail: detail + r.Operator}
	})
	v.list.SetOpen(s.OpenRow())
	v.list.SetEmpty(emptyText(v.tr, s, len(rows), keyRouteEmpty))
	v.list.SetCount(v.tr.T(keyRouteCount, i18n.A{"n": len(rows), "total": s.Total()}))
}

// locate gives the keyboard to the first field that is wrong.
func (v *routeView) locate(s *RouteState) {
	problems := s.Visible()
	focus := func(o fyne.Focusable) {
		if c := fyne.CurrentApp().Driver().CanvasForObject(v.root); c != nil {
			c.Focus(o)
		}
	}
	for _, f := range []struct {
		field string
		to    fyne.Focusable
	}{
		{string(RouteNumber), v.number.text},
		{string(RouteName), v.name.text},
		{string(RouteOperator), v.operator.field.Input()},
		{s.CalendarField("from"), v.calendar.from.text},
		{s.CalendarField("to"), v.calendar.to.text},
		{s.CalendarField("added"), v.calendar.added.text},
		{s.CalendarField("removed"), v.calendar.removed.text},
	} {
		if _, ok := find(problems, f.field); ok {
			focus(f.to)
			return
		}
	}
	s.SetTab(s.TabOf(problems))
	v.show(s)
	v.tabs.locate(s, problems, focus)
}

// operatorInput completes the names of operators; while it may not be edited it
// is a plain text.
type operatorInput struct {
	field  *widgets.Complete
	fixed  *widgets.FieldText
	framed *widgets.Field
}

func newOperatorInput(tr *i18n.Catalogue, s *RouteState, edited func(text string)) *operatorInput {
	o := &operatorInput{fixed: widgets.NewFieldText()}
	o.field = widgets.NewComplete(func(text string) []widgets.Item {
		var out []widgets.Item
		for _, name := range s.SuggestOperators(text) {
			out = append(out, widgets.Item{ID: name, Label: name})
		}
		return out
	})
	o.field.OnChanged = edited
	o.field.OnChosen = func(it widgets.Item, ok bool) {
		if ok {
			edited(it.Label)
		}
	}
	o.fixed.Disable()
	o.framed = widgets.NewField(tr.T(keyRouteOperator), container.NewStack(o.field, legible(o.fixed)))
	return o
}

func (o *operatorInput) show(text string, edit bool, problem string) {
	if o.field.Text() != text {
		o.field.SetText(text)
	}
	o.fixed.SetText(text)
	present(o.field, edit)
	present(o.fixed, !edit)
	o.framed.SetProblem(problem)
}

// tripLabel names a trip in the chooser: "2/5 · 08:20 – 12:40".
func tripLabel(tr *i18n.Catalogue, t TripForm, i, n int) string {
	times := tr.T(keyTripNoTimes)
	if from, ok := t.firstClock(); ok {
		times = FormatClock(from)
		if to, ok := t.lastClock(); ok {
			times += " – " + FormatClock(to)
		}
	}
	return fmt.Sprintf("%d/%d · %s", i+1, n, times)
}

// startNew gives the keyboard to the first field of a new route.
func (v *routeView) startNew() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.root); c != nil {
		c.Focus(v.number.text)
	}
}
