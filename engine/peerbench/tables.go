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

// tableJobs ask every kind of question that is computed in advance.
func tableJobs(o options) []job {
	var jobs []job
	for _, k := range questions() {
		var q plan.Query
		k.shape(&q)
		if tables.New().Info().Exact(&q) {
			jobs = append(jobs, job{Question: k.name, Network: feedName(o), Engine: tables.ID,
				measure: func(ctx context.Context, o options) (sample, error) { return measureTables(ctx, o, k) }})
		}
	}
	return jobs
}

func measureTables(ctx context.Context, o options, k question) (sample, error) {
	tt, err := timetableOf(ctx, o)
	if err != nil {
		return sample{}, err
	}
	e := engine.New(engine.Default(), tt)
	begin := time.Now()
	if err := e.Prepare(ctx, day(), 0, nil); err != nil {
		return sample{}, err
	}
	took := time.Since(begin)
	list := cityPairs(tt)
	s, err := measure(ctx, o, len(list), func(i int) (int64, error) {
		t := list[i]
		q := plan.Query{From: plan.Place{City: model.CityID(t.From)}, To: plan.Place{City: model.CityID(t.To)}, At: day().At(t.At)}
		k.shape(&q)
		return ask(ctx, e, q, k.check)
	})
	s.note(fmt.Sprintf("one day prepared in %.2g s; what it lacks is searched", took.Seconds()))
	return s, err
}
