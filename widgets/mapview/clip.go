package mapview

import "tongtu/widgets/mapview/geo"

// clipper cuts polygons to a rectangle by Sutherland and Hodgman's method. It
// keeps its memory between calls.
type clipper struct{ a, b []geo.Pixel }

// polygon returns the part of ps within the rectangle; the result is valid until
// the next call. Edges along the rectangle may run back and forth, which fills
// nothing.
func (c *clipper) polygon(ps []geo.Pixel, x0, y0, x1, y1 float64) []geo.Pixel {
	if within(ps, x0, y0, x1, y1) {
		return ps
	}
	c.a = cut(c.a[:0], ps, func(p geo.Pixel) float64 { return p.X - x0 })
	c.b = cut(c.b[:0], c.a, func(p geo.Pixel) float64 { return x1 - p.X })
	c.a = cut(c.a[:0], c.b, func(p geo.Pixel) float64 { return p.Y - y0 })
	c.b = cut(c.b[:0], c.a, func(p geo.Pixel) float64 { return y1 - p.Y })
	return c.b
}

func within(ps []geo.Pixel, x0, y0, x1, y1 float64) bool {
	for _, p := range ps {
		if p.X < x0 || p.X > x1 || p.Y < y0 || p.Y > y1 {
			return false
		}
	}
	return true
}

// cut keeps the side of the polygon where inside is not negative.
func cut(dst, ps []geo.Pixel, inside func(geo.Pixel) float64) []geo.Pixel {
	if len(ps) == 0 {
		return dst
	}
	last := ps[len(ps)-1]
	before := inside(last)
	for _, p := range ps {
		now := inside(p)
		if before < 0 != (now < 0) {
			t := before / (before - now)
			dst = append(dst, geo.Pixel{X: last.X + t*(p.X-last.X), Y: last.Y + t*(p.Y-last.Y)})
		}
		if now >= 0 {
			dst = append(dst, p)
		}
		last, before = p, now
	}
	return dst
}
