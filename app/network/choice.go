package network

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
)

// choice is a Select that works with positions and whose setter fires no hook.
type choice struct {
	*widget.Select
	picked func(i int)
}

func newChoice(picked func(i int)) *choice {
	c := &choice{picked: picked}
	c.Select = widget.NewSelect(nil, func(string) {
		if i := c.SelectedIndex(); i >= 0 {
			c.picked(i)
		}
	})
	c.PlaceHolder = " "
	return c
}

// boxed is the select with an edge like that of the text fields beside it.
func (c *choice) boxed() fyne.CanvasObject {
	edge := canvas.NewRectangle(color.Transparent)
	edge.StrokeColor, edge.StrokeWidth = look.Color(look.ColorBorder), 1
	edge.CornerRadius = theme.InputRadiusSize()
	return container.NewStack(c.Select, edge)
}

// show sets options, which are unique, and which is chosen; -1 for none.
func (c *choice) show(options []string, chosen int, enabled bool) {
	selected := ""
	if chosen >= 0 && chosen < len(options) {
		selected = options[chosen]
	}
	if !slices.Equal(options, c.Options) || selected != c.Selected {
		c.Options, c.Selected = options, selected
		c.Refresh()
	}
	switch {
	case enabled && c.Disabled():
		c.Enable()
	case !enabled && !c.Disabled():
		c.Disable()
	}
}
