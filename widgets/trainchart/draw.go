package trainchart

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/vector"

	"tongtu/widgets/look"
)

// The widths of what is drawn, in pixels of the window.
const (
	lineWidth     = 1.6
	selectedWidth = 3.2
	dotRadius     = 2.6
	gripRadius    = 6
)

// picture draws everything but the words.
type picture struct {
	dst   *image.RGBA
	scale float32
	paths map[color.NRGBA]*vector.Rasterizer
	order []color.NRGBA
}

// paint draws the chart into a picture of w × h pixels.
func (c *Chart) paint(w, h int) image.Image {
	size := c.Size()
	pic := &picture{dst: image.NewRGBA(image.Rect(0, 0, w, h)), scale: 1, paths: map[color.NRGBA]*vector.Rasterizer{}}
	if size.Width > 0 {
		pic.scale = float32(w) / size.Width
	}
	draw.Draw(pic.dst, pic.dst.Bounds(), image.NewUniform(look.Color(theme.ColorNameBackground)), image.Point{}, draw.Src)
	p := c.plot(size)
	c.paintGround(pic, p)
	quiet, strong, wrong := look.Color(look.ColorAlternative), look.Color(look.ColorTrain), look.Color(look.ColorDanger)
	for i, l := range c.lines {
		if i != c.line {
			pic.run(p, l, lineWidth, quiet)
		}
	}
	pic.flush()
	if c.line < len(c.lines) {
		pic.run(p, c.lines[c.line], selectedWidth, strong)
		for _, pt := range c.points() {
			pic.dot(p.at(pt), dotRadius+1, strong)
		}
		pic.flush()
	}
	for _, l := range c.lines {
		for _, pt := range l.Points {
			if pt.Wrong {
				pic.dot(p.at(pt), dotRadius+2, wrong)
			}
		}
	}
	pic.flush()
	c.paintGrip(pic, p)
	return pic.dst
}

// paintGround draws the stops and the hours.
func (c *Chart) paintGround(pic *picture, p plot) {
	hair, border := look.Color(look.ColorHairline), look.Color(look.ColorBorder)
	faint := hair
	faint.A /= 2
	step := p.step()
	for at := int(math.Ceil(p.from/float64(step))) * step; float64(at) <= p.to; at += step {
		col := faint
		switch {
		case at%86400 == 0:
			col = border
		case at%3600 == 0:
			col = hair
		}
		pic.bar(p.px(float64(at)), p.y-edge/2, 1, p.h+edge, col)
	}
	for i := range p.stops {
		pic.bar(p.x, p.py(i), p.w, 1, hair)
	}
}

// paintGrip marks the chosen point: a ring that one can take hold of.
func (c *Chart) paintGrip(pic *picture, p plot) {
	if c.point >= len(c.points()) {
		return
	}
	at := p.at(c.points()[c.point])
	pic.dot(at, gripRadius+1, look.Color(theme.ColorNameForeground))
	pic.flush()
	pic.dot(at, gripRadius-1, look.Color(theme.ColorNameBackground))
	pic.flush()
	pic.dot(at, dotRadius, look.Color(look.ColorTrain))
	pic.flush()
}

// bar fills a rectangle on whole pixels.
func (pic *picture) bar(x, y, w, h float32, c color.NRGBA) {
	px := func(v float32) int { return int(math.Round(float64(v * pic.scale))) }
	r := image.Rect(px(x), px(y), max(px(x)+1, px(x+w)), max(px(y)+1, px(y+h)))
	draw.Draw(pic.dst, r, image.NewUniform(c), image.Point{}, draw.Over)
}

// path collects what is of one colour.
func (pic *picture) path(c color.NRGBA) *vector.Rasterizer {
	r := pic.paths[c]
	if r == nil {
		r = vector.NewRasterizer(pic.dst.Bounds().Dx(), pic.dst.Bounds().Dy())
		pic.paths[c], pic.order = r, append(pic.order, c)
	}
	return r
}

// flush fills what was collected.
func (pic *picture) flush() {
	for _, c := range pic.order {
		pic.paths[c].Draw(pic.dst, pic.dst.Bounds(), image.NewUniform(c), image.Point{})
	}
	clear(pic.paths)
	pic.order = pic.order[:0]
}

// run draws a line from point to point, as far as it is in view.
func (pic *picture) run(p plot, l Line, width float32, c color.NRGBA) {
	for k := 1; k < len(l.Points); k++ {
		a, b := p.at(l.Points[k-1]), p.at(l.Points[k])
		if a, b, ok := p.clip(a, b); ok {
			pic.stroke(a, b, width, c)
		}
	}
	for _, pt := range l.Points {
		if at := p.at(pt); at.X >= p.x && at.X <= p.x+p.w {
			pic.dot(at, width/2, c) // a joint without a notch
		}
	}
}

// clip cuts the stretch ab to what is between the left and the right edge.
func (p plot) clip(a, b fyne.Position) (fyne.Position, fyne.Position, bool) {
	if a.X > b.X {
		a, b = b, a
	}
	left, right := p.x, p.x+p.w
	if b.X < left || a.X > right {
		return a, b, false
	}
	slope := float32(0)
	if b.X > a.X {
		slope = (b.Y - a.Y) / (b.X - a.X)
	}
	if a.X < left {
		a = fyne.NewPos(left, a.Y+slope*(left-a.X))
	}
	if b.X > right {
		b = fyne.NewPos(right, b.Y-slope*(b.X-right))
	}
	return a, b, true
}

// stroke adds the stretch ab, all of the same winding: then overlaps stay filled.
func (pic *picture) stroke(a, b fyne.Position, width float32, c color.NRGBA) {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := hypot(dx, dy)
	if length == 0 {
		return
	}
	nx, ny := -dy/length*width/2, dx/length*width/2
	r, s := pic.path(c), pic.scale
	r.MoveTo(s*(a.X+nx), s*(a.Y+ny))
	r.LineTo(s*(b.X+nx), s*(b.Y+ny))
	r.LineTo(s*(b.X-nx), s*(b.Y-ny))
	r.LineTo(s*(a.X-nx), s*(a.Y-ny))
	r.ClosePath()
}

// dot adds a disc, of the winding that stroke has.
func (pic *picture) dot(at fyne.Position, radius float32, c color.NRGBA) {
	const corners = 16
	r, s := pic.path(c), pic.scale
	for i := range corners {
		sin, cos := math.Sincos(-2 * math.Pi * float64(i) / corners)
		x, y := s*(at.X+radius*float32(cos)), s*(at.Y+radius*float32(sin))
		if i == 0 {
			r.MoveTo(x, y)
		} else {
			r.LineTo(x, y)
		}
	}
	r.ClosePath()
}
