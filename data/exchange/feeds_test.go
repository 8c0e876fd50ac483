package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/exchange"
	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/model/modeltest"
	"tongtu/data/table"
)

// feeds are all published feeds of the collection.
var feeds = []string{"cn-2019.gtfs.zip", "cn-fares-2023.gtfs.zip", "gtfs/bart.zip", "gtfs/cairns.zip", "gtfs/caltrain.zip",
	"gtfs/de-dbfv-2019.zip", "gtfs/google-sample.zip", "gtfs/hk-hsr.zip", "gtfs/nyc-subway.zip", "gtfs/sk-zssk-2025-01-07.zip",
	"textbook/zemdalk_services.csv", "textbook/yan_rail25_edges.csv", "reference/china_prefecture_cities.csv"}

func TestEveryFeedReadsBackFromEveryFormat(t *testing.T) {
	dir := sharedData(t)
	o := exchange.Options{LeaveOut: true, From: model.NewDate(2026, 1, 1), To: model.NewDate(2027, 12, 31)}
	for _, name := range feeds {
		t.Run(name, func(t *testing.T) {
			n, _, err := exchange.Read(t.Context(), filepath.Join(dir, name), o)
			require.NoError(t, err)
			for _, ext := range []string{".zip", ".json"} {
				modeltest.RequireEqual(t, n, again(t, n, ext, o), name+ext)
			}
			if len(n.Trips) == 0 {
				return
			}
			// A table is lossy: what it holds comes back, the rest is counted.
			kept := again(t, n, ".csv", o)
			require.Len(t, kept.Trips, len(n.Trips))
			modeltest.RequireEqual(t, kept, again(t, kept, ".csv", o), name+".csv")
			for _, lost := range table.Lost(n) {
				require.Positive(t, lost)
			}
		})
	}
}

// again writes n to a file and reads that.
func again(t *testing.T, n model.Network, ext string, o exchange.Options) model.Network {
	t.Helper()
	format, ok := exchange.FormatOf("x" + ext)
	require.True(t, ok)
	var b bytes.Buffer
	require.NoError(t, exchange.Write(&b, n, format))
	path := filepath.Join(t.TempDir(), "x"+ext)
	require.NoError(t, os.WriteFile(path, b.Bytes(), 0o600))
	got, _, err := exchange.Read(t.Context(), path, o)
	require.NoError(t, err)
	if format == exchange.CSV {
		got.Info.Source = n.Info.Source
	}
	return got
}

// TestEveryFeedLaidOverItselfChangesNothing: an earlier import is recognised.
func TestEveryFeedLaidOverItselfChangesNothing(t *testing.T) {
	dir := sharedData(t)
	bart, _, err := exchange.Read(t.Context(), filepath.Join(dir, "gtfs/bart.zip"), exchange.Options{})
	require.NoError(t, err)
	for _, name := range feeds[:len(feeds)-3] {
		if name == "gtfs/nyc-subway.zip" && testing.Short() {
			continue
		}
		t.Run(name, func(t *testing.T) {
			n, _, err := exchange.Read(t.Context(), filepath.Join(dir, name), exchange.Options{LeaveOut: true})
			require.NoError(t, err)
			_, d, err := exchange.Merge(n, n, "same:")
			require.NoError(t, err)
			require.False(t, d.Changed(), "%+v", d.Tallies)
			both, _, err := exchange.Merge(bart, n, "second:")
			if problems := feed.Errors(err); len(problems) > 0 {
				require.Contains(t, []feed.Code{feed.CodeAgencyZones, feed.CodeCurrencyMixed}, problems[0].Code)
				return
			}
			require.NoError(t, err)
			sound(t, both, name)
			_, d, err = exchange.Merge(both, n, "second:")
			require.NoError(t, err)
			require.False(t, d.Changed(), "%+v", d.Differences)
		})
	}
}
