package timetable_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/timetable"
)

var day = model.NewDate(2026, 11, 2)

// network is two cities with an airport and a station each:
//
//	X: x1 (rail), x2 (air)      Y: y1 (rail), y2 (air)
//	R1: x1 ─ y1 by rail, R2: x2 ─ y2 by air, R3: x1 ─ x2 by rail inside X
func network() model.Network {
	n := model.Network{
		Cities: []model.City{{ID: "X", Name: "X"}, {ID: "Y", Name: "Y"}},
		Stations: []model.Station{{ID: "x1", City: "X", Zone: "z1"}, {ID: "x2", City: "X"},
			{ID: "y1", City: "Y", Zone: "z2"}, {ID: "y2", City: "Y"}},
		Routes:    []model.Route{{ID: "R1", Number: "G1"}, {ID: "R2", Number: "CA1", Mode: model.Air}, {ID: "R3", Number: "C1"}},
		Calendars: []model.Calendar{{ID: "d", Days: model.EveryDay, From: day, To: day + 9}},
	}
	for _, x := range []struct {
		id       model.TripID
		route    model.RouteID
		from, to model.StationID
	}{{"T1", "R1", "x1", "y1"}, {"T2", "R2", "x2", "y2"}, {"T3", "R3", "x1", "x2"}} {
		n.Trips = append(n.Trips, model.Trip{ID: x.id, Route: x.route, Calendar: "d", Classes: []model.Class{"second"}, Fee: 50, Calls: []model.Call{
			{Station: x.from, Arr: 8 * model.Hour, Dep: 8 * model.Hour, Fares: []model.Fen{0}},
			{Station: x.to, Arr: 26 * model.Hour, Dep: 26 * model.Hour, Fares: []model.Fen{1000}},
		}})
	}
	return n
}

func compile(t *testing.T, n model.Network) *timetable.Timetable {
	t.Helper()
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	return tt
}

func TestBrokenReferencesAreNamed(t *testing.T) {
	for name, spoil := range map[string]func(*model.Network){
		"city":     func(n *model.Network) { n.Stations[0].City = "?" },
		"station":  func(n *model.Network) { n.Trips[0].Calls[1].Station = "?" },
		"route":    func(n *model.Network) { n.Trips[0].Route = "?" },
		"calendar": func(n *model.Network) { n.Trips[0].Calendar = "?" },
		"change":   func(n *model.Network) { n.Changes = []model.ChangeRecord{{From: "x1", To: "?"}} },
		"fares":    func(n *model.Network) { n.FareTables = []model.FareTable{{Route: "?"}} },
		"order":    func(n *model.Network) { n.Trips[0], n.Trips[1] = n.Trips[1], n.Trips[0] },
		"span":     func(n *model.Network) { n.Calendars[0].To = day + 500*366 },
	} {
		n := network()
		spoil(&n)
		_, err := timetable.New(t.Context(), n)
		require.ErrorIs(t, err, timetable.ErrNetwork, name)
	}
}

func TestCompilingCanBeCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := timetable.New(ctx, network())
	require.ErrorIs(t, err, context.Canceled)
}

func TestLinksJoinCitiesOnce(t *testing.T) {
	n := network()
	n.Trips[0].Calls = append(n.Trips[0].Calls, model.Call{Station: "x1", Arr: 30 * model.Hour, Dep: 30 * model.Hour})
	require.Equal(t, []timetable.Link{{A: "X", B: "Y", Mode: model.Rail, Trips: 2}, {A: "X", B: "Y", Mode: model.Air, Trips: 1}}, compile(t, n).Links())
}

// change finds the time from the first stop of a station to one of another.
func change(t *testing.T, tt *timetable.Timetable, v *timetable.View, from, to model.StationID, mode model.Mode) (int32, bool) {
	t.Helper()
	a, _ := tt.StationByID(from)
	b, _ := tt.StationByID(to)
	for _, c := range v.AppendChanges(nil, tt.StopsOf(a)[0]) {
		if tt.StationOf(c.To) == b && tt.ModeOf(c.To) == mode {
			return c.Time, true
		}
	}
	return 0, false
}

