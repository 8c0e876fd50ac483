package exchange

import (
	"math"
	"reflect"
	"slices"

	"tongtu/data/model"
)

// equal compares two elements but for their revisions.
func equal[V any](a, b V) bool {
	if x, ok := any(a).(model.Trip); ok {
		return equalTrips(x, any(b).(model.Trip))
	}
	if x, ok := any(a).(model.Shape); ok {
		return slices.Equal(x.Points, any(b).(model.Shape).Points)
	}
	_, _, _, differ := firstDifference(reflect.ValueOf(a), reflect.ValueOf(b), "")
	return !differ
}

// equalTrips is equal in a fraction of its time.
func equalTrips(a, b model.Trip) bool {
	return a.Route == b.Route && a.Shape == b.Shape && a.Calendar == b.Calendar && a.Fee == b.Fee && slices.Equal(a.Classes, b.Classes) &&
		slices.EqualFunc(a.Calls, b.Calls, func(x, y model.Call) bool {
			return x.Station == y.Station && x.Arr == y.Arr && x.Dep == y.Dep && x.NoBoard == y.NoBoard && x.NoAlight == y.NoAlight &&
				x.Dist == y.Dist && slices.Equal(x.Fares, y.Fares)
		})
}

// near reports whether two positions are within km of each other.
func near(a, b model.LonLat, km float64) bool {
	const perDegree = 111.2
	dLat := (a.Lat - b.Lat) * perDegree
	dLon := math.Remainder(a.Lon-b.Lon, 360) * perDegree * math.Cos(a.Lat*math.Pi/180)
	return math.Hypot(dLat, dLon) <= km
}
