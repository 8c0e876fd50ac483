package engine_test

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/tables"
	"tongtu/engine/timetable"
)

func at(t *testing.T, revision uint64) *timetable.Timetable {
	t.Helper()
	tt, err := timetable.New(t.Context(), model.Network{Revision: revision})
	require.NoError(t, err)
	return tt
}

func TestSwapRefusesOlderRevisions(t *testing.T) {
	e := engine.New(engine.Default(), nil)
	_, err := e.Plan(t.Context(), "", plan.Query{}, nil)
	require.ErrorIs(t, err, engine.ErrNoTimetable)
	require.True(t, e.Swap(at(t, 2)))
	require.False(t, e.Swap(at(t, 1)))
	require.False(t, e.Swap(at(t, 2)))
	require.True(t, e.Swap(at(t, 3)))
	require.EqualValues(t, 3, e.Timetable().Revision())
}

func TestSwapKeepsTheNewestOfManyAtOnce(t *testing.T) {
	e := engine.New(engine.Default(), nil)
	var wg sync.WaitGroup
	for r := range uint64(32) {
		tt := at(t, r+1)
		wg.Go(func() { e.Swap(tt) })
	}
	wg.Wait()
	require.EqualValues(t, 32, e.Timetable().Revision())
}

func TestUnknownAlgorithmIsNamed(t *testing.T) {
	e := engine.New(engine.Default(), at(t, 1))
	_, err := e.Plan(t.Context(), "astrology", plan.Query{}, nil)
	require.ErrorIs(t, err, model.ErrNotFound)
	require.ErrorContains(t, err, "astrology")
}

func TestDuplicatePlannerIsAProgrammingError(t *testing.T) {
	require.Panics(t, func() { engine.NewRegistry(dijkstra.New(), dijkstra.New()) })
}

func TestPreparedAnswersAreThoseOfTheScan(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	for i := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, i))
		n := plantest.Random(r)
		n.Revision = 1
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		e, plain := engine.New(engine.Default(), tt), engine.New(engine.Default(), tt)
		q := plantest.RandomQuery(r, n)
		_, ok := e.Prepared()
		require.False(t, ok)
		require.NoError(t, e.Prepare(t.Context(), q.At.Date(), 0, nil))
		day, ok := e.Prepared()
		require.True(t, ok)
		require.Equal(t, q.At.Date(), day)
		for _, from := range n.Cities {
			for _, to := range n.Cities {
				q.From, q.To = plan.Place{City: from.ID}, plan.Place{City: to.ID}
				best := plan.Query{From: q.From, To: q.To, At: q.At, By: plan.Best, NoFares: true}
				window := best
				window.Window = 5 * model.Hour
				for _, q := range []plan.Query{q, {From: q.From, To: q.To, At: q.At}, {From: q.From, To: q.To, At: q.At.Add(model.Day)}, best, window} {
					want, wantErr := plain.Plan(t.Context(), "", q, nil)
					got, err := e.Plan(t.Context(), "", q, nil)
					require.Equal(t, wantErr, err)
					if q.NoFares {
						require.Equal(t, plantest.Points(q, want.Itineraries), plantest.Points(q, got.Itineraries))
					} else {
						require.Equal(t, want.Itineraries, got.Itineraries)
					}
				}
			}
		}
		q = plan.Query{From: q.From, To: plan.Place{City: n.Cities[0].ID}, At: q.At, Horizon: model.Day}
		res, err := e.Plan(t.Context(), tables.ID, q, nil)
		if err == nil {
			require.Equal(t, tables.ID, res.Stats.Algorithm)
		}
		require.True(t, e.Swap(at(t, 2)))
		_, ok = e.Prepared()
		require.False(t, ok, "an edit drops what was computed before")
	}
	_, err := engine.New(engine.Default(), at(t, 1)).Plan(t.Context(), tables.ID, plan.Query{}, nil)
	require.ErrorIs(t, err, plan.ErrUnsupported)
	require.ErrorIs(t, engine.New(engine.Default(), nil).Prepare(t.Context(), 0, 0, nil), engine.ErrNoTimetable)
}
