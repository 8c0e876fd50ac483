package netjson_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/model/modeltest"
	"tongtu/data/netjson"
)

func write(t testing.TB, n model.Network) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, netjson.Write(&b, n))
	return b.Bytes()
}

func TestWhatIsWrittenReadsBackEqual(t *testing.T) {
	for seed := range uint64(400) {
		n := modeltest.Random(rand.New(rand.NewPCG(seed, 1)))
		text := write(t, n)
		got, _, err := netjson.Read(t.Context(), "n.json", text, nil)
		require.NoError(t, err, "seed %d\n%s", seed, text)
		modeltest.RequireEqual(t, n.Sorted(), got, fmt.Sprintf("seed %d", seed))
		require.Equal(t, string(text), string(write(t, got)), "seed %d", seed)
	}
}

// small is a sound text that each case breaks in one place.
const small = `{
"format": "tongtu-network",
"version": 1,
"info": {"name":"small","demo":true},
"cities": [
{"id":"A","name":"甲","lon":116.4,"lat":39.9},
{"id":"B","name":"乙","lon":115,"lat":38}
],
"stations": [
{"id":"a","city":"A","name":"甲","lon":116.4,"lat":39.9,"mode":"rail"},
{"id":"b","city":"B","name":"乙","lon":115,"lat":38,"mode":"rail"}
],
"routes": [
{"id":"R","number":"G1","mode":"rail"}
],
"calendars": [
{"id":"d","days":"1111111","from":"2026-11-01","to":"2027-12-31"}
],
"trips": [
{"id":"T","route":"R","calendar":"d","classes":["second"],"calls":[{"station":"a","arr":"08:00:00","dep":"08:00:00","fares_fen":[0]},{"station":"b","arr":"25:10:00","dep":"25:10:00","fares_fen":[null]}]}
]
}
`

func TestASmallTextReads(t *testing.T) {
	n, rep, err := netjson.Read(t.Context(), "n.json", []byte(small), nil)
	require.NoError(t, err)
	require.Equal(t, feed.Report{Cities: 2, Stations: 2, Routes: 1, Trips: 1, Calls: 2}, rep)
	require.Equal(t, model.Call{Station: "b", Arr: 25*model.Hour + 600, Dep: 25*model.Hour + 600, Fares: []model.Fen{model.UnknownFen}}, n.Trips[0].Calls[1])
	require.Equal(t, model.DefaultChangeTable(), n.ChangeTable)
}

