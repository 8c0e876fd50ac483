package main

import "math"

// simplify is Douglas and Peucker's method on a ring, with a tolerance that
// depends on the place. A ring smaller than the tolerance becomes empty, except
// in East Asia, where the small islands stay.
func simplify(ring []point) []point {
	if len(ring) < 4 {
		return ring
	}
	lo, hi := ring[0], ring[0]
	for _, p := range ring {
		lo = point{min(lo.lon, p.lon), min(lo.lat, p.lat)}
		hi = point{max(hi.lon, p.lon), max(hi.lat, p.lat)}
	}
	tol := tolerance(point{(lo.lon + hi.lon) / 2, (lo.lat + hi.lat) / 2})
	if tol > near && hi.lon-lo.lon < 3*tol && hi.lat-lo.lat < 3*tol {
		return nil
	}
	// Two far points split the ring into two lines.
	a, b := 0, farthest(ring, 0)
	keep := make([]bool, len(ring)+1)
	keep[a], keep[b] = true, true
	closed := append(ring[:len(ring):len(ring)], ring[0])
	reduce(closed, a, b, keep)
	reduce(closed, b, len(ring), keep)
	var out []point
	for i, p := range ring {
		if keep[i] {
			out = append(out, p)
		}
	}
	if len(out) < 3 { // a sliver: keep it as a triangle
		out = []point{ring[0], ring[len(ring)/3], ring[2*len(ring)/3]}
	}
	return out
}

func farthest(ring []point, from int) int {
	best, at := -1.0, from
	for i, p := range ring {
		if d := math.Hypot(p.lon-ring[from].lon, p.lat-ring[from].lat); d > best {
			best, at = d, i
		}
	}
	return at
}

// reduce marks the points between a and b that the line needs.
func reduce(line []point, a, b int, keep []bool) {
	best, at := 1.0, -1
	for i := a + 1; i < b; i++ {
		if d := distance(line[i], line[a], line[b]) / tolerance(line[i]); d > best {
			best, at = d, i
		}
	}
	if at < 0 {
		return
	}
	keep[at] = true
	reduce(line, a, at, keep)
	reduce(line, at, b, keep)
}

// distance of p from the segment ab, in degrees of latitude.
func distance(p, a, b point) float64 {
	k := math.Cos(p.lat * math.Pi / 180)
	px, py := (p.lon-a.lon)*k, p.lat-a.lat
	bx, by := (b.lon-a.lon)*k, b.lat-a.lat
	if l := bx*bx + by*by; l > 0 {
		t := min(max((px*bx+py*by)/l, 0), 1)
		px, py = px-t*bx, py-t*by
	}
	return math.Hypot(px, py)
}
