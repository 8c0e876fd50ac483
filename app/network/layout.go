package network

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"tongtu/widgets"
	"tongtu/widgets/look"
)

// listWidth is the width of the list at the left edge.
const listWidth float32 = 296

// wide gives its one object a width at least, and all the height there is.
type wide float32

// Layout implements fyne.Layout.
func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (w wide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := fyne.NewSize(float32(w), 0)
	for _, o := range objects {
		m.Height = fyne.Max(m.Height, o.MinSize().Height)
	}
	return m
}

// side puts the objects in sight side by side, 16 pixels apart; shares says how much of
// the width each gets, 0 its least.
type side struct{ shares []float32 }

const sideGap = 2 * look.Gap

func (l side) share(i int) float32 {
	if i < len(l.shares) {
		return l.shares[i]
	}
	return 1
}

// Layout implements fyne.Layout.
func (l side) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, sum, shown := size.Width, float32(0), 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if shown++; shown > 1 {
			left -= sideGap
		}
		if l.share(i) == 0 {
			left -= o.MinSize().Width
		}
		sum += l.share(i)
	}
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		w := o.MinSize().Width
		if s := l.share(i); s > 0 {
			w = left * s / sum
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w + sideGap
	}
}

// MinSize implements fyne.Layout.
func (l side) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		if m.Width > 0 {
			m.Width += sideGap
		}
		m.Width += s.Width
		m.Height = fyne.Max(m.Height, s.Height)
	}
	return m
}

// split gives the upper object its least height and the lower one the rest, or
// the upper one more when there is plenty, or all while the lower one is hidden.
type split struct {
	least float32 // of the lower one
	most  float32 // of the upper one
}

// Layout implements fyne.Layout.
func (l split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	upper, lower := objects[0], objects[1]
	upper.Move(fyne.NewPos(0, 0))
	if !lower.Visible() {
		upper.Resize(size)
		return
	}
	h := fyne.Min(fyne.Max(upper.MinSize().Height, size.Height-l.least), fyne.Max(l.most, upper.MinSize().Height))
	upper.Resize(fyne.NewSize(size.Width, h))
	lower.Move(fyne.NewPos(0, h+look.Gap))
	lower.Resize(fyne.NewSize(size.Width, fyne.Max(0, size.Height-h-look.Gap)))
}

// MinSize implements fyne.Layout.
func (l split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(fyne.Max(a.Width, b.Width), a.Height+look.Gap+fyne.Max(b.Height, 120))
}

func inset(all float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(all, all, all, all), o)
}

// margins gives o room above and below.
func margins(above, below float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(above, below, 0, 0), o)
}

// detailLayout puts the bar above the body, which scrolls when it is too large
// for the window, as with large text: it must not widen the window. The body keeps room at its sides: the bars that mark wrong
// fields would be clipped by the scroller.
func detailLayout(bar, body fyne.CanvasObject) *fyne.Container {
	sides := func(below float32, o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(layout.NewCustomPaddedLayout(0, below, look.Gap, look.Gap), o)
	}
	return container.NewBorder(sides(look.Gap, bar), nil, nil, nil, container.NewScroll(sides(0, body)))
}

// besideList puts a list of that width left of the detail.
func besideList(width float32, list, detail fyne.CanvasObject) fyne.CanvasObject {
	back := canvas.NewRectangle(look.Color(look.ColorSurface))
	left := container.New(wide(width), container.NewStack(back, inset(look.Gap+look.GapInner, list)))
	return container.NewBorder(nil, nil, container.NewHBox(left, upright()), nil,
		container.New(layout.NewCustomPaddedLayout(look.PaddingCard, look.PaddingCard, look.Gap, look.Gap), detail))
}

// formRows puts the rows of a form below each other, so far apart that the line
// below a field belongs to it and not to the next one.
func formRows(rows ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(look.Gap), rows...)
}

// nothingOpen stands where the form will be: a picture and what to do.
func nothingOpen(name look.IconName, hint string) *fyne.Container {
	picture := canvas.NewImageFromResource(look.IconIn(name, look.ColorMuted))
	picture.SetMinSize(fyne.NewSquareSize(48))
	picture.FillMode = canvas.ImageFillContain
	text := canvas.NewText(hint, look.Color(look.ColorMuted))
	text.TextSize, text.Alignment = look.Size(look.SizeBody), fyne.TextAlignCenter
	return container.NewCenter(formRows(picture, text))
}

// heading is a line in bold.
func heading(text string, size fyne.ThemeSizeName) *widgets.FieldLine {
	return widgets.NewFieldLine(text, size, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
}

// label is a heading as wide as its text.
func label(text string, size fyne.ThemeSizeName) *canvas.Text {
	t := canvas.NewText(text, look.Color(theme.ColorNameForeground))
	t.TextSize, t.TextStyle.Bold = look.Size(size), true
	return t
}

func caption(text string) *widgets.FieldLine {
	return widgets.NewFieldLine(text, look.SizeCaption, look.ColorMuted, fyne.TextStyle{})
}

// upright is a hairline between columns.
func upright() fyne.CanvasObject {
	r := canvas.NewRectangle(look.Color(look.ColorHairline))
	r.SetMinSize(fyne.NewSize(1, 0))
	return r
}

// legible keeps the text of a field that cannot be edited easy to read: here it
// is disabled because a visitor may only look.
func legible(field fyne.CanvasObject) fyne.CanvasObject {
	return container.NewThemeOverride(field, legibleTheme{theme.Current()})
}

type legibleTheme struct{ fyne.Theme }

// Color of the theme, disabled text being as dark as secondary text.
func (t legibleTheme) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == theme.ColorNameDisabled {
		return t.Theme.Color(look.ColorMuted, v)
	}
	return t.Theme.Color(n, v)
}

// framed draws a hairline round o with rounded corners. Two filled shapes make
// it: the painter of pictures draws a stroke some pixels off.
func framed(o fyne.CanvasObject) fyne.CanvasObject {
	edge, ground := canvas.NewRectangle(look.Color(look.ColorHairline)), canvas.NewRectangle(look.Color(theme.ColorNameBackground))
	edge.CornerRadius, ground.CornerRadius = look.RadiusCard/2, look.RadiusCard/2-1
	return container.NewStack(edge, inset(1, ground), inset(1, o))
}
