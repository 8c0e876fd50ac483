package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
)

// question is a modal choice between an action and leaving things as they are.
// Escape leaves, Enter presses the button that has the keyboard, which at first
// is the one that changes nothing.
type question struct {
	title, body, yes, no string // yes empty: only something to read
	then                 func()
}

// ask shows q over the window.
func ask(win fyne.Window, q question) {
	focused := win.Canvas().Focused()
	var pop *widget.PopUp
	dismiss := func() {
		pop.Hide()
		if focused != nil {
			win.Canvas().Focus(focused)
		}
	}
	no := newKeyButton(q.no, dismiss, dismiss)
	buttons := container.NewHBox(layout.NewSpacer(), no)
	if q.yes != "" {
		yes := newKeyButton(q.yes, func() { dismiss(); q.then() }, dismiss)
		yes.Importance = widget.HighImportance
		buttons.Add(yes)
	}
	pop = widget.NewModalPopUp(questionSheet(q, buttons), win.Canvas())
	pop.Show()
	win.Canvas().Focus(no)
}

// questionWidth keeps the lines of a question at a length that reads well.
const questionWidth = 440

func questionSheet(q question, buttons fyne.CanvasObject) fyne.CanvasObject {
	title := widget.NewLabel(q.title)
	title.TextStyle, title.SizeName, title.Wrapping = fyne.TextStyle{Bold: true}, look.SizeStrong, fyne.TextWrapWord
	body := widget.NewLabel(q.body)
	body.Wrapping = fyne.TextWrapWord
	return container.New(layout.NewCustomPaddedLayout(look.Gap, look.Gap, look.Gap, look.Gap),
		container.NewVBox(space(questionWidth), title, body, space(0), buttons))
}

// keyButton is a button that Enter presses too and that Escape leaves.
type keyButton struct {
	widget.Button
	escape func()
}

func newKeyButton(label string, do, escape func()) *keyButton {
	b := &keyButton{escape: escape}
	b.Text, b.OnTapped = label, do
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey is called by Fyne for the button that has the keyboard.
func (b *keyButton) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.OnTapped()
	case fyne.KeyEscape:
		b.escape()
	default:
		b.Button.TypedKey(k)
	}
}
