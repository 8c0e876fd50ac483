package gtfs_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
	"tongtu/data/model/modeltest"
	"tongtu/data/rules"
)

// sharedData finds the folder of real feeds beside the module, or skips.
func sharedData(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	require.NoError(tb, err)
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err != nil {
			continue
		}
		data := filepath.Join(dir, "..", "shared", "data")
		if _, err := os.Stat(data); err != nil {
			tb.Skip("no real feeds beside the module")
		}
		return data
	}
	tb.Skip("not inside a module")
	return ""
}

// feeds are the published feeds and what each holds. cities counts areas, or
// stations where a feed has none.
var feeds = []struct {
	name                                   string
	cities, stations, routes, trips, calls int
	leaveOut                               bool // has three trips that run backwards
}{
	{name: "cn-2019.gtfs.zip", cities: 752, stations: 2841, routes: 16658, trips: 16658, calls: 123018},
	{name: "cn-fares-2023.gtfs.zip", cities: 546, stations: 1859, routes: 1233, trips: 1233, calls: 12158},
	{name: "gtfs/bart.zip", cities: 50, stations: 50, routes: 6, trips: 2525, calls: 33167},
	{name: "gtfs/cairns.zip", cities: 416, stations: 416, routes: 22, trips: 1339, calls: 37790},
	{name: "gtfs/caltrain.zip", cities: 31, stations: 31, routes: 3, trips: 252, calls: 4560},
	{name: "gtfs/de-dbfv-2019.zip", cities: 664, stations: 664, routes: 1366, trips: 6060, calls: 86129, leaveOut: true},
	{name: "gtfs/google-sample.zip", cities: 9, stations: 9, routes: 5, trips: 144, calls: 600},
	{name: "gtfs/hk-hsr.zip", cities: 7, stations: 7, routes: 1, trips: 82, calls: 198},
	{name: "gtfs/nyc-subway.zip", cities: 413, stations: 413, routes: 22, trips: 15911, calls: 446924},
	{name: "gtfs/sk-zssk-2025-01-07.zip", cities: 908, stations: 908, routes: 360, trips: 2562, calls: 34207},
}

func TestPublishedFeedsImportAndReadBackEqual(t *testing.T) {
	dir := sharedData(t)
	for _, f := range feeds {
		t.Run(f.name, func(t *testing.T) {
			n, rep, err := gtfs.ReadWith(t.Context(), filepath.Join(dir, f.name), gtfs.Options{LeaveOut: f.leaveOut})
			require.NoError(t, err)
			for _, x := range rep.Findings {
				t.Logf("%v", x)
			}
			got := []int{rep.Cities, rep.Stations, rep.Routes, rep.Trips, rep.Calls}
			require.Equal(t, []int{f.cities, f.stations, f.routes, f.trips, f.calls}, got)
			require.Len(t, n.Trips, rep.Trips)
			modeltest.RequireEqual(t, n, again(t, n), f.name)
			for _, x := range rules.Check(n) {
				require.NotEqual(t, rules.Error, x.Severity, "the store would refuse it: %v", x)
			}
		})
	}
}

func BenchmarkRead(b *testing.B) {
	data := sharedData(b)
	for _, name := range []string{"cn-2019.gtfs.zip", "cn-fares-2023.gtfs.zip", "gtfs/nyc-subway.zip"} {
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _, err := gtfs.Read(b.Context(), filepath.Join(data, name), nil)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkRows splits the calls of a national timetable into cells, with the
// standard library's reader for comparison.
func BenchmarkRows(b *testing.B) {
	z, err := zip.OpenReader(filepath.Join(sharedData(b), "cn-2019.gtfs.zip"))
	require.NoError(b, err)
	defer func() { _ = z.Close() }()
	f, err := z.Open("stop_times.txt")
	require.NoError(b, err)
	data, err := io.ReadAll(f)
	require.NoError(b, err)
	b.Run("table", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			t, ok := feed.NewTable("stop_times.txt", data, ',', &feed.Problems{})
			n := 0
			for ok && t.Next() {
				n++
			}
			require.Equal(b, 123018, n)
		}
	})
	b.Run("encoding-csv", func(b *testing.B) {
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			r := csv.NewReader(bytes.NewReader(data))
			r.ReuseRecord = true
			n := 0
			for _, err := r.Read(); err == nil; _, err = r.Read() {
				n++
			}
			require.Equal(b, 123019, n)
		}
	})
}
