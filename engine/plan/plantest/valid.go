package plantest

import (
	"fmt"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// Valid checks an itinerary against the raw network alone: that its rides
// exist on their days, that every change has its time, that it keeps to the
// query's limits, and that its totals are those of its legs.
func Valid(n model.Network, q plan.Query, it plan.Itinerary) error {
	b := newBrute(n, q)
	var path []ride
	for _, l := range it.Legs {
		if l.Walk {
			continue
		}
		t := b.trips[l.Trip]
		if t == nil || l.Board < 0 || l.Alight <= l.Board || l.Alight >= len(t.Calls) {
			return fmt.Errorf("leg %q: no such ride", l.Trip)
		}
		r := ride{t, l.Day, l.Board, l.Alight}
		switch {
		case !b.calendars[t.Calendar].Runs(l.Day):
			return fmt.Errorf("leg %q does not run on %v", l.Trip, l.Day)
		case t.Calls[l.Board].Station != l.From || t.Calls[l.Alight].Station != l.To || r.dep() != l.Depart || r.arr() != l.Arrive:
			return fmt.Errorf("leg %q: other stations or times", l.Trip)
		case t.Calls[l.Board].NoBoard || t.Calls[l.Alight].NoAlight || !b.q.Modes.Has(b.routes[t.Route].Mode) || b.avoided(t) || b.avoidedAt(l.From) || b.avoidedAt(l.To):
			return fmt.Errorf("leg %q may not be used so", l.Trip)
		case b.fare(r) != l.Fare:
			return fmt.Errorf("leg %q costs %d, not %d", l.Trip, b.fare(r), l.Fare)
		case !b.mayBoard(path, r):
			return fmt.Errorf("leg %q cannot be reached", l.Trip)
		}
		path = append(path, r)
	}
	if len(path) == 0 {
		return fmt.Errorf("no ride")
	}
	b.q.By = plan.Fastest // any: one journey is kept
	b.finish(path)
	if len(b.front) == 0 {
		return fmt.Errorf("does not reach the destination within the limits")
	}
	want := b.itinerary(b.front[0])
	if want.Depart != it.Depart || want.Arrive != it.Arrive || want.Fare != it.Fare || want.Changes != it.Changes {
		return fmt.Errorf("totals are those of %s", Text(want))
	}
	return nil
}
