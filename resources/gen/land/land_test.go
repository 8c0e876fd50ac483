package main

import (
	"math"
	"testing"
)

func TestRingAcrossTheDateLineIsCut(t *testing.T) {
	ring := []point{{170, 60}, {-170, 60}, {-170, 70}, {170, 70}}
	pieces := cutAtSeam(ring)
	if len(pieces) != 2 {
		t.Fatalf("got %d pieces, want 2: %v", len(pieces), pieces)
	}
	area := 0.0
	for _, p := range pieces {
		for _, q := range p {
			if math.Abs(q.lon) > 180 || math.Abs(q.lon) < 170 {
				t.Errorf("%v is outside of the ring", q)
			}
		}
		area += signedArea(p)
	}
	if math.Abs(math.Abs(area)-200) > 1e-9 {
		t.Errorf("the pieces have area %v, want 200", area)
	}
}

func TestRingAroundAPoleReachesIt(t *testing.T) {
	var ring []point
	for lon := -180.0; lon < 180; lon += 10 {
		ring = append(ring, point{lon, -70})
	}
	area := 0.0
	for _, p := range cutAtSeam(ring) {
		area += signedArea(p)
	}
	if math.Abs(math.Abs(area)-360*20) > 1e-6 {
		t.Errorf("the cap has area %v, want 7200", area)
	}
}

func TestSimplifyKeepsTheShape(t *testing.T) {
	// A square near Shanghai with a point every tenth of a tolerance.
	var ring []point
	const side, step = 1.0, near / 10
	for d := 0.0; d < 4*side; d += step {
		switch s := math.Mod(d, side); int(d / side) {
		case 0:
			ring = append(ring, point{120 + s, 30})
		case 1:
			ring = append(ring, point{121, 30 + s})
		case 2:
			ring = append(ring, point{121 - s, 31})
		default:
			ring = append(ring, point{120, 31 - s})
		}
	}
	got := simplify(ring)
	if len(got) > 8 {
		t.Errorf("the square has %d points", len(got))
	}
	if a := math.Abs(signedArea(got)); math.Abs(a-1) > 0.02 {
		t.Errorf("the square has area %v, want 1", a)
	}
}

func TestFarIsletsAreDropped(t *testing.T) {
	islet := func(lon, lat float64) []point {
		return []point{{lon, lat}, {lon + 0.01, lat}, {lon + 0.01, lat + 0.01}, {lon, lat + 0.01}}
	}
	if got := simplify(islet(-30, 40)); got != nil {
		t.Errorf("an islet in the Atlantic stays: %v", got)
	}
	if got := simplify(islet(122, 30)); len(got) < 3 {
		t.Errorf("an islet off Zhoushan is gone: %v", got)
	}
}

func TestEncoding(t *testing.T) {
	got := encode([][]point{{{1, 2}, {3, 1}, {0, 0}}, {{5, 5}, {6, 5}, {6, 6}}})
	want := "TTL1" + "\xe8\x07" + "\x02" + "\x03\x02\x04\x04\x01\x05\x01" + "\x03\x0a\x0a\x02\x00\x00\x02"
	if string(got) != want {
		t.Errorf("got %x, want %x", got, want)
	}
}

func signedArea(r []point) float64 {
	a := 0.0
	for i, p := range r {
		q := r[(i+1)%len(r)]
		a += p.lon*q.lat - q.lon*p.lat
	}
	return a / 2
}
