package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
)

// tab is one word of the top bar: the selected one is bold and underlined, so
// that colour alone says nothing. It takes the keyboard like a button.
type tab struct {
	widget.BaseWidget
	label    string
	onTapped func()

	selected, disabled, hovered, focused bool
}

var (
	_ fyne.Tappable     = (*tab)(nil)
	_ fyne.Focusable    = (*tab)(nil)
	_ fyne.Disableable  = (*tab)(nil)
	_ desktop.Hoverable = (*tab)(nil)
)

func newTab(label string, onTapped func()) *tab {
	t := &tab{label: label, onTapped: onTapped}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tab) Enable()        { t.setDisabled(false) }
func (t *tab) Disable()       { t.setDisabled(true) }
func (t *tab) Disabled() bool { return t.disabled }

func (t *tab) setDisabled(on bool) {
	if t.disabled != on {
		t.disabled = on
		t.Refresh()
	}
}

func (t *tab) Tapped(*fyne.PointEvent) {
	if !t.disabled && t.onTapped != nil {
		t.onTapped()
	}
}

func (t *tab) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.Tapped(nil)
	}
}

func (t *tab) TypedRune(rune)                 {}
func (t *tab) FocusGained()                   { t.focused = true; t.Refresh() }
func (t *tab) FocusLost()                     { t.focused = false; t.Refresh() }
func (t *tab) MouseIn(*desktop.MouseEvent)    { t.hovered = true; t.Refresh() }
func (t *tab) MouseMoved(*desktop.MouseEvent) {}
func (t *tab) MouseOut()                      { t.hovered = false; t.Refresh() }

func (t *tab) CreateRenderer() fyne.WidgetRenderer {
	r := &tabRenderer{
		tab: t, text: canvas.NewText("", nil),
		back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil),
	}
	r.Refresh()
	return r
}

const (
	tabPad  = 12 // beside the word
	tabLine = 3  // thickness of the underline
)

type tabRenderer struct {
	tab        *tab
	back, line *canvas.Rectangle
	text       *canvas.Text
}

func (r *tabRenderer) Layout(s fyne.Size) {
	r.back.Move(fyne.NewPos(2, 6))
	r.back.Resize(s.SubtractWidthHeight(4, 12))
	word := r.text.MinSize()
	r.text.Move(fyne.NewPos((s.Width-word.Width)/2, (s.Height-word.Height)/2))
	r.text.Resize(word)
	r.line.Move(fyne.NewPos(tabPad, s.Height-tabLine))
	r.line.Resize(fyne.NewSize(s.Width-2*tabPad, tabLine))
}

// MinSize has room for the bold word, so that selecting one moves none.
func (r *tabRenderer) MinSize() fyne.Size {
	w := fyne.MeasureText(r.tab.label, look.Size(look.SizeStrong), fyne.TextStyle{Bold: true}).Width
	return fyne.NewSize(w+2*tabPad, look.RowToolbar)
}

func (r *tabRenderer) Refresh() {
	t := r.tab
	r.text.Text, r.text.TextSize = t.label, look.Size(look.SizeStrong)
	r.text.TextStyle = fyne.TextStyle{Bold: t.selected}
	switch {
	case t.disabled:
		r.text.Color = theme.Color(theme.ColorNameDisabled)
	case t.selected:
		r.text.Color = theme.Color(theme.ColorNamePrimary)
	default:
		r.text.Color = theme.Color(theme.ColorNameForeground)
	}
	r.line.FillColor = theme.Color(theme.ColorNamePrimary)
	r.line.Hidden = !t.selected
	r.back.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	r.back.FillColor = theme.Color(theme.ColorNameHover)
	r.back.StrokeColor, r.back.StrokeWidth = nil, 0
	if t.focused {
		r.back.StrokeColor, r.back.StrokeWidth = theme.Color(theme.ColorNamePrimary), 2
	}
	r.back.Hidden = t.disabled || !t.hovered && !t.focused
	r.Layout(t.Size())
	r.back.Refresh()
	r.line.Refresh()
	r.text.Refresh()
}

func (r *tabRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.text, r.line}
}

func (r *tabRenderer) Destroy() {}
