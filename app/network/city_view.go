package network

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/widgets"
	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
)

// cityHooks is what a person can do on the cities screen.
type cityHooks struct {
	takeLeft, dropLeft func() // of unsaved work of an earlier run
	bar                barHooks
	add                func()
	search             func(text string)
	open               func(row int)
	openMap            func(id model.CityID)
	set                func(f CityField, text string)
	place              func(at model.LonLat)
	rank               func(rank int)
	read               func(r Reading, syllable string)
	stations           stationHooks
	changes            changeHooks
	several            severalHooks
}

// cityView draws the cities screen. It decides nothing.
type cityView struct {
	offer    *offer
	tr       *i18n.Catalogue
	table    *cityTable
	bar      *bar
	fields   map[CityField]*textInput
	readings *readingsLine
	rank     *choice
	pick     *widgets.Chip
	nudges   *fyne.Container
	chart    *mapview.Map
	drawn    mapState
	tabs     *widgets.Segmented
	stations *stationTable
	changes  *changesTable
	lower    *fyne.Container // the table of the chosen tab
	found    *findingsPanel
	form     *fyne.Container
	body     *fyne.Container
	detail   *fyne.Container
	root     fyne.CanvasObject
}

// textInput is one labelled text field of a form.
type textInput struct {
	field *widgets.Field
	text  *widgets.FieldText
}

// cityFields are the fields in the order of the form, two in a row.
var cityFields = []struct {
	name  CityField
	label i18n.Key
	hint  i18n.Key
}{
	{CityName, keyCityName, keyNone},
	{CityPinyin, keyCityPinyin, keyCityPinyinHint},
	{CityEnglish, keyCityEnglish, keyNone},
	{CityProvince, keyCityProvince, keyNone},
	{CityAliases, keyCityAliases, keyCityAliasesHint},
	{CityLon, keyCityLon, keyNone},
	{CityLat, keyCityLat, keyNone},
}

func newCityView(tr *i18n.Catalogue, chart *mapview.Map, found *findingsPanel, h cityHooks) *cityView {
	v := &cityView{tr: tr, chart: chart, found: found, fields: map[CityField]*textInput{}, bar: newBar(tr, h.bar)}
	v.offer = newOffer(tr, h.takeLeft, h.dropLeft)
	v.table = newCityTable(tr, h)
	for _, f := range cityFields {
		in := newInput(tr.T(f.label), func(text string) { h.set(f.name, text) })
		if f.hint != keyNone {
			in.field.SetHint(tr.T(f.hint))
		}
		v.fields[f.name] = in
	}
	v.readings = newReadingsLine(tr, h.read)
	v.rank = newChoice(h.rank)
	v.pick = widgets.NewToggle(tr.T(keyCityPick), look.Icon(look.IconPin), false, func(bool) { v.movable() })
	v.nudges = nudgeButtons(tr, v.nudge(h))
	v.stations, v.changes = newStationTable(tr, h.stations), newChangesTable(tr, h.changes)
	v.tabs = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyStations)}, widgets.Segment{Label: tr.T(keyChanges)})
	v.tabs.OnChanged = func(int) { v.showTab() }
	v.wireMap(h)
	v.build()
	return v
}

// The widths at the normal text size: of the table, and of the form beside the map.
const (
	tableWidth = 348
	formWidth  = 432
)

func (v *cityView) build() {
	f := func(n CityField) fyne.CanvasObject { return v.fields[n].field }
	rows := formRows(
		container.New(side{}, f(CityName), f(CityPinyin)),
		v.readings.root,
		container.New(side{}, f(CityEnglish), f(CityAliases)),
		container.New(side{}, f(CityProvince), widgets.NewField(v.tr.T(keyCityRank), v.rank.boxed())),
		container.New(side{}, f(CityLon), f(CityLat)),
		container.New(side{shares: []float32{1, 0}}, container.NewHBox(v.pick), v.nudges),
	)
	grown := fyne.Min(look.Size(look.SizeBody)/14, 1.5) // the hints grow with the text
	v.form = container.New(wide(formWidth*grown), rows)
	head := container.NewHBox(container.NewCenter(v.tabs), layout.NewSpacer(), v.stations.buttons, v.changes.buttons)
	v.lower = container.NewBorder(head, nil, nil, nil, container.NewStack(v.stations.root, v.changes.root))
	v.showTab()
	v.body = container.New(split{least: 216, most: 400}, v.form, v.lower)
	beside := container.New(split{least: 300, most: 620}, framed(v.chart), v.found.root)
	v.detail = detailLayout(container.NewVBox(v.offer.root, v.bar.root), container.New(side{shares: []float32{48, 52}}, v.body, beside))
	v.root = besideList(tableWidth*grown, v.table.root, v.detail)
}

