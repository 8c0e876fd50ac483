package csa_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

func TestConformance(t *testing.T) {
	networks := 2500
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	plantest.Run(t, csa.New(), seed, networks)
}

func TestCancellation(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: n.Cities[1].ID}, At: model.NewDate(2026, 11, 2).At(0)}
	plantest.Cancelled(t, csa.New(), tt, q)
}
