package network

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/data/rules"
	"tongtu/widgets"
	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
)

// cityHooks is what a person can do on the cities screen.
type cityHooks struct {
	bar      barHooks
	add      func()
	search   func(text string)
	open     func(row int)
	openMap  func(id model.CityID)
	set      func(f CityField, text string)
	place    func(at model.LonLat)
	stations stationHooks
}

// cityView draws the cities screen. It decides nothing.
type cityView struct {
	tr       *i18n.Catalogue
	list     *widgets.ListPanel
	add      *widget.Button
	bar      *bar
	fields   map[CityField]*textInput
	pick     *widgets.Chip
	chart    *mapview.Map
	drawn    mapState
	stations *stationTable
	found    *findingsPanel
	form     *fyne.Container
	body     *fyne.Container
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
	v.list = widgets.NewListPanel()
	v.list.SetPlaceHolder(tr.T(keyCitySearch))
	v.list.OnSearch, v.list.OnOpen, v.list.OnDelete = h.search, h.open, h.bar.remove
	v.add = widget.NewButtonWithIcon(tr.T(keyCityAdd), theme.ContentAddIcon(), h.add)
	for _, f := range cityFields {
		in := newInput(tr.T(f.label), func(text string) { h.set(f.name, text) })
		if f.hint != keyNone {
			in.field.SetHint(tr.T(f.hint))
		}
		v.fields[f.name] = in
	}
	v.pick = widgets.NewToggle(tr.T(keyCityPick), look.Icon(look.IconPin), false, func(bool) {})
	v.stations = newStationTable(tr, h.stations)
	v.wireMap(h)
	v.build()
	return v
}

// formWidth is the width of the form beside the map at the normal text size.
const formWidth = 376

func (v *cityView) build() {
	f := func(n CityField) fyne.CanvasObject { return v.fields[n].field }
	rows := formRows(
		container.New(side{}, f(CityName), f(CityPinyin)),
		container.New(side{}, f(CityEnglish), f(CityProvince)),
		f(CityAliases),
		container.New(side{}, f(CityLon), f(CityLat)),
		container.NewHBox(v.pick),
	)
	v.form = container.New(wide(formWidth*fyne.Min(look.Size(look.SizeBody)/14, 1.5)), rows) // the hints grow with the text
	v.body = container.New(split{least: 200, most: 440}, v.form, v.stations.root)
	beside := container.New(split{least: 320, most: 560}, framed(v.chart), v.found.root)
	detail := detailLayout(v.bar.root, container.New(side{shares: []float32{0, 1}}, v.body, beside))
	v.root = screenLayout(v.list, v.add, detail)
}

// show draws s.
func (v *cityView) show(s *CityState) {
	v.showList(s)
	a := s.Actions()
	problems := s.Visible()
	enable(v.add, a.Add)
	st := barState{title: v.title(s), actions: a, dirty: s.Dirty(), busy: s.Busy(), wrong: len(problems)}
	if !s.Shown() && s.Total() > 0 {
		st.hint = v.tr.T(keyCityNone)
	}
	if c, ok := s.Last(); ok {
		st.last = &c
	}
	v.bar.show(st)
	resized := present(v.form, s.Shown())
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
	resized = present(v.pick, a.Edit) || resized
	v.stations.show(form.Stations, problems, a.Edit)
	if present(v.stations.root, s.Shown()) || resized {
		v.body.Refresh()
	}
	v.showMap(s)
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

func (v *cityView) showList(s *CityState) {
	v.list.SetSearch(s.SearchText())
	rows := s.Rows()
	v.list.SetRows(len(rows), func(i int) widgets.ListRow {
		r := rows[i]
		row := widgets.ListRow{Title: r.Name, Badge: r.Province, Detail: r.Latin}
		if v.tr.Lang() == i18n.En && r.Latin != "" {
			row.Title, row.Detail = r.Latin, r.Name
		}
		if r.Stations > 1 {
			row.Detail += " · " + v.tr.T(keyStationCount, i18n.A{"n": r.Stations})
		}
		return row
	})
	v.list.SetOpen(s.OpenRow())
	v.list.SetEmpty(emptyText(v.tr, s, len(rows), keyCityEmpty))
	v.list.SetCount(v.tr.T(keyCityCount, i18n.A{"n": len(rows), "total": s.Total()}))
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
	if f.Of.Kind == rules.Station {
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
	v.stations.locate(problems)
}
