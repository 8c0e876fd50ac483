package timetable

import (
	"math"

	"tongtu/data/model"
)

// Track is the line on the map from one call of a trip to another: along the
// trip's shape where the network has it, else from station to station.
func (t *Timetable) Track(trip model.Trip, board, alight int) []model.LonLat {
	out := make([]model.LonLat, 0, alight-board+1)
	points := t.shape(trip.Shape)
	at := 0
	for i, c := range trip.Calls[:alight+1] {
		s, ok := t.statIdx[c.Station]
		if !ok {
			continue
		}
		pos := t.net.Stations[s].Pos
		next := at
		if len(points) > 0 {
			next = nearest(points, at, pos)
		}
		if i > board && len(points) > 0 {
			out = append(out, points[at:next]...)
		}
		if i >= board {
			out = append(out, pos)
		}
		at = next
	}
	return out
}

// shape returns the points of a shape; none when there is none.
func (t *Timetable) shape(id model.ShapeID) []model.LonLat {
	if id == "" {
		return nil
	}
	t.shapesOnce.Do(func() {
		t.shapes = make(map[model.ShapeID][]model.LonLat, len(t.net.Shapes))
		for _, s := range t.net.Shapes {
			t.shapes[s.ID] = s.Points
		}
	})
	return t.shapes[id]
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
