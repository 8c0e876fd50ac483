package engine

import (
	"context"
	"errors"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// Departures gives, in order, the journeys that leave from q.At until Window
// later and that no other journey beats in both departure and arrival, also none
// that leaves after the window. Each is the answer to a question of its own,
// "fastest" from the second after the one before; all arrive within the horizon
// of the window's end. Of q, direction and criterion do not count.
func (e *Engine) Departures(ctx context.Context, q plan.Query) ([]plan.Itinerary, error) {
	horizon := q.Horizon
	if horizon <= 0 {
		horizon = plan.DefaultHorizon
	}
	end := q.At.Add(q.Window)
	deadline := end.Add(horizon)
	q.By, q.Arrive, q.Window = plan.Fastest, false, 0
	var out []plan.Itinerary
	for q.At <= end {
		q.Horizon = model.Second(deadline - q.At)
		res, err := e.Plan(ctx, "", q, nil)
		if errors.Is(err, plan.ErrNoRoute) {
			break
		}
		if err != nil {
			return nil, err
		}
		it := res.Itineraries[0]
		if it.Depart > end {
			break
		}
		out = append(out, it)
		q.At = it.Depart + 1
	}
	return out, nil
}

// Later is the fastest journey that leaves after it does.
func (e *Engine) Later(ctx context.Context, q plan.Query, it plan.Itinerary) (plan.Itinerary, error) {
	q.By, q.Arrive, q.Window, q.At = plan.Fastest, false, 0, it.Depart+1
	return e.one(ctx, q)
}

// Earlier is the journey that leaves last of those that arrive before it does.
func (e *Engine) Earlier(ctx context.Context, q plan.Query, it plan.Itinerary) (plan.Itinerary, error) {
	q.By, q.Arrive, q.Window, q.At = plan.Fastest, true, 0, it.Arrive-1
	return e.one(ctx, q)
}

// one answers q with its first journey.
func (e *Engine) one(ctx context.Context, q plan.Query) (plan.Itinerary, error) {
	res, err := e.Plan(ctx, "", q, nil)
	if err != nil {
		return plan.Itinerary{}, err
	}
	return res.Itineraries[0], nil
}
