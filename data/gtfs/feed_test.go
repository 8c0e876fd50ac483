package gtfs_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// files is a set of tables, by file name.
type files map[string]string

// smallFeed is a sound feed:
//
//	A ──08:00 G1 09:00── B(platforms B1, B2) ──09:05 G1 10:00── C
//	A ──23:30 MU5101 25:10── C
func smallFeed() files {
	return files{
		"agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nCR,中国铁路,https://example.org/,Asia/Shanghai\n",
		"stops.txt": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station,zone_id\n" +
			"A,甲,39.9,116.4,,,za\nB,乙,38.0,115.0,1,,\nB1,乙 1,38.0,115.0,0,B,zb\nB2,乙 2,38.0,115.0,0,B,\nC,丙,31.2,121.4,0,,zc\nE,乙 口,38.0,115.0,2,B,\n",
		"routes.txt":     "route_id,agency_id,route_short_name,route_long_name,route_type\nR1,CR,G1,甲-丙,2\nR2,CR,MU5101,,1100\n",
		"trips.txt":      "route_id,service_id,trip_id\nR1,daily,T1\nR2,daily,T2\n",
		"stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT1,08:00:00,08:00:00,A,1\nT1,09:00:00,09:05:00,B1,2\nT1,10:00:00,10:00:00,C,3\nT2,23:30:00,23:30:00,A,1\nT2,25:10:00,25:10:00,C,2\n",
		"calendar.txt":   "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\ndaily,1,1,1,1,1,1,1,20261101,20271231\n",
	}
}

// with returns f with one table replaced or added.
func (f files) with(name, text string) files {
	f = maps.Clone(f)
	f[name] = text
	return f
}

func (f files) without(name string) files {
	f = maps.Clone(f)
	delete(f, name)
	return f
}

// edit replaces text in one table.
func (f files) edit(t testing.TB, name, from, to string) files {
	t.Helper()
	require.Contains(t, f[name], from)
	return f.with(name, strings.Replace(f[name], from, to, 1))
}

// zip packs f, every table under folder.
func (f files) zip(t testing.TB, folder string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(f)) {
		w, err := z.Create(folder + name)
		require.NoError(t, err)
		_, err = w.Write([]byte(f[name]))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// folder writes f into a new folder below dir.
func (f files) folder(t testing.TB, dir string) string {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o700))
	for name, text := range f {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

func (f files) read(t testing.TB) (model.Network, feed.Report, error) {
	t.Helper()
	return readBytes(t.Context(), f.zip(t, ""))
}

// must reads a feed that has to be accepted.
func (f files) must(t testing.TB) (model.Network, feed.Report) {
	t.Helper()
	n, rep, err := f.read(t)
	require.NoError(t, err)
	return n, rep
}

// codes lists the codes of findings.
func codes(rep feed.Report) (out []feed.Code) {
	for _, f := range rep.Findings {
		out = append(out, f.Code)
	}
	return out
}
