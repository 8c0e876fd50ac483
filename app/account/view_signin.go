package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"rsc.io/qr"

	"tongtu/app/i18n"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// method is a way to sign in, in the order of screen.SignInBy.
type method uint8

const (
	byScan method = iota
	byText
	byAdmin
)

// actions are what a person can do on the panel.
type actions struct {
	choose                  func(method)
	refresh, allow, decline func()
	pick                    func(name string)
	text                    textActions
	admin                   adminActions
	flow                    func()
	back                    func() // of the administrator's form, for somebody signed in
}

// identity is one row of the demonstration phone.
type identity struct{ name, label string }

// signIn is the card with the ways to sign in and what belongs to each beside it.
type signIn struct {
	card  fyne.CanvasObject
	aside *fyne.Container
	body  *fyne.Container
	tabs  *widgets.Segmented
	scan  fyne.CanvasObject
	phone fyne.CanvasObject
	text  *textView
	admin *adminView

	showQR    func(*qr.Code)
	veil      *fyne.Container // over a code that is over
	way       *widget.Button
	status    words
	countdown words

	identities     []identity
	radio          *widget.RadioGroup
	ask            words
	allow, decline *widget.Button
}

// newSignIn makes the panel; somebody signed in only steps up.
func newSignIn(tr *i18n.Catalogue, ids []identity, stepping bool, do actions) *signIn {
	v := &signIn{identities: ids, aside: container.NewStack(), body: container.NewStack()}
	v.scan = v.buildScan(do)
	v.phone = v.buildPhone(tr, do)
	v.text = newTextView(tr, do.text)
	v.admin = newAdminView(tr, do.admin)
	v.tabs = widgets.NewSegmented(widgets.Segment{Label: tr.T(keyTabScan)},
		widgets.Segment{Label: tr.T(keyTabText)}, widgets.Segment{Label: tr.T(keyTabAdmin)})
	v.tabs.OnChanged = func(i int) { do.choose(method(i)) }
	var head fyne.CanvasObject = v.tabs
	if stepping {
		back := widget.NewButtonWithIcon(tr.T(keyAdminBack), theme.NavigateBackIcon(), do.back)
		back.Importance = widget.LowImportance
		head = container.NewHBox(heading(tr.T(keyTabAdmin), look.SizeTitle), layout.NewSpacer(), back)
	}
	v.card = card(signInWidth, look.RadiusCard, look.ColorHairline, container.NewVBox(
		container.New(column{width: formInner}, head), gap(look.Gap), v.body, happened(tr, do.flow)))
	return v
}

// choose shows one way to sign in. It fires no hook.
func (v *signIn) choose(m method) {
	body, aside := v.scan, v.phone
	switch m {
	case byText:
		body, aside = v.text.form, v.text.phone
	case byAdmin:
		body, aside = v.admin.form, v.admin.about
	}
	v.tabs.SetSelected(int(m))
	v.body.Objects, v.aside.Objects = []fyne.CanvasObject{body}, []fyne.CanvasObject{aside}
	v.body.Refresh()
	v.aside.Refresh()
}

func (v *signIn) buildScan(do actions) fyne.CanvasObject {
	code, show := newQR()
	v.showQR = show
	ground := canvas.NewRectangle(look.Color(look.ColorHairline))
	shade := look.Color(theme.ColorNameBackground)
	shade.A = 0xE6 // the code stays in sight, unreadable
	v.way = widget.NewButtonWithIcon("", theme.ViewRefreshIcon(), do.refresh)
	v.way.Importance = widget.HighImportance
	v.veil = container.NewStack(canvas.NewRectangle(shade), container.NewCenter(v.way))
	v.status = newWords("", look.SizeStrong, look.ColorMuted).bold().centred()
	v.countdown = newWords("", look.SizeCaption, look.ColorMuted).centred()
	return container.NewVBox(
		container.NewCenter(container.NewStack(ground,
			container.New(layout.NewCustomPaddedLayout(1, 1, 1, 1), code), v.veil)),
		container.New(column{width: formInner, height: lines(1, look.SizeCaption)}, flush(v.countdown)),
		layout.NewSpacer(),
		container.New(column{width: formInner, height: lines(2, look.SizeStrong)}, flush(v.status)),
		layout.NewSpacer(),
	)
}

func (v *signIn) buildPhone(tr *i18n.Catalogue, do actions) fyne.CanvasObject {
	labels := make([]string, len(v.identities))
	names := map[string]string{}
	for i, id := range v.identities {
		labels[i] = id.label
		names[id.label] = id.name
	}
	v.radio = widget.NewRadioGroup(labels, func(label string) { do.pick(names[label]) })
	v.radio.Required = true
	v.ask = newWords("", look.SizeBody, theme.ColorNameForeground)
	v.allow = widget.NewButtonWithIcon(tr.T(keyAllow), theme.ConfirmIcon(), do.allow)
	v.allow.Importance = widget.HighImportance
	v.decline = widget.NewButtonWithIcon(tr.T(keyDecline), theme.CancelIcon(), do.decline)
	inner := phoneWidth - 2*look.PaddingCard
	return card(phoneWidth, 2*look.RadiusCard, look.ColorBorder, container.NewVBox(
		container.NewHBox(heading(tr.T(keyPhone), look.SizeStrong), layout.NewSpacer(), badge(tr.T(keyDemoMark))),
		caption(tr.T(keyPhoneApp), look.SizeCaption),
		gap(look.GapInner),
		container.New(layout.NewCustomPaddedLayout(0, 0, -look.Gap, 0), v.radio),
		gap(look.GapInner),
		hairline(),
		gap(look.GapInner),
		container.New(column{width: inner, height: lines(2, look.SizeBody)}, flush(v.ask)),
		container.NewGridWithColumns(2, v.decline, v.allow),
		layout.NewSpacer(),
		flush(newWords(tr.T(keyPhoneNote), look.SizeCaption, look.ColorMuted)),
	))
}

// show draws p; who is the identity picked, "" for none. It fires no hook.
func (v *signIn) show(p panel, who string) {
	v.status.show(p.status, toneColours[p.tone])
	v.countdown.show(p.countdown, look.ColorMuted)
	v.ask.show(p.ask, theme.ColorNameForeground)
	v.way.SetText(p.way)
	v.veil.Hidden = p.way == ""
	v.veil.Refresh()
	enable(v.allow, p.canAnswer)
	enable(v.decline, p.canAnswer)
	enable(v.radio, p.canPick)
	picked := ""
	for _, id := range v.identities {
		if id.name == who {
			picked = id.label
		}
	}
	if v.radio.Selected != picked { // SetSelected would call the hook
		v.radio.Selected = picked
		v.radio.Refresh()
	}
}

func enable(w fyne.Disableable, on bool) {
	switch {
	case on && w.Disabled():
		w.Enable()
	case !on && !w.Disabled():
		w.Disable()
	}
}

// happened leads to the messages behind what is shown.
func happened(tr *i18n.Catalogue, flow func()) fyne.CanvasObject {
	b := widget.NewButtonWithIcon(tr.T(keyWhatHappened), theme.QuestionIcon(), flow)
	b.Importance = widget.LowImportance
	return container.NewCenter(b)
}
