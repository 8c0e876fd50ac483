package account

import (
	"bytes"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/app/i18n"
	"tongtu/auth/phone"
	"tongtu/widgets/look"
)

// textActions are what a person can do to sign in by text message.
type textActions struct {
	edit                func(at place, text string)
	send, picture, sign func()
	use                 func(code string)
}

// textView is the form, and the on-screen phone beside it.
type textView struct {
	form, phone          fyne.CanvasObject
	number, answer, code *formField
	picture              *canvas.Image
	shown                string // ID of the picture
	send, sign           *widget.Button

	tr       *i18n.Catalogue
	use      func(string)
	messages *fyne.Container
	count    int // of messages drawn
}

func newTextView(tr *i18n.Catalogue, do textActions) *textView {
	v := &textView{tr: tr, use: do.use, count: -1}
	v.number = newFormField(tr.T(keyNumber), func(t string) { do.edit(atNumber, t) }, do.send)
	v.number.entry.SetPlaceHolder(tr.T(keyNumberHint))
	v.answer = newFormField(tr.T(keyPicture), func(t string) { do.edit(atAnswer, t) }, do.send)
	v.code = newFormField(tr.T(keyCode), func(t string) { do.edit(atCode, t) }, do.sign)
	v.picture = &canvas.Image{FillMode: canvas.ImageFillContain}
	v.picture.SetMinSize(fyne.NewSize(150, 50))
	other := widget.NewButtonWithIcon(tr.T(keyPictureNew), theme.ViewRefreshIcon(), do.picture)
	other.Importance = widget.LowImportance
	v.send = widget.NewButton("", do.send)
	v.sign = widget.NewButton(tr.T(keySignIn), do.sign)
	v.sign.Importance = widget.HighImportance
	paper := canvas.NewRectangle(pictureGround) // the picture is dark on clear in every theme
	paper.CornerRadius = look.GapInner
	v.form = container.NewVBox(v.number.obj,
		container.NewBorder(nil, nil, container.NewStack(paper, v.picture), nil, container.NewCenter(other)),
		gap(look.GapInner), v.answer.obj, v.send, gap(look.Gap), v.code.obj, v.sign)
	v.messages = container.NewVBox()
	inner := phoneWidth - 2*look.PaddingCard
	v.phone = card(phoneWidth, 2*look.RadiusCard, look.ColorBorder, container.NewVBox(
		container.NewHBox(heading(tr.T(keyPhone), look.SizeStrong), layout.NewSpacer(), badge(tr.T(keyDemoMark))),
		caption(tr.T(keyTextApp), look.SizeCaption),
		gap(look.GapInner), hairline(), gap(look.GapInner),
		container.New(column{width: inner, height: lines(9, look.SizeBody)}, v.messages),
		layout.NewSpacer(),
		container.New(column{width: inner}, flush(newWords(tr.T(keyTextNote), look.SizeCaption, look.ColorMuted))),
	))
	return v
}

// show draws the form. It fires no hook.
func (v *textView) show(s *textState, p textPanel, inbox []phone.SMS) {
	problem := func(at place) string {
		if p.at == at {
			return p.problem
		}
		return ""
	}
	v.number.show(s.number, problem(atNumber), "")
	v.answer.show(s.answer, problem(atAnswer), "")
	v.code.show(s.code, problem(atCode), p.hint)
	v.code.entry.SetEnabled(p.canEnter)
	if v.shown != s.captcha.ID {
		v.shown = s.captcha.ID
		v.picture.Image, _, _ = image.Decode(bytes.NewReader(s.captcha.PNG)) // our own PNG
		v.picture.Refresh()
	}
	setLabel(v.send, v.send.Text, p.send)
	enable(v.send, p.canSend)
	enable(v.sign, p.canSign)
	v.showMessages(inbox)
}

func (v *textView) showMessages(inbox []phone.SMS) {
	if v.count == len(inbox) && (len(inbox) == 0 || len(inbox) < maxInbox) {
		return
	}
	v.count = len(inbox)
	v.messages.RemoveAll()
	if len(inbox) == 0 {
		v.messages.Add(flush(newWords(v.tr.T(keyTextNone), look.SizeBody, look.ColorMuted)))
	}
	for i, m := range messagesOf(inbox, v.tr) {
		if i > 0 {
			v.messages.Add(hairline())
		}
		v.messages.Add(container.NewHBox(caption(m.to, look.SizeCaption), layout.NewSpacer(), caption(m.at, look.SizeCaption)))
		v.messages.Add(flush(newWords(m.text, look.SizeBody, theme.ColorNameForeground)))
		if i == 0 { // older codes are dead
			v.messages.Add(container.NewHBox(layout.NewSpacer(), widget.NewButton(v.tr.T(keyTextUse), func() { v.use(m.code) })))
		}
	}
}
