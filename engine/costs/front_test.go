package costs_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/costs"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/sweep"
)

func TestFrontConformance(t *testing.T) {
	networks := 2500
	if raced || testing.Short() {
		networks = 500
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	plantest.RunShaped(t, costs.NewFront(), seed, networks, func(q *plan.Query) {
		*q = plan.Query{From: q.From, To: q.To, At: q.At, Arrive: q.Arrive, By: plan.Best, Modes: q.Modes,
			MinChange: q.MinChange, Horizon: q.Horizon, MaxFare: q.MaxFare, MaxChanges: q.MaxChanges}
	})
}

func TestFrontOfTheNationalTimetableIsThatOfTheSweep(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	queries := 200
	if raced || testing.Short() {
		queries = 20
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r, a, b := rand.New(rand.NewPCG(seed, 1)), costs.NewFront(), sweep.New()
	for i := range queries {
		q := realtest.Places(r, tt)
		q.By, q.Arrive = plan.Best, i%4 == 0
		want, wantErr := b.Plan(t.Context(), tt, q, nil)
		got, err := a.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, points(&q, want), points(&q, got), "%+v", q)
	}
}

// point is what a Pareto set is over.
type point struct {
	end     model.Moment
	fare    model.Fen
	changes int
}

func points(q *plan.Query, res plan.Result) map[point]bool {
	ps := map[point]bool{}
	for _, it := range res.Itineraries {
		end := it.Arrive
		if q.Arrive {
			end = it.Depart
		}
		ps[point{end, it.Fare, it.Changes}] = true
	}
	return ps
}

func BenchmarkFront(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	p, r := costs.NewFront(), rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		q := realtest.Cities(r, tt)
		q.By = plan.Best
		_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
	}
}
