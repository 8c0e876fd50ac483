package fares

import (
	"cmp"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// reached lists the cities with a way there, in order of arrival.
func (s *scan) reached(watch map[model.TripID]bool) []plan.Reached {
	var cities []timetable.City
	for c, g := range s.best {
		if g.cost < noFare && !s.IsOrigin(timetable.City(c)) {
			cities = append(cities, timetable.City(c))
		}
	}
	slices.SortFunc(cities, func(a, b timetable.City) int {
		x, y := &s.best[a], &s.best[b]
		return cmp.Or(cmp.Compare(x.time, y.time), cmp.Compare(x.cost, y.cost), cmp.Compare(a, b))
	})
	s.place = fill(s.place, len(s.best), -1)
	for i, c := range cities {
		s.place[c] = int32(i)
	}
	out := make([]plan.Reached, len(cities))
	for i, c := range cities {
		s.describe(&out[i], c, watch)
	}
	return out
}

// describe fills r with the last ride to c and what came before.
func (s *scan) describe(r *plan.Reached, c timetable.City, watch map[model.TripID]bool) {
	g := &s.best[c]
	last := &s.rides[g.ride]
	r.City, r.Arrive, r.Fare = s.TT.Cities()[c].ID, s.Moment(g.time), model.Fen(g.cost)
	r.Leg, _, _ = s.Leg(search.Ride{Trip: last.trip, Day: last.day, Board: int(last.board), Alight: int(last.alight)})
	r.Station, r.Before = r.Leg.To, -1
	if last.before != origin {
		r.Before = int(s.place[s.TT.CityOf(s.rides[last.before].stop)])
	}
	watched := func() bool { return len(watch) > 0 && watch[s.TT.TripID(last.trip)] }
	r.Watched = watched()
	for last.before != origin {
		last = &s.rides[last.before]
		r.Changes++
		r.Watched = r.Watched || watched()
	}
}
