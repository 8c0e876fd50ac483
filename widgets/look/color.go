package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of the colours beyond Fyne's own. Names ending in Text are for words on
// a background or surface (4.5:1); the others are for graphics (3:1).
const (
	ColorSurface  fyne.ThemeColorName = "tongtuSurface"  // cards and panels
	ColorMuted    fyne.ThemeColorName = "tongtuMuted"    // secondary text
	ColorBorder   fyne.ThemeColorName = "tongtuBorder"   // edges of controls
	ColorHairline fyne.ThemeColorName = "tongtuHairline" // decoration only

	ColorTrain      fyne.ThemeColorName = "tongtuTrain"
	ColorTrainText  fyne.ThemeColorName = "tongtuTrainText"
	ColorFlight     fyne.ThemeColorName = "tongtuFlight"
	ColorFlightText fyne.ThemeColorName = "tongtuFlightText"
	ColorOther      fyne.ThemeColorName = "tongtuOther" // coach, ferry, walk, local

	ColorOK     fyne.ThemeColorName = "tongtuOK"
	ColorWarn   fyne.ThemeColorName = "tongtuWarn"
	ColorDanger fyne.ThemeColorName = "tongtuDanger"

	ColorLand              fyne.ThemeColorName = "tongtuLand"
	ColorWater             fyne.ThemeColorName = "tongtuWater"
	ColorCoast             fyne.ThemeColorName = "tongtuCoast"
	ColorNetwork           fyne.ThemeColorName = "tongtuNetwork"    // quiet rail edges
	ColorNetworkAir        fyne.ThemeColorName = "tongtuNetworkAir" // quieter air edges
	ColorPlace             fyne.ThemeColorName = "tongtuPlace"      // minor dots
	ColorAlternative       fyne.ThemeColorName = "tongtuAlternative"
	ColorAlternativeCasing fyne.ThemeColorName = "tongtuAlternativeCasing"
)

// Color returns a colour of the current theme. A theme that does not know the
// name gives the light palette's.
func Color(name fyne.ThemeColorName) color.NRGBA {
	c := color.NRGBAModel.Convert(theme.Color(name)).(color.NRGBA)
	if c.A == 0 {
		if own, ok := Light.color(name); ok {
			return own
		}
	}
	return c
}

// Color returns a colour of the palette v, whatever the current theme.
func (v Variant) Color(name fyne.ThemeColorName) color.NRGBA {
	if c, ok := v.color(name); ok {
		return c
	}
	return color.NRGBAModel.Convert(theme.DefaultTheme().Color(name, v.base())).(color.NRGBA)
}

func (v Variant) color(name fyne.ThemeColorName) (color.NRGBA, bool) {
	row, ok := palette[name]
	if !ok || int(v) >= len(row) {
		return color.NRGBA{}, false
	}
	return nrgba(row[v]), true
}

// Darken mixes c with black; share is how much black, 0 … 1.
func Darken(c color.NRGBA, share float64) color.NRGBA {
	f := func(x uint8) uint8 { return uint8(float64(x)*(1-share) + 0.5) }
	return color.NRGBA{R: f(c.R), G: f(c.G), B: f(c.B), A: c.A}
}

// nrgba takes 0xRRGGBBAA.
func nrgba(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 24), G: uint8(v >> 16), B: uint8(v >> 8), A: uint8(v)}
}

