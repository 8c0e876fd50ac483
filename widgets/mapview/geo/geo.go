// Package geo is the arithmetic of a flat map: projection, viewport and curves.
// It imports nothing but math and holds no state.
package geo

import "math"

// Coord is a WGS84 position in degrees.
type Coord struct{ Lon, Lat float64 }

// World is a projected position; the projected map spans [0,1]×[0,1] with y
// growing southwards.
type World struct{ X, Y float64 }

// Pixel is a position on the widget, in device-independent pixels.
type Pixel struct{ X, Y float64 }

// MaxLat is where Web Mercator ends: the projected map is a square.
const MaxLat = 85.05112877980659

// Mercator is the spherical Web Mercator projection.
type Mercator struct{}

// Project maps c to the unit square. Latitudes beyond MaxLat are brought to it.
func (Mercator) Project(c Coord) World {
	s := math.Sin(min(max(c.Lat, -MaxLat), MaxLat) * math.Pi / 180)
	return World{X: c.Lon/360 + 0.5, Y: 0.5 - math.Log((1+s)/(1-s))/(4*math.Pi)}
}

// Unproject is the inverse of Project.
func (Mercator) Unproject(w World) Coord {
	return Coord{Lon: (w.X - 0.5) * 360, Lat: math.Atan(math.Sinh(math.Pi*(1-2*w.Y))) * 180 / math.Pi}
}
