package look_test

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tongtu/resources"
	"tongtu/widgets/look"
)

var variants = map[string]look.Variant{"light": look.Light, "dark": look.Dark, "contrast": look.HighContrast}

// luminance and ratio are WCAG 2.2's relative luminance and contrast ratio.
func luminance(c color.NRGBA) float64 {
	f := func(x uint8) float64 {
		v := float64(x) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*f(c.R) + 0.7152*f(c.G) + 0.0722*f(c.B)
}

func ratio(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// over blends a translucent colour over an opaque one.
func over(top, below color.NRGBA) color.NRGBA {
	f := func(t, b uint8) uint8 { return uint8((int(t)*int(top.A) + int(b)*(255-int(top.A))) / 255) }
	return color.NRGBA{R: f(top.R, below.R), G: f(top.G, below.G), B: f(top.B, below.B), A: 255}
}

func TestContrasts(t *testing.T) {
	type names = []fyne.ThemeColorName
	grounds := names{theme.ColorNameBackground, look.ColorSurface, theme.ColorNameInputBackground, theme.ColorNameOverlayBackground, theme.ColorNameMenuBackground, theme.ColorNameHeaderBackground}
	rows := []struct {
		what string
		fore names
		back names
		want float64
	}{
		{"text", names{
			theme.ColorNameForeground, theme.ColorNamePlaceHolder, theme.ColorNameHyperlink, look.ColorMuted,
			look.ColorTrainText, look.ColorFlightText, look.ColorOK, look.ColorWarn, look.ColorDanger,
			theme.ColorNameSuccess, theme.ColorNameWarning, theme.ColorNameError,
		}, grounds, 4.5},
		{"text on the map", names{theme.ColorNameForeground, look.ColorMuted}, names{look.ColorLand, look.ColorWater}, 4.5},
		{"text on buttons", names{theme.ColorNameForeground}, names{theme.ColorNameButton}, 4.5},
		{"text on the primary button", names{theme.ColorNameForegroundOnPrimary}, names{theme.ColorNamePrimary}, 4.5},
		{"text on ok", names{theme.ColorNameForegroundOnSuccess}, names{theme.ColorNameSuccess}, 4.5},
		{"text on warning", names{theme.ColorNameForegroundOnWarning}, names{theme.ColorNameWarning}, 4.5},
		{"text on danger", names{theme.ColorNameForegroundOnError}, names{theme.ColorNameError}, 4.5},
		{"graphics", names{look.ColorBorder, theme.ColorNameInputBorder, look.ColorTrain, look.ColorFlight, look.ColorOther, theme.ColorNamePrimary}, grounds, 3},
		{"lines on the map", names{look.ColorTrain, look.ColorFlight, look.ColorOther, look.ColorPlace}, names{look.ColorLand}, 3},
	}
	for name, v := range variants {
		for _, row := range rows {
			for _, f := range row.fore {
				for _, b := range row.back {
					if got := ratio(v.Color(f), v.Color(b)); got < row.want {
						t.Errorf("%s: %s %s on %s has %.2f, want %.1f", name, row.what, f, b, got, row.want)
					}
				}
			}
		}
		// A grey alternative may be faint inside if its casing carries the line.
		line := max(ratio(v.Color(look.ColorAlternative), v.Color(look.ColorLand)), ratio(v.Color(look.ColorAlternativeCasing), v.Color(look.ColorLand)))
		if line < 3 {
			t.Errorf("%s: alternatives have %.2f on land, want 3", name, line)
		}
		button := v.Color(theme.ColorNameButton)
		focused := over(v.Color(theme.ColorNameFocus), button)
		if got := ratio(v.Color(theme.ColorNameForeground), focused); got < 4.5 {
			t.Errorf("%s: text on a focused button has %.2f, want 4.5", name, got)
		}
		if got := ratio(button, focused); got < 2 {
			t.Errorf("%s: a focused button differs by %.2f, want 2", name, got)
		}
	}
}

// The numbers of the design's table, so that a changed token is noticed.
func TestTokensKeepTheirRatios(t *testing.T) {
	for _, row := range []struct {
		v          look.Variant
		fore, back fyne.ThemeColorName
		want       float64
	}{
		{look.Light, theme.ColorNameForeground, theme.ColorNameBackground, 14.8},
		{look.Light, theme.ColorNameForeground, look.ColorLand, 13.2},
		{look.Light, look.ColorMuted, theme.ColorNameBackground, 6.5},
		{look.Light, look.ColorBorder, theme.ColorNameBackground, 3.7},
		{look.Light, look.ColorTrain, theme.ColorNameBackground, 5.2},
		{look.Light, look.ColorTrain, look.ColorLand, 4.6},
		{look.Light, look.ColorFlight, theme.ColorNameBackground, 3.9},
		{look.Light, look.ColorFlight, look.ColorLand, 3.5},
		{look.Light, look.ColorFlightText, theme.ColorNameBackground, 5.5},
		{look.Light, look.ColorOK, theme.ColorNameBackground, 5.9},
		{look.Light, look.ColorDanger, theme.ColorNameBackground, 6.6},
		{look.Dark, theme.ColorNameForeground, theme.ColorNameBackground, 15.3},
		{look.Dark, look.ColorMuted, theme.ColorNameBackground, 8.6},
		{look.Dark, look.ColorBorder, theme.ColorNameBackground, 4.7},
		{look.Dark, look.ColorTrain, theme.ColorNameBackground, 7.9},
		{look.Dark, look.ColorFlight, theme.ColorNameBackground, 8.7},
		{look.HighContrast, theme.ColorNameForeground, theme.ColorNameBackground, 21},
		{look.HighContrast, theme.ColorNamePrimary, theme.ColorNameBackground, 14.9},
		{look.HighContrast, look.ColorTrain, theme.ColorNameBackground, 11.7},
		{look.HighContrast, look.ColorFlight, theme.ColorNameBackground, 10.3},
	} {
		if got := ratio(row.v.Color(row.fore), row.v.Color(row.back)); math.Abs(got-row.want) > 0.11 {
			t.Errorf("%v: %s on %s has %.2f, want %.1f", row.v, row.fore, row.back, got, row.want)
		}
	}
}

func TestThemeKnowsAllColorNames(t *testing.T) {
	test.NewTempApp(t)
	for name, v := range variants {
		t.Run(name, func(t *testing.T) { test.AssertAllColorNamesDefined(t, look.Theme(v, 1), name) })
	}
}

func TestColorsFollowTheTheme(t *testing.T) {
	a := test.NewTempApp(t)
	for name, v := range variants {
		a.Settings().SetTheme(look.Theme(v, 1))
		if got, want := look.Color(look.ColorLand), v.Color(look.ColorLand); got != want {
			t.Errorf("%s: land is %v, want %v", name, got, want)
		}
	}
}

func TestTextScale(t *testing.T) {
	a := test.NewTempApp(t)
	for _, row := range []struct{ scale, body, display, padding float32 }{
		{1, 14, 28, 4}, {1.5, 21, 42, 4}, {9, 28, 56, 4}, {0, 10.5, 21, 4},
	} {
		a.Settings().SetTheme(look.Theme(look.Light, row.scale))
		if got := look.Size(look.SizeBody); got != row.body {
			t.Errorf("scale %v: body %v, want %v", row.scale, got, row.body)
		}
		if got := look.Size(look.SizeDisplay); got != row.display {
			t.Errorf("scale %v: display %v, want %v", row.scale, got, row.display)
		}
		if got := look.Size(theme.SizeNamePadding); got != row.padding {
			t.Errorf("scale %v: padding %v, want %v", row.scale, got, row.padding)
		}
	}
}

func TestFonts(t *testing.T) {
	th := look.Theme(look.Light, 1)
	for _, row := range []struct {
		style fyne.TextStyle
		want  string
	}{
		{fyne.TextStyle{}, "tongtu-sans-sc-regular.otf"},
		{fyne.TextStyle{Italic: true}, "tongtu-sans-sc-regular.otf"},
		{fyne.TextStyle{Monospace: true}, "tongtu-sans-sc-regular.otf"},
		{fyne.TextStyle{Bold: true}, "tongtu-sans-sc-bold.otf"},
		{fyne.TextStyle{Bold: true, Italic: true}, "tongtu-sans-sc-bold.otf"},
		{fyne.TextStyle{Symbol: true}, theme.DefaultTheme().Font(fyne.TextStyle{Symbol: true}).Name()},
	} {
		if got := th.Font(row.style).Name(); got != row.want {
			t.Errorf("Font(%+v) = %s, want %s", row.style, got, row.want)
		}
	}
}

func TestEveryIconTakesAColour(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Theme(look.Light, 1))
	entries, err := resources.Icons.ReadDir("icons")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".svg")
		if name == "tongtu" {
			continue
		}
		if got := string(look.IconIn(look.IconName(name), look.ColorTrain).Content()); !strings.Contains(strings.ToLower(got), "#0072b2") {
			t.Errorf("icon %s has no train colour: %s", name, got)
		}
	}
	if look.Icon("no such icon") != theme.BrokenImageIcon() {
		t.Error("an unknown icon is not shown as broken")
	}
}

// The toolkit puts the base line on the next whole pixel and rounds the height
// of a line, so a font may leave a descender less than its due.
func TestDescendersFitTheirLine(t *testing.T) {
	a := test.NewTempApp(t)
	const deepest = 0.25 - 1./80 // of the size: a g; an eighth of a pixel at 10 px is not seen
	for _, scale := range []float32{1, 1.15, 1.3, 1.5, 1.75, 2} {
		a.Settings().SetTheme(look.Theme(look.Light, scale))
		for _, name := range []fyne.ThemeSizeName{look.SizeCaption, look.SizeBody, look.SizeStrong, look.SizeTitle, look.SizeDisplay} {
			for _, bold := range []bool{false, true} {
				size := look.Size(name)
				line, base := a.Driver().RenderedTextSize("gyp", size, fyne.TextStyle{Bold: bold}, nil)
				room := math.Round(float64(line.Height)) - math.Ceil(float64(base))
				if want := math.Ceil(float64(size) * deepest); room < want {
					t.Errorf("%v px, bold %v: %v px below the base line, want %v", size, bold, room, want)
				}
			}
		}
	}
}
