package csa_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/csa"
	"tongtu/engine/dijkstra"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/realtest"
)

func TestAnswersTheNationalTimetableAsDijkstraDoes(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
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
		q := realtest.Places(r, tt)
		got, err := a.Plan(t.Context(), tt, q, nil)
		want, wantErr := b.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
		found += len(got.Itineraries)
	}
	require.Greater(t, found, queries*9/10)
}

func TestArrivesOnTheNationalTimetableAsTheFrontSays(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	queries := 200
	if testing.Short() {
		queries = 40
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 2))
	a, b := csa.New(), pareto.New()
	for range queries {
		q := realtest.Places(r, tt)
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
	tt := realtest.Timetable(t, realtest.National)
	p, r := csa.New(), rand.New(rand.NewPCG(3, 3))
	qs := make([]plan.Query, 50)
	for i := range qs {
		qs[i] = realtest.Places(r, tt)
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
