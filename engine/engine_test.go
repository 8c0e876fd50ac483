package engine_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
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
