package table_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/model/modeltest"
	"tongtu/data/rules"
	"tongtu/data/table"
)

var year = table.Options{From: model.NewDate(2026, 1, 1), To: model.NewDate(2027, 12, 31)}

func read(t testing.TB, text string) (model.Network, feed.Report, error) {
	t.Helper()
	return table.Read(t.Context(), "t.csv", []byte(text), year)
}

func must(t testing.TB, text string) (model.Network, feed.Report) {
	t.Helper()
	n, rep, err := read(t, text)
	require.NoError(t, err)
	for _, f := range rules.Check(n) {
		require.NotEqual(t, rules.Error, f.Severity, "the store would refuse it: %v", f)
	}
	return n, rep
}

func write(t testing.TB, n model.Network) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, table.Write(&b, n))
	return b.String()
}

func TestServicesBecomeTrips(t *testing.T) {
	n, rep := must(t, "mode,id,from,to,dep,arr,duration_min,price\ntrain,T1,甲,乙,05:14,14:20,546,163.0\nflight,MU1,乙,丙,23:50,00:20,,88\n")
	require.Equal(t, []int{3, 3, 2, 2, 4}, []int{rep.Cities, rep.Stations, rep.Routes, rep.Trips, rep.Calls})
	require.Equal(t, model.Trip{ID: "T1", Route: "T1", Calendar: "daily", Classes: []model.Class{""}, Calls: []model.Call{
		{Station: "甲", Arr: 5*model.Hour + 14*model.Minute, Dep: 5*model.Hour + 14*model.Minute, Fares: []model.Fen{0}},
		{Station: "乙", Arr: 14*model.Hour + 20*model.Minute, Dep: 14*model.Hour + 20*model.Minute, Fares: []model.Fen{16300}}}}, n.Trips[1])
	require.Equal(t, model.Air, n.Routes[0].Mode)
	require.Equal(t, 24*model.Hour+20*model.Minute, n.Trips[0].Calls[1].Arr)
	require.Equal(t, model.Calendar{ID: "daily", Days: model.EveryDay, From: year.From, To: year.To}, n.Calendars[0])
	require.Contains(t, rep.Findings, feed.Finding{Severity: feed.SeverityInfo, Code: feed.CodeNextDay, File: "t.csv", Line: 3, Column: "arr", Value: "00:20", Count: 1})
}

func TestRowsOfOneTripFollowEachOther(t *testing.T) {
	n, _ := must(t, "trip,from,to,dep,arr,price,km\nG1,甲,乙,22:00,23:30,100,300\nG1,乙,丙,23:40,00:50,80.5,250\n")
	require.Len(t, n.Trips, 1)
	c := n.Trips[0].Calls
	require.Equal(t, model.Call{Station: "乙", Arr: 23*model.Hour + 1800, Dep: 23*model.Hour + 2400, Fares: []model.Fen{10000}, Dist: 300_000}, c[1])
	require.Equal(t, model.Call{Station: "丙", Arr: 24*model.Hour + 3000, Dep: 24*model.Hour + 3000, Fares: []model.Fen{18050}, Dist: 550_000}, c[2])
}

func TestAnEdgeListGetsServices(t *testing.T) {
	n, rep := must(t, "a,b,km\n甲,乙,200\n乙,丙,50\n")
	require.Equal(t, 2*2*24, rep.Trips)
	for _, tr := range n.Trips {
		require.Equal(t, tr.Calls[1].Dist, model.Metre(int64(tr.Calls[1].Arr-tr.Calls[0].Dep)*100_000/3600), tr.ID)
	}
	n, _ = must(t, "from,to,price,time_min\n甲,乙,5,30\n乙,甲,7,40\n")
	require.Len(t, n.Trips, 2*24, "pairs listed both ways are one-way")
	require.Equal(t, 30*model.Minute, n.Trips[len(n.Trips)-1].Calls[1].Arr-n.Trips[len(n.Trips)-1].Calls[0].Dep)
}

func TestPlacesHavePositions(t *testing.T) {
	n, _ := must(t, " City_ID , NAME,Lat ,LON,Country\n1,Paris,48.85,2.35,FR\n2,Rome,41.9,12.5,IT\r3,Oslo,59.9,10.7,NO\r\n")
	require.Len(t, n.Cities, 3)
	require.Equal(t, model.City{ID: "1", Name: "Paris", Pos: model.LonLat{Lon: 2.35, Lat: 48.85}}, n.Cities[0])
	n, _ = must(t, "city_id;name;lat;lon\n1;Paris;48,85;2,35\n")
	require.Equal(t, model.LonLat{Lon: 2.35, Lat: 48.85}, n.Cities[0].Pos)
	n, rep := must(t, "编号，城市，纬度，经度\n1，北京，39.9，116.4\n")
	require.Equal(t, "北京", n.Cities[0].Name)
	require.Equal(t, feed.CodeFullwidth, rep.Findings[0].Code)
}

