package search_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// Departures at few times or many, all day or in one hour of it.
func TestDeparturesBeginAtTheFirstNotBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 20_000 {
		begin, span := r.Int32N(search.DaySeconds/2), 1+r.Int32N([]int32{3, 3600, search.DaySeconds / 2}[r.IntN(3)])
		deps := make([]timetable.Departure, 1+r.IntN(40))
		for i := range deps {
			deps[i].Tod = begin + r.Int32N(span)
		}
		slices.SortFunc(deps, func(a, b timetable.Departure) int { return cmp.Compare(a.Tod, b.Tod) })
		day := r.Int32N(5) - 2
		from := day*search.DaySeconds + r.Int32N(search.DaySeconds)
		if r.IntN(2) == 0 {
			from = day*search.DaySeconds + deps[r.IntN(len(deps))].Tod
		}
		want := slices.IndexFunc(deps, func(d timetable.Departure) bool { return day*search.DaySeconds+d.Tod >= from })
		if want < 0 {
			want, day = 0, day+1
		}
		it := search.DeparturesFrom(deps, from)
		require.Equal(t, want, it.I)
		require.Equal(t, day, it.Day)
		require.Equal(t, day*search.DaySeconds+deps[want].Tod, it.At)
		before := it
		it.StepBack()
		require.Less(t, it.At, from)
		it.Step()
		require.Equal(t, before, it)
	}
	require.Equal(t, search.NoTime, search.DeparturesFrom(nil, 0).At)
}
