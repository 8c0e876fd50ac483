package account

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

// Widths of the parts of the page.
const (
	introWidth   float32 = 352
	signInWidth  float32 = 340
	phoneWidth   float32 = 280
	profileWidth float32 = 400
	formInner            = signInWidth - 2*look.PaddingCard
)

// pictureGround is what a picture to read is drawn on: it is made for light paper.
var pictureGround = color.White

// words is a text that wraps and can change.
type words struct {
	*widget.RichText
	segment *widget.TextSegment
}

func newWords(text string, size fyne.ThemeSizeName, colour fyne.ThemeColorName) words {
	s := &widget.TextSegment{Text: text, Style: widget.RichTextStyle{SizeName: size, ColorName: colour}}
	w := words{widget.NewRichText(s), s}
	w.Wrapping = fyne.TextWrapWord
	return w
}

func (w words) bold() words {
	w.segment.Style.TextStyle.Bold = true
	return w
}

func (w words) centred() words {
	w.segment.Style.Alignment = fyne.TextAlignCenter
	return w
}

// show changes the text and its colour.
func (w words) show(text string, colour fyne.ThemeColorName) {
	if w.segment.Text == text && w.segment.Style.ColorName == colour {
		return
	}
	w.segment.Text, w.segment.Style.ColorName = text, colour
	w.Refresh()
}

// flush takes away the space a text keeps round itself, so that it lines up
// with what stands above and below.
func flush(w words) fyne.CanvasObject {
	in := theme.InnerPadding()
	return container.New(layout.NewCustomPaddedLayout(-in/2, -in/2, -in, -in), w.RichText)
}

var toneColours = map[tone]fyne.ThemeColorName{
	quiet: look.ColorMuted, good: look.ColorOK, bad: look.ColorDanger,
}

// card is a surface of its own with a hairline round it.
func card(width, radius float32, border fyne.ThemeColorName, content fyne.CanvasObject) fyne.CanvasObject {
	back := canvas.NewRectangle(look.Color(theme.ColorNameBackground))
	back.CornerRadius = radius
	back.StrokeColor, back.StrokeWidth = look.Color(border), 1
	padded := container.New(layout.NewCustomPaddedLayout(look.PaddingCard, look.PaddingCard, look.PaddingCard, look.PaddingCard), content)
	return container.New(column{width: width}, container.NewStack(back, padded))
}

// badge marks something in a few letters on its own ground.
func badge(text string) fyne.CanvasObject {
	t := canvas.NewText(text, look.Color(look.ColorFlightText))
	t.TextSize = look.Size(look.SizeCaption)
	ring := canvas.NewRectangle(color.Transparent)
	ring.CornerRadius = look.GapInner
	ring.StrokeColor, ring.StrokeWidth = t.Color, 1
	return container.NewCenter(container.NewStack(ring,
		container.New(layout.NewCustomPaddedLayout(2, 2, look.Gap, look.Gap), t)))
}

func heading(text string, size fyne.ThemeSizeName) *canvas.Text {
	t := canvas.NewText(text, look.Color(theme.ColorNameForeground))
	t.TextSize = look.Size(size)
	t.TextStyle.Bold = true
	return t
}

// lines is the room n lines of text need, so that nothing moves while texts come
// and go.
func lines(n int, size fyne.ThemeSizeName) float32 {
	return float32(n)*1.5*look.Size(size) + theme.InnerPadding()
}

// caption is a line of secondary text.
func caption(text string, size fyne.ThemeSizeName) *canvas.Text {
	t := canvas.NewText(text, look.Color(look.ColorMuted))
	t.TextSize = look.Size(size)
	return t
}

func hairline() fyne.CanvasObject {
	r := canvas.NewRectangle(look.Color(look.ColorHairline))
	r.SetMinSize(fyne.NewSize(0, 1))
	return r
}

func space(w float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(w, 0))
	return r
}

func gap(h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(0, h))
	return r
}

// page puts the parts side by side on the surface.
func page(parts ...fyne.CanvasObject) fyne.CanvasObject {
	return pageOn(canvas.NewRectangle(look.Color(look.ColorSurface)), parts...)
}

// pageOn puts the parts side by side on something.
func pageOn(ground fyne.CanvasObject, parts ...fyne.CanvasObject) fyne.CanvasObject {
	inner := container.New(&row{}, parts...)
	padded := container.New(layout.NewCustomPaddedLayout(gapColumns, gapColumns, gapColumns, gapColumns), inner)
	return container.NewStack(ground, container.NewVScroll(padded))
}
