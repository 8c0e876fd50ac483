package timetable_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/engine/timetable"
)

func TestTrackFollowsTheShapeBetweenTwoCalls(t *testing.T) {
	at := func(lon float64) model.LonLat { return model.LonLat{Lon: lon, Lat: 30} }
	n := model.Network{
		Cities: []model.City{{ID: "c", Name: "c"}},
		Stations: []model.Station{{ID: "A", City: "c", Name: "A", Pos: at(100)}, {ID: "B", City: "c", Name: "B", Pos: at(101)},
			{ID: "C", City: "c", Name: "C", Pos: at(102)}},
		Routes:    []model.Route{{ID: "r", Number: "1"}},
		Calendars: []model.Calendar{{ID: "d", Days: model.EveryDay, From: 20000, To: 20010}},
		Trips: []model.Trip{
			{ID: "bent", Route: "r", Calendar: "d", Shape: "s", Calls: []model.Call{{Station: "A"}, {Station: "B", Arr: 60, Dep: 60}, {Station: "C", Arr: 120, Dep: 120}}},
			{ID: "loop", Route: "r", Calendar: "d", Shape: "l", Calls: []model.Call{{Station: "A"}, {Station: "B", Arr: 60, Dep: 60}, {Station: "A", Arr: 120, Dep: 120}}},
			{ID: "plain", Route: "r", Calendar: "d", Calls: []model.Call{{Station: "A"}, {Station: "B", Arr: 60, Dep: 60}, {Station: "C", Arr: 120, Dep: 120}}},
		},
		Shapes: []model.Shape{
			{ID: "l", Points: []model.LonLat{at(100), at(100.5), at(101), at(100.4), at(100)}},
			{ID: "s", Points: []model.LonLat{at(99), at(100), {Lon: 100.5, Lat: 31}, at(101), {Lon: 101.5, Lat: 29}, at(102), at(103)}},
		},
	}
	tt, err := timetable.New(t.Context(), n)
	require.NoError(t, err)
	track := func(id model.TripID, board, alight int) []model.LonLat {
		var out []model.LonLat
		for i, p := range tt.Track(id, board, alight) { // a station on its line is one place
			if i == 0 || p != out[len(out)-1] {
				out = append(out, p)
			}
		}
		return out
	}
	require.Equal(t, []model.LonLat{at(100), {Lon: 100.5, Lat: 31}, at(101), {Lon: 101.5, Lat: 29}, at(102)}, track("bent", 0, 2))
	require.Equal(t, []model.LonLat{at(101), {Lon: 101.5, Lat: 29}, at(102)}, track("bent", 1, 2))
	require.Equal(t, []model.LonLat{at(101), at(100.4), at(100)}, track("loop", 1, 2))
	require.Equal(t, []model.LonLat{at(100), at(101), at(102)}, track("plain", 0, 2))
	require.Nil(t, tt.Track("plain", 0, 3))
	require.Nil(t, tt.Track("gone", 0, 2))
}
