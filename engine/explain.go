package engine

import (
	"context"

	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// Explanation is an answer and the recorded search behind it.
type Explanation struct {
	plan.Result
	Steps []Step
	Lost  int // steps beyond the limit of the recording
}

// Step is one event of a search in the words of the network and in the direction
// of travel, whichever way the search ran.
type Step struct {
	Kind  trace.Kind
	Phase int // of the search, from 1
	// Back reports that the phase searches from the destination: At is then the
	// latest time to be at Station, not the earliest.
	Back    bool
	Station model.StationID
	At      model.Moment
	Cost    int64 // the key of the search: fen or rides, as the phase says
	Trip    model.TripID
	Number  string          // of the trip's route
	From    model.StationID // the ride of an improvement: it begins here,
	To      model.StationID // and ends here
}

// Explain answers q and records how. Without an id it is the algorithm that
// teaches, where that is exact for q. The last step is the answer: where its last
// ride ends, when it arrives and what it costs. At most limit events are kept.
func (e *Engine) Explain(ctx context.Context, id string, q plan.Query, limit int) (Explanation, error) {
	if p, err := e.reg.Get(dijkstra.ID); id == "" && err == nil && p.Info().Exact(&q) {
		id = dijkstra.ID
	}
	tt := e.cur.Load()
	rec := trace.NewRecorder(limit)
	res, err := e.Plan(ctx, id, q, rec)
	if err != nil {
		return Explanation{Result: res}, err
	}
	t := rec.Trace()
	x := Explanation{Result: res, Lost: t.Lost}
	for from := 0; from < t.Len(); {
		end := from + 1
		for end < t.Len() && t.At(end).Kind != trace.Phase {
			end++
		}
		back := t.At(from).Time != 0
		for i := from; i < end; i++ {
			x.Steps = append(x.Steps, step(tt, t.At(i), q.At.Date(), int(t.At(from).Stop), back))
		}
		from = end
	}
	x.Steps = append(x.Steps, answerStep(res.Itineraries[0], x.Steps))
	return x, nil
}

func step(tt *timetable.Timetable, e trace.Event, base model.Date, phase int, back bool) Step {
	s := Step{Kind: e.Kind, Phase: phase, Back: back, Cost: e.Cost}
	if e.Kind == trace.Phase {
		return s
	}
	s.At = base.At(model.Second(e.Time))
	if back {
		s.At = base.At(-model.Second(e.Time))
	}
	s.Station = stationOf(tt, timetable.Stop(e.Stop))
	if e.Trip < 0 {
		return s
	}
	trip := timetable.Trip(e.Trip)
	v := &tt.Forward
	if back {
		v = &tt.Backward
	}
	off, _ := v.Calls(trip)
	s.Trip, s.Number = tt.TripID(trip), tt.RouteOf(trip).Number
	s.From, s.To = stationOf(tt, v.StopAt(off+int32(e.Board))), s.Station
	if back {
		s.From, s.To = s.To, s.From
	}
	return s
}

func stationOf(tt *timetable.Timetable, s timetable.Stop) model.StationID {
	return tt.StationAt(tt.StationOf(s)).ID
}

// answerStep is the last step.
func answerStep(it plan.Itinerary, before []Step) Step {
	s := Step{Kind: trace.Answer, At: it.Arrive, Cost: int64(it.Fare)}
	if n := len(before); n > 0 {
		s.Phase = before[n-1].Phase
	}
	for _, l := range it.Legs {
		if !l.Walk {
			s.Station, s.Trip, s.Number, s.From, s.To = l.To, l.Trip, l.Number, l.From, l.To
		}
	}
	return s
}
