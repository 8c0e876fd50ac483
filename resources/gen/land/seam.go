package main

import "math"

// cutAtSeam makes rings that run across the antimeridian into rings within
// -180 … 180. A ring around a pole is closed along the pole first.
func cutAtSeam(r []point) [][]point {
	r, turn := unwrap(r)
	if math.Abs(turn) > 180 {
		pole := math.Copysign(90, r[0].lat)
		first := r[0]
		r = append(r, point{first.lon + turn, first.lat}, point{first.lon + turn, pole}, point{first.lon, pole})
	}
	var out [][]point
	for _, shift := range []float64{-360, 0, 360} {
		moved := make([]point, len(r))
		for i, p := range r {
			moved[i] = point{p.lon + shift, p.lat}
		}
		moved = clip(moved, func(p point) float64 { return p.lon + 180 })
		moved = clip(moved, func(p point) float64 { return 180 - p.lon })
		if len(moved) >= 3 {
			out = append(out, moved)
		}
	}
	return out
}

// unwrap makes longitudes run on past 180 instead of jumping. turn is how far
// the ring gets in longitude: 0, or 360 either way around a pole.
func unwrap(r []point) (out []point, turn float64) {
	out = make([]point, len(r))
	copy(out, r)
	step := func(from, to float64) float64 { return math.Remainder(to-from, 360) }
	for i := 1; i < len(out); i++ {
		out[i].lon = out[i-1].lon + step(r[i-1].lon, r[i].lon)
	}
	last := len(r) - 1
	return out, out[last].lon + step(r[last].lon, r[0].lon) - out[0].lon
}

// clip keeps the side of a ring where inside is not negative.
func clip(r []point, inside func(point) float64) []point {
	var out []point
	for i, p := range r {
		last := r[(i+len(r)-1)%len(r)]
		before, now := inside(last), inside(p)
		if (before < 0) != (now < 0) {
			t := before / (before - now)
			out = append(out, point{last.lon + t*(p.lon-last.lon), last.lat + t*(p.lat-last.lat)})
		}
		if now >= 0 {
			out = append(out, p)
		}
	}
	return out
}
