package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets/look"
)

// radius rounds small controls, cardRadius whole cards.
const (
	radius     = 6
	cardRadius = 10
)

// themed is the theme's colour of that name now.
func themed(name fyne.ThemeColorName) color.NRGBA {
	return color.NRGBAModel.Convert(theme.Color(name)).(color.NRGBA)
}

// faded scales the opacity of c by part.
func faded(c color.NRGBA, part float64) color.NRGBA {
	c.A = uint8(float64(c.A) * part)
	return c
}

// mixed lies part of the way from a to b.
func mixed(a, b color.NRGBA, part float64) color.NRGBA {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*part + .5) }
	return color.NRGBA{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B), A: at(a.A, b.A)}
}

// Elide shortens text with an ellipsis until it fits into width.
func Elide(text string, size float32, style fyne.TextStyle, width float32) string {
	if fyne.MeasureText(text, size, style).Width <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high { // the longest prefix that fits
		mid := (low + high + 1) / 2
		if fyne.MeasureText(string(runes[:mid])+"…", size, style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ·…,") + "…"
}

// scaled grows a distance that holds text with the theme's text size.
func scaled(d float32) float32 {
	const normal = 14
	return d * fyne.Max(theme.TextSize()/normal, 1)
}

// centred puts t in the vertical middle of a row of that height, at x.
func centred(t *canvas.Text, x, height float32) {
	s := t.MinSize()
	t.Resize(s)
	t.Move(fyne.NewPos(x, (height-s.Height)/2))
}

// Raised is the colour of sheets that lie on [Sunken]: the lighter of the
// theme's background and surface, in light and in dark.
func Raised() color.NRGBA {
	a, b := themed(theme.ColorNameBackground), themed(look.ColorSurface)
	if lightness(a) >= lightness(b) {
		return a
	}
	return b
}

// Sunken is the colour of the ground that sheets lie on.
func Sunken() color.NRGBA {
	a, b := themed(theme.ColorNameBackground), themed(look.ColorSurface)
	if lightness(a) < lightness(b) {
		return a
	}
	return b
}

// lightness orders greys; the weights are those of luma.
func lightness(c color.NRGBA) int { return 299*int(c.R) + 587*int(c.G) + 114*int(c.B) }
