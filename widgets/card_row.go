package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets/look"
)

// Row is a line of a short list to press: an icon, a label, small print at the end.
type Row struct {
	pressable
	label, detail string
	icon          fyne.Resource
	plain         bool
}

// NewRow makes a row that runs tapped. A plain row has no frame.
func NewRow(label, detail string, icon fyne.Resource, plain bool, tapped func()) *Row {
	r := &Row{label: label, detail: detail, icon: icon, plain: plain}
	r.press, r.redraw = tapped, r.Refresh
	r.ExtendBaseWidget(r)
	return r
}

// Label is the row's text.
func (r *Row) Label() string { return r.label }

// CreateRenderer is for Fyne.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	x := &rowRenderer{r: r, sheet: canvas.NewRectangle(nil), label: canvas.NewText("", nil), detail: canvas.NewText("", nil)}
	x.icon = canvas.NewImageFromResource(nil)
	x.icon.FillMode = canvas.ImageFillContain
	x.Refresh()
	return x
}

const (
	rowPlain  = 32
	rowFramed = 48
)

type rowRenderer struct {
	r             *Row
	sheet         *canvas.Rectangle
	icon          *canvas.Image
	label, detail *canvas.Text
}

func (x *rowRenderer) pad() float32 {
	if x.r.plain {
		return 8
	}
	return look.PaddingCard
}

func (x *rowRenderer) Layout(s fyne.Size) {
	x.sheet.Resize(s)
	left, right := x.pad(), s.Width-x.pad()
	if x.r.icon != nil {
		x.icon.Resize(fyne.NewSquareSize(iconSmall()))
		x.icon.Move(fyne.NewPos(left, (s.Height-iconSmall())/2))
		left += iconSmall() + 8
	}
	x.detail.Text = x.r.detail
	if w := x.detail.MinSize().Width; w > 0 {
		right -= w
		centred(x.detail, right, s.Height)
		right -= 8
	}
	x.label.Text = Elide(x.r.label, x.label.TextSize, x.label.TextStyle, right-left+1)
	centred(x.label, left, s.Height)
}

func (x *rowRenderer) MinSize() fyne.Size {
	tall := float32(rowFramed)
	if x.r.plain {
		tall = rowPlain
	}
	return fyne.NewSize(120, fyne.Max(tall, x.label.MinSize().Height+8))
}

func (x *rowRenderer) Refresh() {
	r := x.r
	x.sheet.CornerRadius, x.sheet.FillColor, x.sheet.StrokeWidth = radius, nil, 0
	if !r.plain {
		x.sheet.CornerRadius = cardRadius
		x.sheet.FillColor, x.sheet.StrokeColor, x.sheet.StrokeWidth = Raised(), themed(look.ColorHairline), 1
	}
	if r.hovered {
		x.sheet.FillColor = mixed(Raised(), themed(theme.ColorNamePrimary), .08)
	}
	if r.focused {
		x.sheet.StrokeColor, x.sheet.StrokeWidth = themed(theme.ColorNamePrimary), 2
	}
	x.label.Color, x.label.TextSize = themed(theme.ColorNameForeground), theme.TextSize()
	x.detail.Color, x.detail.TextSize = themed(look.ColorMuted), theme.CaptionTextSize()
	x.icon.Hidden = r.icon == nil
	if r.icon != nil {
		x.icon.Resource = theme.NewColoredResource(r.icon, look.ColorMuted)
	}
	x.Layout(r.Size())
	x.sheet.Refresh()
	x.icon.Refresh()
	x.label.Refresh()
	x.detail.Refresh()
}

func (x *rowRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{x.sheet, x.icon, x.label, x.detail}
}

func (x *rowRenderer) Destroy() {}
