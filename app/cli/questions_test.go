package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/cli"
)

func TestReachListsCitiesWithinTimeAndMoney(t *testing.T) {
	db := imported(t)
	for _, c := range []struct {
		name   string
		args   []string
		code   int
		cities []string
	}{
		{"time", []string{"--within", "4h"}, 0, []string{"B", "C"}},
		{"little time", []string{"--within", "150m"}, 0, []string{"B"}},
		{"no time", []string{"--within", "1h"}, cli.ExitNo, nil},
		{"money", []string{"--budget", "180.5"}, 0, []string{"B", "C"}},
		{"little money", []string{"--budget", "180.49"}, 0, []string{"B"}},
		{"both", []string{"--budget", "200", "--within", "150m"}, 0, []string{"B"}},
		{"another mode", []string{"--mode", "air"}, cli.ExitNo, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, out, errs := run(t, "", append([]string{"reach", "甲", "--depart", "2026-12-01T07:00", "--json", "--data", db}, c.args...)...)
			require.Equal(t, c.code, code, errs)
			var got struct {
				Cities []struct {
					ID string `json:"id"`
				} `json:"cities"`
			}
			require.NoError(t, json.Unmarshal([]byte(out), &got))
			var ids []string
			for _, x := range got.Cities {
				ids = append(ids, x.ID)
			}
			require.Equal(t, c.cities, ids)
		})
	}
	_, text, _ := run(t, "", "reach", "甲", "--depart", "2026-12-01T07:00", "--data", db)
	require.Contains(t, text, "乙")
}

func TestReachAsJSON(t *testing.T) {
	code, out, errs := run(t, "", "reach", "甲", "--within", "150m", "--budget", "150", "--depart", "2026-12-01T07:00", "--json", "--data", imported(t))
	require.Zero(t, code, errs)
	var got map[string]any
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	delete(got, "stats")
	text, err := json.Marshal(got)
	require.NoError(t, err)
	require.JSONEq(t, `{
		"query": {"from": "甲", "depart": "2026-12-01T07:00:00+08:00", "within_s": 9000, "budget_fen": 15000},
		"cities": [{"city": "乙", "id": "B", "station": "乙", "arrive": "2026-12-01T09:30:00+08:00", "duration_s": 9000, "fare_fen": 10000, "changes": 0,
			"leg": {"mode": "rail", "route": "G1", "trip": "G1",
				"from": {"city": "甲", "station": "甲", "id": "A"}, "to": {"city": "乙", "station": "乙", "id": "B"},
				"depart": "2026-12-01T08:00:00+08:00", "arrive": "2026-12-01T09:30:00+08:00", "fare_fen": 10000, "calls": 2}}]}`, string(text))
}

func TestExplainEndsWithTheAnswer(t *testing.T) {
	db := imported(t)
	for _, by := range []string{"fastest", "cheapest", "changes", "best"} {
		code, out, errs := run(t, "", "explain", "甲", "丙", "--by", by, "--depart", "2026-12-01T07:00", "--json", "--data", db)
		require.Zero(t, code, errs)
		var got struct {
			Itineraries []struct {
				Arrive string `json:"arrive"`
				Fare   int    `json:"fare_fen"`
			} `json:"itineraries"`
			Events []struct {
				Event, Time, Trip string
				Fare              int `json:"fare_fen"`
				At                struct{ City string }
			} `json:"events"`
		}
		require.NoError(t, json.Unmarshal([]byte(out), &got))
		require.Equal(t, "phase", got.Events[0].Event)
		require.Contains(t, out, `"event":"improve"`)
		last := got.Events[len(got.Events)-1]
		require.Equal(t, "answer", last.Event)
		require.Equal(t, got.Itineraries[0].Arrive, last.Time)
		require.Equal(t, got.Itineraries[0].Fare, last.Fare)
		require.Equal(t, "丙", last.At.City)
	}
	code, out, _ := run(t, "", "explain", "甲", "丙", "--depart", "2026-12-01T07:00", "--data", db)
	require.Zero(t, code)
	require.Contains(t, out, "dijkstra:")
	code, _, errs := run(t, "", "explain", "丙", "甲", "--data", db, "--json")
	require.Equal(t, cli.ExitNo, code, errs)
}

func TestWrongUseOfTheQuestionsNamesTheFlag(t *testing.T) {
	db := imported(t)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"reach"}, "a place to leave"},
		{[]string{"reach", "丁"}, "丁"},
		{[]string{"reach", "甲", "--within", "soon"}, "--within"},
		{[]string{"reach", "甲", "--within", "31d"}, "--within"},
		{[]string{"reach", "甲", "--budget", "-3"}, "--budget"},
		{[]string{"reach", "甲", "--depart", "never"}, "--depart"},
		{[]string{"calendar", "甲", "丙", "--days", "32"}, "--days"},
		{[]string{"calendar", "甲"}, "a place to reach"},
		{[]string{"missed", "甲"}, "a place to reach"},
		{[]string{"through", "甲", "丙"}, "a place to pass"},
		{[]string{"through", "甲", "丙", "丁"}, "丁"},
		{[]string{"explain", "甲"}, "a place to leave"},
		{[]string{"explain", "甲", "丙", "--algorithm", "magic"}, "--algorithm"},
	} {
		code, out, errs := run(t, "", append(c.args, "--data", db)...)
		require.Equal(t, cli.ExitUsage, code, "%v: %s", c.args, errs)
		require.Empty(t, out)
		require.Contains(t, errs, c.want)
		require.Equal(t, 1, strings.Count(errs, "\n"))
	}
}

