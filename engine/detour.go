package engine

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// Detour says why a journey does not pass a place: the best one that does, and
// what that costs more.
type Detour struct {
	Best    plan.Itinerary
	Through plan.Itinerary
	Later   model.Second // arrival of Through after that of Best
	Sooner  model.Second // departure of Through before that of Best
	Dearer  *model.Fen   // nil when either fare is unknown
	Changes int          // that Through has more
	Apart   int          // position of the first leg in which they differ
}

// Through answers q twice, the second time through a place, in whichever order
// with the places that q passes already is best. Both follow the criterion of q,
// Fastest for Best. ErrNoRoute says that no journey passes the place.
func (e *Engine) Through(ctx context.Context, q plan.Query, p plan.Place) (Detour, error) {
	if q.By == plan.Best {
		q.By, q.Window = plan.Fastest, 0
	}
	best, err := e.one(ctx, q)
	if err != nil {
		return Detour{}, err
	}
	var through *plan.Itinerary
	for i := range len(q.Via) + 1 {
		forced := q
		forced.Via = slices.Insert(slices.Clone(q.Via), i, plan.Via{Place: p})
		it, err := e.one(ctx, forced)
		if errors.Is(err, plan.ErrNoRoute) {
			continue
		}
		if err != nil {
			return Detour{}, err
		}
		if through == nil || byCriterion(&q, &it, through) < 0 {
			through = &it
		}
	}
	if through == nil {
		return Detour{Best: best}, plan.ErrNoRoute
	}
	d := Detour{
		Best: best, Through: *through,
		Later: model.Second(through.Arrive - best.Arrive), Sooner: model.Second(best.Depart - through.Depart),
		Changes: through.Changes - best.Changes,
	}
	if through.Fare.Known() && best.Fare.Known() {
		dearer := through.Fare - best.Fare
		d.Dearer = &dearer
	}
	for d.Apart < min(len(best.Legs), len(through.Legs)) && best.Legs[d.Apart] == through.Legs[d.Apart] {
		d.Apart++
	}
	return d, nil
}

// byCriterion orders journeys by the criterion of q and its ties.
func byCriterion(q *plan.Query, a, b *plan.Itinerary) int {
	first, second := cmp.Compare(a.Arrive, b.Arrive), cmp.Compare(b.Depart, a.Depart)
	if q.Arrive {
		first, second = second, first
	}
	changes, fare := cmp.Compare(a.Changes, b.Changes), compareFares(a, b)
	switch q.By {
	case plan.Cheapest:
		return cmp.Or(fare, first, second, changes)
	case plan.Changes:
		return cmp.Or(changes, first, second, fare)
	}
	return cmp.Or(first, second, changes, fare)
}
