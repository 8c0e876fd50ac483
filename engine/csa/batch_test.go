package csa_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

// crowded repeats the trips of a random network, most of them at the same times, so
// that more leave at once than a batch has room for. A third takes no time at all.
func crowded(r *rand.Rand) model.Network {
	n := plantest.Random(r)
	for i, t := range n.Trips {
		for k := range 300 {
			c := t
			c.ID, c.Calls = model.TripID(fmt.Sprintf("U%d-%03d", i, k)), slices.Clone(t.Calls)
			shift := model.Second(max(0, r.IntN(4)-2)) * 10 * model.Minute
			still := r.IntN(3) == 0 // takes no time
			for j := range c.Calls {
				c.Calls[j].Arr += shift
				c.Calls[j].Dep += shift
				if still {
					c.Calls[j].Arr, c.Calls[j].Dep = c.Calls[0].Arr, c.Calls[0].Arr
				}
			}
			n.Trips = append(n.Trips, c)
		}
	}
	return n
}

func TestMoreDeparturesAtOnceThanABatch(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 8))
	scan, reference := csa.New(), pareto.New()
	none := model.Second(0)
	for range 60 {
		n := crowded(r)
		tt, err := timetable.New(t.Context(), n)
		require.NoError(t, err)
		for range 20 {
			q := plan.Query{From: plan.Place{City: n.Cities[r.IntN(len(n.Cities))].ID}, To: plan.Place{City: n.Cities[r.IntN(len(n.Cities))].ID},
				MinChange: &none, At: model.NewDate(2026, 11, 2).At(model.Second(r.IntN(48)) * 30 * model.Minute), Arrive: r.IntN(2) == 0}
			want, wantErr := reference.Plan(t.Context(), tt, q, nil)
			got, err := scan.Plan(t.Context(), tt, q, nil)
			require.Equal(t, wantErr, err, "%+v", q)
			require.Equal(t, want.Itineraries, got.Itineraries, "%+v", q)
		}
	}
}

// Every ride takes no time, nor does changing, and what is ridden last is looked at
// first, several batches before.
func TestRidesWithoutDurationAgainstTheOrderOfBatches(t *testing.T) {
	const rides, copies = 4, 700
	day := model.NewDate(2026, 11, 2)
	n := model.Network{Calendars: []model.Calendar{{ID: "K", Days: model.EveryDay, From: day, To: day}},
		Routes: []model.Route{{ID: "R", Number: "1", Mode: model.Rail}}}
	n.ChangeTable = model.DefaultChangeTable()
	n.ChangeTable.Same[model.Rail] = 0
	for c := range rides + 1 {
		city := model.CityID(fmt.Sprintf("C%d", c))
		n.Cities = append(n.Cities, model.City{ID: city, Name: string(city)})
		n.Stations = append(n.Stations, model.Station{ID: model.StationID(fmt.Sprintf("S%d", c)), City: city, Name: string(city)})
	}
	for from := rides - 1; from >= 0; from-- {
		for k := range copies {
			n.Trips = append(n.Trips, model.Trip{ID: model.TripID(fmt.Sprintf("T%d-%03d", rides-from, k)), Route: "R", Calendar: "K",
				Calls: []model.Call{{Station: n.Stations[from].ID, Arr: model.Hour, Dep: model.Hour}, {Station: n.Stations[from+1].ID, Arr: model.Hour, Dep: model.Hour}}})
		}
	}
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	for _, arrive := range []bool{false, true} {
		q := plan.Query{From: plan.Place{City: "C0"}, To: plan.Place{City: model.CityID(fmt.Sprintf("C%d", rides))}, At: day.At(model.Hour), Arrive: arrive}
		got, err := csa.New().Plan(t.Context(), tt, q, nil)
		require.NoError(t, err)
		require.Len(t, got.Itineraries[0].Legs, rides)
		require.Equal(t, q.At, got.Itineraries[0].Arrive)
	}
}
