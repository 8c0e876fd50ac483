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
	s.begin(ctx, rec, p.pace, true)
	s.rec.Phase(PhaseArrival, false)
	s.ahead.best = s.Deadline
	s.ahead.enter(s.ahead.departs(), &s.From)
	if _, err := s.ahead.scan(noLimit, noTime); err != nil {
		return plan.Reach{}, err
	}
	r := plan.Reach{Cities: s.reached()}
	s.watch(r.Cities, q.Watch)
	r.Stats = plan.Stats{Algorithm: ID, Settled: s.ahead.settled, Relaxed: s.ahead.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return r, nil
}

// arrival is the first way to a city.
type arrival struct {
	city    timetable.City
	stop    timetable.Stop // where the last ride ends
	time    int32
	changes int32
}

// way is what the rides before the one that ends at a stop are known to be.
type way struct {
	before  timetable.Stop // where the ride before ends, or origin
	changes int32          // -1: not known yet
	cost    int64          // -1: not known yet
}

func (s *scan) reached() []plan.Reached {
	s.ways = s.ways[:0]
	for range s.TT.NumStops() {
		s.ways = append(s.ways, way{changes: -1, cost: -1})
	}
	s.firstArrivals()
	s.sortArrivals()
	s.place = append(s.place[:0], make([]int32, s.TT.NumCities())...)
	for i, a := range s.arrivals {
		s.place[a.city] = int32(i)
	}
	out := make([]plan.Reached, len(s.arrivals))
	for i, a := range s.arrivals {
		s.describe(&out[i], a)
	}
	return out
}

// firstArrivals collects the first arrival at every city, of equal ones that with
// fewest changes.
func (s *scan) firstArrivals() {
	s.arrivals = s.arrivals[:0]
	for c := range timetable.City(s.TT.NumCities()) {
		a := arrival{city: c, time: noTime}
		for stop, end := s.TT.StopsOfCity(c); stop < end; stop++ {
			s.improve(&a, stop, s.ahead.alight[stop])
		}
		s.arrivals = append(s.arrivals, a)
	}
	for _, w := range s.TT.Walks() {
		a := &s.arrivals[s.TT.CityOfStation(w.To)]
		for _, stop := range s.TT.StopsOf(w.From) {
			s.improve(a, stop, s.ahead.alight[stop]+int32(w.Time))
		}
	}
	s.arrivals = slices.DeleteFunc(s.arrivals, func(a arrival) bool { return a.time == noTime || s.IsOrigin(a.city) })
	for i := range s.arrivals {
		s.arrivals[i].changes = s.changesTo(s.arrivals[i].stop)
	}
}

// improve lets a be an arrival by a ride to stop, if that is better.
func (s *scan) improve(a *arrival, stop timetable.Stop, t int32) {
	if t > s.Deadline || t > a.time || t == a.time && s.changesTo(stop) >= s.changesTo(a.stop) {
		return
	}
	a.stop, a.time = stop, t
}

// digit is how many bits of the time sortArrivals takes at once.
const digit = 11

// sortArrivals sorts by time, digit by digit. By changes too, because rides
// without duration exist: Before comes before.
func (s *scan) sortArrivals() {
	last := int32(0)
	for i := range s.arrivals {
		last = max(last, s.arrivals[i].time-s.Start)
	}
	for shift := 0; last>>shift > 0; shift += digit {
		var next [1<<digit + 1]int32
		for i := range s.arrivals {
			next[(s.arrivals[i].time-s.Start)>>shift&(1<<digit-1)+1]++
		}
		for d := range 1 << digit {
			next[d+1] += next[d]
		}
		s.sorted = append(s.sorted[:0], s.arrivals...)
		for i := range s.sorted {
			d := (s.sorted[i].time - s.Start) >> shift & (1<<digit - 1)
			s.arrivals[next[d]] = s.sorted[i]
			next[d]++
		}
	}
	for i := 0; i < len(s.arrivals); {
		j := i + 1
		for j < len(s.arrivals) && s.arrivals[j].time == s.arrivals[i].time {
			j++
		}
		if j > i+1 {
			slices.SortFunc(s.arrivals[i:j], func(a, b arrival) int {
				return cmp.Or(cmp.Compare(a.changes, b.changes), cmp.Compare(a.city, b.city))
			})
		}
		i = j
	}
}

// describe fills r with the last ride of a and what came before.
func (s *scan) describe(r *plan.Reached, a arrival) {
	x := s.ahead.via[a.stop]
	trip := s.TT.Forward.TripOf(x.board)
	off, _ := s.TT.Forward.Calls(trip)
	day := (s.ahead.alight[a.stop] - s.TT.Forward.ArrAt(x.alight)) / daySeconds
	r.City, r.Arrive = s.TT.Cities()[a.city].ID, s.Moment(a.time)
	r.Leg, _, _ = s.Leg(search.Ride{Trip: trip, Day: day, Board: int(x.board - off), Alight: int(x.alight - off)})
	r.Station, r.Fare = r.Leg.To, s.fareTo(a.stop, r.Leg.Fare)
	r.Changes, r.Before = int(a.changes), -1
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
			cities[i].Watched = trips[s.TT.TripID(s.TT.Forward.TripOf(s.ahead.via[stop].board))]
		}
	}
}

// wayTo finds out about the rides before the one that ends at stop. Many ways
// share them.
func (s *scan) wayTo(stop timetable.Stop) *way {
	w := &s.ways[stop]
	if w.changes < 0 {
		w.before, w.changes = s.ahead.before[s.TT.Forward.StopAt(s.ahead.via[stop].board)], 0
		if w.before != origin {
			w.changes = s.wayTo(w.before).changes + 1
		}
	}
	return w
}

// changesTo counts the changes on the way to where a ride ends.
func (s *scan) changesTo(stop timetable.Stop) int32 { return s.wayTo(stop).changes }

// previous is where the ride before the one that ends at stop ended, or origin.
func (s *scan) previous(stop timetable.Stop) timetable.Stop { return s.wayTo(stop).before }

// fareTo is the fare of the way to where a ride ends; the last ride costs last.
func (s *scan) fareTo(stop timetable.Stop, last model.Fen) model.Fen {
	cost := timetable.UnknownCost
	if last.Known() {
		cost = int64(last)
	}
	w := s.wayTo(stop)
	if w.before != origin {
		cost += s.costTo(w.before)
	}
	w.cost = cost
	if cost >= timetable.UnknownCost {
		return model.UnknownFen
	}
	return model.Fen(cost)
}

// costTo is the cost of the way to where a ride ends.
func (s *scan) costTo(stop timetable.Stop) int64 {
	w := s.wayTo(stop)
	if w.cost >= 0 {
		return w.cost
	}
	x := s.ahead.via[stop]
	trip := s.TT.Forward.TripOf(x.board)
	off, _ := s.TT.Forward.Calls(trip)
	w.cost = s.TT.LegCost(trip, int(x.board-off), int(x.alight-off), nil)
	if w.before != origin {
		w.cost += s.costTo(w.before)
	}
	return w.cost
}
