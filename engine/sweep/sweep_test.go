package sweep_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/sweep"
	"tongtu/engine/timetable"
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

// realTimetable is the national timetable, where it is present.
func realTimetable(t testing.TB) *timetable.Timetable {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "cn-2019.gtfs.zip")
	if _, err := os.Stat(path); err != nil {
		t.Skip("no real timetable beside the project")
	}
	n, _, err := gtfs.Read(t.Context(), path, nil)
	require.NoError(t, err)
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	return tt
}

// question draws a pair of cities, sometimes stations, and a moment.
func question(r *rand.Rand, tt *timetable.Timetable, stations bool) plan.Query {
	place := func() plan.Place {
		if stations && r.IntN(4) == 0 {
			return plan.Place{Station: tt.Stations()[r.IntN(len(tt.Stations()))].ID}
		}
		return plan.Place{City: tt.Cities()[r.IntN(len(tt.Cities()))].ID}
	}
	return plan.Query{From: place(), To: place(), At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day))))}
}

func TestAnswersTheNationalTimetableAsDijkstraDoes(t *testing.T) {
	tt := realTimetable(t)
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
			q := question(r, tt, true)
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
	tt := realTimetable(t)
	p, r := sweep.New(), rand.New(rand.NewPCG(3, 3))
	qs := make([]plan.Query, 12)
	for i := range qs {
		qs[i] = question(r, tt, true)
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
	tt := realTimetable(b)
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
		q := question(r, tt, false)
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
