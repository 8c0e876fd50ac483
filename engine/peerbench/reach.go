package main

import (
	"context"
	"errors"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// reacher is a planner that also finds everything within a time.
type reacher interface {
	plan.Planner
	Reach(ctx context.Context, tt *timetable.Timetable, q plan.ReachQuery, rec *trace.Recorder) (plan.Reach, error)
}

// reachJobs ask for every city within a day of a random one, with the tree.
func reachJobs(o options) []job {
	var jobs []job
	for _, p := range engine.Default().All() {
		if r, ok := p.(reacher); ok {
			jobs = append(jobs, job{Question: "reach: every city within 24 h", Network: feedName(o), Engine: p.Info().ID,
				measure: func(ctx context.Context, o options) (sample, error) { return measureReach(ctx, o, r) }})
		}
	}
	return jobs
}

func measureReach(ctx context.Context, o options, p reacher) (sample, error) {
	tt, err := timetableOf(ctx, o)
	if err != nil {
		return sample{}, err
	}
	list := cityPairs(tt)
	return measure(ctx, o, len(list), func(i int) (int64, error) {
		t := list[i]
		r, err := p.Reach(ctx, tt, plan.ReachQuery{From: plan.Place{City: model.CityID(t.From)}, At: day().At(t.At), Within: model.Day}, nil)
		if err != nil && !errors.Is(err, plan.ErrNoRoute) {
			return 0, err
		}
		return int64(len(r.Cities)), nil
	})
}
