package planner

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/widgets/look"
)

// modeIcons and modeColors say how each mode looks; the names of text colours
// are for words, the others for lines.
var (
	modeIcons  = [model.NumModes]look.IconName{look.IconTrain, look.IconPlane, look.IconCoach, look.IconFerry, look.IconLocal}
	modeColors = [model.NumModes]fyne.ThemeColorName{look.ColorTrain, look.ColorFlight, look.ColorOther, look.ColorOther, look.ColorOther}
	modeInks   = [model.NumModes]fyne.ThemeColorName{look.ColorTrainText, look.ColorFlightText, look.ColorMuted, look.ColorMuted, look.ColorMuted}
)

// icon is a picture of the given side.
func icon(r fyne.Resource, side float32) *canvas.Image {
	i := canvas.NewImageFromResource(r)
	i.FillMode = canvas.ImageFillContain
	i.SetMinSize(fyne.NewSquareSize(side))
	return i
}

func modeIcon(m model.Mode, side float32) *canvas.Image {
	return icon(look.IconIn(modeIcons[m], modeColors[m]), side)
}

// cardHead is what every card shows, chosen or not.
func cardHead(tr *i18n.Catalogue, s summary) *fyne.Container {
	times := []*canvas.Text{
		big(s.depart), inked("→", look.SizeStrong, look.ColorMuted), big(s.arrive),
	}
	if s.days != "" {
		times = append(times, strong(inked(s.days, look.SizeCaption, look.ColorMuted)))
	}
	price := big(s.price)
	price.TextSize = look.Size(look.SizeTitle)
	rows := []fyne.CanvasObject{
		newLine(7, times, []*canvas.Text{price}),
		spread(inked(s.duration+" · "+s.change, look.SizeBody, theme.ColorNameForeground), caption(s.classes)),
		container.New(barLayout(s.bars), barObjects(s.bars)...),
		spread(caption(s.ends), caption(s.numbers)),
	}
	if len(s.honours) > 0 {
		var badges []fyne.CanvasObject
		for _, c := range s.honours {
			badges = append(badges, badge(tr.T(criterionKeys[c]), criterionIcons[c]))
		}
		rows = append([]fyne.CanvasObject{padded(0, 2, 0, flow(scaled(resultsWide)-60, badges...))}, rows...)
	}
	return column(4, rows...)
}

// big is a time: 22 px, semibold; the font's digits are tabular.
func big(s string) *canvas.Text {
	t := strong(inked(s, look.SizeTitle, theme.ColorNameForeground))
	t.TextSize *= 1.1
	return t
}

// criterionIcons say the criteria without words.
var criterionIcons = [...]look.IconName{plan.Fastest: look.IconClock, plan.Cheapest: look.IconYuan, plan.Changes: look.IconChange}

// badge is a pill with an icon and a word.
func badge(word string, name look.IconName) fyne.CanvasObject {
	pill := canvas.NewRectangle(tint(look.Color(look.ColorOK), .12))
	pill.CornerRadius = canvas.RadiusMaximum
	text := strong(inked(word, look.SizeCaption, look.ColorOK))
	row := container.New(badgeLayout{}, icon(look.IconIn(name, look.ColorOK), 14), text)
	return container.NewStack(pill, row)
}

// tint is c at part of its opacity.
func tint(c color.NRGBA, part float64) color.NRGBA {
	c.A = uint8(float64(c.A) * part)
	return c
}

// badgeLayout puts an icon and a word into a pill.
type badgeLayout struct{}

func (badgeLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[1].MinSize().Width+14+4+8+10, fyne.Max(22, o[1].MinSize().Height+4))
}

func (badgeLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	o[0].Resize(fyne.NewSquareSize(14))
	o[0].Move(fyne.NewPos(8, (s.Height-14)/2))
	m := o[1].MinSize()
	o[1].Resize(m)
	o[1].Move(fyne.NewPos(8+14+4, (s.Height-m.Height)/2))
}

const (
	barTall  = 16 // of the row, icons included
	barThick = 4
	barIcon  = 16
	barGap   = 4
	barMin   = 6
	barIcons = 5 // with more rides there is room for lines only
	dashOn   = 10
	dashOff  = 6
)

// barObjects are, per ride, an icon and a line; per wait, a thin line.
func barObjects(bars []bar) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, b := range bars {
		if !b.ride {
			out = append(out, canvas.NewRectangle(look.Color(look.ColorHairline)))
			continue
		}
		if withIcons(bars) {
			out = append(out, modeIcon(b.mode, barIcon))
		}
		out = append(out, strip(b.mode, false))
	}
	return out
}

func withIcons(bars []bar) bool {
	n := 0
	for _, b := range bars {
		if b.ride {
			n++
		}
	}
	return n <= barIcons
}

// barLayout gives each piece its share of the row.
type barLayout []bar

func (barLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, barTall) }

func (l barLayout) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	fixed, icons := float32(0), withIcons(l)
	for _, b := range l {
		fixed += barMin + barGap
		if b.ride && icons {
			fixed += barIcon + barGap
		}
	}
	spare := fyne.Max(s.Width-fixed+barGap, 0)
	x, mid := float32(0), s.Height/2
	for _, b := range l {
		thick := float32(1.5)
		if b.ride {
			thick = barThick
		}
		if b.ride && icons {
			objects[0].Resize(fyne.NewSquareSize(barIcon))
			objects[0].Move(fyne.NewPos(x, mid-barIcon/2))
			objects = objects[1:]
			x += barIcon + barGap
		}
		wide := barMin + spare*b.share
		objects[0].Resize(fyne.NewSize(wide, thick))
		objects[0].Move(fyne.NewPos(x, mid-thick/2))
		objects = objects[1:]
		x += wide + barGap
	}
}

// strip is a thick line in a mode's colour: dashed for flights, else solid.
func strip(m model.Mode, upright bool) fyne.CanvasObject {
	c := look.Color(modeColors[m])
	if m != model.Air {
		r := canvas.NewRectangle(c)
		if !upright { // pieces of a course join
			r.CornerRadius = barThick / 2
		}
		return r
	}
	return canvas.NewRaster(func(w, h int) image.Image { return dashes(c, w, h, upright) })
}

// dashes draws the flight's 10-6 pattern to the size the canvas asks for; the
// thickness of the strip tells the scale.
func dashes(c color.Color, w, h int, upright bool) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	long, thick := w, h
	if upright {
		long, thick = h, w
	}
	scale := float64(thick) / barThick
	ink := image.NewUniform(c)
	for at := 0.0; int(at*scale) < long; at += dashOn + dashOff {
		r := image.Rect(int(at*scale), 0, min(int((at+dashOn)*scale), long), thick)
		if upright {
			r = image.Rect(r.Min.Y, r.Min.X, r.Max.Y, r.Max.X)
		}
		draw.Draw(img, r, ink, image.Point{}, draw.Src)
	}
	return img
}
