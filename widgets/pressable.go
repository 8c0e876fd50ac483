package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// pressable is what the small controls share: enabled or not, hover, keyboard
// focus, and Enter or Space doing what a tap does. The embedding widget sets
// press and calls ExtendBaseWidget. With submit set, Enter is for the form
// around the control.
type pressable struct {
	widget.BaseWidget
	press    func()
	submit   func()
	redraw   func()
	hovered  bool
	focused  bool
	disabled bool
}

// Tapped presses the control.
func (p *pressable) Tapped(*fyne.PointEvent) { p.fire() }

func (p *pressable) fire() {
	if !p.disabled && p.press != nil {
		p.press()
	}
}

// SetEnabled allows or forbids pressing.
func (p *pressable) SetEnabled(on bool) {
	if p.disabled == on {
		p.disabled = !on
		p.redraw()
	}
}

// Enable is for Fyne.
func (p *pressable) Enable() { p.SetEnabled(true) }

// Disable is for Fyne: a disabled control takes no focus.
func (p *pressable) Disable() { p.SetEnabled(false) }

// Disabled reports whether pressing does nothing.
func (p *pressable) Disabled() bool { return p.disabled }

// SetSubmit makes Enter call submit instead of pressing; Space still presses.
func (p *pressable) SetSubmit(submit func()) { p.submit = submit }

// Cursor is the hand over something to click.
func (p *pressable) Cursor() desktop.Cursor {
	if p.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn shows the hover state.
func (p *pressable) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.redraw() }

// MouseMoved does nothing.
func (p *pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut ends the hover state.
func (p *pressable) MouseOut() { p.hovered = false; p.redraw() }

// FocusGained shows the focus ring.
func (p *pressable) FocusGained() { p.focused = true; p.redraw() }

// FocusLost takes it away.
func (p *pressable) FocusLost() { p.focused = false; p.redraw() }

// TypedRune does nothing.
func (p *pressable) TypedRune(rune) {}

// TypedKey presses on Enter and Space.
func (p *pressable) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.submit != nil {
			p.submit()
			return
		}
		p.fire()
	case fyne.KeySpace:
		p.fire()
	}
}
