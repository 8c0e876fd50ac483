package timetable_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

func TestFaresLeftAreThoseOfSoManyRidesInTheCityGraph(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(9, seed))
		tt, err := timetable.New(t.Context(), plantest.Random(r))
		require.NoError(t, err)
		goal, back := timetable.City(r.IntN(tt.NumCities())), r.IntN(2) == 0
		arcs := tt.CityGraph().Out
		if back {
			arcs = tt.CityGraph().In
		}
		b := tt.Bounds(goal, back).WithFares()
		row := make([]int32, tt.NumCities())
		for c := range row {
			row[c] = timetable.NoWay
		}
		row[goal] = 0
		walk(row, arcs)
		for k := range 3 * timetable.FareRows {
			row = ride(row, arcs)
			walk(row, arcs)
			for c := range row {
				left := b.FareLeft(timetable.City(c))
				if last := len(left) - 1; k < last || k == 3*timetable.FareRows-1 {
					require.Equal(t, row[c], left[min(k, last)], "seed %d, %d rides", seed, k+1)
				}
			}
		}
	}
}

// ride allows one ride more.
func ride(row []int32, arcs [][]timetable.CityArc) []int32 {
	next := slices.Clone(row)
	for c, list := range arcs {
		for _, a := range list {
			if to := row[a.City]; !a.Walk && to < timetable.NoWay {
				next[c] = min(next[c], int32(min(int64(to)+a.Fare, timetable.UnknownBound)))
			}
		}
	}
	return next
}

// walk allows any number of walks.
func walk(row []int32, arcs [][]timetable.CityArc) {
	for range row {
		for c, list := range arcs {
			for _, a := range list {
				if a.Walk {
					row[c] = min(row[c], row[a.City])
				}
			}
		}
	}
}
