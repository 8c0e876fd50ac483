package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// clockStep is how far ↑ and ↓ move a time: travel plans are not made by minutes.
const clockStep = 15

// TimeField is an entry for a time of day. It takes what ParseClock takes, shows
// it as HH:MM when left, and ↑ ↓ move it by a quarter of an hour.
//
// Setters fire no hooks.
type TimeField struct {
	widget.BaseWidget

	// OnChanged is called with the text as the user changes it.
	OnChanged func(text string)
	// OnSubmitted is called on Enter.
	OnSubmitted func()

	entry *fieldEntry
}

// NewTimeField makes an empty field.
func NewTimeField() *TimeField {
	f := &TimeField{}
	f.ExtendBaseWidget(f)
	f.entry = newFieldEntry()
	f.entry.OnChanged = f.entry.quiet(f.changed)
	f.entry.key = f.key
	f.entry.focus = func(gained bool) {
		if !gained {
			f.tidy()
		}
	}
	return f
}

// SetIcon puts an icon before the text.
func (f *TimeField) SetIcon(r fyne.Resource) { f.entry.SetIcon(r) }

// SetPlaceHolder sets the grey text of the empty field.
func (f *TimeField) SetPlaceHolder(text string) { f.entry.SetPlaceHolder(text) }

// Text is what the field shows.
func (f *TimeField) Text() string { return f.entry.Text }

// SetText shows text, tidied when it is a time.
func (f *TimeField) SetText(text string) {
	if m, ok := ParseClock(text); ok {
		text = FormatClock(m)
	}
	f.entry.put(text)
}

// Focus moves the keyboard into the field.
func (f *TimeField) Focus() { f.entry.focusOn() }

// Input is the part of f that takes the keyboard.
func (f *TimeField) Input() fyne.Focusable { return f.entry }

func (f *TimeField) changed(text string) {
	if f.OnChanged != nil {
		f.OnChanged(text)
	}
}

// tidy brings a readable time into its one form.
func (f *TimeField) tidy() {
	if m, ok := ParseClock(f.entry.Text); ok && FormatClock(m) != f.entry.Text {
		f.entry.put(FormatClock(m))
		f.changed(f.entry.Text)
	}
}

func (f *TimeField) step(by int) {
	m, ok := ParseClock(f.entry.Text)
	if !ok {
		return
	}
	if by > 0 {
		m = m/clockStep*clockStep + clockStep
	} else {
		m = (m+clockStep-1)/clockStep*clockStep - clockStep
	}
	f.entry.put(FormatClock(m))
	f.changed(f.entry.Text)
}

func (f *TimeField) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyUp:
		f.step(1)
	case fyne.KeyDown:
		f.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.tidy()
		if f.OnSubmitted != nil {
			f.OnSubmitted()
		}
	default:
		return false
	}
	return true
}

// CreateRenderer is for Fyne.
func (f *TimeField) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.entry) }
