package planner

import (
	"math"

	"tongtu/data/model"
	"tongtu/engine/timetable"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// detour is how much longer than a hop a chain of shorter hops may be to stand
// for it on the map.
const detour = 1.12

// backdrop is the quiet network behind the journeys. Fast trains pass most
// cities, so that their hops would cover the map with straight lines; a hop is
// left out where shorter ones lead the same way. Flights are all there.
func backdrop(tt *timetable.Timetable) mapview.Network {
	next := map[model.CityID]map[model.CityID]float64{}
	add := func(a, b model.CityID, d float64) {
		if next[a] == nil {
			next[a] = map[model.CityID]float64{}
		}
		next[a][b] = d
	}
	for _, l := range tt.Links() {
		if l.Mode != model.Air {
			d := distance(tt, l.A, l.B)
			add(l.A, l.B, d)
			add(l.B, l.A, d)
		}
	}
	var n mapview.Network
	for _, l := range tt.Links() {
		a, okA := tt.City(l.A)
		b, okB := tt.City(l.B)
		if okA && okB && (l.Mode == model.Air || !passes(next, l.A, l.B)) {
			n.Edges = append(n.Edges, mapview.Edge{A: coord(a.Pos), B: coord(b.Pos), Kind: kindOf(l.Mode)})
		}
	}
	return n
}

// passes reports whether a city lies on the way from a to b with a hop to
// either. Both hops are shorter, so what is left out is always led around by
// what stays.
func passes(next map[model.CityID]map[model.CityID]float64, a, b model.CityID) bool {
	whole := next[a][b]
	for c, first := range next[a] {
		if second, ok := next[c][b]; ok && first < whole && second < whole && first+second <= whole*detour {
			return true
		}
	}
	return false
}

// distance is in degrees of latitude, good enough to compare neighbours.
func distance(tt *timetable.Timetable, a, b model.CityID) float64 {
	x, _ := tt.City(a)
	y, _ := tt.City(b)
	squeeze := math.Cos((x.Pos.Lat + y.Pos.Lat) / 2 * math.Pi / 180)
	return math.Hypot((x.Pos.Lon-y.Pos.Lon)*squeeze, x.Pos.Lat-y.Pos.Lat)
}

// extent is what the map shows of a network at first: where the cities are, a
// little less, since nothing at the edge needs the room the map keeps for labels.
func extent(tt *timetable.Timetable) geo.Bounds {
	var at []geo.Coord
	for _, c := range tt.Cities() {
		at = append(at, coord(c.Pos))
	}
	b := geo.BoundsOf(at...)
	const less = .1
	return b.Grow(-less * (b.Max.X - b.Min.X))
}
