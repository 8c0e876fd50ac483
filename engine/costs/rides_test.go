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

func BenchmarkRides(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	p, r := costs.NewRides(), rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		q := realtest.Cities(r, tt)
		q.By, q.NoFares = plan.Best, true
		_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
	}
}
