// Package look is how Tongtu looks: one Fyne theme in three variants with its
// colours, sizes, fonts and icons.
//
// Widgets ask for colours by name, either through Fyne (theme.Color) or with
// [Color], and for text sizes by the Size names, so that a change of variant or
// text scale reaches them all. Meaning is never in the hue alone: trains are
// solid lines with a train icon, flights dashed arcs with a plane.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tongtu/resources"
)

// Variant is a palette of the theme.
type Variant uint8

// The palettes. Dark is a palette of its own, not light inverted.
const (
	Light Variant = iota
	Dark
	HighContrast
)

// Theme returns the theme in one palette with all texts and paddings inside
// controls scaled by scale; values outside 0.75 … 2 are brought into that range.
func Theme(v Variant, scale float32) fyne.Theme {
	return &appTheme{
		variant: v,
		scale:   min(max(scale, 0.75), 2),
		regular: fyne.NewStaticResource("tongtu-sans-sc-regular.otf", resources.FontRegular),
		bold:    fyne.NewStaticResource("tongtu-sans-sc-bold.otf", resources.FontBold),
	}
}

// appTheme implements fyne.Theme.
type appTheme struct {
	variant       Variant
	scale         float32
	regular, bold fyne.Resource
}

// Color ignores the system's variant: the user's choice is in the theme.
func (t *appTheme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if c, ok := t.variant.color(name); ok {
		return c
	}
	return theme.DefaultTheme().Color(name, t.variant.base())
}

// Font returns the embedded fonts. Monospace is the regular one too: its digits
// have one width, and the built-in monospace font cuts off han at the bottom.
func (t *appTheme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return t.bold
	default:
		return t.regular
	}
}

// Icon returns Fyne's icons: they take the theme's foreground colour.
func (t *appTheme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size returns the theme's sizes at its text scale.
func (t *appTheme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := textSizes[name]; ok {
		return s * t.scale
	}
	if s, ok := fixedSizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

// base is the variant of Fyne's own theme closest to v.
func (v Variant) base() fyne.ThemeVariant {
	if v == Light {
		return theme.VariantLight
	}
	return theme.VariantDark
}
