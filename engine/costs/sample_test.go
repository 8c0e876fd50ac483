package costs_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/sample"
	"tongtu/engine/costs"
	"tongtu/engine/plan"
	"tongtu/engine/realtest"
	"tongtu/engine/sweep"
	"tongtu/engine/timetable"
)

// Trips of the demonstration network have a fee and many calls.
func TestAnswersTheDemonstrationNetworkAsTheSweepDoes(t *testing.T) {
	tt, err := timetable.New(t.Context(), sample.Generate(1))
	require.NoError(t, err)
	fees := 0
	for i := range timetable.Trip(tt.NumTrips()) {
		if from, end := tt.Forward.Calls(i); tt.Fee(i) > 0 && end-from > 2 {
			fees++
		}
	}
	require.Greater(t, fees, tt.NumTrips()/10)
	queries := 80
	if raced || testing.Short() {
		queries = 10
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r, cheapest, front, reference := rand.New(rand.NewPCG(seed, 3)), costs.NewCheapest(), costs.NewFront(), sweep.New()
	for i := range queries {
		q := realtest.Places(r, tt)
		q.By, q.Arrive = plan.Cheapest, i%4 == 0
		want, wantErr := reference.Plan(t.Context(), tt, q, nil)
		got, err := cheapest.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)

		q.By = plan.Best
		want, wantErr = reference.Plan(t.Context(), tt, q, nil)
		got, err = front.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, points(&q, want), points(&q, got), "%+v", q)
	}
}
