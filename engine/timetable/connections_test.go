package timetable_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

func TestConnectionsAreTheDeparturesInOrderOfTime(t *testing.T) {
	for seed := range uint64(200) {
		tt, err := timetable.New(t.Context(), plantest.Random(rand.New(rand.NewPCG(7, seed))))
		require.NoError(t, err)
		for _, v := range []*timetable.View{&tt.Forward, &tt.Backward} {
			c := v.Connections()
			seen := map[int32]bool{}
			for k, slot := range c.Slots[:len(c.Slots)-1] {
				require.Less(t, slot.Tod, c.Slots[k+1].Tod)
				require.Equal(t, k, c.From(slot.Tod))
				for i := slot.First; i < c.Slots[k+1].First; i++ {
					h := c.Hops[i]
					trip := v.TripOf(h.At)
					from, end := v.Calls(trip)
					require.True(t, from <= h.At && h.At+1 < end && v.MayBoard(h.At) && !seen[h.At])
					seen[h.At] = true
					require.Equal(t, v.StopAt(h.At), c.Stops[i])
					require.Equal(t, v.ArrAt(h.At+1)-v.DepAt(h.At), h.Time)
					require.Zero(t, (v.DepAt(h.At)-slot.Tod)%86_400)
					if h.At+2 < end && !v.MayBoard(h.At+1) {
						require.EqualValues(t, tt.NumStops(), h.To)
					} else {
						require.Equal(t, v.StopAt(h.At+1), h.To)
					}
				}
			}
			departures := 0
			for s := range tt.NumStops() {
				departures += len(v.Departures(timetable.Stop(s)))
				require.ElementsMatch(t, v.AppendChanges(nil, timetable.Stop(s)), v.ChangesFrom(nil, timetable.Stop(s)))
			}
			require.Len(t, seen, departures)
		}
	}
}
