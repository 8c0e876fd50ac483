package engine_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/timetable"
)

// TestEverySearchLooksAtItsContextOften asks the national timetable, where a search
// is long enough to matter.
func TestEverySearchLooksAtItsContextOften(t *testing.T) {
	tt, err := timetable.New(t.Context(), realtest.Network(t, realtest.National))
	require.NoError(t, err)
	tt.CityGraph() // computed once, on first use
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	for _, p := range engine.Default().All() {
		t.Run(p.Info().ID, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			for by := plan.Fastest; by <= plan.Best; by++ {
				for range 2 {
					q := randomPair(r, tt)
					q.By, q.Horizon = by, 20*model.Hour // long enough
					if p.Info().Exact(&q) && q.From != q.To {
						plantest.LooksOften(t, p, tt, q)
					}
					if q.NoFares, q.Window = true, 12*model.Hour; by == plan.Best && p.Info().Exact(&q) && q.From != q.To {
						plantest.LooksOften(t, p, tt, q)
					}
				}
			}
		})
	}
}
