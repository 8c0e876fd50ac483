package data_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/rules"
)

func TestImportedNetworkReadsBackEqual(t *testing.T) {
	f := open(t)
	require.True(t, f.store.Empty())
	f.load(line())
	f.reopen()
	want := line()
	stamp(&want, f.store.Revision())
	require.Equal(t, want, f.network())
	require.False(t, f.store.Empty())
	info, err := f.store.Info(t.Context())
	require.NoError(t, err)
	require.Equal(t, want.Info, info)
	operators, err := f.store.Operators(t.Context())
	require.NoError(t, err)
	require.Equal(t, want.Operators, operators)
	f.sound()
}

// stamp sets the stored revision of everything, as an import does.
func stamp(n *model.Network, rev uint64) {
	for i := range n.Cities {
		n.Cities[i].Rev = rev
	}
	for i := range n.Stations {
		n.Stations[i].Rev = rev
	}
	for i := range n.Routes {
		n.Routes[i].Rev = rev
	}
	for i := range n.Trips {
		n.Trips[i].Rev = rev
	}
	for i := range n.Calendars {
		n.Calendars[i].Rev = rev
	}
}

func TestImportSortsAndLeavesItsArgumentAlone(t *testing.T) {
	f := open(t)
	n := line()
	slices.Reverse(n.Cities)
	slices.Reverse(n.Trips)
	slices.Reverse(n.Changes)
	given := n.Cities[0]
	f.load(n)
	require.Equal(t, given, n.Cities[0])
	want := line()
	stamp(&want, f.store.Revision())
	require.Equal(t, want, f.network())
}

func TestImportReportsProgress(t *testing.T) {
	f := open(t)
	last, total := 0, 0
	require.NoError(t, f.Replace(t.Context(), national(2000), func(done, all int) {
		require.GreaterOrEqual(t, done, last)
		last, total = done, all
	}))
	require.Equal(t, total, last)
	require.Greater(t, total, 2*2000)
}

func TestImportWithErrorsChangesNothing(t *testing.T) {
	f := open(t)
	f.load(line())
	before := f.network()
	for _, tt := range []struct {
		name  string
		spoil func(*model.Network)
		want  []string
	}{
		{"a station of no city", func(n *model.Network) { n.Stations[0].City = "zz" }, []string{"stations/a1/city unknown-ref"}},
		{"a trip of no route", func(n *model.Network) { n.Trips[0].Route = "zz" }, []string{"trips/d7/route unknown-ref"}},
		{"a trip without its calendar", func(n *model.Network) { n.Calendars = n.Calendars[:1] }, []string{"trips/d7/calendar unknown-ref"}},
		{"a call nowhere", func(n *model.Network) { n.Trips[1].Calls[2].Station = "zz" }, []string{"trips/g1/calls[2].station unknown-ref"}},
		{"one city twice", func(n *model.Network) { n.Cities[1].ID = "a" },
			[]string{"cities/a/id duplicate", "stations/b1/city unknown-ref", "stations/b2/city unknown-ref"}},
		{"times running backwards", func(n *model.Network) { n.Trips[0].Calls[1].Arr = 0 }, []string{"trips/d7/calls[1].arr order"}},
		{"a nameless city", func(n *model.Network) { n.Cities[0].Name = "" }, []string{"cities/a/name required"}},
		{"a change nowhere", func(n *model.Network) { n.Changes[0].To = "zz" }, []string{"changes/b1,zz/to unknown-ref"}},
		{"a fare below nothing", func(n *model.Network) { n.FareTables[1].Rules[0].Price = -2 }, []string{"fares/D7/rules[0].price range"}},
		{"fares of no route", func(n *model.Network) { n.FareTables[1].Route = "zz" }, []string{"fares/zz/route unknown-ref"}},
		{"a negative change", func(n *model.Network) { n.ChangeTable.Same[model.Air] = -1 }, []string{"change-table/same[air] range"}},
	} {
		n := line()
		tt.spoil(&n)
		require.Equal(t, tt.want, fields(f.Replace(t.Context(), n, nil)), tt.name)
	}
	require.Equal(t, before, f.network())

	var n model.Network
	for i := range 1000 {
		n.Cities = append(n.Cities, model.City{ID: model.CityID(fmt.Sprint(i))})
	}
	require.Len(t, fields(f.Replace(t.Context(), n, nil)), 50, "enough is enough")
}

func TestWarningsDoNotStopAnImport(t *testing.T) {
	f := open(t)
	n := line()
	n.Operators = nil
	n.Calendars[1].Days = 0
	n.FareTables[1].Rules[0].From = "nowhere"
	n.Cities = append(n.Cities, model.City{ID: "d", Name: "丁"})
	first := n.Changes[0]
	n.Changes = append(n.Changes, model.ChangeRecord{From: first.From, To: first.To, Time: 5})
	n.ChangeTable = model.ChangeTable{}
	f.load(n)

	got := f.network()
	require.Equal(t, first, got.Changes[0], "of two records the first counts")
	require.Len(t, got.Changes, 3)
	require.Equal(t, model.DefaultChangeTable(), got.ChangeTable)
	var codes []string
	found, err := f.store.Check(t.Context())
	require.NoError(t, err)
	for _, x := range found {
		require.NotEqual(t, rules.Error, x.Severity, "%+v", x)
		codes = append(codes, x.Where()+" "+string(x.Code))
	}
	require.Subset(t, codes, []string{
		"cities/d/stations city-without-station", "routes/D7/operator unknown-ref", "routes/G1/operator unknown-ref",
		"calendars/work/days never", "fares/D7/rules[0].from unknown-ref",
	})
}

func TestFareTableOfAQuarterMillionRules(t *testing.T) {
	f := open(t)
	n := line()
	list := make([]model.FareRule, 250_000)
	for i := range list {
		list[i] = model.FareRule{From: "za", To: "zb", Price: model.Fen(i)}
	}
	n.FareTables[0].Rules = list
	f.load(n)
	require.Equal(t, list, f.network().FareTables[0].Rules)
}
