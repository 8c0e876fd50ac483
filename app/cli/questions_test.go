package cli_test

import (
	"encoding/json"
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