// showTab puts the table of the chosen tab in front.
func (v *cityView) showTab() {
	for _, o := range []fyne.CanvasObject{v.stations.root, v.stations.buttons} {
		present(o, v.tabs.Selected() == 0)
	}
	for _, o := range []fyne.CanvasObject{v.changes.root, v.changes.buttons} {
		present(o, v.tabs.Selected() == 1)
	}
	v.lower.Refresh() // what was hidden was not laid out
}

// show draws s.
func (v *cityView) show(s *CityState) {
	v.table.show(s)
	a := s.Actions()
	problems := s.Visible()
	st := barState{title: v.title(s), actions: a, dirty: s.Dirty(), busy: s.Busy(), wrong: len(problems)}
	if !s.Shown() && s.Total() > 0 {
		st.hint = v.tr.T(keyCityNone)
	}
	if c, ok := s.Last(); ok {
		st.last = &c
	}
	v.bar.show(st)
	if v.offer.show(s.Left()) {
		v.detail.Refresh()
	}
	form := s.Form()
	for name, in := range v.fields {
		in.text.SetText(*form.field(name))
		in.text.SetEnabled(a.Edit)
		text := ""
		if p, ok := find(problems, string(name)); ok {
			text = p.Text(v.tr)
		}
		in.field.SetProblem(text)
	}
	resized := v.readings.show(s.Readings(), a.Edit)
	hint := v.tr.T(keyCityPinyinHint)
	if doubt := s.Doubt(); doubt != "" {
		hint = v.tr.T(keyCityPinyinDoubt, i18n.A{"pinyin": doubt})
	}
	v.fields[CityPinyin].field.SetHint(hint)
	v.rank.show(rankNames(v.tr, ""), int(form.Rank), a.Edit)
	resized = present(v.pick, a.Edit) || resized
	resized = present(v.nudges, a.Edit) || resized
	v.stations.show(form.Stations, problems, a.Edit)
	v.changes.show(s, problems, a.Edit)
	if resized {
		v.body.Refresh()
	}
	if present(v.body, s.Shown()) {
		v.detail.Refresh() // map and findings take the room of the form
	}
	v.showMap(s)
	v.movable()
}

func (v *cityView) title(s *CityState) string {
	switch {
	case !s.Shown():
		return v.tr.T(keyCities)
	case s.IsNew() && s.Form().Name == "":
		return v.tr.T(keyCityNew)
	}
	name := cmp.Or(s.Form().Name, s.Stored().Name)
	if english := s.Form().English; v.tr.Lang() == i18n.En && english != "" && english != name {
		return english + "  " + name
	}
	return name
}

// startNew prepares for a new city: its position is picked on the map.
func (v *cityView) startNew() {
	v.pick.SetOn(true)
	v.focus(CityName)
}

func (v *cityView) focus(f CityField) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.root); c != nil {
		c.Focus(v.fields[f].text)
	}
}

// locateField gives the keyboard to the field a finding is about.
func (v *cityView) locateField(s *CityState, f Located) {
	if f.Of.Kind == rules.Change {
		v.tab(1)
		v.changes.at(s, f.Of.ID)
		return
	}
	if f.Of.Kind == rules.Station {
		v.tab(0)
		for i, st := range s.Form().Stations {
			if string(st.kept.ID) == f.Of.ID {
				v.stations.at(i, f.Field)
			}
		}
		return
	}
	if field := CityField(f.Field); v.fields[field] != nil {
		v.focus(field)
	}
}

// locate gives the keyboard to the first field that is wrong.
func (v *cityView) locate(problems []Problem) {
	for _, f := range cityFields {
		if _, ok := find(problems, string(f.name)); ok {
			v.focus(f.name)
			return
		}
	}
	if v.changes.locate(problems) {
		v.tab(1)
		return
	}
	v.tab(0)
	v.stations.locate(problems)
}

func (v *cityView) tab(i int) {
	v.tabs.SetSelected(i)
	v.showTab()
}

// commit takes over what is still being typed in a table.
func (v *cityView) commit() {
	v.stations.grid.Commit()
	v.changes.grid.Commit()
}
