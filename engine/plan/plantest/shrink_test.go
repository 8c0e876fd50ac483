package plantest_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// faulty answers right but for one mistake.
type faulty struct {
	plan.Planner
	spoil func(*plan.Query, *plan.Result)
}

func (f faulty) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	res, err := f.Planner.Plan(ctx, tt, q, rec)
	res.Itineraries = slices.Clone(res.Itineraries)
	f.spoil(&q, &res)
	return res, err
}

func asItIs(*plan.Query) {}

func TestAFailureIsFoundAndMadeSmall(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	for _, c := range []struct {
		name  string
		spoil func(*plan.Query, *plan.Result)
		trips int // of the smallest case; one more where two are needed to get there
	}{
		{"a fare too low", func(_ *plan.Query, r *plan.Result) {
			for i := range r.Itineraries {
				if r.Itineraries[i].Fare > 0 {
					r.Itineraries[i].Fare--
				}
			}
		}, 1},
		{"a change left out", func(_ *plan.Query, r *plan.Result) {
			for i := range r.Itineraries {
				r.Itineraries[i].Changes = 0
			}
		}, 2},
		{"a day late", func(_ *plan.Query, r *plan.Result) {
			for i := range r.Itineraries {
				r.Itineraries[i].Arrive += 86_400
			}
		}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := plantest.Check(t.Context(), faulty{pareto.New(), c.spoil}, seed, 200, asItIs)
			require.NotEmpty(t, got.Failure)
			require.LessOrEqual(t, len(got.Network.Trips), c.trips+1)
			for _, trip := range got.Network.Trips {
				require.LessOrEqual(t, len(trip.Calls), 4)
			}
			require.LessOrEqual(t, len(got.Network.Stations), 5+c.trips, "a walk at either end may be part of it")
			require.Nil(t, got.Query.MaxFare)
			require.Contains(t, got.Failure, "reduced: ")
		})
	}
}

func TestARightPlannerHasNoFailure(t *testing.T) {
	require.Empty(t, plantest.Check(t.Context(), pareto.New(), rand.Uint64(), 20, asItIs).Failure)
}
