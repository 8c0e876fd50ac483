package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Toast is a short notice over the lower edge of a window, with at most one
// action. It starts hidden; whoever shows it decides how long.
type Toast struct {
	widget.BaseWidget
	text   string
	action *Chip
	do     func()
}

// NewToast makes a hidden toast.
func NewToast() *Toast {
	t := &Toast{}
	t.action = NewChip("", nil, func() {
		t.Hide()
		if t.do != nil {
			t.do()
		}
	})
	t.action.Hide()
	t.ExtendBaseWidget(t)
	t.Hide()
	return t
}

// Say shows text, and a button named action unless that is empty. The button
// hides the toast and runs do.
func (t *Toast) Say(text, action string, do func()) {
	t.text, t.do = text, do
	t.action.SetLabel(action)
	if action == "" {
		t.action.Hide()
	} else {
		t.action.Show()
	}
	t.Show()
	t.Refresh()
}

// Text is what the toast said last.
func (t *Toast) Text() string { return t.text }

// ToastLayer places t over the lower edge of whatever it is stacked on, without
// catching clicks beside it.
func ToastLayer(t *Toast) fyne.CanvasObject { return container.New(&toastLayout{t}, t) }

// toastGap is how far the notice stays off the edges.
const toastGap = 24

type toastLayout struct{ t *Toast }

func (l *toastLayout) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	size := l.t.MinSize()
	size.Width = fyne.Min(size.Width, s.Width-2*toastGap)
	l.t.Resize(size)
	l.t.Move(fyne.NewPos((s.Width-size.Width)/2, s.Height-size.Height-toastGap))
}

func (l *toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	r := &toastRenderer{t: t, sheet: canvas.NewRectangle(nil), label: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type toastRenderer struct {
	t     *Toast
	sheet *canvas.Rectangle
	label *canvas.Text
}

const (
	toastHeight = 44
	toastPad    = 16
)

func (r *toastRenderer) Layout(s fyne.Size) {
	r.sheet.Resize(s)
	room := s.Width - 2*toastPad
	if r.t.action.Visible() {
		size := r.t.action.MinSize()
		r.t.action.Resize(size)
		r.t.action.Move(fyne.NewPos(s.Width-size.Width-toastPad/2, (s.Height-size.Height)/2))
		room -= size.Width
	}
	r.label.Text = Elide(r.t.text, r.label.TextSize, r.label.TextStyle, room+1)
	centred(r.label, toastPad, s.Height)
}

func (r *toastRenderer) MinSize() fyne.Size {
	wide := fyne.MeasureText(r.t.text, r.label.TextSize, r.label.TextStyle).Width + 2*toastPad
	if r.t.action.Visible() {
		wide += r.t.action.MinSize().Width + toastPad/2
	}
	return fyne.NewSize(wide, toastHeight)
}

// Refresh paints light on dark or dark on light, the reverse of the window, so
// that a notice is seen without a flash.
func (r *toastRenderer) Refresh() {
	r.sheet.FillColor, r.sheet.CornerRadius = themed(theme.ColorNameForeground), cardRadius
	r.label.Color, r.label.TextSize = themed(theme.ColorNameBackground), theme.TextSize()
	r.Layout(r.t.Size())
	r.sheet.Refresh()
	r.label.Refresh()
	r.t.action.Refresh()
}

func (r *toastRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.sheet, r.label, r.t.action}
}

func (r *toastRenderer) Destroy() {}
