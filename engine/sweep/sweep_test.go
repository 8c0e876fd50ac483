package sweep_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/sweep"
)

func TestConformance(t *testing.T) {
	networks := 2500
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	plantest.Run(t, sweep.New(), seed, networks)
}

func TestAnswersTheNationalTimetableAsDijkstraDoes(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	queries := 200
	if testing.Short() {
		queries = 20
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	a, b := sweep.New(), dijkstra.New()
	many := 30
	for _, by := range []plan.Criterion{plan.Cheapest, plan.Changes} {
		for range queries {
			q := realtest.Places(r, tt)
			q.By = by
			want, wantErr := b.Plan(t.Context(), tt, q, nil)
			if by == plan.Changes {
				q.MaxChanges = &many // plain ones are left to others
			}
			got, err := a.Plan(t.Context(), tt, q, nil)
			require.ErrorIs(t, err, wantErr, "%+v", q)
			require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
		}
	}
}

// TestOnlyTheAnswerIsAllocated allows for the pool, which the collector empties.
func TestOnlyTheAnswerIsAllocated(t *testing.T) {
	if raced {
		t.Skip("the race detector empties pools")
	}
	tt := realtest.Timetable(t, realtest.National)
	p, r := sweep.New(), rand.New(rand.NewPCG(3, 3))
	qs := make([]plan.Query, 12)
	for i := range qs {
		qs[i] = realtest.Places(r, tt)
		qs[i].By = []plan.Criterion{plan.Best, plan.Cheapest}[i%2]
	}
	lists := 0 // of itineraries, and of the legs of each
	ask := func() {
		lists = 0
		for _, q := range qs {
			res, _ := p.Plan(t.Context(), tt, q, nil) // no connection is an answer too
			lists += 1 + len(res.Itineraries)
		}
	}
	ask()
	require.LessOrEqual(t, testing.AllocsPerRun(2, ask), float64(lists)+2)
}

// BenchmarkKinds asks the same random questions of every kind.
func BenchmarkKinds(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	tt.CityGraph()
	kinds := []struct {
		name string
		q    plan.Query
	}{
		{"cheapest", plan.Query{By: plan.Cheapest}},
		{"changes", plan.Query{By: plan.Changes}},
		{"nofares", plan.Query{By: plan.Best, NoFares: true}},
		{"best", plan.Query{By: plan.Best}},
	}
	p := sweep.New()
	r := rand.New(rand.NewPCG(1, 1))
	times := make([][]time.Duration, len(kinds))
	for b.Loop() {
		q := realtest.Cities(r, tt)
		for i, k := range kinds {
			q.By, q.NoFares = k.q.By, k.q.NoFares
			begin := time.Now()
			_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
			times[i] = append(times[i], time.Since(begin))
		}
	}
	for i, k := range kinds {
		slices.Sort(times[i])
		b.ReportMetric(float64(times[i][len(times[i])/2].Microseconds()), k.name+"-median-us")
		b.ReportMetric(float64(times[i][len(times[i])*99/100].Microseconds()), k.name+"-p99-us")
	}
}
