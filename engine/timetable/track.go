package timetable

import (
	"math"

	"tongtu/data/model"
)

// Track is the line on the map from one call of a trip to another: along the
// trip's shape where the network has it, else from station to station. It is nil
// where there is no such trip or call.
func (t *Timetable) Track(id model.TripID, board, alight int) []model.LonLat {
	from, to, ok := t.Course(id, board, alight)
	if !ok {
		return nil
	}
	v := &t.Forward
	trip := v.TripOf(from)
	out := make([]model.LonLat, 0, alight-board+1)
	points := t.shape(trip)
	at := 0
	for i := v.calls[trip]; i <= to; i++ {
		pos := t.StationAt(t.StationOf(v.StopAt(i))).Pos
		next := at
		if len(points) > 0 {
			next = nearest(points, at, pos)
		}
		if i > from && len(points) > 0 {
			out = append(out, points[at:next]...)
		}
		if i >= from {
			out = append(out, pos)
		}
		at = next
	}
	return out
}

// shape returns the points of the shape of a trip; none when it has none.
func (t *Timetable) shape(trip Trip) []model.LonLat {
	i := t.trips[trip].shape
	if i < 0 {
		return nil
	}
	return t.net.Shapes[i].Points
}

// nearest finds the point nearest to pos from index from on. It stops looking
// when the line has come near and gone far again, so that a line that passes a
// station twice is not cut short.
func nearest(points []model.LonLat, from int, pos model.LonLat) int {
	scale := math.Cos(pos.Lat * math.Pi / 180)
	best, least := from, math.Inf(1)
	for i := from; i < len(points); i++ {
		d := math.Hypot((points[i].Lon-pos.Lon)*scale, points[i].Lat-pos.Lat)
		if d < least {
			best, least = i, d
		}
		if least < closeBy && d > 10*closeBy {
			break
		}
	}
	return best
}

// closeBy is how near to a station its line surely passes, in degrees: some 500 m.
const closeBy = 0.005
