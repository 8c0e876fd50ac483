package csa_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tongtu/engine/csa"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
)

// BenchmarkFastest asks the same random questions of the scan and of Dijkstra's
// algorithm, in turn, so that the load of the machine hits both.
func BenchmarkFastest(b *testing.B) {
	tt := realTimetable(b)
	planners := []plan.Planner{csa.New(), dijkstra.New()}
	times := make([][]time.Duration, len(planners))
	r := rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		q := question(r, tt)
		for i, p := range planners {
			begin := time.Now()
			_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
			times[i] = append(times[i], time.Since(begin))
		}
	}
	for i, p := range planners {
		slices.Sort(times[i])
		b.ReportMetric(float64(times[i][len(times[i])/2].Microseconds()), p.Info().ID+"-median-us")
		b.ReportMetric(float64(times[i][len(times[i])*99/100].Microseconds()), p.Info().ID+"-p99-us")
	}
}
