package mapview

import (
	"image"
	"image/color"
	"math"
	"sort"

	"tongtu/widgets/mapview/geo"
)

// ink draws anti-aliased lines and discs on an opaque picture. The coverage of
// a pixel comes from its distance to the shape, which for lines of few pixels
// is faster than filling outlines and looks the same.
type ink struct{ dst *image.RGBA }

// lineCap is how a line ends.
type lineCap uint8

const (
	roundCap lineCap = iota
	buttCap
)

// line draws the segment ab, half pixels to either side.
func (k ink) line(a, b geo.Pixel, half float64, c color.NRGBA, ends lineCap) {
	dx, dy := b.X-a.X, b.Y-a.Y
	length := math.Hypot(dx, dy)
	if length < 1e-6 {
		if ends == roundCap {
			k.disc(a, half, c)
		}
		return
	}
	s := stroke{ax: a.X, ay: a.Y, dx: dx, dy: dy, ux: dx / length, uy: dy / length, length: length, half: half, ends: ends}
	box := k.box(min(a.X, b.X), min(a.Y, b.Y), max(a.X, b.X), max(a.Y, b.Y), half+1)
	if box.Empty() {
		return
	}
	// Walk along the longer side and touch only the pixels near the line.
	if math.Abs(dy) >= math.Abs(dx) {
		reach := (half + 1) / math.Abs(s.uy)
		for y := box.Min.Y; y < box.Max.Y; y++ {
			middle := a.X + (float64(y)+0.5-a.Y)*dx/dy
			for x := max(box.Min.X, int(middle-reach)); x < min(box.Max.X, int(middle+reach)+2); x++ {
				k.blend(x, y, s.coverage(float64(x)+0.5, float64(y)+0.5), c)
			}
		}
		return
	}
	reach := (half + 1) / math.Abs(s.ux)
	for x := box.Min.X; x < box.Max.X; x++ {
		middle := a.Y + (float64(x)+0.5-a.X)*dy/dx
		for y := max(box.Min.Y, int(middle-reach)); y < min(box.Max.Y, int(middle+reach)+2); y++ {
			k.blend(x, y, s.coverage(float64(x)+0.5, float64(y)+0.5), c)
		}
	}
}

// stroke is a segment prepared for asking pixel by pixel.
type stroke struct {
	ax, ay, dx, dy float64
	ux, uy, length float64
	half           float64
	ends           lineCap
}

// coverage of the pixel with its middle at x, y: 0 … 1 or out of that range.
func (s *stroke) coverage(x, y float64) float64 {
	px, py := x-s.ax, y-s.ay
	along := px*s.ux + py*s.uy
	if s.ends == roundCap {
		if along < 0 {
			return s.half + 0.5 - math.Hypot(px, py)
		}
		if along > s.length {
			return s.half + 0.5 - math.Hypot(px-s.dx, py-s.dy)
		}
		return s.half + 0.5 - math.Abs(px*s.uy-py*s.ux)
	}
	return min(s.half+0.5-math.Abs(px*s.uy-py*s.ux), along+0.5, s.length-along+0.5)
}

// disc fills a circle.
func (k ink) disc(at geo.Pixel, radius float64, c color.NRGBA) {
	box := k.box(at.X, at.Y, at.X, at.Y, radius+1)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			k.blend(x, y, radius+0.5-math.Hypot(float64(x)+0.5-at.X, float64(y)+0.5-at.Y), c)
		}
	}
}

// box is the part of the picture within margin of the given rectangle. Far away
// coordinates are cut before they become integers.
func (k ink) box(x0, y0, x1, y1, margin float64) image.Rectangle {
	r := k.dst.Rect
	cut := func(v float64, lo, hi int) int { return int(min(max(v, float64(lo)), float64(hi))) }
	return image.Rectangle{
		Min: image.Point{X: cut(math.Floor(x0-margin), r.Min.X, r.Max.X), Y: cut(math.Floor(y0-margin), r.Min.Y, r.Max.Y)},
		Max: image.Point{X: cut(math.Ceil(x1+margin), r.Min.X, r.Max.X), Y: cut(math.Ceil(y1+margin), r.Min.Y, r.Max.Y)},
	}
}

// blend mixes c into an opaque pixel.
func (k ink) blend(x, y int, coverage float64, c color.NRGBA) {
	if coverage <= 0 {
		return
	}
	a := int32(min(coverage, 1)*float64(c.A) + 0.5)
	p := k.dst.Pix[y*k.dst.Stride+x*4:]
	p = p[:3:3]
	p[0] += uint8((int32(c.R) - int32(p[0])) * a / 255)
	p[1] += uint8((int32(c.G) - int32(p[1])) * a / 255)
	p[2] += uint8((int32(c.B) - int32(p[2])) * a / 255)
}

// polyline draws a line through all points with round joints.
func (k ink) polyline(ps []geo.Pixel, half float64, c color.NRGBA) {
	for i := 1; i < len(ps); i++ {
		k.line(ps[i-1], ps[i], half, c, roundCap)
	}
}

// dashes draws about on pixels, leaves off pixels, and so on; the line starts and
// ends with a dash. Each dash is longer by extra at both ends, for casings.
func (k ink) dashes(r ruler, on, off, extra, half float64, c color.NRGBA) {
	n := max(1, math.Round((r.length()+off)/(on+off)))
	period := (r.length() + off) / n
	for i := range int(n) {
		from := float64(i) * period
		k.line(r.at(from-extra), r.at(from+period-off+extra), half, c, buttCap)
	}
}

// chevrons draws arrow heads along r, about one in every step pixels.
func (k ink) chevrons(r ruler, step, size, half float64, c color.NRGBA) {
	n := math.Floor(r.length() / step)
	for i := range int(n) {
		d := r.length() * (float64(i) + 0.5) / n
		tip, back := r.at(d+size/2), r.at(d-size/2)
		ux, uy := (tip.X-back.X)/size, (tip.Y-back.Y)/size
		for _, side := range []float64{-1, 1} {
			k.line(tip, geo.Pixel{X: back.X - side*uy*size, Y: back.Y + side*ux*size}, half, c, roundCap)
		}
	}
}

// ruler finds points of a line by their distance from its start.
type ruler struct {
	points []geo.Pixel
	dist   []float64 // of each point from the start
}

func newRuler(ps []geo.Pixel) ruler {
	r := ruler{points: ps, dist: make([]float64, len(ps))}
	for i := 1; i < len(ps); i++ {
		r.dist[i] = r.dist[i-1] + math.Hypot(ps[i].X-ps[i-1].X, ps[i].Y-ps[i-1].Y)
	}
	return r
}

func (r ruler) length() float64 { return r.dist[len(r.dist)-1] }

// at returns the point d pixels from the start; beyond an end the line goes on
// straight.
func (r ruler) at(d float64) geo.Pixel {
	i := min(max(sort.SearchFloat64s(r.dist, d), 1), len(r.points)-1)
	a, b := r.points[i-1], r.points[i]
	gap := r.dist[i] - r.dist[i-1]
	if gap == 0 {
		return b
	}
	t := (d - r.dist[i-1]) / gap
	return geo.Pixel{X: a.X + t*(b.X-a.X), Y: a.Y + t*(b.Y-a.Y)}
}