func TestBrokenTextsAreRefusedWithTheirPlace(t *testing.T) {
	for _, row := range []struct {
		name, from, to string
		line           int
		column         string
		code           feed.Code
	}{
		{"empty", small, "", 1, "", feed.CodeJSON},
		{"not JSON", small, "stop_id,stop_name\n", 1, "", feed.CodeJSON},
		{"a list", small, "[]", 1, "", feed.CodeNotSnapshot},
		{"too deep", `"info": {"name":"small","demo":true}`, `"info": ` + strings.Repeat("[", 20000), 4, "info", feed.CodeJSONValue},
		{"another format", "tongtu-network", "tripplanner", 2, "format", feed.CodeNotSnapshot},
		{"no format", `"format": "tongtu-network",`, "", 22, "format", feed.CodeNotSnapshot},
		{"newer version", `"version": 1`, `"version": 9999`, 3, "version", feed.CodeNewerVersion},
		{"version as text", `"version": 1`, `"version": "1"`, 3, "version", feed.CodeJSONValue},
		{"cut", `{"id":"B","name"`, "\x00", 7, "cities", feed.CodeJSON},
		{"text behind", "]\n}\n", "]\n}\nx", 23, "", feed.CodeJSON},
		{"member twice", `"name":"small",`, `"name":"a","name":"b",`, 4, "info/name", feed.CodeDuplicateKey},
		{"list twice", `"routes": [`, "\"cities\": [],\n\"routes\": [", 13, "cities", feed.CodeDuplicateKey},
		{"wrong case", `"name":"乙","lon":115`, `"NAME":"乙","lon":115`, 7, "cities/1/NAME", feed.CodeUnknownField},
		{"unknown list", `"routes"`, `"lines"`, 13, "lines", feed.CodeUnknownField},
		{"lone surrogate", `"name":"甲","lon":116.4,"lat":39.9}`, `"name":"\ud800"}`, 6, "cities/0/name", feed.CodeJSON},
		{"huge number", `"lat":39.9},`, `"lat":1e999},`, 6, "cities/0/lat", feed.CodeJSONValue},
		{"NaN", `"lat":39.9},`, `"lat":NaN},`, 6, "cities/0/lat", feed.CodeJSON},
		{"number as text", `"lat":39.9},`, `"lat":"39.9"},`, 6, "cities/0/lat", feed.CodeJSONValue},
		{"time", `"arr":"08:00:00"`, `"arr":"8 Uhr"`, 20, "trips/0/calls/0/arr", feed.CodeJSONValue},
		{"fare with a fraction", "[0]", "[0.5]", 20, "trips/0/calls/0/fares_fen/0", feed.CodeJSONValue},
		{"date", "2027-12-31", "2027-02-30", 17, "calendars/0/to", feed.CodeJSONValue},
		{"weekdays", "1111111", "111", 17, "calendars/0/days", feed.CodeJSONValue},
		{"mode", `"number":"G1","mode":"rail"`, `"number":"G1","mode":"rocket"`, 14, "routes/0/mode", feed.CodeJSONValue},
		{"unknown station", `"station":"b"`, `"station":"x"`, 20, "trips/T/calls[1].station", feed.CodeForeignKey},
		{"backwards", "25:10:00", "07:10:00", 20, "trips/T/calls[1].arr", feed.CodeBackwards},
		{"beyond the pole", `"lat":39.9},`, `"lat":99.9},`, 6, "cities/A/lat", feed.CodeRange},
		{"city twice", `{"id":"B","name"`, `{"id":"A","name"`, 7, "cities/A/id", feed.CodeDuplicateKey},
		{"control character", `"name":"乙","lon":115`, `"name":"\u001b[31m","lon":115`, 7, "cities/B/name", feed.CodeCharacter},
		{"nameless", `"name":"乙","lon":115`, `"lon":115`, 7, "cities/B/name", feed.CodeMissingField},
	} {
		t.Run(row.name, func(t *testing.T) {
			require.Contains(t, small, row.from)
			text := strings.Replace(small, row.from, row.to, 1)
			if i := strings.IndexByte(text, 0); i >= 0 {
				text = text[:i]
			}
			n, _, err := netjson.Read(t.Context(), "n.json", []byte(text), nil)
			problems := feed.Errors(err)
			require.NotEmpty(t, problems, "accepted: %+v", n)
			e := problems[0]
			require.Equal(t, []any{"n.json", row.line, row.column, row.code}, []any{e.File, e.Line, e.Column, e.Code}, "%v", err)
			require.Equal(t, model.Network{}, n, "all or nothing")
		})
	}
}

func TestCancellingEndsTheReading(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, _, err := netjson.Read(ctx, "n.json", []byte(small), func(int64, int64) { cancel() })
	require.ErrorIs(t, err, context.Canceled)
}

// FuzzRead: no panic, an error with a place, or a network that reads back equal.
func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(`{"format":"tongtu-network","version":1,"change_table":{"same":{"air":5}},"changes":[{"from":"a","to":"b"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		n, _, err := netjson.Read(t.Context(), "n.json", text, nil)
		if err != nil {
			for _, e := range feed.Errors(err) {
				if e.File == "" || e.Code == "" || e.Line < 0 {
					t.Errorf("an error without a place: %#v", e)
				}
			}
			return
		}
		var b bytes.Buffer
		if err := netjson.Write(&b, n); err != nil {
			t.Fatal(err)
		}
		got, _, err := netjson.Read(t.Context(), "n.json", b.Bytes(), nil)
		if err != nil {
			t.Fatalf("%v\n%s", err, b.Bytes())
		}
		modeltest.RequireEqual(t, n, got, "fuzzed")
	})
}
