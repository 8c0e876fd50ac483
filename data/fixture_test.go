package data_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules"
)

// allow authorises what it has.
type allow map[model.Permission]bool

func (a allow) Authorize(_ context.Context, p model.Permission) error {
	if a[p] {
		return nil
	}
	return model.ErrForbidden
}

// fixture is an open store with an editor that may edit.
type fixture struct {
	*testing.T
	path  string
	store *data.Store
	*data.Editor
}

func open(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{T: t, path: filepath.Join(t.TempDir(), "network.db")}
	f.reopen()
	t.Cleanup(func() { _ = f.store.Close() })
	return f
}

// reopen opens the file anew, as after a restart.
func (f *fixture) reopen() {
	f.Helper()
	if f.store != nil {
		require.NoError(f, f.store.Close())
	}
	s, err := data.Open(f.path, data.Options{})
	require.NoError(f, err)
	f.store, f.Editor = s, data.NewEditor(s, allow{model.PermEdit: true})
}

// network reads everything but the revision, which also undo moves on.
func (f *fixture) network() model.Network {
	f.Helper()
	n, err := f.store.Network(f.Context())
	require.NoError(f, err)
	n.Revision = 0
	return n
}

// load imports n.
func (f *fixture) load(n model.Network) {
	f.Helper()
	require.NoError(f, f.Replace(f.Context(), n, nil))
}

// sound fails the test when Check finds an error.
func (f *fixture) sound() {
	f.Helper()
	found, err := f.store.Check(f.Context())
	require.NoError(f, err)
	unbroken(f, found)
}

// unbroken fails the test when there is an error among the findings.
func unbroken(t require.TestingT, found []rules.Finding) {
	for _, x := range found {
		require.NotEqual(t, rules.Error, x.Severity, "%+v", x)
	}
}

// line is a small network:
//
//	A ──08:00 G1 09:30── B ──10:00── C      every day
//	A ──────── D7 ────────────────── C      weekdays
//	B ──X── C on foot, pair fares on D7, zones za zb zc
func line() model.Network {
	city := func(id model.CityID, name, pinyin string, lon float64) model.City {
		return model.City{ID: id, Name: name, Pinyin: pinyin, Pos: model.LonLat{Lon: lon, Lat: 30}, Aliases: []string{name + "市"}}
	}
	station := func(id model.StationID, city model.CityID, name string) model.Station {
		return model.Station{ID: id, City: city, Name: name, Zone: model.ZoneID("z" + city), Pos: model.LonLat{Lon: 110, Lat: 30}}
	}
	const h = model.Hour
	return model.Network{
		Info:     model.Info{Name: "line", Zone: "Asia/Shanghai"},
		Cities:   []model.City{city("a", "甲", "jia", 110), city("b", "乙", "yi", 111), city("c", "丙", "bing", 112)},
		Stations: []model.Station{station("a1", "a", "甲"), station("b1", "b", "乙"), station("b2", "b", "乙东"), station("c1", "c", "丙")},
		Operators: []model.Operator{
			{ID: "cr", Name: "CR"},
		},
		Routes: []model.Route{
			{ID: "D7", Number: "D7", Operator: "cr"},
			{ID: "G1", Number: "G1", Operator: "cr"},
		},
		Trips: []model.Trip{
			{ID: "d7", Route: "D7", Calendar: "work", Calls: []model.Call{
				{Station: "a1", Arr: 7 * h, Dep: 7 * h}, {Station: "c1", Arr: 12 * h, Dep: 12 * h}}},
			{ID: "g1", Route: "G1", Calendar: "daily", Classes: []model.Class{"second"}, Calls: []model.Call{
				{Station: "a1", Arr: 8 * h, Dep: 8 * h, Fares: []model.Fen{0}},
				{Station: "b1", Arr: 9*h + 1800, Dep: 10 * h, Fares: []model.Fen{5000}},
				{Station: "c1", Arr: 11 * h, Dep: 11 * h, Fares: []model.Fen{9000}}}},
		},
		Calendars: []model.Calendar{
			{ID: "daily", Days: model.EveryDay, From: 20000, To: 20400},
			{ID: "work", Days: 0x1f, From: 20000, To: 20400, Removed: []model.Date{20010}},
		},
		FareTables: []model.FareTable{
			{Route: "", Rules: []model.FareRule{{From: "zb", To: "zc", Price: 100}}},
			{Route: "D7", Rules: []model.FareRule{{From: "za", To: "zc", Class: "second", Price: 8000}}},
		},
		Changes: []model.ChangeRecord{
			{From: "b1", To: "b2", Forbidden: true},
			{From: "b1", To: "c1", Time: 900},
			{From: "c1", To: "c1", FromTrip: "d7", Time: 60},
		},
		ChangeTable: model.DefaultChangeTable(),
	}
}

// nationalTrips is the number of trips of cn-2019.
const nationalTrips = 16658

// national is a network as large as cn-2019 with nationalTrips: 752 cities,
// 2,841 stations, 133,264 calls.
func national(trips int) model.Network {
	n := model.Network{Info: model.Info{Name: "national"}, ChangeTable: model.DefaultChangeTable()}
	for i := range 752 {
		n.Cities = append(n.Cities, model.City{ID: model.CityID(fmt.Sprintf("C%04d", i)), Name: fmt.Sprintf("城%d", i), Pinyin: "cheng", Pos: model.LonLat{Lon: 110, Lat: 30}})
	}
	for i := range 2841 {
		n.Stations = append(n.Stations, model.Station{ID: model.StationID(fmt.Sprintf("S%04d", i)), City: n.Cities[i%752].ID, Name: fmt.Sprintf("站%d", i), Zone: model.ZoneID(fmt.Sprintf("S%04d", i)), Pos: model.LonLat{Lon: 110, Lat: 30}})
	}
	n.Calendars = []model.Calendar{{ID: "daily", Days: model.EveryDay, From: 20000, To: 20400}}
	for i := range trips {
		id := fmt.Sprintf("R%05d", i)
		n.Routes = append(n.Routes, model.Route{ID: model.RouteID(id), Number: fmt.Sprintf("G%d", i)})
		t := model.Trip{ID: model.TripID("T" + id), Route: model.RouteID(id), Calendar: "daily", Classes: []model.Class{""}}
		for k := range 4 + (i*7919)%8 - (i % 2) + 1 {
			at := 6*model.Hour + model.Second(k)*40*model.Minute
			t.Calls = append(t.Calls, model.Call{Station: n.Stations[(i*31+k*17)%2841].ID, Arr: at, Dep: at + 120, Fares: []model.Fen{model.Fen(k) * 4200}, Dist: model.Metre(k) * 91000})
		}
		n.Trips = append(n.Trips, t)
	}
	return n
}
