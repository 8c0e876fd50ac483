package engine_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/realtest"
	"tongtu/engine/timetable"
)

func BenchmarkCompile(b *testing.B) {
	n := realtest.Network(b, realtest.National)
	for b.Loop() {
		_, err := timetable.New(b.Context(), n)
		require.NoError(b, err)
	}
}

func BenchmarkCityGraph(b *testing.B) {
	n := realtest.Network(b, realtest.National)
	for b.Loop() {
		b.StopTimer()
		tt, err := timetable.New(b.Context(), n)
		require.NoError(b, err)
		b.StartTimer()
		tt.CityGraph()
	}
}

// BenchmarkPlan asks random pairs of cities on a random minute of one day and
// reports the median and the 99th percentile beside Go's mean.
func BenchmarkPlan(b *testing.B) {
	tt, err := timetable.New(b.Context(), realtest.Network(b, realtest.National))
	require.NoError(b, err)
	tt.CityGraph()
	e := engine.New(engine.Default(), tt)
	for _, by := range []plan.Criterion{plan.Fastest, plan.Changes, plan.Cheapest} {
		b.Run(by.String(), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 1))
			cities := tt.Cities()
			var times []time.Duration
			for b.Loop() {
				q := plan.Query{By: by, From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID},
					At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day))))}
				begin := time.Now()
				_, _ = e.Plan(b.Context(), "", q, nil) // no connection is an answer too
				times = append(times, time.Since(begin))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "median-us")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-us")
		})
	}
}
