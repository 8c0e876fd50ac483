package csa_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/dijkstra"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

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
func question(r *rand.Rand, tt *timetable.Timetable) plan.Query {
	cities, stations := tt.Cities(), tt.Stations()
	place := func() plan.Place {
		if r.IntN(4) == 0 {
			return plan.Place{Station: stations[r.IntN(len(stations))].ID}
		}
		return plan.Place{City: cities[r.IntN(len(cities))].ID}
	}
	return plan.Query{From: place(), To: place(), At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day))))}
}

func TestAnswersTheNationalTimetableAsDijkstraDoes(t *testing.T) {
	tt := realTimetable(t)
	queries := 1000
	if testing.Short() {
		queries = 100
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	a, b := csa.New(), dijkstra.New()
	found := 0
	for range queries {
		q := question(r, tt)
		got, err := a.Plan(t.Context(), tt, q, nil)
		want, wantErr := b.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
		found += len(got.Itineraries)
	}
	require.Greater(t, found, queries*9/10)
}

func TestArrivesOnTheNationalTimetableAsTheFrontSays(t *testing.T) {
	tt := realTimetable(t)
	queries := 200
	if testing.Short() {
		queries = 40
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	a, b := csa.New(), pareto.New()
	for range queries {
		q := question(r, tt)
		q.Arrive = true
		got, err := a.Plan(t.Context(), tt, q, nil)
		want, wantErr := b.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
	}
}

// TestOnlyTheAnswerIsAllocated allows for the pool, which the collector empties.
func TestOnlyTheAnswerIsAllocated(t *testing.T) {
	if raced {
		t.Skip("the race detector empties pools")
	}
	tt := realTimetable(t)
	p, r := csa.New(), rand.New(rand.NewPCG(3, 3))
	qs := make([]plan.Query, 50)
	for i := range qs {
		qs[i] = question(r, tt)
	}
	ask := func() {
		for _, q := range qs {
			_, _ = p.Plan(t.Context(), tt, q, nil) // no connection is an answer too
		}
	}
	ask()
	// The list of itineraries and the list of legs.
	require.LessOrEqual(t, testing.AllocsPerRun(3, ask)/float64(len(qs)), 2.5)
}
