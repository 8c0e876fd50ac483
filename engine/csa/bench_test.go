package csa_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/realtest"
)

// BenchmarkFastest asks the same random questions of the scan and of Dijkstra's
// algorithm, a hundred at a time, so that the load of the machine hits both.
func BenchmarkFastest(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	cities := tt.Cities()
	planners := []plan.Planner{csa.New(), dijkstra.New()}
	times := make([][]time.Duration, len(planners))
	r := rand.New(rand.NewPCG(1, 1))
	qs := make([]plan.Query, 100)
	for b.Loop() {
		for k := range qs {
			qs[k] = plan.Query{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID},
				At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day))))}
		}
		for i, p := range planners {
			for _, q := range qs {
				begin := time.Now()
				_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
				times[i] = append(times[i], time.Since(begin))
			}
		}
	}
	for i, p := range planners {
		slices.Sort(times[i])
		b.ReportMetric(float64(times[i][len(times[i])/2].Microseconds()), p.Info().ID+"-median-us")
		b.ReportMetric(float64(times[i][len(times[i])*99/100].Microseconds()), p.Info().ID+"-p99-us")
	}
}
