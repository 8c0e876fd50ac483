package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/cli"
	"tongtu/app/i18n"
)

// run executes one command line with a fixed clock.
func run(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = cli.Run(t.Context(), args, cli.Env{
		Stdin: strings.NewReader(stdin), Stdout: &out, Stderr: &errs,
		Now:      func() time.Time { return time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC) },
		DataPath: func() (string, error) { return filepath.Join(t.TempDir(), "none.db"), nil },
		Language: i18n.En,
	})
	return code, out.String(), errs.String()
}

// feed is a small GTFS folder:
//
//	A ──08:00 G1 09:30── B ──09:50 G1 11:00── C        overnight: A 23:00 K9 C 30:00
var feed = map[string]string{
	"agency.txt":     "agency_id,agency_name,agency_url,agency_timezone\nCR,China Rail,https://example.org/,Asia/Shanghai\n",
	"stops.txt":      "stop_id,stop_name,stop_lat,stop_lon\nA,甲,30,110\nB,乙,31,111\nC,丙,32,112\n",
	"routes.txt":     "route_id,agency_id,route_short_name,route_long_name,route_type\nG1,CR,G1,,2\nK9,CR,K9,,2\n",
	"calendar.txt":   "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nd,1,1,1,1,1,1,1,20260101,20271231\n",
	"trips.txt":      "route_id,service_id,trip_id\nG1,d,G1\nK9,d,K9\n",
	"stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,tongtu_fare\nG1,08:00:00,08:00:00,A,1,0\nG1,09:30:00,09:50:00,B,2,100\nG1,11:00:00,11:00:00,C,3,180.5\nK9,23:00:00,23:00:00,A,1,\nK9,30:00:00,30:00:00,C,2,\n",
}

// folder writes feed with some files replaced.
func folder(t *testing.T, replace map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range feed {
		if r, ok := replace[name]; ok {
			text = r
		}
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

func imported(t *testing.T) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "t.db")
	code, out, errs := run(t, "", "import", "--data", db, folder(t, nil))
	require.Zero(t, code, errs)
	require.Contains(t, out, "imported 3 cities, 3 stations, 2 routes, 2 trips, 5 calls")
	return db
}