func TestPlanWritesFilesToTakeAway(t *testing.T) {
	dir := t.TempDir()
	ics, pdf := filepath.Join(dir, "trip.ics"), filepath.Join(dir, "trip.pdf")
	code, _, errs := run(t, "", "plan", "甲", "丙", "--depart", "2026-12-01T12:00", "--data", imported(t), "--ics", ics, "--pdf", pdf)
	require.Zero(t, code, errs)
	text, err := os.ReadFile(ics)
	require.NoError(t, err)
	require.Contains(t, string(text), "DTSTART:20261201T150000Z\r\nDTEND:20261201T220000Z\r\n")
	text, err = os.ReadFile(pdf)
	require.NoError(t, err)
	require.True(t, bytes.HasPrefix(text, []byte("%PDF-")))
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, left, 2, "no temporary files")
	code, _, errs = run(t, "", "plan", "丙", "甲", "--data", imported(t), "--ics", filepath.Join(dir, "none.ics"))
	require.Equal(t, cli.ExitNo, code, errs)
	require.NoFileExists(t, filepath.Join(dir, "none.ics"))
}

func TestCalendarOfDaysAndHours(t *testing.T) {
	db := imported(t)
	type journey struct {
		Depart   string `json:"depart"`
		Duration int    `json:"duration_s"`
		Fare     int    `json:"fare_fen"`
	}
	var got struct {
		Cells []struct {
			From     string   `json:"from"`
			Until    string   `json:"until"`
			Cheapest *journey `json:"cheapest"`
			Fastest  *journey `json:"fastest"`
		} `json:"cells"`
	}
	code, out, errs := run(t, "", "calendar", "甲", "丙", "--depart", "2027-12-30", "--days", "3", "--json", "--data", db)
	require.Zero(t, code, errs)
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	require.Len(t, got.Cells, 3)
	require.Equal(t, "2027-12-31T00:00:00+08:00", got.Cells[1].From)
	require.Equal(t, "2027-12-31T23:59:59+08:00", got.Cells[1].Until)
	require.Equal(t, &journey{"2027-12-31T08:00:00+08:00", 10800, 18050}, got.Cells[1].Cheapest)
	require.Equal(t, got.Cells[1].Cheapest, got.Cells[1].Fastest)
	require.Nil(t, got.Cells[2].Fastest, "the calendar of the trains has ended")

	code, out, errs = run(t, "", "calendar", "甲", "丙", "--depart", "2026-12-01", "--hours", "--json", "--data", db)
	require.Zero(t, code, errs)
	got.Cells = nil
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	require.Len(t, got.Cells, 7*24)
	require.Equal(t, "2026-11-28T00:00:00+08:00", got.Cells[0].From)
	require.Nil(t, got.Cells[23].Cheapest, "its fare is unknown")
	require.Equal(t, 25200, got.Cells[23].Fastest.Duration)
	_, text, _ := run(t, "", "calendar", "甲", "丙", "--depart", "2026-12-01", "--hours", "--data", db)
	require.Contains(t, text, "Tue 1 Dec 23:00  cheapest – (–)  fastest 7h (23:00)")
	code, _, _ = run(t, "", "calendar", "丙", "甲", "--data", db)
	require.Equal(t, cli.ExitNo, code)
}

func TestMissedTellsPlanB(t *testing.T) {
	db := imported(t)
	code, out, errs := run(t, "", "missed", "甲", "丙", "--depart", "2026-12-01T07:00", "--json", "--data", db)
	require.Zero(t, code, errs)
	require.Contains(t, out, `"plans":[{"leg":0,"late_s":68400,"next":{`)
	_, text, _ := run(t, "", "missed", "甲", "丙", "--depart", "2026-12-01T07:00", "--data", db)
	require.Contains(t, text, "If you miss G1 at 甲, you arrive 19h later:")
	_, text, _ = run(t, "", "missed", "甲", "丙", "--depart", "2026-12-01T07:00", "--horizon", "5h", "--data", db)
	require.Contains(t, text, "nothing else")
}

func TestThroughTellsWhatPassingCosts(t *testing.T) {
	db := imported(t)
	code, out, errs := run(t, "", "through", "甲", "丙", "乙", "--depart", "2026-12-01T12:00", "--json", "--data", db)
	require.Zero(t, code, errs)
	require.Contains(t, out, `"later_s":18000,"sooner_s":`)
	require.NotContains(t, out, "dearer_fen", "the best one's fare is unknown")
	require.Contains(t, out, `"apart":0`)
	_, text, _ := run(t, "", "through", "甲", "丙", "乙", "--depart", "2026-12-01T12:00", "--data", db)
	require.Contains(t, text, "Through 乙: +5h, –, +0 changes")
	code, _, errs = run(t, "", "through", "甲", "乙", "丙", "--data", db)
	require.Equal(t, cli.ExitNo, code, errs)
}
