package fares_test

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/fares"
	"tongtu/engine/pareto"
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

func TestCheapestOfAWindowEqualsASingleQuery(t *testing.T) {
	networks := uint64(1500)
	if testing.Short() {
		networks = 200
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s, p, found := fares.New(), pareto.New(), 0
	for i := range networks {
		r := rand.New(rand.NewPCG(seed, i))
		n := plantest.Random(r)
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		q := plantest.RandomQuery(r, n)
		q.By = plan.Best
		var windows []plan.Window
		for range 4 {
			windows = append(windows, plan.Window{From: q.At.Add(model.Second(r.IntN(24)) * model.Hour), Length: model.Second(1+r.IntN(12)) * model.Hour})
		}
		got, err := s.Cheapest(t.Context(), tt, q, windows)
		if errors.Is(err, plan.ErrSamePlace) {
			continue
		}
		require.NoError(t, err)
		for k, w := range windows {
			q.At, q.Window = w.From, w.Length
			res, err := p.Plan(t.Context(), tt, q, nil)
			require.True(t, err == nil || errors.Is(err, plan.ErrNoRoute))
			compareFastest(t, s, tt, q, w, res.Itineraries)
			var want *plan.Itinerary
			for _, it := range res.Itineraries {
				if it.Fare.Known() && (want == nil || cmp.Or(cmp.Compare(it.Fare, want.Fare), cmp.Compare(it.Arrive, want.Arrive),
					cmp.Compare(want.Depart, it.Depart), cmp.Compare(it.Changes, want.Changes)) < 0) {
					want = &it
				}
			}
			require.Equal(t, want == nil, got[k] == nil, "network %d window %v: %s", i, w, plantest.Question(q))
			if want == nil {
				continue
			}
			found++
			require.NoError(t, plantest.Valid(n, q, *got[k]))
			sum := func(it *plan.Itinerary) [4]int64 {
				return [4]int64{int64(it.Fare), int64(it.Arrive), int64(it.Depart), int64(it.Changes)}
			}
			require.Equal(t, sum(want), sum(got[k]), "network %d window %v: %s", i, w, plantest.Question(q))
		}
	}
	require.Greater(t, found, int(networks)/8)
}

// compareFastest holds the fastest journey of a window to its whole Pareto set.
func compareFastest(t *testing.T, s *fares.Searcher, tt *timetable.Timetable, q plan.Query, w plan.Window, front []plan.Itinerary) {
	t.Helper()
	got, err := s.Fastest(t.Context(), tt, q, w)
	require.NoError(t, err)
	require.Equal(t, len(front) > 0, got != nil, plantest.Question(q))
	sum := func(it *plan.Itinerary) [4]uint64 {
		return [4]uint64{uint64(it.Arrive), -uint64(it.Depart), uint64(it.Changes), uint64(it.Fare)} // unknown: the largest
	}
	var want *plan.Itinerary
	for i := range front {
		a := sum(&front[i])
		if want != nil {
			if b := sum(want); slices.Compare(a[:], b[:]) >= 0 {
				continue
			}
		}
		want = &front[i]
	}
	if want != nil {
		require.Equal(t, sum(want), sum(got), plantest.Question(q))
	}
}

func BenchmarkCheapestOfAMonth(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	tt.CityGraph()
	s, r := fares.New(), rand.New(rand.NewPCG(1, 1))
	cities := tt.Cities()
	var month []plan.Window
	for d := range model.Date(31) {
		month = append(month, plan.Window{From: (model.NewDate(2026, 12, 1) + d).At(0), Length: model.Day - 1})
	}
	for b.Loop() {
		_, _ = s.Cheapest(b.Context(), tt, plan.Query{From: plan.Place{City: cities[r.IntN(len(cities))].ID}, To: plan.Place{City: cities[r.IntN(len(cities))].ID}}, month)
	}
}
