package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// newNeedsAdmin is what everybody else is shown: one way on.
func newNeedsAdmin(tr *i18n.Catalogue, do func()) fyne.CanvasObject {
	b := widget.NewButton(tr.T(keyPeopleNeedsDo), do)
	b.Importance = widget.HighImportance
	return card(profileWidth, look.RadiusCard, look.ColorHairline, container.NewVBox(
		heading(tr.T(keyPeople), look.SizeTitle), gap(look.GapInner),
		flush(newWords(tr.T(keyPeopleNeeds), look.SizeBody, look.ColorMuted)), gap(look.Gap), b))
}

// peopleActions are what an administrator can do.
type peopleActions struct {
	tab          func(audit bool)
	search       func(text string)
	pick         func(row int)
	policy       func(approvedOnly bool)
	role         func(i int)
	approve      func(yes bool)
	remove, add  func()
	edit         func(at place, text string)
	addDo        func()
	find         func(text string)
	verify, save func()
}

// peopleView draws the screen.
type peopleView struct {
	tr      *i18n.Catalogue
	root    fyne.CanvasObject
	tabs    *widgets.Segmented
	body    *fyne.Container
	people  fyne.CanvasObject
	audit   fyne.CanvasObject
	list    *widgets.ListPanel
	policy  *widgets.Segmented
	side    *fyne.Container
	pick    fyne.CanvasObject
	one     fyne.CanvasObject
	form    fyne.CanvasObject
	name    words
	mark    fyne.CanvasObject
	note    words
	roles   *widgets.Segmented
	rolesIn *fyne.Container
	approve *widget.Check
	remove  *widget.Button
	who     *formField
	pass    *formField
	addDo   *widget.Button
	log     *widgets.ListPanel
	verdict words
}

// peopleSide is the width of the column beside the table.
const peopleSide float32 = 340

func newPeopleView(tr *i18n.Catalogue, do peopleActions) *peopleView {
	v := &peopleView{tr: tr, body: container.NewStack()}
	v.tabs = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyPeopleTab)}, widgets.Segment{Label: tr.T(keyAuditTab)})
	v.tabs.OnChanged = func(i int) { do.tab(i == 1) }
	v.people, v.audit = v.buildPeople(tr, do), v.buildAudit(tr, do)
	pad := look.PaddingCard
	v.root = container.NewStack(canvas.NewRectangle(look.Color(theme.ColorNameBackground)),
		container.New(layout.NewCustomPaddedLayout(look.Gap, look.Gap, pad, pad),
			container.NewBorder(container.NewHBox(heading(tr.T(keyPeople), look.SizeTitle), space(look.Gap), container.NewCenter(v.tabs)), nil, nil, nil, v.body)))
	return v
}

func (v *peopleView) buildPeople(tr *i18n.Catalogue, do peopleActions) fyne.CanvasObject {
	v.list = widgets.NewListPanel()
	v.list.SetPlaceHolder(tr.T(keyPeopleSearch))
	v.list.SetColumns(
		widgets.ListColumn{Title: tr.T(keyColName), Share: 5}, widgets.ListColumn{Title: tr.T(keyColRole), Share: 3},
		widgets.ListColumn{Title: tr.T(keyColEdit), Share: 3}, widgets.ListColumn{Title: tr.T(keyColSessions), Share: 2, Number: true},
		widgets.ListColumn{Title: tr.T(keyColSeen), Share: 4})
	v.list.OnSearch, v.list.OnOpen = do.search, do.pick
	v.policy = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyPolicyAnyone)}, widgets.Segment{Label: tr.T(keyPolicyApproved)})
	v.policy.OnChanged = func(i int) { do.policy(i == 1) }
	add := widget.NewButtonWithIcon(tr.T(keyAddAdmin), theme.ContentAddIcon(), do.add)
	v.side = container.NewStack()
	v.pick = flush(newWords(tr.T(keyPeoplePick), look.SizeBody, look.ColorMuted))
	v.one, v.form = v.buildOne(tr, do), v.buildForm(tr, do)
	right := container.New(column{width: peopleSide}, container.NewVBox(v.side, gap(look.Gap), add))
	top := container.NewHBox(container.NewCenter(caption(tr.T(keyPolicy), look.SizeBody)), container.NewCenter(v.policy))
	return container.NewBorder(top, nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, look.PaddingCard, 0), right), v.list)
}

// buildOne is the card of the account picked.
func (v *peopleView) buildOne(tr *i18n.Catalogue, do peopleActions) fyne.CanvasObject {
	v.name = newWords("", look.SizeStrong, theme.ColorNameForeground).bold()
	v.mark = badge(tr.T(keyDemoMark))
	v.note = newWords("", look.SizeCaption, look.ColorMuted)
	var segments []widgets.Segment
	for _, r := range givenRoles {
		segments = append(segments, widgets.Segment{Label: tr.T(roleKeys[r])})
	}
	v.roles = widgets.NewSegmented(segments...)
	v.roles.OnChanged = do.role
	v.approve = widget.NewCheck(tr.T(keyApproved), do.approve)
	v.rolesIn = container.NewVBox(caption(tr.T(keyRoleGive), look.SizeCaption), v.roles,
		container.New(layout.NewCustomPaddedLayout(0, 0, -look.Gap, 0), v.approve),
		container.New(column{width: peopleSide - 2*look.PaddingCard}, flush(newWords(tr.T(keyRoleWarn), look.SizeCaption, look.ColorMuted))))
	v.remove = widget.NewButtonWithIcon(tr.T(keyRemove), theme.DeleteIcon(), do.remove)
	inner := peopleSide - 2*look.PaddingCard
	return card(peopleSide, look.RadiusCard, look.ColorHairline, container.NewVBox(
		container.NewBorder(nil, nil, nil, v.mark, flush(v.name)), gap(look.GapInner),
		v.rolesIn, container.New(column{width: inner, height: lines(2, look.SizeCaption)}, flush(v.note)), v.remove))
}

