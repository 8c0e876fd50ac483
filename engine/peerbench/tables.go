package main

import (
	"context"
	"fmt"
	"time"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/tables"
)

// tableJobs ask for the fastest what was computed in advance.
func tableJobs(o options) []job {
	return []job{{Question: "fastest", Network: feedName(o), Engine: tables.ID, measure: measureTables}}
}

func measureTables(ctx context.Context, o options) (sample, error) {
	tt, err := timetableOf(ctx, o)
	if err != nil {
		return sample{}, err
	}
	e := engine.New(engine.Default(), tt)
	begin := time.Now()
	if err := e.Prepare(ctx, day(), nil); err != nil {
		return sample{}, err
	}
	took := time.Since(begin)
	list := cityPairs(tt)
	s, err := measure(ctx, o, len(list), func(i int) (int64, error) {
		t := list[i]
		q := plan.Query{From: plan.Place{City: model.CityID(t.From)}, To: plan.Place{City: model.CityID(t.To)}, At: day().At(t.At)}
		return ask(ctx, e, q, arrival)
	})
	s.note(fmt.Sprintf("one day prepared in %.2g s; what it lacks is searched", took.Seconds()))
	return s, err
}
