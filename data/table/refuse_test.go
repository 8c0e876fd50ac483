package table_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/model"
	"tongtu/data/table"
)

func csvRows(text string) ([][]string, error) {
	return csv.NewReader(strings.NewReader(text)).ReadAll()
}

func TestBrokenRowsRefuseTheTable(t *testing.T) {
	service := func(cells string) string { return "line,from,to,depart,arrive,price,currency\n" + cells + "\n" }
	place := func(cells string) string { return "city_id,name,lat,lon,country\n" + cells + "\n" }
	for _, row := range []struct {
		name, text string
		line       int
		column     string
		code       feed.Code
	}{
		{"empty", "", 0, "", feed.CodeEmptyFile},
		{"no data row", place(""), 0, "", feed.CodeNoRows},
		{"other columns", "date,temperature,place\n2011-01-01,1,Galway\n", 1, "", feed.CodeUnknownTable},
		{"column three times", "id,name,id,lat,id\n1,x,2,3,4\n", 1, "id", feed.CodeDuplicatedColumn},
		{"too many columns", strings.Repeat("x,", 20000), 1, "", feed.CodeTooManyColumns},
		{"unclosed quote", place("1,\"Paris,48.85,2.35,FR\n2,C,1,1,XX"), 2, "", feed.CodeCSVParsing},
		{"row too long", place("1,A,1,1,XX,y"), 2, "", feed.CodeRowLength},
		{"cut row", place("1,A,1,1,XX\n2,Ci"), 3, "lat", feed.CodeStopPosition},
		{"NaN", place("1,A,NaN,1,XX"), 2, "lat", feed.CodeFloat},
		{"infinite", place("1,A,1,-Inf,XX"), 2, "lon", feed.CodeFloat},
		{"hexadecimal", place("1,A,0x1p3,1,XX"), 2, "lat", feed.CodeFloat},
		{"two points", place("1,A,48.85.1,2,XX"), 2, "lat", feed.CodeFloat},
		{"degrees and minutes", place("1,A,48°51′N,2,XX"), 2, "lat", feed.CodeFloat},
		{"beyond the pole", place("1,A,91,2,XX"), 2, "lat", feed.CodeRange},
		{"no position", place("1,A,,,XX"), 2, "lat", feed.CodeStopPosition},
		{"nameless", place("1,,1,1,XX"), 2, "name", feed.CodeMissingField},
		{"ideographic space for a name", place("1,\u3000,1,1,XX"), 2, "name", feed.CodeMissingField},
		{"turned writing", place("1,\u202eeijgnieb,1,1,XX"), 2, "name", feed.CodeCharacter},
		{"isolate", place("1,\u2066x\u2069,1,1,XX"), 2, "name", feed.CodeCharacter},
		{"escape", place("1,\x1b[31mred,1,1,XX"), 2, "name", feed.CodeCharacter},
		{"line separator", place("1,a\u2028b,1,1,XX"), 2, "name", feed.CodeCharacter},
		{"500 combining marks", place("1,e" + strings.Repeat("\u0301", 500) + ",1,1,XX"), 2, "name", feed.CodeTooLong},
		{"place twice", place("1,A,1,1,XX\n1,B,1,1,XX"), 3, "city_id", feed.CodeDuplicateKey},
		{"61 minutes", service("L,A,B,25:61:00,26:00:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"negative time", service("L,A,B,-1:00,02:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"one-digit minutes", service("L,A,B,8:5,9:07,1,CNY"), 2, "depart", feed.CodeTime},
		{"60 seconds", service("L,A,B,08:00:60,09:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"a decimal point", service("L,A,B,8.30,9.30,1,CNY"), 2, "depart", feed.CodeTime},
		{"zero length", service("L,A,B,08:00,08:00,1,CNY"), 2, "arrive", feed.CodeRangeOrder},
		{"99:99", service("L,A,B,99:99,99:99,1,CNY"), 2, "depart", feed.CodeTime},
		{"overflow", service("L,A,B,999999999:00:00,1:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"no times", service("L,A,B,,,1,CNY"), 2, "depart", feed.CodeMissingField},
		{"dashes", service("L,A,B,--,--,1,CNY"), 2, "depart", feed.CodeTime},
		{"spreadsheet fraction", service("L,A,B,0.354166667,0.395833333,1,CNY"), 2, "depart", feed.CodeTime},
		{"impossible date", service("L,A,B,2026-02-30 08:00,2026-02-30 09:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"zone", service("L,A,B,08:00Z,09:00+08:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"exponent", service("L,A,B,1e1:00,9:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"13 PM", service("L,A,B,13:30 PM,9:00,1,CNY"), 2, "depart", feed.CodeTime},
		{"below zero", service("L,A,B,08:00,09:00,-5,CNY"), 2, "price", feed.CodeAmount},
		{"comma as decimal", service(`L,A,B,08:00,09:00,"1.234,56",CNY`), 2, "price", feed.CodeAmount},
		{"a word", service("L,A,B,08:00,09:00,免费,CNY"), 2, "price", feed.CodeAmount},
		{"huge", service("L,A,B,08:00,09:00,1e400,CNY"), 2, "price", feed.CodeAmount},
		{"20 digits", service("L,A,B,08:00,09:00,99999999999999999999,CNY"), 2, "price", feed.CodeAmount},
		{"float noise", service("L,A,B,08:00,09:00,0.30000000000000004,CNY"), 2, "price", feed.CodeAmount},
		{"three places", service("L,A,B,08:00,09:00,12.345,CNY"), 2, "price", feed.CodeAmount},
		{"formula", service("L,A,B,08:00,09:00,=1+1,CNY"), 2, "price", feed.CodeAmount},
		{"range", service("L,A,B,08:00,09:00,12.5-13.0,CNY"), 2, "price", feed.CodeAmount},
		{"numerals", service("L,A,B,08:00,09:00,十二,CNY"), 2, "price", feed.CodeAmount},
		{"two currencies", service("L,A,B,08:00,09:00,1,CNY\nM,A,B,08:00,09:00,1,EUR"), 3, "currency", feed.CodeCurrencyMixed},
		{"currency word", service("L,A,B,08:00,09:00,1,元"), 2, "currency", feed.CodeCurrency},
		{"self loop", service("L,A,A,08:00,09:00,1,CNY"), 2, "to", feed.CodeSelfLoop},
		{"row twice", service(strings.Repeat("L,A,B,08:00,09:00,1,CNY\n", 2)), 3, "line", feed.CodeDuplicateKey},
		{"unknown mode", "mode,from,to,dep,arr\nrocket,A,B,8:00,9:00\n", 2, "mode", feed.CodeEnum},
		{"wrong duration", "from,to,dep,arr,duration_min\nA,B,8:00,9:00,61\n", 2, "duration_min", feed.CodeDuration},
		{"gap in a trip", "trip,from,to,dep,arr\nT,A,B,8:00,9:00\nT,C,D,9:00,10:00\n", 3, "from", feed.CodeTripGap},
		{"edge twice", "a,b,km\nA,B,1\nA,B,2\n", 3, "b", feed.CodeDuplicateKey},
		{"edge to itself", "a,b,km\nA,A,1\n", 2, "b", feed.CodeSelfLoop},
		{"length no number", "a,b,km\nA,B,far\n", 2, "km", feed.CodeFloat},
		{"days", "from,to,dep,arr,runs\nA,B,8:00,9:00,mondays\n", 2, "runs", feed.CodeDate},
		{"impossible day", "from,to,dep,arr,runs\nA,B,8:00,9:00,1111111 2026-02-30/2026-03-01\n", 2, "runs", feed.CodeDate},
	} {
		t.Run(row.name, func(t *testing.T) {
			n, _, err := read(t, row.text)
			problems := feed.Errors(err)
			require.NotEmpty(t, problems, "accepted: %+v", n)
			e := problems[0]
			require.Equal(t, []any{"t.csv", row.line, row.column, row.code}, []any{e.File, e.Line, e.Column, e.Code}, "%v", err)
			require.Equal(t, model.Network{}, n, "all or nothing")
		})
	}
}

// TestTimesAreReadRightOrRefused goes through the forms people type.
func TestTimesAreReadRightOrRefused(t *testing.T) {
	for cell, want := range map[string]string{
		"08:00": "08:00:00", "8:00": "08:00:00", "24:00": "24:00:00", "26:10": "26:10:00", "0800": "08:00:00", "08：30": "08:30:00",
		"０８:３０": "08:30:00", "8:30 AM": "08:30:00", "1:15 PM": "13:15:00", "上午8:30": "08:30:00", "下午1:15": "13:15:00",
		"次日06:10": "30:10:00", "06:10+1": "30:10:00", "12:00 AM": "00:00:00", "12:00 PM": "12:00:00", "08:00:30": "08:00:30",
	} {
		at, ok := table.ParseClock([]byte(cell))
		require.True(t, ok, cell)
		require.Equal(t, want, at.String(), cell)
	}
}

func TestPricesAreReadRight(t *testing.T) {
	for cell, want := range map[string]model.Fen{"12.50": 1250, "￥1,234.00": 123400, "¥88": 8800, "0": 0, "0.1": 10, "１２": 1200, "12元": 1200, " ": model.UnknownFen} {
		n, _ := must(t, "from,to,dep,arr,price\nA,B,8:00,9:00,\""+cell+"\"\n")
		if want == model.UnknownFen {
			require.Empty(t, n.Trips[0].Calls[1].Fares, cell)
			continue
		}
		require.Equal(t, []model.Fen{want}, n.Trips[0].Calls[1].Fares, cell)
	}
}

func TestBadRowsAreLeftOutOnRequest(t *testing.T) {
	o := year
	o.LeaveOut = true
	n, rep, err := table.Read(t.Context(), "t.csv", []byte("from,to,dep,arr\nA,B,8:00,9:00\nA,B,8:00,99:99\n"), o)
	require.NoError(t, err)
	require.Len(t, n.Trips, 1)
	require.Contains(t, rep.Findings, feed.Finding{Severity: feed.SeverityError, Code: feed.CodeTime, File: "t.csv", Line: 3, Column: "arr", Value: "99:99", Count: 1})
}

// FuzzRead: no panic, an error with a place, or a network that the table keeps.
func FuzzRead(f *testing.F) {
	f.Add("mode,id,from,to,dep,arr,price\nrail,G1,A,B,08:00,09:00,1\n")
	f.Add("a;b;km\nA;B;1,5\n")
	f.Add("trip,from,to,dep,arr,runs\nT,A,B,8:00,9:00,0000000 +2026-01-01\nT,B,C,9:00,1:00,\n")
	f.Add("name,lat,lon\nA,1,2\n")
	f.Fuzz(func(t *testing.T, text string) {
		n, _, err := table.Read(t.Context(), "t.csv", []byte(text), year)
		if err != nil {
			for _, e := range feed.Errors(err) {
				if e.File == "" || e.Code == "" {
					t.Errorf("an error without a place: %#v", e)
				}
			}
			return
		}
		first := write(t, n)
		if len(n.Trips) == 0 {
			return
		}
		again, _, err := table.Read(t.Context(), "t.csv", []byte(first), year)
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		if second := write(t, again); first != second {
			t.Errorf("written %q\nread and written %q", first, second)
		}
	})
}

// FuzzClock: what is read is a time of day or of a day after it, and reads back.
func FuzzClock(f *testing.F) {
	for _, s := range []string{"8:05", "8:05 PM", "0805", "06:10+1", "25:61", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, ok := table.ParseClock([]byte(s))
		if !ok {
			return
		}
		if at < 0 || at > model.MaxClock {
			t.Errorf("ParseClock(%q) = %v", s, at)
		}
		if back, ok := table.ParseClock([]byte(at.String())); !ok || back != at {
			t.Errorf("ParseClock(%q) = %v reads back as %v, %v", s, at, back, ok)
		}
	})
}
