package mapview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets/look"
)

// Palette gives the colours of a map. look.Color follows the theme;
// look.Variant's Color method has the colours of one palette.
type Palette func(fyne.ThemeColorName) color.NRGBA

// style has the colours of one picture. It is comparable, so that a change of
// theme is noticed.
type style struct {
	water, land, coast      color.NRGBA
	rail, air, place        color.NRGBA
	train, flight, other    color.NRGBA
	alternative, altCasing  color.NRGBA
	text, textMuted, ground color.NRGBA
	ring                    color.NRGBA
}

func newStyle(p Palette) style {
	return style{
		water: p(look.ColorWater), land: p(look.ColorLand), coast: p(look.ColorCoast),
		rail: p(look.ColorNetwork), air: p(look.ColorNetworkAir), place: p(look.ColorPlace),
		train: p(look.ColorTrain), flight: p(look.ColorFlight), other: p(look.ColorOther),
		alternative: p(look.ColorAlternative), altCasing: p(look.ColorAlternativeCasing),
		text: p(theme.ColorNameForeground), textMuted: p(look.ColorMuted), ground: p(theme.ColorNameBackground),
		ring: p(theme.ColorNamePrimary),
	}
}

// kind returns the colour of a highlighted line.
func (s style) kind(k Kind) color.NRGBA {
	switch k {
	case Rail:
		return s.train
	case Air:
		return s.flight
	default:
		return s.other
	}
}

// label returns the colour of a label.
func (s style) label(p placed) color.NRGBA {
	if p.must || p.rank <= 1 {
		return s.text
	}
	return s.textMuted
}

// Widths in device-independent pixels. A path is drawn at full width from zoom
// fullWidthZoom on and thinner on smaller maps, where 10 pixels hide provinces.
const (
	casing        = 1.5
	coreFar       = 4.5
	coreNear      = 7.5
	farZoom       = 4.0
	fullWidthZoom = 7.0

	dashOn, dashOff = 10.0, 6.0
	chevronStep     = 40.0
	chevronSize     = 4.0
)

// core is the width of a highlighted line at a zoom.
func core(zoom float64) float64 {
	t := min(max((zoom-farZoom)/(fullWidthZoom-farZoom), 0), 1)
	return coreFar + t*(coreNear-coreFar)
}

// dotRadius is the radius of a place's dot.
func dotRadius(rank int, zoom float64) float64 {
	grow := min(max((zoom-4)/4, -0.6), 1)
	switch {
	case rank <= 1:
		return 3 + 1.5*grow
	case rank == 2:
		return 2 + 1.5*grow
	default:
		return 1.5 + 1.2*grow
	}
}

// dotGate is the zoom from which places of a rank have a dot.
func dotGate(rank int) float64 {
	if rank <= 2 {
		return 0
	}
	return 5
}

// gates has the zoom from which places of a rank are labelled.
var gates = [...]float64{0, 3.6, 5.2, 6, 8}

// labelled says whether a place of a rank has a label at a zoom.
func labelled(rank int, zoom float64) bool {
	return zoom >= gates[min(max(rank, 0), len(gates)-1)]
}
