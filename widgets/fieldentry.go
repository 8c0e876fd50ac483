package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// fieldEntry is a one-line Entry whose owner sees keys and focus first.
// Gaining focus selects the text, so that typing replaces it, unless the owner
// says that the text is still being typed: focus also comes back with the window.
type fieldEntry struct {
	widget.Entry
	key    func(fyne.KeyName) bool // true: handled
	focus  func(gained bool)
	tabbed func() bool // whether the tab key belongs to key; nil: never
	whole  func() bool // whether focus selects the text; nil: always
	fresh  bool        // focus came with the click under way
	used   bool        // had the focus at least once
	silent bool
}

func newFieldEntry() *fieldEntry {
	e := &fieldEntry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// put shows text without a call of OnChanged's owner: see quiet.
func (e *fieldEntry) put(text string) {
	e.silent = true
	e.end() // drops a selection the new text may be too short for
	e.SetText(text)
	e.end()
	e.silent = false
}

// end moves the cursor behind the text; before the first focus it is nowhere.
func (e *fieldEntry) end() {
	if e.used {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}

// quiet wraps a hook so that put does not reach it.
func (e *fieldEntry) quiet(hook func(string)) func(string) {
	return func(s string) {
		if !e.silent {
			hook(s)
		}
	}
}

// focusOn moves the keyboard into e.
func (e *fieldEntry) focusOn() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(e); c != nil {
		c.Focus(e)
	}
}

// AcceptsTab says whether the tab key is the owner's.
func (e *fieldEntry) AcceptsTab() bool { return e.tabbed != nil && e.tabbed() }

// FocusGained selects everything unless whole forbids.
func (e *fieldEntry) FocusGained() {
	e.Entry.FocusGained()
	e.used = true
	e.fresh = e.whole == nil || e.whole()
	if e.fresh {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if e.focus != nil {
		e.focus(true)
	}
}

// FocusLost tells the owner.
func (e *fieldEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.focus != nil {
		e.focus(false)
	}
}

// Tapped puts the cursor, or selects everything when the tap brought the focus.
func (e *fieldEntry) Tapped(ev *fyne.PointEvent) {
	e.Entry.Tapped(ev)
	if e.fresh {
		e.fresh = false
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// Dragged selects; that is no click any more.
func (e *fieldEntry) Dragged(ev *fyne.DragEvent) {
	e.fresh = false
	e.Entry.Dragged(ev)
}

// TypedRune types r.
func (e *fieldEntry) TypedRune(r rune) {
	e.fresh = false
	e.Entry.TypedRune(r)
}

// TypedKey asks the owner before the text.
func (e *fieldEntry) TypedKey(k *fyne.KeyEvent) {
	e.fresh = false
	if e.key == nil || !e.key(k.Name) {
		e.Entry.TypedKey(k)
	}
}
