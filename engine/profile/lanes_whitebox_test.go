package profile

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

func TestBeginsAnewWithMoreLanes(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	doubled := 0
	for i := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, i))
		n := plantest.Random(r)
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		q := plantest.RandomQuery(r, n)
		q.By, q.NoFares, q.Window = plan.Best, true, model.Day
		few := scan{lanes: 2, ctx: t.Context()}
		if few.Resolve(tt, &q) != nil {
			continue
		}
		got, err := few.answer(&q)
		want, wantErr := New().Plan(t.Context(), tt, q, nil)
		require.Equal(t, wantErr, err)
		require.Equal(t, want.Itineraries, got)
		if few.lanes > 2 {
			doubled++
		}
	}
	require.Positive(t, doubled)
}
