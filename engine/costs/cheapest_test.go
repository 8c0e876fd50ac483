package costs_test

import (
	"cmp"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/costs"
	"tongtu/engine/dijkstra"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/realtest"
	"tongtu/engine/timetable"
)

func TestConformance(t *testing.T) {
	networks := 2500
	if raced || testing.Short() {
		networks = 500
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	plantest.RunShaped(t, costs.NewCheapest(), seed, networks, func(q *plan.Query) {
		*q = plan.Query{From: q.From, To: q.To, At: q.At, Arrive: q.Arrive, By: plan.Cheapest, Modes: q.Modes,
			Classes: q.Classes, MinChange: q.MinChange, Horizon: q.Horizon, MaxFare: q.MaxFare}
	})
}

func TestAnswersTheRealTimetablesAsDijkstraDoes(t *testing.T) {
	for _, feed := range []string{realtest.National, realtest.PairFare} {
		t.Run(feed, func(t *testing.T) {
			tt := realtest.Timetable(t, feed)
			queries := 100
			if raced || testing.Short() {
				queries = 10
			}
			seed := rand.Uint64()
			t.Logf("seed %d", seed)
			r, a, b := rand.New(rand.NewPCG(seed, 1)), costs.NewCheapest(), dijkstra.New()
			answered := 0
			for range queries {
				q := realtest.Places(r, tt)
				q.By = plan.Cheapest
				got, err := a.Plan(t.Context(), tt, q, nil)
				if errors.Is(err, plan.ErrUnsupported) {
					continue // no journey of a known fare
				}
				answered++
				want, wantErr := b.Plan(t.Context(), tt, q, nil)
				require.ErrorIs(t, err, wantErr, "%+v", q)
				require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
			}
			require.Greater(t, answered, queries/10)
		})
	}
}

func TestArrivesByAMomentAsTheParetoSearchDoes(t *testing.T) {
	tt := realtest.Timetable(t, realtest.National)
	queries := 60
	if raced || testing.Short() {
		queries = 6
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	r, a, b := rand.New(rand.NewPCG(seed, 2)), costs.NewCheapest(), pareto.New()
	for range queries {
		q := realtest.Places(r, tt)
		q.By, q.Arrive = plan.Cheapest, true
		want, wantErr := b.Plan(t.Context(), tt, q, nil)
		got, err := a.Plan(t.Context(), tt, q, nil)
		require.ErrorIs(t, err, wantErr, "%+v", q)
		require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
	}
}

func TestEveryWindowEqualsASingleQuery(t *testing.T) {
	networks := uint64(1500)
	if raced || testing.Short() {
		networks = 200
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	s, p, found := costs.NewCheapest(), pareto.New(), 0
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
		got, err := s.Windows(t.Context(), tt, q, windows)
		if errors.Is(err, plan.ErrSamePlace) {
			continue
		}
		require.NoError(t, err)
		for k, w := range windows {
			q.At, q.Window = w.From, w.Length
			res, err := p.Plan(t.Context(), tt, q, nil)
			require.True(t, err == nil || errors.Is(err, plan.ErrNoRoute))
			want := lowest(res.Itineraries)
			require.Equal(t, want == nil, got[k] == nil, "network %d window %v: %s", i, w, plantest.Question(q))
			if want == nil {
				continue
			}
			found++
			require.NoError(t, plantest.Valid(n, q, *got[k]))
			require.Zero(t, compare(want, got[k]), "network %d window %v: %s", i, w, plantest.Question(q))
		}
	}
	require.Greater(t, found, int(networks)/8)
}

// lowest is the cheapest journey of a whole Pareto set, nil if no fare is known.
func lowest(its []plan.Itinerary) (best *plan.Itinerary) {
	for i := range its {
		if it := &its[i]; it.Fare.Known() && (best == nil || compare(it, best) < 0) {
			best = it
		}
	}
	return best
}

func compare(a, b *plan.Itinerary) int {
	return cmp.Or(cmp.Compare(a.Fare, b.Fare), cmp.Compare(a.Arrive, b.Arrive), cmp.Compare(b.Depart, a.Depart), cmp.Compare(a.Changes, b.Changes))
}

// TestOnlyTheAnswerIsAllocated allows for the pool, which the collector empties.
func TestOnlyTheAnswerIsAllocated(t *testing.T) {
	if raced {
		t.Skip("the race detector empties pools")
	}
	tt := realtest.Timetable(t, realtest.National)
	for _, c := range []struct {
		planner plan.Planner
		queries int
		by      plan.Criterion
		noFares bool
	}{
		{costs.NewCheapest(), 12, plan.Cheapest, false},
		{costs.NewFront(), 12, plan.Best, false},
		{costs.NewRides(), 50, plan.Best, true},
	} {
		t.Run(c.planner.Info().ID, func(t *testing.T) {
			r, qs := rand.New(rand.NewPCG(3, 3)), make([]plan.Query, c.queries)
			for i := range qs {
				qs[i] = realtest.Places(r, tt)
				qs[i].By, qs[i].NoFares = c.by, c.noFares
			}
			lists := 0 // of itineraries, and of the legs of each
			ask := func() {
				lists = 0
				for _, q := range qs {
					res, _ := c.planner.Plan(t.Context(), tt, q, nil) // no connection is an answer too
					lists += 1 + len(res.Itineraries)
				}
			}
			ask()
			require.LessOrEqual(t, testing.AllocsPerRun(2, ask), float64(lists)+2)
		})
	}
}

func BenchmarkCheapest(b *testing.B) {
	tt := realtest.Timetable(b, realtest.National)
	p, r := costs.NewCheapest(), rand.New(rand.NewPCG(1, 1))
	for b.Loop() {
		q := realtest.Cities(r, tt)
		q.By = plan.Cheapest
		_, _ = p.Plan(b.Context(), tt, q, nil) // no connection is an answer too
	}
}
