package mapview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
)

// controls are the buttons over the map.
type controls struct {
	box   *fyne.Container
	panel *canvas.Rectangle
}

func newControls(m *Map) *controls {
	c := &controls{panel: canvas.NewRectangle(color.Transparent)}
	c.panel.CornerRadius, c.panel.StrokeWidth = 6, 1
	button := func(icon look.IconName, f func()) *widget.Button {
		b := widget.NewButtonWithIcon("", look.Icon(icon), f)
		b.Importance = widget.LowImportance
		return b
	}
	c.box = container.NewStack(c.panel, container.New(layout.NewCustomPaddedVBoxLayout(0),
		button(look.IconPlus, func() { m.zoomBy(zoomStep) }),
		button(look.IconMinus, func() { m.zoomBy(1 / zoomStep) }),
		button(look.IconFit, m.fitByUser),
	))
	c.refresh()
	return c
}

// refresh takes the colours of the theme.
func (c *controls) refresh() {
	c.panel.FillColor = look.Color(theme.ColorNameOverlayBackground)
	c.panel.StrokeColor = look.Color(look.ColorHairline)
	c.box.Refresh()
}
