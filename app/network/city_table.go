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
	plan     func(p Several)
	patch    func()
	merge    func()
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
	plan            Several      // as the state has it
	targets         []model.City // what the choice of a merge offers
}

func newCityTable(tr *i18n.Catalogue, h cityHooks) *cityTable {
	t := &cityTable{tr: tr, hooks: h.several, list: widgets.NewListPanel()}
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
	t.province = newInput(tr.T(keyCityProvince), func(text string) { t.change(func(p *Several) { p.Province = text }) })
	t.province.text.OnSubmitted = func(string) { t.hooks.patch() }
	t.rank = newChoice(func(i int) { t.change(func(p *Several) { p.Rank = i }) })
	t.apply = widget.NewButton(tr.T(keySeveralApply), t.hooks.patch)
	t.into = newChoice(func(i int) { t.change(func(p *Several) { p.Into = t.targets[i].ID }) })
	t.merge = widget.NewButton(tr.T(keySeveralMerge), t.hooks.merge)
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

// change tells what the person changed of the plan.
func (t *cityTable) change(f func(p *Several)) {
	f(&t.plan)
	t.hooks.plan(t.plan)
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
	t.plan, t.targets = s.Several(), chosen
	t.province.text.SetText(t.plan.Province)
	t.province.text.SetEnabled(a.Several)
	t.rank.show(rankNames(t.tr, t.tr.T(keySeveralAsIs)), t.plan.Rank, a.Several)
	names, at := mergeNames(t.tr, chosen, t.plan.Into)
	t.into.show(names, at, a.Several)
	enable(t.apply, a.Several && !t.plan.Idle())
	enable(t.merge, a.Several && len(chosen) > 1)
	enable(t.remove, a.Several)
	if resized {
		t.root.Refresh()
	}
}

// mergeNames are the names of the chosen cities, told apart, as a choice needs
// them, and which of them is into.
func mergeNames(tr *i18n.Catalogue, chosen []model.City, into model.CityID) (names []string, at int) {
	for i, c := range chosen {
		name := c.Name
		if c.Province != "" {
			name += " · " + c.Province
		}
		for k := 2; slices.Contains(names, name); k++ {
			name = c.Name + " " + tr.Number(k)
		}
		names = append(names, name)
		if c.ID == into {
			at = i
		}
	}
	return names, at
}

// rankNames are the words for the ranks, behind first if that is not empty.
func rankNames(tr *i18n.Catalogue, first string) []string {
	out := []string{tr.T(keyRankNone), tr.T(keyRankCapital), tr.T(keyRankSeat), tr.T(keyRankPrefecture), tr.T(keyRankTown)}
	if first != "" {
		out = append([]string{first}, out...)
	}
	return out
}
