package engine

import (
	"context"
	"errors"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// PlanB is what remains when a ride of a journey is missed.
type PlanB struct {
	Leg  int             // position of the missed ride in Itinerary.Legs
	Next *plan.Itinerary // from where that ride leaves; nil when there is none
	Late model.Second    // arrival of Next after that of the journey; may be negative
}

// PlansB gives a plan for every ride of it that may be missed, the first one
// included: the best journey, by the criterion of q and within its limits, from
// the station where that ride leaves, departing after it did. What is paid,
// ridden and passed by then counts; the missed run may still be caught further on.
// A journey that had to arrive by a moment goes on as early as it can.
func (e *Engine) PlansB(ctx context.Context, q plan.Query, it plan.Itinerary) ([]PlanB, error) {
	tt := e.cur.Load()
	if tt == nil {
		return nil, ErrNoTimetable
	}
	var out []PlanB
	for i, l := range it.Legs {
		if l.Walk {
			continue
		}
		b := PlanB{Leg: i}
		if rest, ok := remaining(tt, q, it, i); ok {
			next, err := e.one(ctx, rest)
			switch {
			case err == nil:
				b.Next, b.Late = &next, model.Second(next.Arrive-it.Arrive)
			case !errors.Is(err, plan.ErrNoRoute) && !errors.Is(err, plan.ErrSamePlace):
				return nil, err
			}
		}
		out = append(out, b)
	}
	return out, nil
}

// remaining is the question that is left when the ride at position i of it was
// missed; ok is false where a limit is used up.
func remaining(tt *timetable.Timetable, q plan.Query, it plan.Itinerary, i int) (rest plan.Query, ok bool) {
	horizon := q.Horizon
	if horizon <= 0 {
		horizon = plan.DefaultHorizon
	}
	deadline := q.At.Add(horizon)
	if q.Arrive {
		deadline = it.Depart.Add(horizon)
	}
	if q.MaxDuration > 0 {
		deadline = min(deadline, it.Depart.Add(q.MaxDuration))
	}
	var rides []plan.Leg
	for _, l := range it.Legs[:i] {
		if !l.Walk {
			rides = append(rides, l)
		}
	}
	missed := it.Legs[i]
	rest = q
	rest.From, rest.At = plan.Place{Station: missed.From}, missed.Depart+1
	rest.Arrive, rest.Window, rest.MaxDuration = false, 0, 0
	if rest.Horizon = model.Second(deadline - rest.At); rest.Horizon <= 0 {
		return rest, false
	}
	if q.By == plan.Best {
		rest.By = plan.Fastest
	}
	rest.Via = toPass(tt, q.Via, rides)
	if q.MaxChanges != nil {
		left := *q.MaxChanges - len(rides)
		rest.MaxChanges = &left
		ok = left >= 0
	} else {
		ok = true
	}
	if q.MaxFare != nil {
		left := *q.MaxFare
		for _, l := range rides {
			left -= l.Fare
		}
		rest.MaxFare = &left
		ok = ok && left >= 0
	}
	return rest, ok
}

// toPass leaves out the places of via that rides have passed, seated or with
// their stay. A stay under way when a ride is missed begins anew.
func toPass(tt *timetable.Timetable, via []plan.Via, rides []plan.Leg) []plan.Via {
	for i, l := range rides {
		from, to, ok := tt.Course(l.Trip, l.Board, l.Alight)
		for at := from; ok && at <= to; at++ {
			station := stationOf(tt, tt.Forward.StopAt(at))
			for len(via) > 0 && via[0].Stay == 0 && isAt(tt, via[0].Place, station) {
				via = via[1:]
			}
		}
		if len(via) > 0 && i+1 < len(rides) && via[0].Stay > 0 && isAt(tt, via[0].Place, l.To) &&
			isAt(tt, via[0].Place, rides[i+1].From) && rides[i+1].Depart >= l.Arrive.Add(via[0].Stay) {
			via = via[1:]
		}
	}
	return slices.Clone(via)
}

// isAt reports whether a station is, or is of, a place.
func isAt(tt *timetable.Timetable, p plan.Place, s model.StationID) bool {
	if p.Station != "" {
		return p.Station == s
	}
	st, _ := tt.Station(s)
	return st.City == p.City
}
