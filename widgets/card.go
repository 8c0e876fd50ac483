package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets/look"
)

// Card is a surface with any content that can be chosen: by click, or with
// Enter or Space when it has the keyboard. ↑ ↓ ask the owner for a neighbour.
//
// Setters fire no hooks.
type Card struct {
	pressable

	// OnTapped is called when the user chooses the card.
	OnTapped func()
	// OnMove is called with -1 or +1 on ↑ ↓.
	OnMove func(by int)

	content  fyne.CanvasObject
	selected bool
}

// NewCard puts content on a card.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content}
	c.redraw = c.Refresh
	c.press = func() {
		if c.OnTapped != nil {
			c.OnTapped()
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// Selected reports whether the card is the chosen one.
func (c *Card) Selected() bool { return c.selected }

// SetSelected marks the card.
func (c *Card) SetSelected(on bool) {
	if c.selected != on {
		c.selected = on
		c.Refresh()
	}
}

// SetContent replaces what is on the card.
func (c *Card) SetContent(content fyne.CanvasObject) {
	c.content = content
	c.Refresh()
}

// Focus moves the keyboard to the card.
func (c *Card) Focus() {
	if cv := fyne.CurrentApp().Driver().CanvasForObject(c); cv != nil {
		cv.Focus(c)
	}
}

// Tapped chooses the card and takes the keyboard, so that ↑ ↓ go on from it.
func (c *Card) Tapped(e *fyne.PointEvent) {
	c.Focus()
	c.pressable.Tapped(e)
}

// TypedKey chooses the card or moves on to a neighbour.
func (c *Card) TypedKey(k *fyne.KeyEvent) {
	by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[k.Name]
	if by == 0 {
		c.pressable.TypedKey(k)
	} else if c.OnMove != nil {
		c.OnMove(by)
	}
}

// CreateRenderer is for Fyne.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{c: c, sheet: canvas.NewRectangle(nil), edge: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

// cardEdge is the width of the bar that marks the chosen card.
const cardEdge = 4

type cardRenderer struct {
	c           *Card
	sheet, edge *canvas.Rectangle
}

func (r *cardRenderer) Layout(s fyne.Size) {
	r.sheet.Resize(s)
	r.edge.Resize(fyne.NewSize(cardEdge, s.Height-2*cardRadius))
	r.edge.Move(fyne.NewPos(0, cardRadius))
	r.c.content.Resize(s.SubtractWidthHeight(2*look.PaddingCard, 2*look.PaddingCard-8))
	r.c.content.Move(fyne.NewPos(look.PaddingCard, look.PaddingCard-4))
}

func (r *cardRenderer) MinSize() fyne.Size {
	return r.c.content.MinSize().AddWidthHeight(2*look.PaddingCard, 2*look.PaddingCard-8)
}

func (r *cardRenderer) Refresh() {
	c := r.c
	r.sheet.CornerRadius = cardRadius
	r.sheet.FillColor = Raised()
	r.sheet.StrokeColor, r.sheet.StrokeWidth = themed(look.ColorHairline), 1
	r.edge.FillColor, r.edge.CornerRadius = themed(theme.ColorNamePrimary), cardEdge/2
	r.edge.Hidden = !c.selected
	switch {
	case c.selected:
		r.sheet.StrokeColor = themed(theme.ColorNamePrimary)
		r.sheet.StrokeWidth = 1.5
	case c.hovered:
		r.sheet.StrokeColor = themed(look.ColorBorder)
		r.sheet.FillColor = mixed(Raised(), themed(theme.ColorNamePrimary), .04)
	}
	if c.focused {
		r.sheet.StrokeColor, r.sheet.StrokeWidth = themed(theme.ColorNamePrimary), 2.5
	}
	r.Layout(c.Size())
	r.sheet.Refresh()
	r.edge.Refresh()
	c.content.Refresh()
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.sheet, r.edge, r.c.content}
}

func (r *cardRenderer) Destroy() {}
