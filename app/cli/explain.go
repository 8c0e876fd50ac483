package cli

import (
	"context"
	"encoding/json"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/trace"
)

// maxSteps bounds a recorded search: some hundred megabytes of JSON.
const maxSteps = 1 << 21

// explanation is the JSON of `explain`: an answer, and the search behind it.
type explanation struct {
	answer
	Events []explainEvent `json:"events"`
	Lost   int            `json:"lost,omitempty"` // events beyond the largest recording
}

// explainEvent is a step of the search. The last one is the answer.
type explainEvent struct {
	Event string       `json:"event"`
	Phase int          `json:"phase"`
	Back  bool         `json:"back,omitempty"` // searching from the destination: latest times
	At    *answerPlace `json:"at,omitempty"`
	Time  string       `json:"time,omitempty"`
	Cost  *int64       `json:"cost,omitempty"` // the key of the search: fen or rides
	Fare  *model.Fen   `json:"fare_fen,omitempty"`
	Route string       `json:"route,omitempty"`
	Trip  model.TripID `json:"trip,omitempty"`
	From  *answerPlace `json:"from,omitempty"`
	To    *answerPlace `json:"to,omitempty"`
}

var eventNames = map[trace.Kind]string{
	trace.Phase: "phase", trace.Settle: "settle", trace.Improve: "improve", trace.Prune: "prune", trace.Answer: "answer",
}

// runExplain answers like plan and tells every step that led there.
func runExplain(ctx context.Context, c *call) error {
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
	x, err := n.engine.Explain(ctx, f.algorithm, q, maxSteps)
	if err = algorithmError(f.algorithm, err); err != nil {
		return err
	}
	if f.json {
		return json.NewEncoder(c.Stdout).Encode(n.explanation(n.answer(args[0], args[1], q, x.Result), x))
	}
	c.show(n, x.Result)
	c.print(c.tr.T(keyExplained, i18n.A{"algorithm": x.Stats.Algorithm, "settled": x.Stats.Settled, "relaxed": x.Stats.Relaxed, "n": len(x.Steps)}))
	return nil
}

func (n *network) explanation(a answer, x engine.Explanation) explanation {
	out := explanation{answer: a, Events: make([]explainEvent, 0, len(x.Steps)), Lost: x.Lost}
	at := func(id model.StationID) *answerPlace {
		p := n.placeOf(id)
		return &p
	}
	for _, s := range x.Steps {
		e := explainEvent{Event: eventNames[s.Kind], Phase: s.Phase, Back: s.Back}
		switch s.Kind {
		case trace.Phase:
			out.Events = append(out.Events, e)
			continue
		case trace.Answer:
			e.Fare = known(model.Fen(s.Cost))
		default:
			e.Cost = &s.Cost
		}
		e.At, e.Time = at(s.Station), n.rfc3339(s.At)
		if s.Trip != "" {
			e.Route, e.Trip, e.From, e.To = s.Number, s.Trip, at(s.From), at(s.To)
		}
		out.Events = append(out.Events, e)
	}
	return out
}
