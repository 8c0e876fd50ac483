package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Field puts a label above a control and one line below it: an error when there
// is one, else a hint. The line is always reserved, so a form does not jump
// while its errors come and go.
type Field struct {
	widget.BaseWidget

	label   string
	hint    string
	problem string
	control fyne.CanvasObject
}

// NewField labels control.
func NewField(label string, control fyne.CanvasObject) *Field {
	f := &Field{label: label, control: control}
	f.ExtendBaseWidget(f)
	return f
}

// Control is what the field labels.
func (f *Field) Control() fyne.CanvasObject { return f.control }

// SetHint sets the quiet text below the control.
func (f *Field) SetHint(text string) {
	if f.hint != text {
		f.hint = text
		f.Refresh()
	}
}

// SetProblem marks the control as wrong and says why; "" ends it.
func (f *Field) SetProblem(text string) {
	if f.problem != text {
		f.problem = text
		f.Refresh()
	}
}

// Problem is the error shown, "" when there is none.
func (f *Field) Problem() string { return f.problem }

// CreateRenderer is for Fyne.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	r := &fieldRenderer{
		f:     f,
		label: canvas.NewText("", nil),
		below: canvas.NewText("", nil),
		mark:  canvas.NewRectangle(nil),
	}
	r.Refresh()
	return r
}

// fieldMark is the width of the bar that marks a wrong control: the error does
// not rest on colour alone, and the bar shows which control it means.
const fieldMark = 3

type fieldRenderer struct {
	f            *Field
	label, below *canvas.Text
	mark         *canvas.Rectangle
	width        float32
}

func (r *fieldRenderer) line() float32 { return fyne.Max(r.label.MinSize().Height, 16) }

func (r *fieldRenderer) Layout(s fyne.Size) {
	h := r.line()
	r.width = s.Width
	r.label.Move(fyne.NewPos(0, 0))
	r.label.Resize(fyne.NewSize(s.Width, h))
	body := fyne.NewSize(s.Width, s.Height-2*h-4)
	r.f.control.Move(fyne.NewPos(0, h+2))
	r.f.control.Resize(body)
	r.mark.Move(fyne.NewPos(-fieldMark-3, h+4))
	r.mark.Resize(fyne.NewSize(fieldMark, body.Height-4))
	r.below.Move(fyne.NewPos(0, h+4+body.Height))
	r.below.Resize(fyne.NewSize(s.Width, h))
	r.write()
}

func (r *fieldRenderer) MinSize() fyne.Size {
	m := r.f.control.MinSize()
	m.Width = fyne.Max(m.Width, r.label.MinSize().Width)
	m.Height += 2*r.line() + 4
	return m
}

// write sets the line below, shortened to the width there is.
func (r *fieldRenderer) write() {
	r.below.Text, r.below.Color = r.f.hint, themed(theme.ColorNamePlaceHolder)
	if r.f.problem != "" {
		r.below.Text, r.below.Color = r.f.problem, themed(theme.ColorNameError)
	}
	if r.width > 0 {
		r.below.Text = Elide(r.below.Text, r.below.TextSize, r.below.TextStyle, r.width)
	}
}

func (r *fieldRenderer) Refresh() {
	r.label.Text = r.f.label
	r.label.TextSize, r.below.TextSize = theme.CaptionTextSize(), theme.CaptionTextSize()
	r.label.Color = themed(theme.ColorNamePlaceHolder)
	r.mark.FillColor = themed(theme.ColorNameError)
	r.mark.CornerRadius = fieldMark / 2
	r.mark.Hidden = r.f.problem == ""
	r.write()
	r.label.Refresh()
	r.below.Refresh()
	r.mark.Refresh()
}

func (r *fieldRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.label, r.mark, r.f.control, r.below}
}

func (r *fieldRenderer) Destroy() {}
