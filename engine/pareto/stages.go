package pareto

import (
	"errors"
	"math"
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

func (s *query) answer() ([]plan.Itinerary, error) {
	s.timeLeft(s.asked.left, s.hops(s.asked.view), s.asked.dst, s.asked.vias)
	if s.q.By == plan.Best {
		return s.best()
	}
	it, err := s.single()
	return []plan.Itinerary{it}, err
}

// hops and arcs are the city graphs against the direction of a view, as bounds
// to the end of a journey need them.
func (s *query) hops(v *timetable.View) [][]timetable.HopArc {
	if v.Backward() {
		return s.tt.HopGraph().Out
	}
	return s.tt.HopGraph().In
}

func (s *query) arcs(v *timetable.View) [][]timetable.CityArc {
	if v.Backward() {
		return s.tt.CityGraph().Out
	}
	return s.tt.CityGraph().In
}

// find runs sp, with the bounds it needs.
func (s *query) find(sp spec) (parked int64, err error) {
	if sp.fare || sp.rides {
		s.keyed(&sp)
	}
	return s.run(sp)
}

// keyed makes the bounds for labels that carry fares or rides.
func (s *query) keyed(sp *spec) {
	if b := sp.left; !b.keyed {
		b.keyed = true
		s.fareLeft(b, s.arcs(sp.view), sp.dst)
	}
}

// best returns the Pareto set.
func (s *query) best() ([]plan.Itinerary, error) {
	s.rec.Phase(PhaseFront, s.asked.view.Backward())
	sp := s.asked
	sp.fare, sp.rides, sp.alike = sp.fare || !s.q.NoFares, true, true
	sp.front, sp.overFare, sp.overRides = true, !s.q.NoFares, true
	if s.q.Window > 0 {
		sp.depart, sp.overDepart = true, true
	}
	if _, err := s.find(sp); err != nil {
		return nil, err
	}
	its := make([]plan.Itinerary, len(s.m.goals))
	for i, g := range s.m.goals {
		its[i] = s.itinerary(g.label, sp.view)
	}
	slices.SortFunc(its, plan.CompareBest)
	return its, nil
}

// single returns the one journey that is first in the order of the criterion.
func (s *query) single() (plan.Itinerary, error) {
	s.rec.Phase(PhaseFront, s.asked.view.Backward())
	sp := s.asked
	sp.slack, sp.keep = 1, &s.m.ahead
	g, err := s.value(&sp)
	if err != nil {
		return plan.Itinerary{}, err
	}
	s.rec.Phase(PhaseDeparture, !sp.view.Backward())
	back := s.mirrored(sp, g.time)
	if _, err := s.find(back); err != nil {
		return plan.Itinerary{}, err
	}
	sp.start, sp.deadline = -s.m.goals[0].time, g.time
	sp.front, sp.depart, sp.maxDuration = false, false, 0
	sp.before, sp.keep = back.keep, nil
	sp.rides = true
	if s.q.By != plan.Changes {
		s.rec.Phase(PhaseRides, sp.view.Backward())
		sp.rule = ridesBelow
		if _, err := s.find(sp); err != nil {
			return plan.Itinerary{}, err
		}
		sp.maxRides = s.m.goals[0].rides
	}
	s.rec.Phase(PhaseTies, sp.view.Backward())
	sp.fare, sp.ties, sp.rule = true, true, fareLimit
	if _, err := s.find(sp); err != nil {
		return plan.Itinerary{}, err
	}
	return s.itinerary(s.m.goals[0].label, sp.view), nil
}

// value finds the best value of the criterion and its earliest arrival, and
// makes the value a limit of sp.
func (s *query) value(sp *spec) (goal, error) {
	sp.front = true
	switch s.q.By {
	case plan.Cheapest:
		sp.fare, sp.overFare, sp.rule = true, true, fareLimit
		if err := s.widen(*sp); err != nil {
			return goal{}, err
		}
	case plan.Changes:
		sp.rides, sp.overRides, sp.rule = true, true, ridesLimit
		fallthrough
	default:
		if _, err := s.find(*sp); err != nil {
			return goal{}, err
		}
	}
	best := slices.MinFunc(s.m.goals, func(a, b goal) int { return int(a.time) - int(b.time) })
	switch s.q.By {
	case plan.Cheapest:
		sp.maxFare = best.cost
	case plan.Changes:
		sp.maxRides = best.rides
	}
	return best, nil
}

// widen raises the fare limit from its lower bound until a journey is found, so
// that the search never strays far beyond the lowest fare.
func (s *query) widen(sp spec) error {
	s.keyed(&sp)
	most := sp.maxFare
	sp.maxFare = noLimit
	last := sp.left.fare[(maxLeft-1)*s.tt.NumCities():]
	for _, e := range sp.src.list {
		sp.maxFare = min(sp.maxFare, last[s.tt.CityOf(e.stop)])
	}
	for n := int64(0); ; n++ {
		sp.maxFare = min(sp.maxFare, most)
		parked, err := s.run(sp)
		if !errors.Is(err, plan.ErrNoRoute) || parked > most || parked >= noLimit {
			return err
		}
		// Fares are mostly within half as much again; beyond, hurry.
		sp.maxFare = max(parked, sp.maxFare+sp.maxFare/max(1, min(5, 7-n)))
	}
}

// mirrored is the search in the opposite view for the latest departure of the
// journeys within the limits of sp that arrive by arrive.
func (s *query) mirrored(sp spec, arrive int32) spec {
	vias := slices.Clone(sp.vias)
	slices.Reverse(vias)
	v := &s.tt.Backward
	if sp.view.Backward() {
		v = &s.tt.Forward
	}
	sp.view, sp.src, sp.dst, sp.left, sp.vias = v, sp.dst, sp.src, &s.m.toOrigin, vias
	sp.start, sp.deadline, sp.earliest, sp.latest = -arrive, -sp.start, -sp.latest, never
	sp.before, sp.keep = &s.m.ahead, &s.m.back
	sp.depart, sp.maxDuration = false, 0
	sp.overFare, sp.overRides, sp.rule = false, false, keepLimits
	sp.fare, sp.rides = sp.maxFare < noLimit, sp.maxRides < math.MaxInt32
	s.timeLeft(sp.left, s.hops(sp.view), sp.dst, vias)
	return sp
}
