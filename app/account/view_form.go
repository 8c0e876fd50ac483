package account

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"tongtu/widgets"
	"tongtu/widgets/look"
)

// formField is an entry with its label above and words below, which may wrap.
type formField struct {
	obj   *fyne.Container
	entry *widgets.FieldText
	below words
	label *canvas.Text
}

func newFormField(label string, edited func(string), submit func()) *formField {
	f := &formField{
		entry: widgets.NewFieldText(), below: newWords("", look.SizeCaption, look.ColorMuted),
		label: caption(label, look.SizeCaption),
	}
	f.entry.OnEdited = edited
	f.entry.OnSubmitted = func(string) { submit() }
	f.obj = container.NewVBox(f.label, f.entry,
		container.New(column{width: formInner, height: lines(1, look.SizeCaption)}, flush(f.below)))
	return f
}

// secret hides what is typed, behind a button that shows it.
func (f *formField) secret() *formField {
	f.entry.Password = true
	return f
}

// show draws the field; the problem goes before the hint. It fires no hook.
func (f *formField) show(text, problem, hint string) {
	f.entry.SetText(text)
	if problem != "" {
		f.below.show(problem, look.ColorDanger)
		return
	}
	f.below.show(hint, look.ColorMuted)
}

// rename changes the label.
func (f *formField) rename(label string) {
	if f.label.Text != label {
		f.label.Text = label
		f.label.Refresh()
	}
}

// focus moves the keyboard into the field; false: it is not on the screen yet.
func (f *formField) focus() bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(f.entry)
	if c != nil {
		c.Focus(f.entry)
	}
	return c != nil
}

// setHidden takes o away, or brings it back.
func setHidden(o fyne.CanvasObject, hidden bool) {
	switch {
	case hidden && o.Visible():
		o.Hide()
	case !hidden && !o.Visible():
		o.Show()
	}
}

// setLabel changes the words of a button, if they differ.
func setLabel(b interface {
	SetText(string)
}, was, text string) {
	if was != text {
		b.SetText(text)
	}
}
