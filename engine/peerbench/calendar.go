package main

import (
	"context"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
)

// calendarDays is how long a calendar of prices is.
const calendarDays = 31

// calendarJobs ask for the cheapest and the shortest journey of every day.
func calendarJobs(o options) []job {
	return []job{{Question: "calendar of 31 days: cheapest, shortest", Network: feedName(o), Engine: "calendar", measure: measureCalendar}}
}

func measureCalendar(ctx context.Context, o options) (sample, error) {
	tt, err := timetableOf(ctx, o)
	if err != nil {
		return sample{}, err
	}
	o.Budget *= cityBudget
	e := engine.New(engine.Default(), tt)
	list, days := cityPairs(tt), engine.Days(day(), calendarDays)
	return measure(ctx, o, len(list), func(i int) (int64, error) {
		t := list[i]
		cells, err := e.Calendar(ctx, plan.Query{From: plan.Place{City: model.CityID(t.From)}, To: plan.Place{City: model.CityID(t.To)}}, days)
		return int64(len(cells)), err
	})
}