func TestChangesFollowTableAndRecords(t *testing.T) {
	n := network()
	n.Changes = []model.ChangeRecord{{From: "y1", To: "x1", Time: 600}, {From: "y1", To: "y2", Forbidden: true}}
	tt := compile(t, n)
	for _, c := range []struct {
		from, to model.StationID
		mode     model.Mode
		want     int32
		ok       bool
	}{
		{"x1", "x1", model.Rail, 900, true},
		{"x1", "x2", model.Air, 7200, true},
		{"x2", "x1", model.Rail, 5400, true}, // from the flight T2
		{"y1", "x1", model.Rail, 600, true},
		{"x1", "y1", model.Rail, 0, false},
		{"y1", "y2", model.Air, 0, false},
		{"y2", "y1", model.Rail, 5400, true},
	} {
		got, ok := change(t, tt, &tt.Forward, c.from, c.to, c.mode)
		require.Equal(t, c.ok, ok, "%s→%s", c.from, c.to)
		require.Equal(t, c.want, got, "%s→%s", c.from, c.to)
	}
	back, ok := change(t, tt, &tt.Backward, "x1", "y1", model.Rail)
	require.True(t, ok)
	require.EqualValues(t, 600, back)
}

func TestWalksJoinCitiesOnly(t *testing.T) {
	n := network()
	n.Changes = []model.ChangeRecord{
		{From: "y1", To: "x1", Time: 600}, {From: "x1", To: "x2", Time: 60}, {From: "y1", To: "x2", Forbidden: true}, {From: "y1", To: "x2", ToTrip: "T2", Time: 5},
	}
	tt := compile(t, n)
	x1, _ := tt.StationByID("x1")
	y1, _ := tt.StationByID("y1")
	require.Equal(t, []timetable.Walk{{From: y1, To: x1, Time: 600}}, tt.WalksFrom(y1))
	require.Equal(t, []timetable.Walk{{From: y1, To: x1, Time: 600}}, tt.WalksTo(x1))
	require.Empty(t, tt.WalksFrom(x1))
}

func TestLegFares(t *testing.T) {
	n := network()
	n.FareTables = []model.FareTable{
		{Route: "", Rules: []model.FareRule{{From: "z9", Class: "second", Price: 1}}},
		{Route: "R1", Rules: []model.FareRule{{From: "z1", To: "z2", Class: "second", Price: 900}, {Class: "first", Price: 2000}}},
	}
	n.Trips[2].Calls[1].Fares = []model.Fen{model.UnknownFen}
	tt := compile(t, n)
	for _, c := range []struct {
		name  string
		trip  timetable.Trip
		class []model.Class
		price model.Fen
		want  model.Class
		ok    bool
	}{
		{"a pair rule wins", 0, nil, 900, "second", true},
		{"another class by its own rule", 0, []model.Class{"first"}, 2000, "first", true},
		{"cumulative plus fee", 1, nil, 1050, "second", true},
		{"unknown", 2, nil, model.UnknownFen, "", false},
		{"class without fare", 1, []model.Class{"first"}, model.UnknownFen, "", false},
		{"class nobody knows", 0, []model.Class{"royal"}, model.UnknownFen, "", false},
	} {
		price, class, ok := tt.LegFare(c.trip, 0, 1, tt.Classes(c.class))
		require.Equal(t, c.price, price, c.name)
		require.Equal(t, c.want, class, c.name)
		require.Equal(t, c.ok, ok, c.name)
	}
	require.Equal(t, timetable.UnknownCost, tt.LegCost(2, 0, 1, nil))
}

func TestCityGraphHasTheLowestFareOfARide(t *testing.T) {
	tt := compile(t, network())
	require.Equal(t, []timetable.CityArc{{City: 0, Fare: 1050}, {City: 1, Fare: 1050}}, tt.CityGraph().Out[0])
	require.Equal(t, []timetable.CityArc{{City: 0, Fare: 1050}}, tt.CityGraph().In[1])
}

func TestBackwardViewMirrorsTime(t *testing.T) {
	tt := compile(t, network())
	y1, _ := tt.StationByID("y1")
	deps := tt.Backward.Departures(tt.StopsOf(y1)[0])
	require.Equal(t, []timetable.Departure{{Tod: int32(22 * model.Hour), Trip: 0, Call: 0, Shift: -2}}, deps)
	require.True(t, tt.Backward.Runs(0, day, 0))
	require.True(t, tt.Backward.Runs(0, day, -9))
	require.False(t, tt.Backward.Runs(0, day, 1))
}