func TestColumnsCanBeNamed(t *testing.T) {
	o := year
	o.Columns = map[string]string{"from": "Abfahrt", "to": "Ziel", "dep": "ab", "arr": "an"}
	n, _, err := table.Read(t.Context(), "t.csv", []byte("Liste der Züge;;;\nAbfahrt;Ziel;AB;an\nBern;Genf;08:00;09:30\n"), o)
	require.NoError(t, err)
	require.Len(t, n.Trips, 1)
}

func TestKnownPlacesBringTheirPositionAndUnknownOnesAreReported(t *testing.T) {
	o := year
	o.Places = func(name string) (table.Place, bool) {
		if name != "甲" {
			return table.Place{}, false
		}
		return table.Place{City: model.City{ID: "1", Name: "甲", Pos: model.LonLat{Lon: 110, Lat: 30}}}, true
	}
	n, rep, err := table.Read(t.Context(), "t.csv", []byte("from,to,dep,arr\n甲,乙,8:00,9:00\n"), o)
	require.NoError(t, err)
	require.Equal(t, model.CityID("1"), n.Cities[0].ID)
	require.Equal(t, model.LonLat{Lon: 110, Lat: 30}, n.Cities[1].Pos, "put beside its neighbour")
	require.Equal(t, feed.CodeUnplaced, rep.Findings[0].Code)
	require.Equal(t, "乙", rep.Findings[0].Value)
}

// TestATableReadsBackAsWritten: what the table holds survives, for every
// random network, and a second round changes nothing.
func TestATableReadsBackAsWritten(t *testing.T) {
	for seed := range uint64(400) {
		n := modeltest.Random(rand.New(rand.NewPCG(seed, 2)))
		if len(n.Trips) == 0 {
			continue
		}
		text := write(t, n)
		got, _, err := read(t, text)
		require.NoError(t, err, "seed %d\n%s", seed, text)
		require.Equal(t, text, write(t, got), fmt.Sprintf("seed %d", seed))
		require.Len(t, got.Trips, len(n.Trips))
		for i, want := range n.Trips {
			requireSameService(t, n, want, got, got.Trips[i], fmt.Sprintf("seed %d trip %s", seed, want.ID))
		}
	}
}

// requireSameService compares what the table holds of a trip.
func requireSameService(t *testing.T, n model.Network, want model.Trip, m model.Network, got model.Trip, what string) {
	t.Helper()
	require.Equal(t, want.ID, got.ID, what)
	require.Equal(t, want.Route, got.Route, what)
	require.Len(t, got.Calls, len(want.Calls), what)
	for i, c := range want.Calls {
		g := got.Calls[i]
		require.Equal(t, c.Station, g.Station, what)
		if i > 0 {
			require.Equal(t, c.Arr, g.Arr, what)
		}
		if i < len(want.Calls)-1 {
			require.Equal(t, c.Dep, g.Dep, what)
		}
	}
	var a, b model.Calendar
	for _, c := range n.Calendars {
		if c.ID == want.Calendar {
			a = c
		}
	}
	for _, c := range m.Calendars {
		if c.ID == got.Calendar {
			b = c
		}
	}
	for d := model.NewDate(2026, 10, 1); d < model.NewDate(2027, 12, 1); d++ {
		require.Equal(t, a.Runs(d), b.Runs(d), "%s on %v", what, d)
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for _, name := range []string{"=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\u3000=1", " =1", "＝1+1", "'quoted", "'=1", "-", "\"=1"} {
		n, _ := must(t, "from,to,dep,arr\nA,B,8:00,9:00\n")
		n.Stations[0].Name, n.Cities[0].Name, n.Routes[0].Number = name, name, name
		text := write(t, n)
		rows, err := csvRows(text)
		require.NoError(t, err)
		for _, cell := range rows[1] {
			if cell != "" {
				require.NotContains(t, "=+-@\t\r＝＋－＠", string([]rune(cell)[0]), "%q", cell)
			}
		}
		got, _ := must(t, text)
		require.Equal(t, name, got.Stations[0].Name)
		require.Equal(t, name, got.Cities[0].Name)
		require.Equal(t, name, got.Routes[0].Number)
	}
}
