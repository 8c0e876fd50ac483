package pareto_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
)

func TestEqualsDijkstraOnRealFeed(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	ref, p := dijkstra.New(), pareto.New()
	for _, c := range []struct {
		by      plan.Criterion
		queries int // fewer where one takes longer
	}{{plan.Fastest, 300}, {plan.Changes, 300}, {plan.Cheapest, 20}} {
		t.Run(c.by.String(), func(t *testing.T) {
			r := rand.New(rand.NewPCG(3, uint64(c.by)))
			if testing.Short() {
				c.queries /= 20
			}
			for range c.queries {
				q := realtest.Cities(r, tt)
				q.By = c.by
				want, wantErr := ref.Plan(t.Context(), tt, q, nil)
				got, err := p.Plan(t.Context(), tt, q, nil)
				if !errors.Is(err, wantErr) {
					t.Fatalf("%s: got %v, want %v", plantest.Question(q), err, wantErr)
				}
				if !reflect.DeepEqual(got.Itineraries, want.Itineraries) {
					t.Fatalf("%s\n got %s\nwant %s", plantest.Question(q), plantest.Text(got.Itineraries[0]), plantest.Text(want.Itineraries[0]))
				}
			}
		})
	}
}

func BenchmarkPlan(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	day := model.Day
	for _, c := range []struct {
		name string
		p    plan.Planner
		ask  func(q *plan.Query)
	}{
		{"dijkstra/fastest", dijkstra.New(), func(*plan.Query) {}},
		{"dijkstra/cheapest", dijkstra.New(), func(q *plan.Query) { q.By = plan.Cheapest }},
		{"dijkstra/changes", dijkstra.New(), func(q *plan.Query) { q.By = plan.Changes }},
		{"fastest", pareto.New(), func(*plan.Query) {}},
		{"cheapest", pareto.New(), func(q *plan.Query) { q.By = plan.Cheapest }},
		{"changes", pareto.New(), func(q *plan.Query) { q.By = plan.Changes }},
		{"best", pareto.New(), func(q *plan.Query) { q.By = plan.Best }},
		{"best-arrive", pareto.New(), func(q *plan.Query) { q.By, q.Arrive = plan.Best, true; q.At = q.At.Add(2 * day) }},
		{"best-window", pareto.New(), func(q *plan.Query) { q.By, q.Window = plan.Best, day }},
	} {
		b.Run(c.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			var times []time.Duration
			found, points := 0, 0
			for b.Loop() {
				q := realtest.Cities(r, tt)
				c.ask(&q)
				begin := time.Now()
				res, err := c.p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
				times = append(times, time.Since(begin))
				if err == nil {
					found++
					points += len(res.Itineraries)
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "median-us")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-us")
			b.ReportMetric(float64(points)/float64(max(found, 1)), "journeys")
		})
	}
}
