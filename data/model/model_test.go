package model_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
)

func TestDatesAgreeWithTheStandardLibrary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		d := model.Date(r.IntN(120_000) - 60_000)
		want := time.Unix(int64(d)*86400, 0).UTC()
		require.Equal(t, want.Weekday(), d.Weekday(), d)
		again, err := model.ParseDate(d.String())
		require.NoError(t, err)
		require.Equal(t, d, again)
		m := d.At(model.Second(r.IntN(86400)))
		require.Equal(t, d, m.Date())
		require.Equal(t, m, model.MomentOf(m.In(time.UTC)))
		require.Equal(t, m, m.Date().At(m.Clock()))
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, s := range []string{"", "2026", "2026-02-30", "20260230", "2026.12.01", "2026-1-1", "99999999", "２０２６１２０１"} {
		_, err := model.ParseDate(s)
		require.ErrorIs(t, err, model.ErrDate, s)
	}
}

func TestCalendarRuns(t *testing.T) {
	monday := model.NewDate(2026, 11, 2)
	c := model.Calendar{ID: "c", Days: 1<<0 | 1<<6, From: monday, To: monday + 13, Added: []model.Date{monday + 2, monday + 20}, Removed: []model.Date{monday + 7}}
	var days []model.Date
	for d := monday - 3; d < monday+30; d++ {
		if c.Runs(d) {
			days = append(days, d-monday)
		}
	}
	require.Equal(t, []model.Date{0, 2, 6, 13, 20}, days)
	first, last, ok := c.Span()
	require.True(t, ok)
	require.Equal(t, []model.Date{monday, monday + 20}, []model.Date{first, last})
	_, _, ok = model.Calendar{Days: 1, From: monday + 1, To: monday + 3}.Span()
	require.False(t, ok)
}

func TestSpanIsTheFirstAndTheLastDayOfRuns(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		base := model.NewDate(2026, 11, 2)
		c := model.Calendar{Days: model.Weekdays(r.IntN(128)), From: base + model.Date(r.IntN(10)), To: base + model.Date(r.IntN(20))}
		for d := base - 3; d < base+25; d++ {
			switch r.IntN(8) {
			case 0:
				c.Added = append(c.Added, d)
			case 1:
				c.Removed = append(c.Removed, d)
			}
		}
		var want []model.Date
		for d := base - 5; d < base+30; d++ {
			if c.Runs(d) {
				want = append(want, d)
			}
		}
		first, last, ok := c.Span()
		require.Equal(t, len(want) > 0, ok)
		if ok {
			require.Equal(t, want[0], first)
			require.Equal(t, want[len(want)-1], last)
		}
	}
}

func TestModesOfRouteTypes(t *testing.T) {
	for typ, want := range map[int]model.Mode{2: model.Rail, 100: model.Rail, 199: model.Rail, 1100: model.Air, 1199: model.Air,
		200: model.Coach, 4: model.Ferry, 1000: model.Ferry, 1200: model.Ferry, 0: model.Local, 1: model.Local, 3: model.Local, 700: model.Local, -5: model.Local} {
		require.Equal(t, want, model.ModeOfRouteType(typ), typ)
	}
}

// trip is a sound trip that each case breaks in one place.
func trip() model.Trip {
	return model.Trip{ID: "t", Route: "r", Calendar: "c", Classes: []model.Class{"second"}, Calls: []model.Call{
		{Station: "A", Arr: 0, Dep: 600, Fares: []model.Fen{0}},
		{Station: "B", Arr: 1200, Dep: 1300, Fares: []model.Fen{100}},
	}}
}

func TestValidateNamesFieldAndRule(t *testing.T) {
	city := model.City{ID: "c", Name: "西安", Pos: model.LonLat{Lon: 108.9, Lat: 34.3}}
	for _, c := range []struct {
		name  string
		err   error
		field string
		rule  model.Rule
	}{
		{"sound city", city.Validate(), "", ""},
		{"empty name", func() error { x := city; x.Name = " "; return x.Validate() }(), "name", model.RuleRequired},
		{"control character", func() error { x := city; x.Name = "a\nb"; return x.Validate() }(), "name", model.RuleText},
		{"broken UTF-8", func() error { x := city; x.Name = "\xff"; return x.Validate() }(), "name", model.RuleText},
		{"long name", func() error { x := city; x.Name = strings.Repeat("长", 121); return x.Validate() }(), "name", model.RuleTooLong},
		{"NaN", func() error { x := city; x.Pos.Lon = math.NaN(); return x.Validate() }(), "lon", model.RuleRange},
		{"Inf", func() error { x := city; x.Pos.Lat = math.Inf(1); return x.Validate() }(), "lat", model.RuleRange},
		{"beyond the pole", func() error { x := city; x.Pos.Lat = 90.1; return x.Validate() }(), "lat", model.RuleRange},
		{"sound trip", trip().Validate(), "", ""},
		{"one call", func() error { x := trip(); x.Calls = x.Calls[:1]; return x.Validate() }(), "calls", model.RuleTooShort},
		{"backwards", func() error { x := trip(); x.Calls[1].Arr = 500; return x.Validate() }(), "calls[1].arr", model.RuleOrder},
		{"leaves before it arrives", func() error { x := trip(); x.Calls[1].Dep = 1100; return x.Validate() }(), "calls[1].dep", model.RuleOrder},
		{"beyond 120 hours", func() error { x := trip(); x.Calls[1].Dep = model.MaxClock + 1; return x.Validate() }(), "calls[1].dep", model.RuleRange},
		{"no station", func() error { x := trip(); x.Calls[0].Station = ""; return x.Validate() }(), "calls[0].station", model.RuleRequired},
		{"falling fare", func() error { x := trip(); x.Calls[0].Fares[0] = 200; return x.Validate() }(), "calls[1].fares", model.RuleOrder},
		{"fares without class", func() error { x := trip(); x.Classes = nil; return x.Validate() }(), "calls[0].fares", model.RuleMismatch},
		{"number missing", model.Route{ID: "r"}.Validate(), "number", model.RuleRequired},
		{"calendar without a day", model.Calendar{ID: "c", Days: model.EveryDay, From: 5, To: 4}.Validate(), "to", model.RuleOrder},
		{"calendar that never runs", model.Calendar{ID: "c"}.Validate(), "days", model.RuleNever},
		{"station without city", model.Station{ID: "s", Name: "x"}.Validate(), "city", model.RuleRequired},
	} {
		t.Run(c.name, func(t *testing.T) {
			fields := model.FieldErrors(c.err)
			if c.rule == "" {
				require.NoError(t, c.err)
				return
			}
			require.NotEmpty(t, fields)
			require.Equal(t, c.field, fields[0].Field)
			require.Equal(t, c.rule, fields[0].Rule)
		})
	}
}

func TestDefaultChangeTable(t *testing.T) {
	tab := model.DefaultChangeTable()
	require.Equal(t, 120*model.Minute, tab.Other[model.Rail][model.Air])
	require.Equal(t, 90*model.Minute, tab.Other[model.Air][model.Rail])
	require.Equal(t, 120*model.Minute, tab.Other[model.Air][model.Air])
	require.Equal(t, 60*model.Minute, tab.Other[model.Coach][model.Local])
}
