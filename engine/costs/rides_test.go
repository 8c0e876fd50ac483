package costs_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/costs"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/sweep"
)

func TestRidesConformance(t *testing.T) {
	networks := 2500
	if testing.Short() {
		networks = 300
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	plantest.RunShaped(t, costs.NewRides(), seed, networks, func(q *plan.Query) {
		*q = plan.Query{From: q.From, To: q.To, At: q.At, Arrive: q.Arrive, By: plan.Best, NoFares: true, Modes: q.Modes,
			Classes: q.Classes, MinChange: q.MinChange, Horizon: q.Horizon, MaxChanges: q.MaxChanges}
	})
}

func TestRidesOfTheNationalTimetableAreThoseOfTheSweep(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	queries := 1000
	if testing.Short() {
		queries = 100
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r, a, b := rand.New(rand.NewPCG(seed, 1)), costs.NewRides(), sweep.New()
	for i := range queries {
		q := realtest.Places(r, tt)
		q.By, q.NoFares, q.Arrive = plan.Best, true, i%4 == 0
		want, wantErr := b.Plan(t.Context(), tt, q, nil)
		got, err := a.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, plantest.Points(q, want.Itineraries), plantest.Points(q, got.Itineraries), "%+v", q)
	}
}

// TestRidesAllocateOnlyTheAnswer allows for the pool, which the collector empties.
func TestRidesAllocateOnlyTheAnswer(t *testing.T) {
	if raced {
		t.Skip("the race detector empties pools")
	}
	tt := realtest.Timetable(t, realtest.National)
	p, r := costs.NewRides(), rand.New(rand.NewPCG(3, 3))
	qs := make([]plan.Query, 50)
	for i := range qs {
		qs[i] = realtest.Places(r, tt)
		qs[i].By, qs[i].NoFares = plan.Best, true
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

func BenchmarkRides(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	p, r := costs.NewRides(), rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		q := realtest.Cities(r, tt)
		q.By, q.NoFares = plan.Best, true
		_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
	}
}
