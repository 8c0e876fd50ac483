package plantest

import (
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// within checks the window and the caps of the query.
func (b *brute) within(j journey) bool {
	q := b.q
	switch {
	case q.Window > 0 && !q.Arrive && j.depart > q.At.Add(q.Window):
		return false
	case q.Window > 0 && q.Arrive && j.arrive < q.At.Add(-q.Window):
		return false
	case q.MaxChanges != nil && len(j.rides)-1 > *q.MaxChanges:
		return false
	case q.MaxFare != nil && j.cost > int64(*q.MaxFare):
		return false
	}
	return q.MaxDuration == 0 || j.arrive-j.depart <= model.Moment(q.MaxDuration)
}

func (b *brute) avoided(t *model.Trip) bool {
	a, r := b.q.Avoid, b.routes[t.Route]
	return slices.Contains(a.Routes, r.ID) || slices.Contains(a.Operators, r.Operator) || a.Modes != 0 && a.Modes.Has(r.Mode)
}

func (b *brute) avoidedAt(s model.StationID) bool {
	return slices.Contains(b.q.Avoid.Stations, s) || slices.Contains(b.q.Avoid.Cities, b.stations[s].City)
}

// passes checks the via places, each satisfied as early as possible.
func (b *brute) passes(path []ride) bool {
	left := b.q.Via
	for i, r := range path {
		for k := r.board; k <= r.alight; k++ {
			for len(left) > 0 && left[0].Stay == 0 && b.isAt(left[0].Place, r.trip.Calls[k].Station) {
				left = left[1:]
			}
		}
		if len(left) == 0 {
			return true
		}
		if i+1 == len(path) || left[0].Stay == 0 {
			continue
		}
		next := path[i+1]
		if b.isAt(left[0].Place, r.trip.Calls[r.alight].Station) && b.isAt(left[0].Place, next.trip.Calls[next.board].Station) &&
			next.dep() >= r.arr().Add(left[0].Stay) {
			left = left[1:]
		}
	}
	return len(left) == 0
}

func (b *brute) isAt(p plan.Place, s model.StationID) bool {
	if p.Station != "" {
		return s == p.Station
	}
	return b.stations[s].City == p.City
}
