package csa

import (
	"cmp"
	"context"
	"slices"
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// Reach scans to the end of the time and gives every city reached by then. It
// returns the errors of a Planner; reaching nothing is none.
func (p *Planner) Reach(ctx context.Context, tt *timetable.Timetable, q plan.ReachQuery, rec *trace.Recorder) (plan.Reach, error) {
	begin := time.Now()
	s := p.pool.Get().(*scan)
	defer p.put(s)
	if err := s.ResolveOrigin(tt, &q); err != nil {
		return plan.Reach{}, err
	}
	s.begin(ctx, rec)
	s.rec.Phase(PhaseArrival)
	s.best = s.Deadline
	if err := s.scan(); err != nil {
		return plan.Reach{}, err
	}
	r := plan.Reach{Cities: s.reached()}
	s.watch(r.Cities, q.Watch)
	r.Stats = plan.Stats{Algorithm: ID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return r, nil
}

// arrival is the first way to a city.
type arrival struct {
	city timetable.City
	stop timetable.Stop // where the last ride ends
	time int32

	changes int
}

func (s *scan) reached() []plan.Reached {
	s.arrivals = s.arrivals[:0]
	for c := range s.TT.NumCities() {
		s.arrivals = append(s.arrivals, arrival{city: timetable.City(c), time: noTime})
	}
	improve := func(c timetable.City, stop timetable.Stop, t int32) {
		a := &s.arrivals[c]
		if t > s.Deadline || t > a.time || s.IsOrigin(c) || t == a.time && s.changesTo(stop) >= s.changesTo(a.stop) {
			return
		}
		a.stop, a.time = stop, t
	}
	for i := range s.TT.NumStops() {
		stop := timetable.Stop(i)
		if t := s.ahead.alight[i]; t < noTime {
			improve(s.TT.CityOf(stop), stop, t)
		}
	}
	for _, w := range s.TT.Walks() {
		for _, stop := range s.TT.StopsOf(w.From) {
			improve(s.TT.CityOfStation(w.To), stop, s.ahead.alight[stop]+int32(w.Time))
		}
	}
	s.arrivals = slices.DeleteFunc(s.arrivals, func(a arrival) bool { return a.time == noTime })
	for i := range s.arrivals {
		s.arrivals[i].changes = s.changesTo(s.arrivals[i].stop)
	}
	// By changes too, because rides without duration exist: Before comes before.
	slices.SortFunc(s.arrivals, func(a, b arrival) int {
		if a.time != b.time {
			return cmp.Compare(a.time, b.time)
		}
		return cmp.Or(cmp.Compare(a.changes, b.changes), cmp.Compare(a.city, b.city))
	})
	s.place = append(s.place[:0], make([]int32, s.TT.NumCities())...)
	for i, a := range s.arrivals {
		s.place[a.city] = int32(i)
	}
	s.paid = append(s.paid[:0], make([]int64, s.TT.NumStops())...)
	for i := range s.paid {
		s.paid[i] = -1
	}
	out := make([]plan.Reached, len(s.arrivals))
	for i, a := range s.arrivals {
		s.describe(&out[i], a)
	}
	return out
}

// describe fills r with the last ride of a and what came before.
func (s *scan) describe(r *plan.Reached, a arrival) {
	x := s.via[a.stop]
	trip := s.TT.Forward.TripOf(x.board)
	off, _ := s.TT.Forward.Calls(trip)
	day := (s.ahead.alight[a.stop] - s.TT.Forward.ArrAt(x.alight)) / daySeconds
	r.City, r.Arrive = s.TT.Cities()[a.city].ID, s.Moment(a.time)
	r.Leg, _, _ = s.Leg(search.Ride{Trip: trip, Day: day, Board: int(x.board - off), Alight: int(x.alight - off)})
	r.Station, r.Fare = r.Leg.To, s.fareTo(a.stop, r.Leg.Fare)
	r.Changes, r.Before = a.changes, -1
	if before := s.previous(a.stop); before != origin && !s.IsOrigin(s.TT.CityOf(before)) {
		r.Before = int(s.place[s.TT.CityOf(before)])
	}
}

// watch says which of the ways ride one of the trips.
func (s *scan) watch(cities []plan.Reached, trips map[model.TripID]bool) {
	if len(trips) == 0 {
		return
	}
	for i := range cities {
		for stop := s.arrivals[i].stop; stop != origin && !cities[i].Watched; stop = s.previous(stop) {
			cities[i].Watched = trips[s.TT.TripAt(s.TT.Forward.TripOf(s.via[stop].board)).ID]
		}
	}
}

// changesTo counts the changes on the way to where a ride ends.
func (s *scan) changesTo(stop timetable.Stop) (n int) {
	for stop = s.previous(stop); stop != origin; stop = s.previous(stop) {
		n++
	}
	return n
}

// fareTo is the fare of the way to where a ride ends; the last ride costs last.
func (s *scan) fareTo(stop timetable.Stop, last model.Fen) model.Fen {
	cost := timetable.UnknownCost
	if last.Known() {
		cost = int64(last)
	}
	if before := s.previous(stop); before != origin {
		cost += s.costTo(before)
	}
	s.paid[stop] = cost
	if cost >= timetable.UnknownCost {
		return model.UnknownFen
	}
	return model.Fen(cost)
}

// costTo is the cost of the way to where a ride ends. Many ways share it.
func (s *scan) costTo(stop timetable.Stop) int64 {
	if s.paid[stop] >= 0 {
		return s.paid[stop]
	}
	x := s.via[stop]
	trip := s.TT.Forward.TripOf(x.board)
	off, _ := s.TT.Forward.Calls(trip)
	cost := s.TT.LegCost(trip, int(x.board-off), int(x.alight-off), nil)
	if before := s.previous(stop); before != origin {
		cost += s.costTo(before)
	}
	s.paid[stop] = cost
	return cost
}

// previous is where the ride before the one that ends at stop ended, or origin.
func (s *scan) previous(stop timetable.Stop) timetable.Stop {
	return s.before[s.TT.Forward.StopAt(s.via[stop].board)]
}
