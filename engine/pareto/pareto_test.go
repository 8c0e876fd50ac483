package pareto_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

func TestConformance(t *testing.T) {
	networks := 1500
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	plantest.Run(t, pareto.New(), seed, networks)
}

// Cases the random suite once failed on stay as fixed seeds.
func TestConformanceOfFoundCases(t *testing.T) {
	for _, c := range []struct {
		name     string
		seed     uint64
		networks int
	}{
		{"a fare limit reached at the goal is raised", 1795457989432853395, 72},
		{"a label back at the start boards after the window", 1795458027295312988, 796},
	} {
		t.Run(c.name, func(t *testing.T) { plantest.Run(t, pareto.New(), c.seed, c.networks) })
	}
}

func TestCancellation(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: n.Cities[1].ID}, At: model.NewDate(2026, 11, 2).At(0)}
	for _, by := range []plan.Criterion{plan.Fastest, plan.Cheapest, plan.Changes, plan.Best} {
		q.By = by
		plantest.Cancelled(t, pareto.New(), tt, q)
	}
}

func TestPlacesOfTheQuestion(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	for _, c := range []struct {
		name   string
		change func(*plan.Query)
		want   error
	}{
		{"unknown origin", func(q *plan.Query) { q.From.City = "X" }, plan.ErrUnknown},
		{"unknown station", func(q *plan.Query) { q.To.Station = "X" }, plan.ErrUnknown},
		{"unknown city to pass", func(q *plan.Query) { q.Via = []plan.Via{{Place: plan.Place{City: "X"}}} }, plan.ErrUnknown},
		{"unknown station to pass", func(q *plan.Query) { q.Via = []plan.Via{{Place: plan.Place{Station: "X"}}} }, plan.ErrUnknown},
		{"same place", func(q *plan.Query) { q.To = q.From }, plan.ErrSamePlace},
		{"no ride allowed", func(q *plan.Query) { q.MaxChanges = new(int); *q.MaxChanges = -1 }, plan.ErrNoRoute},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: n.Cities[1].ID}, At: model.NewDate(2026, 11, 2).At(0)}
			c.change(&q)
			_, err := pareto.New().Plan(t.Context(), tt, q, nil)
			require.ErrorIs(t, err, c.want)
		})
	}
}

func TestUnknownPlacesToAvoidAreIgnored(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	q := plan.Query{From: plan.Place{City: n.Cities[0].ID}, To: plan.Place{City: n.Cities[1].ID}, At: model.NewDate(2026, 11, 2).At(0), By: plan.Best}
	want, wantErr := pareto.New().Plan(t.Context(), tt, q, nil)
	q.Avoid = plan.Avoid{Cities: []model.CityID{"X"}, Stations: []model.StationID{"X"}, Routes: []model.RouteID{"X"}, Operators: []model.OperatorID{"X"}}
	got, err := pareto.New().Plan(t.Context(), tt, q, nil)
	require.ErrorIs(t, err, wantErr)
	require.Equal(t, want.Itineraries, got.Itineraries)
}
