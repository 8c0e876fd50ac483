package network

import (
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

// findingsHooks is what a person can do in the findings panel.
type findingsHooks struct {
	locate func(f Located)
	fix    func(code rules.Code, fixes []rules.Fix)
}

// findingsPanel lists what is wrong with the network, with the remedies. Both
// screens have one.
type findingsPanel struct {
	tr     *i18n.Catalogue
	state  *FindingsState
	hooks  findingsHooks
	title  *widgets.FieldLine
	list   *widgets.ListPanel
	says   *widget.Label
	locate *widget.Button
	fix    *widget.Button
	all    *widget.Button
	detail *fyne.Container
	root   *fyne.Container
}

func newFindingsPanel(tr *i18n.Catalogue, s *FindingsState, h findingsHooks) *findingsPanel {
	p := &findingsPanel{tr: tr, state: s, hooks: h, title: heading("", look.SizeStrong), list: widgets.NewListPanel(), says: widget.NewLabel("")}
	p.list.SetDense()
	p.list.SetPlaceHolder(tr.T(keyFindingsSearch))
	p.list.OnSearch = func(text string) { s.Search(text); p.show() }
	p.list.OnOpen = p.open
	p.says.Wrapping = fyne.TextWrapWord
	p.locate = widget.NewButtonWithIcon(tr.T(keyFindingsLocate), theme.SearchIcon(), p.goThere)
	p.fix = widget.NewButton("", func() {
		if f, ok := s.Fix(); ok {
			picked, _ := s.Picked()
			h.fix(picked.Code, []rules.Fix{f})
		}
	})
	p.all = widget.NewButton("", func() {
		if code, fixes, ok := s.FixAll(); ok {
			h.fix(code, fixes)
		}
	})
	p.fix.Importance = widget.HighImportance
	buttons := container.New(layout.NewRowWrapLayout(), p.locate, p.fix, p.all)
	p.detail = container.NewVBox(p.says, buttons)
	p.root = container.NewBorder(p.title, p.detail, nil, nil, p.list)
	p.show()
	return p
}

// open is Enter or a click on a row: the first one picks it, on what is picked
// already it goes there.
func (p *findingsPanel) open(row int) {
	if row == p.state.PickedRow() {
		if _, ok := p.state.Picked(); ok {
			p.goThere()
			return
		}
	}
	p.state.Pick(row)
	p.show()
}

func (p *findingsPanel) goThere() {
	if f, ok := p.state.Picked(); ok {
		p.hooks.locate(f)
	}
}

var severityIcons = [rules.Info + 1]struct {
	icon   func() fyne.Resource
	colour fyne.ThemeColorName
}{
	rules.Error:   {theme.ErrorIcon, look.ColorDanger},
	rules.Warning: {theme.WarningIcon, look.ColorWarn},
	rules.Info:    {theme.InfoIcon, look.ColorMuted},
}

func severityIcon(s rules.Severity) fyne.Resource {
	return theme.NewColoredResource(severityIcons[s].icon(), severityIcons[s].colour)
}

// show draws the state.
func (p *findingsPanel) show() {
	n := p.state.Counts()
	p.title.Say(p.tr.T(keyFindings, i18n.A{"errors": n[rules.Error], "warnings": n[rules.Warning], "infos": n[rules.Info]}), theme.ColorNameForeground)
	rows := p.state.Rows()
	p.list.SetSearch(p.state.SearchText())
	p.list.SetRows(len(rows), func(i int) widgets.ListRow { return p.row(rows[i]) })
	p.list.SetOpen(p.state.PickedRow())
	switch {
	case !p.state.Loaded():
		p.list.SetEmpty(p.tr.T(keyFindingsLooking))
	case p.state.Total() == 0:
		p.list.SetEmpty(p.tr.T(keyFindingsNone))
	case len(rows) == 0:
		p.list.SetEmpty(p.tr.T(keyNoHit, i18n.A{"text": p.state.SearchText()}))
	default:
		p.list.SetEmpty("")
	}
	p.showDetail()
}

func (p *findingsPanel) row(r FindingRow) widgets.ListRow {
	if r.Heading {
		sign := "▸ "
		if r.Open {
			sign = "▾ "
		}
		return widgets.ListRow{Icon: severityIcon(r.Severity), Title: sign + p.tr.FindingTitle(r.Code), Badge: p.tr.Number(r.Count)}
	}
	return widgets.ListRow{Title: p.tr.Subject(r.About), Detail: p.tr.Finding(r.Finding, r.Other)}
}

// showDetail says the picked finding in full and what can be done about it.
func (p *findingsPanel) showDetail() {
	resized := false
	f, picked := p.state.Picked()
	says := ""
	if picked {
		says = p.tr.Subject(f.About) + ": " + p.tr.Finding(f.Finding, f.Other)
	}
	if p.says.Text != says {
		p.says.SetText(says)
		resized = true
	}
	resized = present(p.says, picked) || resized
	resized = present(p.locate, picked && (f.About.City != "" || f.About.Route != "")) || resized
	fix, ok := p.state.Fix()
	if ok {
		p.fix.SetText(p.tr.Fix(fix))
	}
	resized = present(p.fix, ok) || resized
	_, fixes, all := p.state.FixAll()
	all = all && (len(fixes) > 1 || !picked)
	if all {
		p.all.SetText(p.tr.T(keyFindingsFixAll, i18n.A{"n": len(fixes)}))
	}
	resized = present(p.all, all) || resized
	resized = present(p.detail, picked || all) || resized
	if resized {
		p.root.Refresh() // wraps the sentence,
		p.root.Refresh() // and makes room for its lines
		p.list.Reveal()
	}
}
