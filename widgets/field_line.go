package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// FieldLine is one line of text that is shortened to the width it gets, and so
// never widens the window.
type FieldLine struct {
	widget.BaseWidget
	text   string
	size   fyne.ThemeSizeName
	colour fyne.ThemeColorName
	style  fyne.TextStyle
}

// NewFieldLine makes a line in a size and colour of the theme.
func NewFieldLine(text string, size fyne.ThemeSizeName, colour fyne.ThemeColorName, style fyne.TextStyle) *FieldLine {
	l := &FieldLine{text: text, size: size, colour: colour, style: style}
	l.ExtendBaseWidget(l)
	return l
}

// Say shows text in a colour of the theme.
func (l *FieldLine) Say(text string, colour fyne.ThemeColorName) {
	if l.text != text || l.colour != colour {
		l.text, l.colour = text, colour
		l.Refresh()
	}
}

// Text is the whole text.
func (l *FieldLine) Text() string { return l.text }

// CreateRenderer is for Fyne.
func (l *FieldLine) CreateRenderer() fyne.WidgetRenderer {
	r := &lineRenderer{l: l, t: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type lineRenderer struct {
	l *FieldLine
	t *canvas.Text
}

func (r *lineRenderer) Layout(s fyne.Size) {
	r.t.Resize(s)
	if text := Elide(r.l.text, r.t.TextSize, r.t.TextStyle, s.Width); text != r.t.Text {
		r.t.Text = text
		r.t.Refresh() // a window keeps the picture of the old text otherwise
	}
}

func (r *lineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, fyne.MeasureText("M", r.t.TextSize, r.t.TextStyle).Height)
}

func (r *lineRenderer) Refresh() {
	r.t.TextSize, r.t.TextStyle, r.t.Color = theme.Size(r.l.size), r.l.style, themed(r.l.colour)
	r.Layout(r.l.Size())
	r.t.Refresh()
}

func (r *lineRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t} }

func (r *lineRenderer) Destroy() {}
