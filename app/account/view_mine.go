package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/widgets/look"
)

// mineActions are what a person can do with the own sessions.
type mineActions struct {
	remember func(on bool)
	end      func(id string)
	others   func()
}

// mineView is the card of the own sessions and of what this device remembers.
type mineView struct {
	card     fyne.CanvasObject
	tr       *i18n.Catalogue
	do       mineActions
	remember *widget.Check
	note     words
	rows     *fyne.Container
	others   *widget.Button
}

func newMineView(tr *i18n.Catalogue, do mineActions) *mineView {
	v := &mineView{tr: tr, do: do, rows: container.NewVBox(), note: newWords("", look.SizeCaption, look.ColorMuted)}
	v.remember = widget.NewCheck(tr.T(keyRemember), do.remember)
	v.others = widget.NewButton(tr.T(keySessionOthers), do.others)
	inner := phoneWidth - 2*look.PaddingCard
	v.card = card(phoneWidth, look.RadiusCard, look.ColorHairline, container.NewVBox(
		heading(tr.T(keyDevice), look.SizeStrong),
		container.New(layout.NewCustomPaddedLayout(0, 0, -look.Gap, 0), v.remember),
		container.New(column{width: inner, height: lines(3, look.SizeCaption)}, flush(v.note)),
		gap(look.Gap), hairline(), gap(look.GapInner),
		heading(tr.T(keySessions), look.SizeStrong), v.rows, v.others))
	return v
}

// show draws p. It fires no hook.
func (v *mineView) show(p minePanel) {
	if v.remember.Checked != p.remembered { // SetChecked would call the hook
		v.remember.Checked = p.remembered
		v.remember.Refresh()
	}
	enable(v.remember, p.canRemember)
	v.note.show(p.note, look.ColorMuted)
	v.rows.RemoveAll()
	for _, r := range p.rows {
		label := canvas.NewText(r.label, look.Color(theme.ColorNameForeground))
		label.TextSize = look.Size(look.SizeBody)
		row := container.NewHBox(container.NewCenter(label), layout.NewSpacer())
		if !r.own {
			row.Add(widget.NewButton(v.tr.T(keySessionEnd), func() { v.do.end(r.id) }))
		}
		v.rows.Add(row)
	}
	setHidden(v.others, !p.others)
}
