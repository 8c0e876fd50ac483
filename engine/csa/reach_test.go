package csa_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/timetable"
)

func TestEveryReachedCityEqualsASingleQuery(t *testing.T) {
	networks := uint64(1500)
	if testing.Short() {
		networks = 200
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	p, cities := csa.New(), 0
	for i := range networks {
		r := rand.New(rand.NewPCG(seed, i))
		n := plantest.Random(r)
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		q := plantest.RandomQuery(r, n)
		cities += compareReach(t, p, tt, plan.ReachQuery{From: q.From, At: q.At, Within: q.Horizon, Modes: q.Modes, MinChange: q.MinChange})
		if t.Failed() {
			t.Fatalf("network %d", i)
		}
	}
	require.Greater(t, cities, int(networks)/2)
}

func compareReach(t *testing.T, p *csa.Planner, tt *timetable.Timetable, q plan.ReachQuery) (reached int) {
	t.Helper()
	got, err := p.Reach(t.Context(), tt, q, nil)
	require.NoError(t, err)
	byCity := map[model.CityID]plan.Reached{}
	for i, c := range got.Cities {
		byCity[c.City] = c
		require.True(t, i == 0 || got.Cities[i-1].Arrive <= c.Arrive)
		require.True(t, c.Leg.Arrive <= c.Arrive && c.Leg.Depart >= q.At)
		require.Less(t, c.Before, i)
		if c.Before >= 0 {
			require.LessOrEqual(t, got.Cities[c.Before].Arrive, c.Leg.Depart)
			require.Positive(t, c.Changes)
		}
	}
	for _, c := range tt.Cities() {
		single, err := p.Plan(t.Context(), tt, plan.Query{From: q.From, To: plan.Place{City: c.ID}, At: q.At,
			Horizon: q.Within, Modes: q.Modes, MinChange: q.MinChange}, nil)
		x, ok := byCity[c.ID]
		require.Equal(t, err == nil, ok, "%s: %v", c.ID, err)
		require.True(t, err == nil || errors.Is(err, plan.ErrNoRoute) || errors.Is(err, plan.ErrSamePlace))
		if ok {
			require.Equal(t, single.Itineraries[0].Arrive, x.Arrive, c.ID)
		}
	}
	return len(byCity)
}

func TestReachOfTheNationalTimetable(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	from := tt.Cities()[100].ID
	n := compareReach(t, csa.New(), tt, plan.ReachQuery{From: plan.Place{City: from}, At: model.NewDate(2026, 12, 1).At(8 * model.Hour), Within: model.Day})
	t.Logf("%d of %d cities within a day of %s", n, len(tt.Cities()), from)
}

func TestReachStopsWhenCancelled(t *testing.T) {
	n := plantest.Random(rand.New(rand.NewPCG(1, 1)))
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = csa.New().Reach(ctx, tt, plan.ReachQuery{From: plan.Place{City: n.Cities[0].ID}, At: model.NewDate(2026, 11, 2).At(0)}, nil)
	require.ErrorIs(t, err, context.Canceled)
	_, err = csa.New().Reach(t.Context(), tt, plan.ReachQuery{From: plan.Place{City: "nowhere"}}, nil)
	require.ErrorIs(t, err, plan.ErrUnknown)
}

func BenchmarkReach(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	p := csa.New()
	r := rand.New(rand.NewPCG(1, 1))
	cities := tt.Cities()
	var times []time.Duration
	for b.Loop() {
		q := plan.ReachQuery{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, At: model.NewDate(2026, 12, 1).At(model.Second(r.IntN(int(model.Day)))), Within: model.Day}
		begin := time.Now()
		_, _ = p.Reach(b.Context(), tt, q, nil)
		times = append(times, time.Since(begin))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "median-us")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-us")
}
