package profile_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/profile"
	"tongtu/engine/timetable"
)

func TestConformance(t *testing.T) {
	networks := 2500
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 1))
	asked := 0
	plantest.RunShaped(t, profile.New(), seed, networks, func(q *plan.Query) {
		if asked++; asked%4 == 0 {
			return // most have to be refused
		}
		*q = plan.Query{From: q.From, To: q.To, At: q.At, Horizon: q.Horizon, Modes: q.Modes, MinChange: q.MinChange, Classes: q.Classes,
			By: plan.Best, NoFares: true, Window: model.Second(1+r.IntN(24)) * model.Hour, Arrive: q.Arrive, MaxChanges: q.MaxChanges}
	})
}

func TestCancellation(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: n.Cities[1].ID}, At: model.NewDate(2026, 11, 2).At(0),
		By: plan.Best, NoFares: true, Window: model.Day}
	plantest.Cancelled(t, profile.New(), tt, q)
}
