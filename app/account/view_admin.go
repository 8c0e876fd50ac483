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

// adminActions are what a person can do in the administrator's form.
type adminActions struct {
	edit      func(at place, text string)
	do, other func()
}

// adminView is the administrator's form, and what it is about beside it.
type adminView struct {
	form, about           fyne.CanvasObject
	intro                 words
	recovery, pass, again *formField
	do, other             *widget.Button
}

func newAdminView(tr *i18n.Catalogue, do adminActions) *adminView {
	v := &adminView{intro: newWords("", look.SizeBody, theme.ColorNameForeground)}
	v.recovery = newFormField(tr.T(keyRecovery), func(t string) { do.edit(atRecovery, t) }, do.do)
	v.pass = newFormField("", func(t string) { do.edit(atPass, t) }, do.do).secret()
	v.again = newFormField(tr.T(keyPassAgain), func(t string) { do.edit(atAgain, t) }, do.do).secret()
	v.do = widget.NewButton("", do.do)
	v.do.Importance = widget.HighImportance
	v.other = widget.NewButton("", do.other)
	v.other.Importance = widget.LowImportance
	v.form = container.NewVBox(
		container.New(column{width: formInner, height: lines(3, look.SizeBody)}, flush(v.intro)),
		v.recovery.obj, v.pass.obj, v.again.obj, v.do, v.other)
	inner := phoneWidth - 2*look.PaddingCard
	v.about = card(phoneWidth, look.RadiusCard, look.ColorHairline, container.NewVBox(
		heading(tr.T(keyAdminWhat), look.SizeStrong), gap(look.GapInner),
		container.New(column{width: inner}, flush(newWords(tr.T(keyAdminCan), look.SizeBody, theme.ColorNameForeground))),
		gap(look.GapInner), hairline(), gap(look.GapInner),
		container.New(column{width: inner}, flush(newWords(tr.T(keyAdminRules), look.SizeCaption, look.ColorMuted)))))
	return v
}

// show draws the form. It fires no hook.
func (v *adminView) show(s *adminState, p adminPanel) {
	problem := func(at place) string {
		if p.at == at {
			return p.problem
		}
		return ""
	}
	v.intro.show(p.intro, theme.ColorNameForeground)
	v.pass.rename(p.passLabel)
	v.recovery.show(s.recovery, problem(atRecovery), "")
	v.pass.show(s.pass, problem(atPass), p.hint)
	v.again.show(s.again, problem(atAgain), "")
	setHidden(v.recovery.obj, !p.recovery)
	setHidden(v.again.obj, !p.again)
	setLabel(v.do, v.do.Text, p.do)
	enable(v.do, p.canDo)
	setLabel(v.other, v.other.Text, p.other)
	setHidden(v.other, p.other == "")
}

// focus moves the keyboard to the field of a problem, else to the first one;
// false: it is not on the screen yet.
func (v *adminView) focus(at place) bool {
	switch {
	case at == atAgain:
		return v.again.focus()
	case at == atRecovery, at == nowhere && v.recovery.obj.Visible():
		return v.recovery.focus()
	}
	return v.pass.focus()
}

// newCodeCard shows a recovery code, once.
func newCodeCard(tr *i18n.Catalogue, code string, copied, kept func()) fyne.CanvasObject {
	text := canvas.NewText(code, look.Color(theme.ColorNameForeground))
	text.TextSize, text.TextStyle.Bold = look.Size(look.SizeStrong), true
	ground := canvas.NewRectangle(look.Color(look.ColorSurface))
	ground.CornerRadius = look.GapInner
	pad := look.PaddingCard
	done := widget.NewButton(tr.T(keyCodeKept), kept)
	done.Importance = widget.HighImportance
	return card(profileWidth, look.RadiusCard, look.ColorHairline, container.NewVBox(
		heading(tr.T(keyCodeTitle), look.SizeTitle), gap(look.GapInner),
		flush(newWords(tr.T(keyCodeBody), look.SizeBody, look.ColorMuted)), gap(look.GapInner),
		container.NewStack(ground, container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), container.NewCenter(text))),
		gap(look.Gap),
		container.NewGridWithColumns(2, widget.NewButtonWithIcon(tr.T(keyCodeCopy), theme.ContentCopyIcon(), copied), done)))
}
