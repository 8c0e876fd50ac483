package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets/look"
)

// Chip is a small rounded button for suggestions, shortcuts and, as a toggle,
// for what may be on or off.
type Chip struct {
	pressable
	label  string
	icon   fyne.Resource
	toggle bool
	on     bool
}

// NewChip makes a chip that runs tapped; icon may be nil.
func NewChip(label string, icon fyne.Resource, tapped func()) *Chip {
	c := &Chip{label: label, icon: icon}
	c.press, c.redraw = tapped, c.Refresh
	c.ExtendBaseWidget(c)
	return c
}

// NewToggle makes a chip that is on or off; changed hears what the user makes of it.
func NewToggle(label string, icon fyne.Resource, on bool, changed func(on bool)) *Chip {
	c := NewChip(label, icon, nil)
	c.toggle, c.on = true, on
	c.press = func() {
		c.SetOn(!c.on)
		changed(c.on)
	}
	return c
}

// Label is the chip's text.
func (c *Chip) Label() string { return c.label }

// SetLabel changes the text.
func (c *Chip) SetLabel(label string) {
	c.label = label
	c.Refresh()
}

// On is the state of a toggle.
func (c *Chip) On() bool { return c.on }

// SetOn changes the state of a toggle, or marks a shortcut that is in force.
func (c *Chip) SetOn(on bool) {
	c.on = on
	c.Refresh()
}

// CreateRenderer is for Fyne.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	r := &chipRenderer{c: c, pill: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	r.icon = canvas.NewImageFromResource(nil)
	r.icon.FillMode = canvas.ImageFillContain
	r.tick = canvas.NewImageFromResource(nil)
	r.tick.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

const (
	chipHeight = 28
	chipPad    = 10
	chipGap    = 5
)

type chipRenderer struct {
	c          *Chip
	pill       *canvas.Rectangle
	text       *canvas.Text
	icon, tick *canvas.Image
}

func (r *chipRenderer) parts() []*canvas.Image {
	var out []*canvas.Image
	for _, i := range []*canvas.Image{r.tick, r.icon} {
		if !i.Hidden {
			out = append(out, i)
		}
	}
	return out
}

func (r *chipRenderer) Layout(s fyne.Size) {
	r.pill.Resize(s)
	x := float32(chipPad)
	for _, i := range r.parts() {
		i.Resize(fyne.NewSquareSize(iconSmall()))
		i.Move(fyne.NewPos(x, (s.Height-iconSmall())/2))
		x += iconSmall() + chipGap
	}
	r.text.Text = Elide(r.c.label, r.text.TextSize, r.text.TextStyle, s.Width-x-chipPad+1)
	centred(r.text, x, s.Height)
}

func (r *chipRenderer) MinSize() fyne.Size {
	text := fyne.MeasureText(r.c.label, r.text.TextSize, r.text.TextStyle)
	wide := 2*chipPad + text.Width + float32(len(r.parts()))*(iconSmall()+chipGap)
	return fyne.NewSize(wide, fyne.Max(chipHeight, text.Height+8))
}

func (r *chipRenderer) Refresh() {
	c := r.c
	ink := theme.ColorNameForeground
	r.pill.FillColor, r.pill.StrokeColor, r.pill.StrokeWidth = Raised(), themed(look.ColorBorder), 1
	if c.on {
		ink = theme.ColorNamePrimary
		r.pill.FillColor = mixed(Raised(), themed(theme.ColorNamePrimary), .10)
		r.pill.StrokeColor = themed(theme.ColorNamePrimary)
	}
	switch {
	case c.disabled:
		ink = theme.ColorNameDisabled
		r.pill.StrokeColor = themed(look.ColorHairline)
	case c.hovered:
		r.pill.FillColor = mixed(r.pill.FillColor.(color.NRGBA), themed(theme.ColorNamePrimary), .10)
	}
	if c.focused {
		r.pill.StrokeColor, r.pill.StrokeWidth = themed(theme.ColorNamePrimary), 2
	}
	r.pill.CornerRadius = canvas.RadiusMaximum
	r.text.Color, r.text.TextSize = themed(ink), theme.TextSize()
	r.icon.Hidden = c.icon == nil
	if c.icon != nil {
		r.icon.Resource = theme.NewColoredResource(c.icon, ink)
	}
	r.tick.Hidden = !c.toggle || !c.on
	r.tick.Resource = theme.NewColoredResource(theme.ConfirmIcon(), ink)
	r.Layout(c.Size())
	r.pill.Refresh()
	r.text.Refresh()
	r.icon.Refresh()
	r.tick.Refresh()
}

func (r *chipRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.pill, r.tick, r.icon, r.text}
}

func (r *chipRenderer) Destroy() {}
