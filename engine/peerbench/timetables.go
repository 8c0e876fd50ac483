package main

import (
	"context"
	"errors"
	"fmt"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
)

// question is one kind of question to the engine.
type question struct {
	name  string
	shape func(q *plan.Query)
	check func(r plan.Result) int64
}

func questions() []question {
	best := func(r plan.Result) int64 { return int64(len(r.Itineraries)) }
	return []question{
		{"fastest", func(q *plan.Query) { q.By = plan.Fastest }, arrival},
		{"latest departure", func(q *plan.Query) { q.By, q.Arrive = plan.Fastest, true },
			func(r plan.Result) int64 { return int64(r.Itineraries[0].Depart) }},
		{"cheapest", func(q *plan.Query) { q.By = plan.Cheapest },
			func(r plan.Result) int64 { return int64(r.Itineraries[0].Fare) }},
		{"fewest changes", func(q *plan.Query) { q.By = plan.Changes },
			func(r plan.Result) int64 { return int64(r.Itineraries[0].Changes) }},
		{"best: arrival, fare, changes", func(q *plan.Query) { q.By = plan.Best }, best},
		{"best: arrival, changes", func(q *plan.Query) { q.By, q.NoFares = plan.Best, true }, best},
		{"best, departures of 24 h", func(q *plan.Query) { q.By, q.Window = plan.Best, model.Day }, best},
		{"24 h range: departure, arrival, changes", func(q *plan.Query) { q.By, q.Window, q.NoFares = plan.Best, model.Day, true }, best},
	}
}

func arrival(r plan.Result) int64 { return int64(r.Itineraries[0].Arrive) }

// timetableJobs asks every question of every algorithm that is exact for it,
// between random cities.
func timetableJobs(o options) []job {
	var jobs []job
	for _, k := range questions() {
		for _, p := range exactFor(k) {
			jobs = append(jobs, job{Question: k.name, Network: feedName(o), Engine: p.Info().ID, Base: p.Info().ID == dijkstra.ID,
				measure: func(ctx context.Context, o options) (sample, error) { return measureCities(ctx, o, p, k) }})
		}
	}
	return jobs
}

// exactFor are the planners that answer k, the slowest last.
func exactFor(k question) []plan.Planner {
	var list []plan.Planner
	var q plan.Query
	k.shape(&q)
	for _, p := range engine.Default().All() {
		if p.Info().Exact(&q) {
			list = append(list, p)
		}
	}
	return list
}

// cityBudget lets the slow kinds of question come to more than a few queries.
const cityBudget = 3

func measureCities(ctx context.Context, o options, p plan.Planner, k question) (sample, error) {
	tt, err := timetableOf(ctx, o)
	if err != nil {
		return sample{}, err
	}
	o.Budget *= cityBudget
	list := cityPairs(tt)
	e := engine.New(engine.NewRegistry(p), tt)
	return measure(ctx, o, len(list), func(i int) (int64, error) {
		t := list[i]
		q := plan.Query{From: plan.Place{City: model.CityID(t.From)}, To: plan.Place{City: model.CityID(t.To)}, At: day().At(t.At)}
		k.shape(&q)
		return ask(ctx, e, q, k.check)
	})
}

// noRoute stands for the answer that there is none.
const noRoute = -1

func ask(ctx context.Context, e *engine.Engine, q plan.Query, check func(plan.Result) int64) (int64, error) {
	r, err := e.Plan(ctx, "", q, nil)
	if errors.Is(err, plan.ErrNoRoute) {
		return noRoute, nil
	}
	if err != nil {
		return 0, fmt.Errorf("from %v to %v: %w", q.From, q.To, err)
	}
	return check(r), nil
}
