package sweep

import (
	"math"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// single returns the one journey that is first in the order of the criterion.
func (s *scan) single(q *plan.Query) ([]plan.Itinerary, error) {
	sp := s.forward(q.By == plan.Cheapest)
	if sp.fares && q.MaxChanges != nil {
		sp.countRides(q, *q.MaxChanges+2)
	}
	best, err := s.value(sp, q)
	if err != nil {
		return nil, err
	}
	if sp.fares && best.cost >= unknown {
		return nil, plan.ErrUnsupported
	}
	s.keepFloors(best.cost)
	s.rec.Phase(PhaseDeparture, !s.Ahead.Backward())
	back := s.mirrored(sp, best.time)
	back.enough, back.floors = best.cost, floorCost
	if err := s.sweep(back, best.cost); err != nil {
		return nil, err
	}
	if len(s.goals) == 0 {
		return nil, plan.ErrUnsupported // never: the sweep ahead found a journey
	}
	depart := -s.front()[0].time
	s.rec.Phase(PhaseTies, !s.Ahead.Backward())
	if err := s.ties(back, q, best, depart); err != nil {
		return nil, err
	}
	rides, err := s.firstRides(q, depart, best)
	if err != nil {
		return nil, err
	}
	return []plan.Itinerary{s.Itinerary(rides)}, nil
}

// value finds the least cost and its earliest arrival. Fares are mostly not far
// above their lower bound: limits that rise from there keep the sweep narrow.
func (s *scan) value(sp spec, q *plan.Query) (goal, error) {
	most := mostCost(q)
	if q.By == plan.Changes {
		most = mostRides(q)
	}
	least := s.leastCost(sp)
	if least >= timetable.NoWay {
		return goal{}, plan.ErrNoRoute
	}
	sp.enough = least
	limit := most
	if sp.fares {
		limit = min(most, least+least/2)
	}
	for {
		if err := s.sweep(sp, limit); err != nil {
			return goal{}, err
		}
		if len(s.goals) > 0 {
			front := s.front()
			best := front[0]
			for _, g := range front[1:] {
				if g.cost < best.cost {
					best = g
				}
			}
			return best, nil
		}
		if limit == most {
			return goal{}, plan.ErrNoRoute
		}
		limit = int32(min(int64(most), 2*int64(limit)+100))
	}
}

// leastCost bounds the cost of every journey from below.
func (s *scan) leastCost(sp spec) int32 {
	least := timetable.NoWay
	for _, e := range sp.from.List {
		city := s.TT.CityOf(e.Stop)
		if sp.fares {
			least = min(least, sp.bounds.FareLeft(city)[timetable.FareRows-1])
		} else {
			least = min(least, sp.bounds.RidesLeft(city))
		}
	}
	return least
}

// mirrored is sp backward, for journeys that arrive by a moment.
func (s *scan) mirrored(sp spec, arrive int32) spec {
	sp.view, sp.from, sp.to = s.Back, sp.to, sp.from
	sp.bounds = s.TT.Bounds(s.Origin(), !s.Ahead.Backward())
	if sp.fares {
		sp.bounds.WithFares()
	}
	sp.start, sp.deadline = -arrive, -s.Start
	return sp
}

// ties sweeps back once more, among the journeys from depart to the arrival of
// best, and completes best by the criterion's next values.
func (s *scan) ties(back spec, q *plan.Query, best goal, depart int32) error {
	back.deadline, back.fares, back.perRide, back.log, back.enough = -depart, true, 0, true, math.MinInt32
	back.bounds.WithFares()
	if q.By == plan.Changes {
		back.lanes, back.capped, back.floors = int(best.cost)+1, true, floorLanes
		if err := s.sweep(back, unknown); err != nil {
			return err
		}
	} else if err := s.sweepRides(back, q, best.cost); err != nil {
		return err
	}
	return nil
}
