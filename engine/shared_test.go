package engine_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

// twoCities has so many stations in each city that a timetable keeps no lists of
// changes, and a trip from each of the one to each of the other.
func twoCities(stations int) model.Network {
	day := model.NewDate(2026, 11, 2)
	n := model.Network{ChangeTable: model.DefaultChangeTable(), Calendars: []model.Calendar{{ID: "K", Days: model.EveryDay, From: day, To: day + 3}},
		Cities: []model.City{{ID: "C0", Name: "one"}, {ID: "C1", Name: "other"}}, Routes: []model.Route{{ID: "R", Number: "1", Mode: model.Rail}}}
	for c := range 2 {
		for s := range stations {
			id := model.StationID(fmt.Sprintf("S%d-%03d", c, s))
			n.Stations = append(n.Stations, model.Station{ID: id, City: n.Cities[c].ID, Name: string(id)})
		}
	}
	for s := range stations {
		dep := model.Second(s) * 10 * model.Minute
		n.Trips = append(n.Trips, model.Trip{ID: model.TripID(fmt.Sprintf("T%03d", s)), Route: "R", Calendar: "K", Calls: []model.Call{
			{Station: n.Stations[s].ID, Arr: dep, Dep: dep}, {Station: n.Stations[stations+s].ID, Arr: dep + model.Hour, Dep: dep + model.Hour}}})
	}
	return n
}

// Searches use the memory of those before for another timetable, and must not write
// into what was lent to them by that.
func TestSearchesLeaveTheTimetableOfTheLastQuestionAlone(t *testing.T) {
	a := plantest.Random(rand.New(rand.NewPCG(5, 5)))
	first, err := timetable.New(t.Context(), a)
	require.NoError(t, err)
	b := twoCities(60)
	second, err := timetable.New(t.Context(), b)
	require.NoError(t, err)
	require.True(t, first.Forward.ListsChanges() && !second.Forward.ListsChanges())

	lists := func() (all []timetable.Change) {
		for _, v := range []*timetable.View{&first.Forward, &first.Backward} {
			for s := range timetable.Stop(first.NumStops()) {
				all = append(all, v.ChangesFrom(nil, s)...)
			}
		}
		return all
	}
	want := lists()
	at := model.NewDate(2026, 11, 2).At(0)
	for _, p := range engine.Default().All() {
		for by := plan.Fastest; by <= plan.Best; by++ {
			for _, noFares := range []bool{false, true} {
				for range 3 { // of pools that may drop what they are given
					for c := range a.Cities[1:] {
						q := plan.Query{From: plan.Place{City: a.Cities[0].ID}, To: plan.Place{City: a.Cities[c+1].ID}, At: at, By: by, NoFares: noFares}
						_, _ = p.Plan(t.Context(), first, q, nil) // some cannot be answered
					}
					q := plan.Query{From: plan.Place{City: "C0"}, To: plan.Place{City: "C1"}, At: at, By: by, NoFares: noFares}
					_, _ = p.Plan(t.Context(), second, q, nil)
				}
			}
		}
		require.Equal(t, want, lists(), p.Info().ID)
	}
}
