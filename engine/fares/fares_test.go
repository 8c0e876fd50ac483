package fares_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/fares"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

func TestEveryReachedCityEqualsASingleQuery(t *testing.T) {
	networks := uint64(1500)
	if testing.Short() {
		networks = 200
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s, cities := fares.New(), 0
	for i := range networks {
		r := rand.New(rand.NewPCG(seed, i))
		n := plantest.Random(r)
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		q := plantest.RandomQuery(r, n)
		most := model.Fen(r.IntN(20) * 100)
		cities += compare(t, s, tt, 1, plan.ReachQuery{From: q.From, At: q.At, Within: q.Horizon, Modes: q.Modes, MinChange: q.MinChange, MaxFare: &most})
		if t.Failed() {
			t.Fatalf("network %d", i)
		}
	}
	require.Greater(t, cities, int(networks)/2)
}

// compare holds every nth city to a single search for the cheapest.
func compare(t *testing.T, s *fares.Searcher, tt *timetable.Timetable, nth int, q plan.ReachQuery) (reached int) {
	t.Helper()
	rec := trace.NewRecorder(1 << 20)
	got, err := s.Reach(t.Context(), tt, q, rec)
	require.NoError(t, err)
	byCity := map[model.CityID]plan.Reached{}
	for i, c := range got.Cities {
		byCity[c.City] = c
		require.True(t, i == 0 || got.Cities[i-1].Arrive <= c.Arrive)
		require.True(t, c.Leg.Arrive <= c.Arrive && c.Leg.Depart >= q.At)
		if c.Before >= 0 {
			require.LessOrEqual(t, got.Cities[c.Before].Fare, c.Fare)
			require.Positive(t, c.Changes)
		}
	}
	require.True(t, len(got.Cities) == 0 || rec.Trace().Len() > 0)
	for i, c := range tt.Cities() {
		if i%nth != 0 {
			continue
		}
		single, err := dijkstra.New().Plan(t.Context(), tt, plan.Query{From: q.From, To: plan.Place{City: c.ID}, At: q.At, By: plan.Cheapest,
			Horizon: q.Within, Modes: q.Modes, MinChange: q.MinChange}, nil)
		require.True(t, err == nil || errors.Is(err, plan.ErrNoRoute) || errors.Is(err, plan.ErrSamePlace))
		want := err == nil && single.Itineraries[0].Fare.Known() && (q.MaxFare == nil || single.Itineraries[0].Fare <= *q.MaxFare)
		x, ok := byCity[c.ID]
		require.Equal(t, want, ok, "%s: %v", c.ID, single.Itineraries)
		if ok {
			require.Equal(t, single.Itineraries[0].Fare, x.Fare, c.ID)
			require.Equal(t, single.Itineraries[0].Arrive, x.Arrive, c.ID)
		}
	}
	return len(byCity)
}

func TestReachOfTheNationalTimetable(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	most := model.Fen(20000)
	from := tt.Cities()[100].ID
	n := compare(t, fares.New(), tt, 60, plan.ReachQuery{From: plan.Place{City: from}, At: model.NewDate(2026, 12, 1).At(8 * model.Hour), MaxFare: &most})
	t.Logf("%d of %d cities for 200 yuan from %s", n, len(tt.Cities()), from)
	require.Greater(t, n, 10)
}

func TestReachStopsWhenCancelled(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = fares.New().Reach(ctx, tt, plan.ReachQuery{From: plan.Place{City: n.Cities[0].ID}, At: model.NewDate(2026, 11, 2).At(0)}, nil)
	require.ErrorIs(t, err, context.Canceled)
	_, err = fares.New().Reach(t.Context(), tt, plan.ReachQuery{From: plan.Place{City: "nowhere"}}, nil)
	require.ErrorIs(t, err, plan.ErrUnknown)
}

func BenchmarkReach(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	s, r := fares.New(), rand.New(rand.NewPCG(1, 1))
	cities := tt.Cities()
	for b.Loop() {
		_, _ = s.Reach(b.Context(), tt, plan.ReachQuery{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day))))}, nil)
	}
}
