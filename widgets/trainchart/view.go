package trainchart

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The margins hold the names of the stops and the hours; they grow with the text.
func labelWidth() float32 { return 6.5 * theme.TextSize() }
func hourHeight() float32 { return 1.8 * theme.TextSize() }

const edge = 10 // pixels kept free around the lines

const (
	minSpan = 20 * 60.0     // seconds between the edges, at least
	maxSpan = 5 * 24 * 3600 // and at most
)

// span is the first and the last time of all lines.
func (c *Chart) span() (first, last float64, ok bool) {
	first, last = math.Inf(1), math.Inf(-1)
	for _, l := range c.lines {
		for _, p := range l.Points {
			first, last = min(first, float64(p.At)), max(last, float64(p.At))
		}
	}
	return first, last, first <= last
}

// Fit shows all lines.
func (c *Chart) Fit() {
	first, last, ok := c.span()
	if !ok {
		first, last = 6*3600, 22*3600
	}
	room := max((last-first)*.06, 10*60)
	c.from, c.to, c.fitted = first-room, last+room, ok
	c.Refresh()
}

// Zoom shows more time, or less, around a place between the edges, 0 … 1.
func (c *Chart) Zoom(factor, around float64) {
	span := max(minSpan, min((c.to-c.from)*factor, maxSpan))
	middle := c.from + (c.to-c.from)*around
	c.from, c.to = middle-span*around, middle+span*(1-around)
	c.Refresh()
}

// plot is the part of the widget where lines are drawn.
type plot struct {
	x, y, w, h float32
	from, to   float64
	low, high  float64 // along the way
	even       bool    // stops without a way: as far apart from each other
	stops      []Stop
}

func (c *Chart) plot(s fyne.Size) plot {
	p := plot{x: labelWidth(), y: hourHeight() + edge, from: c.from, to: c.to, stops: c.stops}
	p.w, p.h = fyne.Max(1, s.Width-p.x-edge), fyne.Max(1, s.Height-p.y-edge)
	if n := len(c.stops); n > 0 {
		p.low, p.high = c.stops[0].At, c.stops[n-1].At
	}
	p.even = p.high <= p.low
	if p.to <= p.from {
		p.from, p.to = 6*3600, 22*3600
	}
	return p
}

// px is where a time is; py where a stop is.
func (p plot) px(at float64) float32 {
	return p.x + p.w*float32((at-p.from)/(p.to-p.from))
}

func (p plot) py(stop int) float32 {
	switch {
	case p.even && len(p.stops) > 1:
		return p.y + p.h*float32(stop)/float32(len(p.stops)-1)
	case p.even:
		return p.y
	}
	return p.y + p.h*float32((p.stops[stop].At-p.low)/(p.high-p.low))
}

// time is what the pixel x stands for.
func (p plot) time(x float32) float64 {
	return p.from + (p.to-p.from)*float64((x-p.x)/p.w)
}

func (p plot) at(pt Point) fyne.Position { return fyne.NewPos(p.px(float64(pt.At)), p.py(pt.Stop)) }

// step is how far the verticals are apart: so that their labels have room.
func (p plot) step() int {
	for _, s := range []int{5 * 60, 10 * 60, 15 * 60, 30 * 60, 3600, 2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600} {
		if p.w*float32(float64(s)/(p.to-p.from)) >= 4*theme.TextSize() {
			return s
		}
	}
	return 24 * 3600
}

// reach is how near the pointer has to come.
const reach = 12

// nearest is the point of a line under the pointer: that of the selected line if
// it is in reach, else of any, else the nearest one of a line that passes there.
func (c *Chart) nearest(at fyne.Position) (line, point int, ok bool) {
	p := c.plot(c.Size())
	if k, d := p.closest(c.points(), at); d <= reach {
		return c.line, k, true
	}
	best := float32(reach)
	for i, l := range c.lines {
		if k, d := p.closest(l.Points, at); d <= best {
			line, point, best, ok = i, k, d, true
		}
	}
	if ok {
		return line, point, true
	}
	best = reach / 2
	for i, l := range c.lines {
		for k := 1; k < len(l.Points); k++ {
			if d := distance(at, p.at(l.Points[k-1]), p.at(l.Points[k])); d <= best {
				point, _ = p.closest(l.Points, at)
				line, best, ok = i, d, true
			}
		}
	}
	return line, point, ok
}

// closest is the point nearest to a place, and how far it is.
func (p plot) closest(points []Point, at fyne.Position) (k int, d float32) {
	d = math.MaxFloat32
	for i, pt := range points {
		q := p.at(pt)
		if far := hypot(q.X-at.X, q.Y-at.Y); far < d {
			k, d = i, far
		}
	}
	return k, d
}

func hypot(x, y float32) float32 { return float32(math.Hypot(float64(x), float64(y))) }

// distance of a place from the stretch between a and b.
func distance(at, a, b fyne.Position) float32 {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := dx*dx + dy*dy
	if length == 0 {
		return hypot(at.X-a.X, at.Y-a.Y)
	}
	t := fyne.Max(0, fyne.Min(1, ((at.X-a.X)*dx+(at.Y-a.Y)*dy)/length))
	return hypot(at.X-a.X-t*dx, at.Y-a.Y-t*dy)
}
