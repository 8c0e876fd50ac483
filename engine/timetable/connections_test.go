package timetable_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

var plantestDay = model.NewDate(2026, 11, 2)

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
					h, ride := c.Hops.At(i), c.Rides[i]
					trip := v.TripOf(ride.At)
					from, end := v.Calls(trip)
					require.True(t, from <= ride.At && ride.At+1 < end && v.MayBoard(ride.At) && !seen[ride.At])
					seen[ride.At] = true
					require.Equal(t, v.StopAt(ride.At), h.From)
					require.Equal(t, v.ArrAt(ride.At+1)-v.DepAt(ride.At), ride.Time)
					require.Zero(t, (v.DepAt(ride.At)-slot.Tod)%86_400)
					if ride.At+2 < end && !v.MayBoard(ride.At+1) || !v.MayAlight(ride.At+1) {
						require.EqualValues(t, tt.NumStops(), h.To)
					} else {
						require.Equal(t, v.StopAt(ride.At+1), h.To)
					}
				}
			}
			for i := range c.Hops.Len() {
				trip := v.TripOf(c.Rides[i].At)
				from, end := v.Calls(trip)
				require.True(t, from <= c.Rides[i].At && c.Rides[i].At < end)
				require.Equal(t, v.DepAt(c.Rides[i].At), v.Shift(c.Group[i])*86_400+(v.DepAt(c.Rides[i].At)%86_400+86_400)%86_400)
				for day := range int32(4) {
					running := v.RunningOn(nil, plantestDay, day)
					service := day - (v.DepAt(c.Rides[i].At)-(v.DepAt(c.Rides[i].At)%86_400+86_400)%86_400)/86_400
					require.Equal(t, v.Runs(trip, plantestDay, service), running[c.Group[i]])
				}
			}
			departures := 0
			for s := range tt.NumStops() {
				departures += len(v.Departures(timetable.Stop(s)))
				requireChanges(t, v, timetable.Stop(s))
			}
			require.Len(t, seen, departures)
		}
	}
}

// requireChanges holds the list that is kept to the one that is made up.
func requireChanges(t *testing.T, v *timetable.View, s timetable.Stop) {
	t.Helper()
	var buf []timetable.Change
	kept := slices.Clone(v.ChangesFrom(&buf, s))
	for i, c := range kept {
		sooner := false // by way of c
		for _, d := range v.ChangesFrom(&buf, c.To) {
			sooner = sooner || !slices.ContainsFunc(kept, func(e timetable.Change) bool { return e.To == d.To && e.Time <= c.Time+d.Time })
		}
		require.Equal(t, !sooner, c.Covers)
		kept[i].Covers = false
	}
	require.ElementsMatch(t, v.AppendChanges(nil, s), kept)
}
