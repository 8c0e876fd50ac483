package sample

import (
	"math"
	"slices"

	"tongtu/data/model"
)

// lineClass is the kind of a line: what may run on it and how fast.
type lineClass uint8

// The classes of corridors.csv, in the order of lineClassNames.
const (
	hsr350 lineClass = iota
	hsr300
	hsr250
	hsr200
	rail160
	rail120
	rail80
	coachRoad
	ferrySea
	fastSea
)

var lineClassNames = []string{"hsr350", "hsr300", "hsr250", "hsr200", "rail160", "rail120", "rail80", "coach", "ferry", "fast-ferry"}

func parseLineClass(s string) (lineClass, bool) {
	i := slices.Index(lineClassNames, s)
	return lineClass(max(i, 0)), i >= 0
}

func (c lineClass) highSpeed() bool { return c <= hsr200 }
func (c lineClass) rail() bool      { return c <= rail80 }

// speedOf is the kilometres per hour a train of the class keeps between stops:
// the published journey times of 2024 fit about 0.92 of the design speed.
func (k trainKind) speedOf(c lineClass) float64 {
	lines := [...]float64{hsr350: 322, hsr300: 280, hsr250: 228, hsr200: 182, rail160: 142, rail120: 112, rail80: 76}
	return min(lines[c], k.topSpeed())
}

func (k trainKind) topSpeed() float64 {
	switch k {
	case kindG, kindC:
		return 322
	case kindD:
		return 232
	case kindZ:
		return 136
	case kindT:
		return 122
	case kindK:
		return 108
	}
	return 90
}

// lost is the time in minutes that stopping costs between two runs at v km/h:
// accelerating at 0.4 and braking at 0.5 m/s² for multiple units, 0.12 and 0.3
// for locomotive-hauled trains.
func (k trainKind) lost(v float64) (start, stop float64) {
	metres := v / 3.6
	if k.multipleUnit() {
		return metres / (2 * 0.4) / 60, metres / (2 * 0.5) / 60
	}
	return metres / (2 * 0.12) / 60, metres / (2 * 0.3) / 60
}

// kilometres between two positions along the great circle.
func kilometres(a, b model.LonLat) float64 {
	const earth, rad = 6371.0, math.Pi / 180
	dLat, dLon := (b.Lat-a.Lat)*rad/2, (b.Lon-a.Lon)*rad/2
	h := math.Sin(dLat)*math.Sin(dLat) + math.Cos(a.Lat*rad)*math.Cos(b.Lat*rad)*math.Sin(dLon)*math.Sin(dLon)
	return 2 * earth * math.Asin(math.Sqrt(h))
}