func TestPlanAnswersAsJSON(t *testing.T) {
	db := imported(t)
	code, out, errs := run(t, "", "plan", "甲", "--json", "丙", "--depart", "2026-12-01T07:00", "--data", db)
	require.Zero(t, code, errs)
	require.Empty(t, errs)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	delete(got["stats"].(map[string]any), "elapsed_us")
	delete(got["stats"].(map[string]any), "settled")
	delete(got["stats"].(map[string]any), "relaxed")
	text, err := json.Marshal(got)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"query": {"from": "甲", "to": "丙", "depart": "2026-12-01T07:00:00+08:00", "by": "fastest"},
		"itineraries": [{
			"depart": "2026-12-01T08:00:00+08:00", "arrive": "2026-12-01T11:00:00+08:00",
			"duration_s": 10800, "fare_fen": 18050, "changes": 0,
			"legs": [{"mode": "rail", "route": "G1", "trip": "G1",
				"from": {"city": "甲", "station": "甲", "id": "A"}, "to": {"city": "丙", "station": "丙", "id": "C"},
				"depart": "2026-12-01T08:00:00+08:00", "arrive": "2026-12-01T11:00:00+08:00", "fare_fen": 18050, "calls": 3}]}],
		"stats": {"algorithm": "csa", "revision": 1}}`, string(text))
}

func TestUnknownFareIsAbsent(t *testing.T) {
	db := imported(t)
	_, out, _ := run(t, "", "plan", "--data", db, "甲", "丙", "--depart", "2026-12-01T12:00", "--json")
	require.Contains(t, out, `"trip":"K9"`)
	require.NotContains(t, out, "fare_fen")
	_, text, _ := run(t, "", "plan", "--data", db, "甲", "丙", "--depart", "2026-12-01T12:00")
	require.Contains(t, text, "–")
}

func TestNoConnectionIsAProperNo(t *testing.T) {
	db := imported(t)
	code, out, errs := run(t, "", "plan", "--data", db, "丙", "甲", "--json")
	require.Equal(t, cli.ExitNo, code)
	require.Contains(t, out, `"itineraries":[]`)
	require.Contains(t, errs, "No connection")
}

func TestBatchGoesOnAfterBadLines(t *testing.T) {
	db := imported(t)
	lines := []string{
		`{"from":"id:A","to":"id:C","depart":"2026-12-01T07:00:00+08:00","by":"cheapest"}`,
		`{"from":"甲","to":"nowhere"}`,
		`{"from":"甲","to":"丙","via":"乙"}`,
		`{"from":"甲","to":"丙","colour":"red"}`,
		`not json`,
		`{"from":"甲","to":"甲"}`,
		`{"from":"丙","to":"甲","depart":"2026-12-01T07:00"}`,
		`{"from":"甲","to":"乙","depart":"2026-12-01T07:00","modes":["rail"],"min_change_s":60,"horizon_s":9000,"via":null}`,
	}
	code, out, errs := run(t, strings.Join(lines, "\n"), "plan", "--batch", "--data", db)
	require.Zero(t, code, errs)
	got := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, got, len(lines))
	for i, want := range []string{`"fare_fen":18050`, `nowhere`, `"arrive":"2026-12-01T11:00:00+08:00"`, `colour`, `"error"`, `same`, `"itineraries":[]`, `"arrive":"2026-12-01T09:30:00+08:00"`} {
		require.Contains(t, got[i], want, "line %d", i+1)
	}
}

func TestEveryKindOfQuestion(t *testing.T) {
	db := imported(t)
	for _, c := range []struct {
		name  string
		args  []string
		code  int
		trips []string
	}{
		{"arrive by", []string{"--arrive", "2026-12-02T07:00"}, 0, []string{"K9"}},
		{"via seated", []string{"--via", "乙"}, 0, []string{"G1"}},
		{"via with a stay", []string{"--via", "乙:1h"}, 0, []string{"G1", "G1"}},
		{"avoid a route", []string{"--avoid", "g1"}, 0, []string{"K9"}},
		{"avoid an operator", []string{"--avoid", "China Rail"}, 1, nil},
		{"avoid a mode", []string{"--avoid", "rail"}, 1, nil},
		{"avoid a city", []string{"--avoid", "乙"}, 0, []string{"G1"}},
		{"a cap on the fare", []string{"--max-fare", "180"}, 1, nil},
		{"just enough money", []string{"--max-fare", "180.5"}, 0, []string{"G1"}},
		{"a cap on changes", []string{"--max-changes", "0", "--via", "乙:1h"}, 1, nil},
		{"a cap on the duration", []string{"--max-duration", "2h"}, 1, nil},
		{"best", []string{"--by", "best"}, 0, []string{"G1"}},
		{"fastest in a window that closes first", []string{"--window", "30m"}, 1, nil},
		{"cheapest in a window", []string{"--by", "cheapest", "--window", "2h"}, 0, []string{"G1"}},
		{"best without fares", []string{"--by", "best", "--no-fares"}, 0, []string{"G1"}},
		{"best in a window, without fares", []string{"--by", "best", "--window", "24h", "--no-fares"}, 0, []string{"G1", "K9"}},
		{"best in a window", []string{"--by", "best", "--window", "24h"}, 0, []string{"G1", "K9"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			args := append([]string{"plan", "甲", "丙", "--json", "--data", db}, c.args...)
			if c.name != "arrive by" {
				args = append(args, "--depart", "2026-12-01T07:00")
			}
			code, out, errs := run(t, "", args...)
			require.Equal(t, c.code, code, errs)
			var trips []string
			for _, part := range strings.Split(out, `"trip":"`)[1:] {
				trips = append(trips, part[:strings.IndexByte(part, '"')])
			}
			require.Equal(t, c.trips, trips)
		})
	}
}