// buildForm is the card of another administrator.
func (v *peopleView) buildForm(tr *i18n.Catalogue, do peopleActions) fyne.CanvasObject {
	v.who = newFormField(tr.T(keyAddAdminName), func(t string) { do.edit(nowhere, t) }, do.addDo)
	v.pass = newFormField(tr.T(keyPass), func(t string) { do.edit(atPass, t) }, do.addDo).secret()
	v.addDo = widget.NewButton(tr.T(keyAddAdminDo), do.addDo)
	v.addDo.Importance = widget.HighImportance
	return card(peopleSide, look.RadiusCard, look.ColorHairline, container.NewVBox(
		heading(tr.T(keyAddAdmin), look.SizeStrong), gap(look.GapInner), v.who.obj, v.pass.obj, v.addDo))
}

func (v *peopleView) buildAudit(tr *i18n.Catalogue, do peopleActions) fyne.CanvasObject {
	v.log = widgets.NewListPanel()
	v.log.SetPlaceHolder(tr.T(keyAuditSearch))
	v.log.SetColumns(
		widgets.ListColumn{Title: "#", Share: 1, Number: true}, widgets.ListColumn{Title: tr.T(keyColAt), Share: 3},
		widgets.ListColumn{Title: tr.T(keyColWho), Share: 3}, widgets.ListColumn{Title: tr.T(keyColWhat), Share: 4},
		widgets.ListColumn{Title: tr.T(keyColTarget), Share: 4}, widgets.ListColumn{Title: tr.T(keyColResult), Share: 3})
	v.log.OnSearch = do.find
	v.verdict = newWords("", look.SizeBody, look.ColorMuted)
	return container.NewBorder(
		container.NewBorder(nil, nil, nil, container.NewHBox(widget.NewButton(tr.T(keyAuditVerify), do.verify), widget.NewButton(tr.T(keyAuditSave), do.save)), v.verdict.RichText),
		nil, nil, nil, v.log)
}

// show draws s. It fires no hook.
func (v *peopleView) show(s *peopleState) {
	body, tab := v.people, 0
	if s.audit {
		body, tab = v.audit, 1
	}
	v.tabs.SetSelected(tab)
	if len(v.body.Objects) == 0 || v.body.Objects[0] != body {
		v.body.Objects = []fyne.CanvasObject{body}
		v.body.Refresh()
	}
	v.showPeople(s)
	v.showOne(s)
	lines := s.lines(v.tr)
	v.log.SetRows(len(lines), func(i int) widgets.ListRow { return lines[i] })
	empty := ""
	if len(lines) == 0 {
		empty = v.tr.T(keyAuditNone)
	}
	v.log.SetEmpty(empty)
	text, t := s.verdict(v.tr)
	v.verdict.show(text, toneColours[t])
}

func (v *peopleView) showPeople(s *peopleState) {
	list := s.shown()
	v.list.SetRows(len(list), func(i int) widgets.ListRow { return s.row(v.tr, list[i]) })
	open, empty := -1, ""
	for i, a := range list {
		if a.ID == s.picked {
			open = i
		}
	}
	if len(list) == 0 {
		empty = v.tr.T(keyPeopleNobody)
	}
	v.list.SetOpen(open)
	v.list.SetEmpty(empty)
	policy := 0
	if s.policy.ApprovedOnly {
		policy = 1
	}
	v.policy.SetSelected(policy)
}

func (v *peopleView) showOne(s *peopleState) {
	p, ok := s.panel(v.tr)
	side := v.pick
	switch {
	case s.adding:
		side = v.form
	case ok:
		side = v.one
	}
	if len(v.side.Objects) == 0 || v.side.Objects[0] != side {
		v.side.Objects = []fyne.CanvasObject{side}
		v.side.Refresh()
	}
	v.name.show(p.name, theme.ColorNameForeground)
	setHidden(v.mark, !p.demo)
	v.note.show(p.note, look.ColorMuted)
	setHidden(v.rolesIn, !p.canRole)
	v.roles.SetSelected(p.role)
	if v.approve.Checked != p.approved { // SetChecked would call the hook
		v.approve.Checked = p.approved
		v.approve.Refresh()
	}
	enable(v.remove, p.canRemove && !s.busy)
	at := func(at place) string {
		if s.problem != nil && s.at == at {
			return v.tr.Error(s.problem)
		}
		return ""
	}
	v.who.show(s.name, at(nowhere), "")
	v.pass.show(s.pass, at(atPass), "")
	enable(v.addDo, !s.busy && s.name != "" && s.pass != "")
}
