package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// FieldLetters is a row of small switches with a letter each, such as the days
// of a week. ← and → move between them, Space or a click switches.
type FieldLetters struct {
	widget.BaseWidget

	// OnToggled is called when the user switches a letter.
	OnToggled func(i int, on bool)

	letters  []string
	on       []bool
	disabled bool
	focused  bool
	cursor   int
}

// NewFieldLetters makes switches for letters, all off.
func NewFieldLetters(letters []string) *FieldLetters {
	l := &FieldLetters{letters: letters, on: make([]bool, len(letters))}
	l.ExtendBaseWidget(l)
	return l
}

// SetOn switches a letter without calling the hook.
func (l *FieldLetters) SetOn(i int, on bool) {
	if i >= 0 && i < len(l.on) && l.on[i] != on {
		l.on[i] = on
		l.Refresh()
	}
}

// On reports whether a letter is switched on.
func (l *FieldLetters) On(i int) bool { return i >= 0 && i < len(l.on) && l.on[i] }

// SetEnabled lets the user switch, or only look.
func (l *FieldLetters) SetEnabled(on bool) {
	if l.disabled == on {
		l.disabled = !on
		l.Refresh()
	}
}

func (l *FieldLetters) toggle(i int) {
	if l.disabled || i < 0 || i >= len(l.on) {
		return
	}
	l.cursor = i
	l.on[i] = !l.on[i]
	l.Refresh()
	if l.OnToggled != nil {
		l.OnToggled(i, l.on[i])
	}
}

// letterPitch is the distance of the switches: 30 wide with a gap of 2.
func letterPitch() float32 { return scaled(32) }

// Tapped switches the letter under the pointer.
func (l *FieldLetters) Tapped(e *fyne.PointEvent) { l.toggle(int(e.Position.X / letterPitch())) }

// Cursor is the hand over something to click.
func (l *FieldLetters) Cursor() desktop.Cursor {
	if l.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained shows the ring.
func (l *FieldLetters) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost hides the ring.
func (l *FieldLetters) FocusLost() { l.focused = false; l.Refresh() }

// Disabled reports whether the user can only look.
func (l *FieldLetters) Disabled() bool { return l.disabled }

// Enable is SetEnabled(true).
func (l *FieldLetters) Enable() { l.SetEnabled(true) }

// Disable is SetEnabled(false).
func (l *FieldLetters) Disable() { l.SetEnabled(false) }

// TypedRune does nothing: no letter is typed.
func (l *FieldLetters) TypedRune(rune) {}

// TypedKey moves between the switches and switches.
func (l *FieldLetters) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyLeft:
		l.cursor = clamp(l.cursor-1, len(l.on))
	case fyne.KeyRight:
		l.cursor = clamp(l.cursor+1, len(l.on))
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		l.toggle(l.cursor)
	}
	l.Refresh()
}

// CreateRenderer is for Fyne.
func (l *FieldLetters) CreateRenderer() fyne.WidgetRenderer {
	r := &lettersRenderer{l: l}
	for range l.letters {
		r.boxes = append(r.boxes, canvas.NewRectangle(nil))
		r.texts = append(r.texts, canvas.NewText("", nil))
	}
	r.Refresh()
	return r
}

type lettersRenderer struct {
	l     *FieldLetters
	boxes []*canvas.Rectangle
	texts []*canvas.Text
}

func (r *lettersRenderer) MinSize() fyne.Size {
	return fyne.NewSize(float32(len(r.boxes))*letterPitch()-2, letterPitch()-2)
}

func (r *lettersRenderer) Layout(s fyne.Size) {
	side := letterPitch() - 2
	y := (s.Height - side) / 2
	for i := range r.boxes {
		at, size := fyne.NewPos(float32(i)*letterPitch(), y), fyne.NewSize(side, side)
		r.boxes[i].Move(at)
		r.boxes[i].Resize(size)
		r.texts[i].Move(at)
		r.texts[i].Resize(size)
	}
}

func (r *lettersRenderer) Refresh() {
	for i, b := range r.boxes {
		t := r.texts[i]
		t.Text, t.TextSize, t.Alignment = r.l.letters[i], theme.TextSize(), fyne.TextAlignCenter
		b.CornerRadius, b.StrokeWidth = radius, 1
		b.StrokeColor = themed(theme.ColorNameInputBorder)
		b.FillColor, t.Color = nil, themed(theme.ColorNamePlaceHolder)
		t.TextStyle.Bold = r.l.on[i]
		switch {
		case r.l.on[i] && r.l.disabled:
			b.FillColor, t.Color = themed(theme.ColorNameSelection), themed(theme.ColorNameForeground)
		case r.l.on[i]:
			b.FillColor, t.Color = themed(theme.ColorNamePrimary), themed(theme.ColorNameForegroundOnPrimary)
			b.StrokeColor = b.FillColor
		}
		if r.l.focused && i == r.l.cursor {
			b.StrokeColor, b.StrokeWidth = themed(theme.ColorNameForeground), 2
		}
	}
	canvas.Refresh(r.l)
}

func (r *lettersRenderer) Objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := range r.boxes {
		out = append(out, r.boxes[i], r.texts[i])
	}
	return out
}

func (r *lettersRenderer) Destroy() {}
