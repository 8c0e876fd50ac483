package main

import (
	"context"
	"fmt"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

const fromStation = "earliest arrival, stations"

// stationJobs asks what the npm peers can answer: the earliest arrival from one
// station at another.
func stationJobs(o options) []job {
	k := questions()[0]
	var jobs []job
	for _, p := range exactFor(k) {
		jobs = append(jobs, job{Question: fromStation, Network: feedName(o), Engine: p.Info().ID, Base: p.Info().ID == dijkstra.ID,
			measure: func(ctx context.Context, o options) (sample, error) { return measureStations(ctx, o, p) }})
	}
	for _, d := range drivers() {
		jobs = append(jobs, job{Question: fromStation, Network: feedName(o), Engine: d.name, Peer: true, Skip: skipNPM(o),
			measure: func(ctx context.Context, o options) (sample, error) {
				r, err := d.run(ctx, o, maxQueries)
				if err != nil {
					return sample{}, err
				}
				s := sample{Allocs: -1, Bytes: -1, Memory: r.Memory}
				s.summarise(r.durations())
				s.note(fmt.Sprintf("%d %% found", 100*r.Found/len(r.Times)))
				return s, nil
			}})
	}
	return jobs
}

func measureStations(ctx context.Context, o options, p plan.Planner) (sample, error) {
	f, err := theFeed(o)
	if err != nil {
		return sample{}, err
	}
	n, err := f.network(ctx)
	if err != nil {
		return sample{}, err
	}
	list := stationPairs(n)
	tt, err := timetable.New(ctx, n)
	if err != nil {
		return sample{}, err
	}
	e := engine.New(engine.NewRegistry(p), tt)
	found := 0
	s, err := measure(ctx, o, len(list), func(i int) (int64, error) {
		t := list[i]
		return ask(ctx, e, plan.Query{By: plan.Fastest, At: day().At(t.At),
			From: plan.Place{Station: model.StationID(t.From)}, To: plan.Place{Station: model.StationID(t.To)}}, arrival)
	})
	for _, a := range s.Check {
		if a != noRoute {
			found++
		}
	}
	if len(s.Check) > 0 {
		s.note(fmt.Sprintf("%d %% found", 100*found/len(s.Check)))
	}
	return s, err
}
