package dijkstra_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/dijkstra"
	"tongtu/engine/plan"
	"tongtu/engine/plan/plantest"
	"tongtu/engine/timetable"
)

func TestConformance(t *testing.T) {
	networks := 2500
	if testing.Short() {
		networks = 300
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	plantest.Run(t, dijkstra.New(), seed, networks)
}

// Cases the random suite once failed on stay as fixed seeds.
func TestConformanceOfFoundCases(t *testing.T) {
	// Network 777 of seed 1: a query for the unnamed class, which a pair rule of
	// another class overrides, was cheaper than its lower bound.
	plantest.Run(t, dijkstra.New(), 1, 800)
}

func TestCancellation(t *testing.T) {
	tt, q := line(t)
	plantest.Cancelled(t, dijkstra.New(), tt, q)
}

// line is the textbook form: two-call trips between cities.
//
//	A ──08:00 G1 09:30── B ──10:00 D7 11:00── C     A ──08:00 K9 12:00── C
//	       100                  50                         90
func line(t *testing.T) (*timetable.Timetable, plan.Query) {
	t.Helper()
	day := model.NewDate(2026, 12, 1)
	var n model.Network
	for _, id := range []string{"A", "B", "C"} {
		n.Cities = append(n.Cities, model.City{ID: model.CityID(id), Name: id})
		n.Stations = append(n.Stations, model.Station{ID: model.StationID("s" + id), City: model.CityID(id), Name: id})
	}
	n.Calendars = []model.Calendar{{ID: "daily", Days: model.EveryDay, From: day, To: day + 30}}
	for _, x := range []struct {
		id, from, to string
		dep, arr     model.Second
		fare         model.Fen
	}{
		{"D7", "B", "C", 10 * model.Hour, 11 * model.Hour, 5000},
		{"G1", "A", "B", 8 * model.Hour, 9*model.Hour + 30*model.Minute, 10000},
		{"K9", "A", "C", 8 * model.Hour, 12 * model.Hour, 9000},
	} {
		n.Routes = append(n.Routes, model.Route{ID: model.RouteID(x.id), Number: x.id})
		n.Trips = append(n.Trips, model.Trip{ID: model.TripID(x.id), Route: model.RouteID(x.id), Calendar: "daily", Classes: []model.Class{"second"},
			Calls: []model.Call{
				{Station: model.StationID("s" + x.from), Arr: x.dep, Dep: x.dep, Fares: []model.Fen{0}},
				{Station: model.StationID("s" + x.to), Arr: x.arr, Dep: x.arr, Fares: []model.Fen{x.fare}},
			}})
	}
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	return tt, plan.Query{From: plan.Place{City: "A"}, To: plan.Place{City: "C"}, At: day.At(7 * model.Hour)}
}

func TestTextbookQuestions(t *testing.T) {
	tt, q := line(t)
	forbid := model.Second(45 * 60)
	for _, c := range []struct {
		name   string
		change func(*plan.Query)
		trips  []model.TripID
		err    error
	}{
		{"fastest changes trains", func(q *plan.Query) {}, []model.TripID{"G1", "D7"}, nil},
		{"cheapest stays on", func(q *plan.Query) { q.By = plan.Cheapest }, []model.TripID{"K9"}, nil},
		{"fewest changes stays on", func(q *plan.Query) { q.By = plan.Changes }, []model.TripID{"K9"}, nil},
		{"a long change misses D7", func(q *plan.Query) { q.MinChange = &forbid }, []model.TripID{"K9"}, nil},
		{"after the trains the next day", func(q *plan.Query) { q.At = q.At.Add(2 * model.Hour) }, []model.TripID{"G1", "D7"}, nil},
		{"within a short horizon nothing", func(q *plan.Query) { q.Horizon = model.Hour }, nil, plan.ErrNoRoute},
		{"no flights", func(q *plan.Query) { q.Modes = model.ModesOf(model.Air) }, nil, plan.ErrNoRoute},
		{"same place", func(q *plan.Query) { q.To = q.From }, nil, plan.ErrSamePlace},
		{"unknown city", func(q *plan.Query) { q.To.City = "X" }, nil, plan.ErrUnknown},
		{"after the calendar ends", func(q *plan.Query) { q.At = q.At.Add(60 * model.Day) }, nil, plan.ErrNoRoute},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := q
			c.change(&q)
			res, err := dijkstra.New().Plan(t.Context(), tt, q, nil)
			require.ErrorIs(t, err, c.err)
			if c.err != nil {
				return
			}
			var got []model.TripID
			for _, l := range res.Itineraries[0].Legs {
				got = append(got, l.Trip)
			}
			require.Equal(t, c.trips, got)
		})
	}
}
