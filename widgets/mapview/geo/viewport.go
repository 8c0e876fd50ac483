package geo

import "math"

// The scales a viewport may have, in pixels per world unit: the whole world in
// 256 pixels, and about 0.3 metres per pixel.
const (
	MinScale = 256
	MaxScale = 256 << 19
)

// Viewport says which part of the world a widget shows. It is a value: every
// method returns a new one.
type Viewport struct {
	Center World
	Scale  float64 // pixels per world unit
	W, H   float64 // size of the widget
}

// ToPixel maps a position of the world to the widget.
func (v Viewport) ToPixel(w World) Pixel {
	return Pixel{X: (w.X-v.Center.X)*v.Scale + v.W/2, Y: (w.Y-v.Center.Y)*v.Scale + v.H/2}
}

// ToWorld is the inverse of ToPixel.
func (v Viewport) ToWorld(p Pixel) World {
	return World{X: (p.X-v.W/2)/v.Scale + v.Center.X, Y: (p.Y-v.H/2)/v.Scale + v.Center.Y}
}

// Pan moves the map by dx, dy pixels.
func (v Viewport) Pan(dx, dy float64) Viewport {
	v.Center = World{X: v.Center.X - dx/v.Scale, Y: v.Center.Y - dy/v.Scale}
	return v
}

// ZoomAt scales by f, within the limits of scales, and keeps the world point
// under p in place.
func (v Viewport) ZoomAt(p Pixel, f float64) Viewport {
	w := v.ToWorld(p)
	v.Scale = min(max(v.Scale*f, MinScale), MaxScale)
	q := v.ToPixel(w)
	return v.Pan(p.X-q.X, p.Y-q.Y)
}

// Resize changes the widget's size and keeps the centre.
func (v Viewport) Resize(w, h float64) Viewport {
	v.W, v.H = w, h
	return v
}

// Fit shows all of b with at least padX pixels left and right and padY above and
// below. Bounds that are empty change nothing; the scale is limit at most.
func (v Viewport) Fit(b Bounds, padX, padY, limit float64) Viewport {
	if b.Empty() {
		return v
	}
	v.Center = World{X: (b.Min.X + b.Max.X) / 2, Y: (b.Min.Y + b.Max.Y) / 2}
	w, h := max(v.W-2*padX, 1), max(v.H-2*padY, 1)
	scale := min(limit, w/max(b.Max.X-b.Min.X, 1e-12), h/max(b.Max.Y-b.Min.Y, 1e-12))
	v.Scale = min(max(scale, MinScale), MaxScale)
	return v
}

// Clamp keeps the centre within b and the scale within min … max. Scales
// outside the package's limits are brought into them first.
func (v Viewport) Clamp(b Bounds, lo, hi float64) Viewport {
	v.Scale = min(max(v.Scale, lo, MinScale), hi, MaxScale)
	if !b.Empty() {
		v.Center.X = min(max(v.Center.X, b.Min.X), b.Max.X)
		v.Center.Y = min(max(v.Center.Y, b.Min.Y), b.Max.Y)
	}
	return v
}

// Zoom is the scale as a level of the usual web maps: 0 shows the world in 256
// pixels, each level doubles.
func (v Viewport) Zoom() float64 { return math.Log2(v.Scale / 256) }

// Bounds returns the part of the world that is shown.
func (v Viewport) Bounds() Bounds {
	return Bounds{Min: v.ToWorld(Pixel{}), Max: v.ToWorld(Pixel{X: v.W, Y: v.H}), set: true}
}