// palette has each colour as 0xRRGGBBAA in the order Light, Dark, HighContrast.
// look_test.go computes the contrasts it promises.
var palette = map[fyne.ThemeColorName][3]uint32{
	theme.ColorNameBackground:          {0xFFFFFFFF, 0x12161CFF, 0x000000FF},
	theme.ColorNameForeground:          {0x1F2933FF, 0xE8ECF1FF, 0xFFFFFFFF},
	theme.ColorNamePlaceHolder:         {0x52606DFF, 0xA9B4C0FF, 0xE0E0E0FF},
	theme.ColorNameDisabled:            {0x8A94A0FF, 0x5F6B78FF, 0x9E9E9EFF},
	theme.ColorNamePrimary:             {0x0072B2FF, 0x56B4E9FF, 0xFFD60AFF},
	theme.ColorNameForegroundOnPrimary: {0xFFFFFFFF, 0x12161CFF, 0x000000FF},
	theme.ColorNameHyperlink:           {0x0072B2FF, 0x56B4E9FF, 0xFFD60AFF},
	theme.ColorNameButton:              {0xE6EBF0FF, 0x2A3440FF, 0x2B2B2BFF},
	theme.ColorNameDisabledButton:      {0xEEF1F4FF, 0x1B222BFF, 0x1A1A1AFF},
	theme.ColorNameFocus:               {0x002B4D70, 0xFFFFFF3A, 0xFFD60A62},
	theme.ColorNameHover:               {0x1F293314, 0xFFFFFF16, 0xFFFFFF30},
	theme.ColorNamePressed:             {0x1F293330, 0xFFFFFF30, 0xFFFFFF60},
	theme.ColorNameSelection:           {0x0072B230, 0x56B4E940, 0xFFD60A60},
	theme.ColorNameInputBackground:     {0xFFFFFFFF, 0x1B222BFF, 0x000000FF},
	theme.ColorNameInputBorder:         {0x7B8794FF, 0x76838FFF, 0xFFFFFFFF},
	theme.ColorNameHeaderBackground:    {0xF6F7F9FF, 0x1B222BFF, 0x1A1A1AFF},
	theme.ColorNameMenuBackground:      {0xFFFFFFFF, 0x1B222BFF, 0x000000FF},
	theme.ColorNameOverlayBackground:   {0xFFFFFFFF, 0x1B222BFF, 0x000000FF},
	theme.ColorNameSeparator:           {0xC5CDD5FF, 0x39434FFF, 0xFFFFFFFF},
	theme.ColorNameShadow:              {0x00000030, 0x00000070, 0x00000000},
	theme.ColorNameScrollBar:           {0x52606DA0, 0xA9B4C0A0, 0xFFFFFFFF},
	theme.ColorNameScrollBarBackground: {0xE6EBF0FF, 0x1B222BFF, 0x000000FF},
	theme.ColorNameSuccess:             {0x00734FFF, 0x4CC9A0FF, 0x5CFFB0FF},
	theme.ColorNameForegroundOnSuccess: {0xFFFFFFFF, 0x12161CFF, 0x000000FF},
	theme.ColorNameWarning:             {0x8A5A00FF, 0xFFC857FF, 0xFFD60AFF},
	theme.ColorNameForegroundOnWarning: {0xFFFFFFFF, 0x12161CFF, 0x000000FF},
	theme.ColorNameError:               {0xB42318FF, 0xFF8A80FF, 0xFF9E96FF},
	theme.ColorNameForegroundOnError:   {0xFFFFFFFF, 0x12161CFF, 0x000000FF},

	ColorSurface:  {0xF6F7F9FF, 0x1B222BFF, 0x0D0D0DFF},
	ColorMuted:    {0x52606DFF, 0xA9B4C0FF, 0xE0E0E0FF},
	ColorBorder:   {0x7B8794FF, 0x76838FFF, 0xFFFFFFFF},
	ColorHairline: {0xC5CDD5FF, 0x39434FFF, 0xFFFFFFFF},

	ColorTrain:      {0x0072B2FF, 0x56B4E9FF, 0x66CCFFFF},
	ColorTrainText:  {0x0072B2FF, 0x56B4E9FF, 0x66CCFFFF},
	ColorFlight:     {0xD55E00FF, 0xFF9B54FF, 0xFF9F43FF},
	ColorFlightText: {0xB34700FF, 0xFF9B54FF, 0xFF9F43FF},
	ColorOther:      {0x52606DFF, 0xA9B4C0FF, 0xE0E0E0FF},

	ColorOK:     {0x00734FFF, 0x4CC9A0FF, 0x5CFFB0FF},
	ColorWarn:   {0x8A5A00FF, 0xFFC857FF, 0xFFD60AFF},
	ColorDanger: {0xB42318FF, 0xFF8A80FF, 0xFF9E96FF},

	ColorLand:              {0xF4F2ECFF, 0x202832FF, 0x141414FF},
	ColorWater:             {0xD6E6EFFF, 0x131A22FF, 0x000000FF},
	ColorCoast:             {0xB4C8D4FF, 0x35424FFF, 0x6A6A6AFF},
	ColorNetwork:           {0xC3CBD2FF, 0x3E4A57FF, 0x5A5A5AFF},
	ColorNetworkAir:        {0xD5DADFFF, 0x303A45FF, 0x3C3C3CFF},
	ColorPlace:             {0x7B8794FF, 0x76838FFF, 0xFFFFFFFF},
	ColorAlternative:       {0x8A94A0FF, 0x8693A0FF, 0xB0B0B0FF},
	ColorAlternativeCasing: {0x6B7580FF, 0x5A6672FF, 0xE0E0E0FF},
}
