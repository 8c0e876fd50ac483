package tables

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

func TestLeavesOutWhatExceedsTheBudget(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(7, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	at := model.NewDate(2026, 11, 2)
	p := New()
	whole, err := build(t.Context(), tt, at, budget, 2, nil)
	require.NoError(t, err)
	part, err := build(t.Context(), tt, at, 1, 2, nil)
	require.NoError(t, err)
	declined, answered := 0, 0
	for _, from := range n.Cities {
		for _, to := range n.Cities {
			q := plan.Query{From: plan.Place{City: from.ID}, To: plan.Place{City: to.ID}, At: at.At(0), Horizon: model.Day}
			p.cur.Store(whole)
			want, wantErr := p.Plan(t.Context(), tt, q, nil)
			require.NotErrorIs(t, wantErr, plan.ErrUnsupported)
			p.cur.Store(part)
			got, err := p.Plan(t.Context(), tt, q, nil)
			if errors.Is(err, plan.ErrUnsupported) {
				declined++
				continue
			}
			answered++
			require.Equal(t, wantErr, err)
			require.Equal(t, want.Itineraries, got.Itineraries)
		}
	}
	require.Positive(t, declined)
	require.Positive(t, answered)
}
