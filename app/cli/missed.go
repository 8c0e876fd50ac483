package cli

import (
	"context"
	"encoding/json"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
)

// missedAnswer is the JSON of `missed --json`.
type missedAnswer struct {
	Query     answerQuery     `json:"query"`
	Itinerary answerItinerary `json:"itinerary"`
	Plans     []missedPlan    `json:"plans"`
}

// missedPlan is plan B for one ride.
type missedPlan struct {
	Leg  int              `json:"leg"` // position of the missed ride
	Late *model.Second    `json:"late_s,omitempty"`
	Next *answerItinerary `json:"next,omitempty"` // absent: none
}

// runMissed answers like plan, and with what remains when a ride is missed.
func runMissed(ctx context.Context, c *call) error {
	var f planFlags
	args, err := c.parse(f.declare)
	if err != nil {
		return err
	}
	if len(args) != 2 {
		return arguments(wantTwoPlaces)
	}
	n, q, err := c.asked(ctx, &f.questionFlags, args)
	if err != nil {
		return err
	}
	res, err := n.plan(ctx, f.algorithm, q)
	if err != nil {
		return err
	}
	it := res.Itineraries[0]
	plans, err := n.engine.PlansB(ctx, q, it)
	if err != nil {
		return err
	}
	if f.json {
		a := missedAnswer{Query: n.query(args[0], args[1], q), Itinerary: n.itinerary(it)}
		for _, b := range plans {
			p := missedPlan{Leg: b.Leg, Next: n.perhaps(b.Next)}
			if b.Next != nil {
				p.Late = &b.Late
			}
			a.Plans = append(a.Plans, p)
		}
		return json.NewEncoder(c.Stdout).Encode(a)
	}
	c.show(n, plan.Result{Itineraries: []plan.Itinerary{it}})
	for _, b := range plans {
		c.showPlanB(n, it, b)
	}
	return nil
}

func (c *call) showPlanB(n *network, it plan.Itinerary, b engine.PlanB) {
	a := i18n.A{"number": it.Legs[b.Leg].Number, "place": n.placeOf(it.Legs[b.Leg].From).Station}
	if b.Next == nil {
		c.print(c.tr.T(keyMissedNone, a))
		return
	}
	a["late"] = b.Late
	c.print(c.tr.T(keyMissed, a))
	c.showItinerary(n, *b.Next)
}
