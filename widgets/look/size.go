package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Names of the text sizes, for widgets that take a size name and for [Size].
const (
	SizeCaption = theme.SizeNameCaptionText    // 12
	SizeBody    = theme.SizeNameText           // 14
	SizeStrong  = theme.SizeNameSubHeadingText // 16
	SizeTitle   = theme.SizeNameHeadingText    // 20

	SizeDisplay fyne.ThemeSizeName = "tongtuDisplayText" // 28
)

// Distances of the 8-pixel grid, in device-independent pixels. They do not
// follow the text scale.
const (
	GapInner    float32 = 4 // between parts of one thing
	Gap         float32 = 8 // between things
	PaddingCard float32 = 16
	RadiusCard  float32 = 10

	RowToolbar float32 = 48
)

// textSizes grow with the text scale.
var textSizes = map[fyne.ThemeSizeName]float32{
	SizeCaption:              12,
	SizeBody:                 14,
	SizeStrong:               16,
	SizeTitle:                20,
	SizeDisplay:              28,
	theme.SizeNameInlineIcon: 20,
}

var fixedSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNamePadding:         GapInner,
	theme.SizeNameInnerPadding:    Gap,
	theme.SizeNameLineSpacing:     2, // the font's own line is 1.45 em high
	theme.SizeNameInputRadius:     6,
	theme.SizeNameSelectionRadius: 6,
	theme.SizeNameInputBorder:     1,
	theme.SizeNameScrollBar:       12,
	theme.SizeNameScrollBarSmall:  4,
	theme.SizeNameScrollBarRadius: 4,
}

// Size returns a text size of the current theme, scaled. A theme that does not
// know the name gives the unscaled size.
func Size(name fyne.ThemeSizeName) float32 {
	if s := theme.Size(name); s > 0 {
		return s
	}
	return textSizes[name]
}
