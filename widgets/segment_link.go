package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// Link is a word to press, in small print.
type Link struct {
	pressable
	label string
	icon  fyne.Resource
}

// NewLink makes a link that runs tapped; the icon after the word may be nil.
func NewLink(label string, icon fyne.Resource, tapped func()) *Link {
	l := &Link{label: label, icon: icon}
	l.press, l.redraw = tapped, l.Refresh
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer is for Fyne.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	r := &linkRenderer{l: l, text: canvas.NewText(l.label, nil), icon: canvas.NewImageFromResource(nil), ring: canvas.NewRectangle(nil)}
	r.icon.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

const (
	linkHeight = 24
	linkPad    = 4
)

type linkRenderer struct {
	l    *Link
	ring *canvas.Rectangle
	text *canvas.Text
	icon *canvas.Image
}

func (r *linkRenderer) Layout(s fyne.Size) {
	r.ring.Resize(s)
	centred(r.text, linkPad, s.Height)
	r.icon.Resize(fyne.NewSquareSize(iconSmall()))
	r.icon.Move(fyne.NewPos(linkPad+r.text.MinSize().Width+2, (s.Height-iconSmall())/2))
}

func (r *linkRenderer) MinSize() fyne.Size {
	wide := r.text.MinSize().Width + 2*linkPad
	if r.l.icon != nil {
		wide += iconSmall() + 2
	}
	return fyne.NewSize(wide, fyne.Max(linkHeight, r.text.MinSize().Height))
}

func (r *linkRenderer) Refresh() {
	r.text.Color, r.text.TextSize = themed(theme.ColorNamePrimary), theme.CaptionTextSize()
	r.ring.FillColor, r.ring.CornerRadius, r.ring.StrokeWidth = nil, radius, 0
	if r.l.hovered {
		r.ring.FillColor = themed(theme.ColorNameHover)
	}
	if r.l.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = themed(theme.ColorNamePrimary), 2
	}
	r.icon.Hidden = r.l.icon == nil
	if r.l.icon != nil {
		r.icon.Resource = theme.NewColoredResource(r.l.icon, theme.ColorNamePrimary)
	}
	r.ring.Refresh()
	r.text.Refresh()
	r.icon.Refresh()
}

func (r *linkRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ring, r.text, r.icon}
}

func (r *linkRenderer) Destroy() {}
