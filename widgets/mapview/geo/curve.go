package geo

import "math"

// Bulge is how far a flight's arc leaves the straight line, as a share of it.
const Bulge = 0.15

// Arc returns n+1 points of the quadratic curve from a to b whose middle lies
// Bulge of the chord beside it: to the north, or to the east when the chord runs
// north and south. The arc from b to a is the same curve.
func Arc(a, b World, n int) []World {
	n = max(n, 1)
	dx, dy := b.X-a.X, b.Y-a.Y
	nx, ny := dy, -dx // to the left of the way on the screen
	if ny > 0 || ny == 0 && nx < 0 {
		nx, ny = -nx, -ny
	}
	// The middle of a quadratic curve lies half way to its control point.
	c := World{X: (a.X+b.X)/2 + 2*Bulge*nx, Y: (a.Y+b.Y)/2 + 2*Bulge*ny}
	out := make([]World, n+1)
	for i := range out {
		t := float64(i) / float64(n)
		s := 1 - t
		out[i] = World{X: s*s*a.X + 2*s*t*c.X + t*t*b.X, Y: s*s*a.Y + 2*s*t*c.Y + t*t*b.Y}
	}
	out[0], out[n] = a, b
	return out
}

// Distance is how far p is from the segment ab.
func Distance(p, a, b Pixel) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	t := 0.0
	if l := dx*dx + dy*dy; l > 0 {
		t = min(max(((p.X-a.X)*dx+(p.Y-a.Y)*dy)/l, 0), 1)
	}
	return math.Hypot(p.X-a.X-t*dx, p.Y-a.Y-t*dy)
}