func TestBadInputNamesThePlaceAndTheRule(t *testing.T) {
	db := imported(t)
	times := feed["stop_times.txt"]
	text := filepath.Join(t.TempDir(), "feed.zip")
	require.NoError(t, os.WriteFile(text, []byte("hello, I am no zip"), 0o600))
	replaced := func(old, repl string) string {
		require.Contains(t, times, old)
		return folder(t, map[string]string{"stop_times.txt": strings.Replace(times, old, repl, 1)})
	}
	for _, c := range []struct {
		name string
		args []string
		want []string
	}{
		{"text as zip", []string{"import", text}, []string{"feed.zip"}},
		{"missing file", []string{"import", "no-such.zip"}, []string{"no-such.zip"}},
		{"unknown stop", []string{"import", replaced("B,2", "Z,2")}, []string{"stop_times.txt", "3", "Z"}},
		{"wrong time", []string{"import", replaced("09:30:00,09:50:00", "25:61:00,25:61:00")}, []string{"stop_times.txt", "3", "25:61:00"}},
		{"backwards", []string{"import", replaced("11:00:00,11:00:00", "07:00:00,07:00:00")}, []string{"stop_times.txt", "4"}},
		{"one call", []string{"import", replaced("K9,30:00:00,30:00:00,C,2,\n", "")}, []string{"K9"}},
		{"NaN", []string{"import", folder(t, map[string]string{"stops.txt": strings.Replace(feed["stops.txt"], "31,111", "NaN,111", 1)})}, []string{"stops.txt", "3", "NaN"}},
		{"unknown city", []string{"plan", "甲", "丁"}, []string{"丁"}},
		{"same city", []string{"plan", "甲", "甲"}, []string{"same"}},
		{"criterion", []string{"plan", "甲", "丙", "--by", "luck"}, []string{"--by", "luck", "cheapest"}},
		{"mode", []string{"plan", "甲", "丙", "--mode", "rail,rocket"}, []string{"--mode", "rocket"}},
		{"date", []string{"plan", "甲", "丙", "--depart", "2026-13-41"}, []string{"--depart", "2026-13-41"}},
		{"duration", []string{"plan", "甲", "丙", "--min-change", "soon"}, []string{"--min-change", "soon"}},
		{"algorithm", []string{"plan", "甲", "丙", "--algorithm", "magic"}, []string{"--algorithm", "magic"}},
		{"both ends fixed", []string{"plan", "甲", "丙", "--depart", "08:00", "--arrive", "12:00"}, []string{"--depart", "--arrive"}},
		{"money", []string{"plan", "甲", "丙", "--max-fare", "1.234"}, []string{"--max-fare", "1.234"}},
		{"negative changes", []string{"plan", "甲", "丙", "--max-changes", "-3"}, []string{"--max-changes", "-3"}},
		{"unknown via", []string{"plan", "甲", "丙", "--via", "丁:30m"}, []string{"丁"}},
		{"stay", []string{"plan", "甲", "丙", "--via", "乙:long"}, []string{"--via", "long"}},
		{"unknown to avoid", []string{"plan", "甲", "丙", "--avoid", "丁"}, []string{"丁"}},
		{"not exact", []string{"plan", "甲", "丙", "--by", "best", "--algorithm", "dijkstra"}, []string{"support"}},
		{"flag", []string{"plan", "甲", "丙", "--fast"}, []string{"--fast"}},
		{"arguments", []string{"plan", "甲"}, []string{"a place to leave"}},
		{"command", []string{"dance"}, []string{"dance"}},
		{"language", []string{"check", "--lang", "tlh"}, []string{"--lang", "tlh"}},
		{"scale", []string{"sample", "--out", "x.zip", "--scale", "0"}, []string{"--scale"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, err := os.ReadFile(db)
			require.NoError(t, err)
			code, out, errs := run(t, "", append(c.args, "--data", db)...)
			require.Equal(t, cli.ExitUsage, code, errs)
			require.Empty(t, out)
			require.NotContains(t, strings.TrimSpace(errs), "\n\n")
			for _, w := range c.want {
				require.Contains(t, errs, w)
			}
			after, err := os.ReadFile(db)
			require.NoError(t, err)
			require.True(t, bytes.Equal(before, after), "the data file changed")
		})
	}
}

func TestDryRunAndRefusedImportLeaveNoFile(t *testing.T) {
	db := filepath.Join(t.TempDir(), "t.db")
	code, out, _ := run(t, "", "import", "--dry-run", "--json", "--data", db, folder(t, nil))
	require.Zero(t, code)
	require.Contains(t, out, `"imported":false`)
	require.NoFileExists(t, db)
	code, _, _ = run(t, "", "import", "--data", db, folder(t, map[string]string{"stops.txt": "stop_id\nA\n"}))
	require.Equal(t, cli.ExitUsage, code)
	require.NoFileExists(t, db)
}

func TestCheckOfAGoodFile(t *testing.T) {
	code, out, errs := run(t, "", "check", "--data", imported(t))
	require.Zero(t, code, errs)
	require.Contains(t, out, "info pinyin-missing cities/A/pinyin")
	require.NotContains(t, out, "error")
	code, out, errs = run(t, "", "check", "--json", "--sample")
	require.Zero(t, code, errs)
	require.Contains(t, out, `"code":"pinyin-doubt"`)
}

func TestCheckOfADamagedFile(t *testing.T) {
	db := imported(t)
	raw, err := os.ReadFile(db)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(db, raw[:len(raw)/3], 0o600))
	code, out, errs := run(t, "", "check", "--json", "--data", db)
	require.Equal(t, cli.ExitNo, code, errs)
	require.Contains(t, out, `"severity":"error"`)
}

func TestSampleAnswersAndCanBeWrittenAsFeed(t *testing.T) {
	code, out, errs := run(t, "", "plan", "--json", "--sample", "北京", "广州", "--by", "cheapest")
	require.Zero(t, code, errs)
	require.Contains(t, out, `"fare_fen"`)
	zip := filepath.Join(t.TempDir(), "sample.zip")
	code, _, errs = run(t, "", "sample", "--out", zip)
	require.Zero(t, code, errs)
	db := filepath.Join(t.TempDir(), "s.db")
	code, _, errs = run(t, "", "import", "--data", db, zip)
	require.Zero(t, code, errs)
	_, again, _ := run(t, "", "plan", "--json", "--data", db, "北京", "广州", "--by", "cheapest")
	strip := func(s string) string { return s[:strings.Index(s, `"stats"`)] }
	require.Equal(t, strip(out), strip(again))
}

func TestMessagesSpeakTheAskedLanguage(t *testing.T) {
	_, _, errs := run(t, "", "plan", "--sample", "--lang", "zh", "北京", "亚特兰蒂斯")
	require.Contains(t, errs, "亚特兰蒂斯")
	require.NotContains(t, errs, "unknown")
}
