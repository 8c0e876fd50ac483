package exchange_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/exchange"
	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/model/modeltest"
	"tongtu/data/rules"
)

// sound fails for a network that the store would refuse.
func sound(t *testing.T, n model.Network, what string) {
	t.Helper()
	for _, f := range rules.Check(n) {
		require.NotEqual(t, rules.Error, f.Severity, "%s: %v", what, f)
	}
}

func TestTheSameAgainChangesNothing(t *testing.T) {
	for seed := range uint64(200) {
		n := modeltest.Random(rand.New(rand.NewPCG(seed, 3))).Sorted()
		for i := range n.FareTables {
			slices.SortFunc(n.FareTables[i].Rules, model.FareRule.Compare)
			n.FareTables[i].Rules = slices.Compact(n.FareTables[i].Rules)
		}
		got, d, err := exchange.Merge(n, n, "again:")
		require.NoError(t, err)
		require.False(t, d.Changed(), "seed %d: %+v", seed, d)
		require.Equal(t, n.Trips, got.Trips)
		require.Equal(t, n.Stations, got.Stations)
	}
}

// TestTwoNetworksBecomeOne: nothing is lost, nothing of the first changes that
// the second does not know, and the second laid over once more changes nothing.
func TestTwoNetworksBecomeOne(t *testing.T) {
	for seed := range uint64(300) {
		what := fmt.Sprintf("seed %d", seed)
		a := modeltest.Random(rand.New(rand.NewPCG(seed, 4))).Sorted()
		b := modeltest.Random(rand.New(rand.NewPCG(seed, 5))).Sorted()
		a.Info.Zone, a.Info.Currency, b.Info.Zone, b.Info.Currency = "", "", "", ""
		got, d, err := exchange.Merge(a, b, "b:")
		require.NoError(t, err)
		sound(t, got, what)
		require.Len(t, got.Trips, len(a.Trips)+d.Tallies[exchange.KindTrip].Added+d.Tallies[exchange.KindTrip].Renamed, what)
		require.Len(t, got.Stations, len(a.Stations)+d.Tallies[exchange.KindStation].Added+d.Tallies[exchange.KindStation].Renamed, what)
		again, d2, err := exchange.Merge(got, b, "b:")
		require.NoError(t, err)
		require.False(t, d2.Changed(), "%s: %+v", what, d2)
		require.Equal(t, got.Trips, again.Trips, what)
	}
}

// small is a line of two stations with one trip, under identifiers that many
// feeds use.
func small(city, other string, lon float64) model.Network {
	return model.Network{
		Info:     model.Info{Source: city + ".zip"},
		Cities:   []model.City{{ID: "1", Name: city, Pos: model.LonLat{Lon: lon, Lat: 30}}, {ID: "2", Name: other, Pos: model.LonLat{Lon: lon, Lat: 32}}},
		Stations: []model.Station{{ID: "1", City: "1", Name: city, Zone: "z", Pos: model.LonLat{Lon: lon, Lat: 30}}, {ID: "2", City: "2", Name: other, Pos: model.LonLat{Lon: lon, Lat: 32}}},
		Routes:   []model.Route{{ID: "r", Number: city[:1] + "1", Mode: model.Rail}},
		Trips: []model.Trip{{ID: "t", Route: "r", Calendar: "daily", Calls: []model.Call{
			{Station: "1", Arr: 3600, Dep: 3600}, {Station: "2", Arr: 7200, Dep: 7200}}}},
		Calendars:   []model.Calendar{{ID: "daily", Days: model.EveryDay, From: 20000, To: 20100}},
		FareTables:  []model.FareTable{{Rules: []model.FareRule{{Price: 500}, {From: "z", Price: 300}}}},
		ChangeTable: model.DefaultChangeTable(),
	}
}

func TestUpdatesOfAnEarlierImportAreTold(t *testing.T) {
	old, next := small("Alpha", "Beta", 110), small("Alpha", "Beta", 110)
	next.Trips[0].Calls[1].Arr, next.Trips[0].Calls[1].Dep = 7500, 7500
	next.Calendars[0].To = 20200
	got, d, err := exchange.Merge(old, next, "alpha:")
	require.NoError(t, err)
	require.Equal(t, next.Trips, got.Trips)
	require.Equal(t, next.Calendars, got.Calendars)
	require.Equal(t, exchange.Tally{Updated: 1}, d.Tallies[exchange.KindTrip])
	require.Equal(t, exchange.Tally{Same: 2}, d.Tallies[exchange.KindStation])
	require.Contains(t, d.Differences, exchange.Difference{Kind: exchange.KindTrip, ID: "t", Field: "Calls[1].Arr", Old: "02:00:00", New: "02:05:00"})
}

func TestOnlyIdentifiersOfOtherThingsGetThePrefix(t *testing.T) {
	a, b := small("Alpha", "Beta", 110), small("Gamma", "Delta", 120)
	b.Stations[1].ID, b.Trips[0].Calls[1].Station = "4", "4"
	got, d, err := exchange.Merge(a, b, "gamma:")
	require.NoError(t, err)
	sound(t, got, "merged")
	var ids []model.StationID
	for _, s := range got.Stations {
		ids = append(ids, s.ID)
	}
	require.Equal(t, []model.StationID{"1", "2", "4", "gamma:1"}, ids)
	require.Equal(t, model.StationID("gamma:1"), got.Trips[0].Calls[0].Station)
	require.Equal(t, model.TripID("gamma:t"), got.Trips[0].ID)
	require.Equal(t, exchange.Tally{Added: 1, Renamed: 1}, d.Tallies[exchange.KindStation])
	require.Len(t, got.Calendars, 1, "equal calendars are one")
	// A fare for everywhere stays with the routes of its network, and zones apart.
	require.Equal(t, []model.FareTable{
		{Route: "", Rules: []model.FareRule{{From: "gamma:z", Price: 300}, {From: "z", Price: 300}}},
		{Route: "gamma:r", Rules: []model.FareRule{{Price: 500}}}, {Route: "r", Rules: []model.FareRule{{Price: 500}}}}, got.FareTables)
	require.Equal(t, "Alpha.zip + Gamma.zip", got.Info.Source)
}

func TestNetworksThatCannotBeOneAreRefused(t *testing.T) {
	a, b := small("Alpha", "Beta", 110), small("Gamma", "Delta", 120)
	b.Info.Zone = "Europe/Berlin"
	_, _, err := exchange.Merge(a, b, "x:")
	require.Equal(t, feed.CodeAgencyZones, feed.Errors(err)[0].Code)
	b.Info.Zone, a.Info.Currency, b.Info.Currency = "", "CNY", "EUR"
	_, _, err = exchange.Merge(a, b, "x:")
	require.Equal(t, feed.CodeCurrencyMixed, feed.Errors(err)[0].Code)
}
