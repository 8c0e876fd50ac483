package network

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// severalHooks is what a person can do with the chosen rows.
type severalHooks struct {
	check    func(row int)
	checkAll func(on bool)
	patch    func(province string, rank int) // rank -1: as it is
	merge    func(into model.CityID)
	remove   func()
}

// cityTable is the table of cities with what can be done to several of them.
type cityTable struct {
	tr    *i18n.Catalogue
	hooks severalHooks
	list  *widgets.ListPanel
	add   *widget.Button

	all, none       *widget.Button
	count           *widgets.FieldLine
	province        *textInput
	rank            *choice
	apply           *widget.Button
	into            *choice
	merge, remove   *widget.Button
	several, bottom *fyne.Container
	root            *fyne.Container
	targets         []model.City // what the choice of a merge offers
	picked          model.CityID // of them
	rankPicked      int
}

func newCityTable(tr *i18n.Catalogue, h cityHooks) *cityTable {
	t := &cityTable{tr: tr, hooks: h.several, list: widgets.NewListPanel(), rankPicked: -1}
	t.list.SetPlaceHolder(tr.T(keyCitySearch))
	t.list.SetColumns(
		widgets.ListColumn{Title: tr.T(keyCityName), Share: 5},
		widgets.ListColumn{Title: tr.T(keyCityOther), Share: 6},
		widgets.ListColumn{Title: tr.T(keyCityProvince), Share: 4},
		widgets.ListColumn{Title: tr.T(keyCityTrips), Share: 3, Number: true},
	)
	t.list.OnSearch, t.list.OnOpen, t.list.OnDelete, t.list.OnCheck = h.search, h.open, h.bar.remove, t.hooks.check
	t.add = widget.NewButtonWithIcon(tr.T(keyCityAdd), theme.ContentAddIcon(), h.add)
	t.all = widget.NewButton(tr.T(keySeveralAll), func() { t.hooks.checkAll(true) })
	t.none = widget.NewButton(tr.T(keySeveralNone), func() { t.hooks.checkAll(false) })
	t.all.Importance, t.none.Importance = widget.LowImportance, widget.LowImportance
	t.count = heading("", look.SizeBody)
	t.province = newInput(tr.T(keyCityProvince), func(string) { t.enable(true) })
	t.province.text.OnSubmitted = func(string) { t.patch() }
	t.rank = newChoice(func(i int) { t.rankPicked = i - 1; t.enable(true) })
	t.apply = widget.NewButton(tr.T(keySeveralApply), t.patch)
	t.into = newChoice(func(i int) { t.picked = t.targets[i].ID })
	t.merge = widget.NewButton(tr.T(keySeveralMerge), func() { t.hooks.merge(t.picked) })
	t.remove = widget.NewButton(tr.T(keySeveralDelete), t.hooks.remove)
	t.remove.Importance = widget.LowImportance
	under := func(b fyne.CanvasObject) fyne.CanvasObject { return container.NewVBox(caption(" "), b) } // beside a field, below its label
	t.several = formRows(
		container.New(side{shares: []float32{1, 0}}, t.count, container.NewHBox(t.all, t.none, t.remove)),
		container.New(side{shares: []float32{1, 1, 0}}, t.province.field, widgets.NewField(tr.T(keyCityRank), t.rank.boxed()), under(t.apply)),
		container.New(side{shares: []float32{1, 0}}, widgets.NewField(tr.T(keySeveralInto), t.into.boxed()), under(t.merge)),
	)
	t.bottom = container.NewVBox(margins(look.Gap, 0, t.several), margins(look.Gap, 0, t.add))
	t.root = container.NewBorder(nil, t.bottom, nil, nil, t.list)
	return t
}

// patch asks for what was typed to be set in every chosen city.
func (t *cityTable) patch() {
	if !t.apply.Disabled() {
		t.hooks.patch(t.province.text.Text, t.rankPicked)
	}
}

// reset empties the fields once they were applied.
func (t *cityTable) reset() {
	t.province.text.SetText("")
	t.rankPicked = -1
}

func (t *cityTable) enable(on bool) {
	enable(t.apply, on && (t.province.text.Text != "" || t.rankPicked >= 0))
}

// show draws the table of s.
func (t *cityTable) show(s *CityState) {
	t.list.SetSearch(s.SearchText())
	rows := s.Rows()
	t.list.SetRows(len(rows), func(i int) widgets.ListRow { return t.row(s, i) })
	t.list.SetOpen(s.OpenRow())
	t.list.SetEmpty(emptyText(t.tr, s, len(rows), keyCityEmpty))
	t.list.SetCount(t.tr.T(keyCityCount, i18n.A{"n": len(rows), "total": s.Total()}))
	a := s.Actions()
	enable(t.add, a.Add)
	t.showSeveral(s, a)
}

func (t *cityTable) row(s *CityState, i int) widgets.ListRow {
	r := s.Rows()[i]
	cells := []string{r.Name, r.Pinyin, r.Province, t.tr.Number(r.Trips)}
	if t.tr.Lang() == i18n.En && r.Latin != "" {
		cells[0], cells[1] = r.Latin, r.Name
	}
	if r.Namesake {
		cells[0] = "⚠ " + cells[0]
	}
	return widgets.ListRow{Cells: cells, Checked: s.IsChecked(i)}
}

// showSeveral shows what can be done to the chosen rows, once there are any.
func (t *cityTable) showSeveral(s *CityState, a Actions) {
	chosen := s.Checked()
	resized := present(t.several, len(chosen) > 0 && !a.SignIn && !a.ReadOnly)
	t.count.Say(t.tr.T(keySeveralCount, i18n.A{"n": len(chosen)}), theme.ColorNameForeground)
	t.targets = chosen
	var names []string
	at := 0
	for i, c := range chosen {
		name := c.Name
		if c.Province != "" {
			name += " · " + c.Province
		}
		for k := 2; slices.Contains(names, name); k++ { // a choice tells its options apart by their text
			name = c.Name + " " + t.tr.Number(k)
		}
		names = append(names, name)
		if c.ID == t.picked {
			at = i
		}
	}
	if len(chosen) > 0 {
		t.picked = chosen[at].ID
	}
	t.into.show(names, at, a.Several)
	t.rank.show(rankNames(t.tr, t.tr.T(keySeveralAsIs)), t.rankPicked+1, a.Several)
	t.province.text.SetEnabled(a.Several)
	t.enable(a.Several)
	enable(t.merge, a.Several && len(chosen) > 1)
	enable(t.remove, a.Several)
	if resized {
		t.root.Refresh()
	}
}

// rankNames are the words for the ranks, behind first if that is not empty.
func rankNames(tr *i18n.Catalogue, first string) []string {
	out := []string{tr.T(keyRankNone), tr.T(keyRankCapital), tr.T(keyRankSeat), tr.T(keyRankPrefecture), tr.T(keyRankTown)}
	if first != "" {
		out = append([]string{first}, out...)
	}
	return out
}
