package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// FieldText is a one-line entry for forms. SetText fires no hook, and keys the
// entry has no use for (Ctrl-S, Ctrl-N) go on to the window.
type FieldText struct {
	widget.Entry

	// OnEdited is called when the user changes the text.
	OnEdited func(text string)
	// OnLeft is called with the text when the keyboard goes elsewhere.
	OnLeft func(text string)

	silent bool
}

// NewFieldText makes an empty entry.
func NewFieldText() *FieldText {
	e := &FieldText{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnChanged = e.changed
	e.ExtendBaseWidget(e)
	return e
}

// SetText shows text; the hook stays silent.
func (e *FieldText) SetText(text string) {
	if e.Text == text {
		return
	}
	e.silent = true
	dropSelection(&e.Entry)
	e.Entry.SetText(text)
	e.silent = false
}

// dropSelection ends a selection that the next text may be too short for: Fyne
// does not look, and panics when it draws or copies it.
func dropSelection(e *widget.Entry) {
	if e.SelectedText() != "" {
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}

// SetEnabled lets the user edit the text, or only read it.
func (e *FieldText) SetEnabled(on bool) {
	switch {
	case on && e.Disabled():
		e.Enable()
	case !on && !e.Disabled():
		e.Disable()
	}
}

func (e *FieldText) changed(text string) {
	if !e.silent && e.OnEdited != nil {
		e.OnEdited(text)
	}
}

// FocusLost reports the text.
func (e *FieldText) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft(e.Text)
	}
}

// TypedShortcut gives what the entry does not know to the window.
func (e *FieldText) TypedShortcut(s fyne.Shortcut) {
	if !forwardShortcut(e, s) {
		e.Entry.TypedShortcut(s)
	}
}

// forwardShortcut hands a shortcut with a control letter that no entry uses to
// the canvas, which Fyne never asks while an entry has the keyboard.
func forwardShortcut(from fyne.CanvasObject, s fyne.Shortcut) bool {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok {
		return false
	}
	switch s.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll, *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		return false
	}
	switch k.Key() {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return false
	}
	c, ok := fyne.CurrentApp().Driver().CanvasForObject(from).(fyne.Shortcutable)
	if ok {
		c.TypedShortcut(s)
	}
	return ok
}
