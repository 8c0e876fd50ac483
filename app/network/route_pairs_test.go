package network_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/auth"
	"tongtu/data/model"
)

func TestFaresBetweenPairsBecomeRulesAndZones(t *testing.T) {
	s := openG1()
	require.Equal(t, []int{0, 1, 2}, s.PairStops())
	require.Equal(t, "314", s.PairAt(0, 1).Counts)
	require.Equal(t, "201", s.PairAt(1, 2).Counts)
	require.Empty(t, s.PairAt(0, 1).Text)
	s.SetPair(0, 1, "299.5")
	s.SetPair(2, 0, "1") // nobody rides that way
	require.Equal(t, "299.50", s.PairAt(0, 1).Text)
	d, ok := s.Save()
	require.True(t, ok)
	require.Equal(t, []model.FareRule{{From: "BJP", To: "ZZD", Class: "second", Price: 29950}}, d.Detail.Fares.Rules)
	require.Equal(t, map[model.StationID]model.ZoneID{"BJP": "BJP", "ZZD": "ZZD"}, d.Detail.Zones)
	require.True(t, s.StepBack())
	require.False(t, s.Dirty())

	s.FillPairs()
	require.Equal(t, "515", s.PairAt(0, 2).Text)
	s.ClearPairs()
	require.False(t, s.Dirty())
	require.Equal(t, 1, s.PastePairs(0, 1, [][]string{{"300", "500", "7"}, {"", "abc"}}))
	require.Equal(t, "300", s.PairAt(0, 1).Text)
	require.Equal(t, []string{"pairs[second][ZZD][XAB]"}, fields(s.Problems()))
	require.True(t, s.StepBack(), "one undo removes the block")
	require.False(t, s.Dirty())
}

func TestStoredFaresBetweenPairsAreShownAndReplaced(t *testing.T) {
	n := small()
	for i := range n.Stations {
		if n.Stations[i].ID == "BJP" {
			n.Stations[i].Zone = "peking"
		}
		if n.Stations[i].ID == "PEK" {
			n.Stations[i].Zone = "ZZD" // a zone called like another station
		}
	}
	s := &network.RouteState{}
	s.SetRights(network.Rights{Edit: true})
	s.Load(routeData(n))
	stored := detail("G1")
	other := model.FareRule{From: "", To: "peking", Class: "second", Price: 5}
	stored.Fares = model.FareTable{Route: "G1", Rules: []model.FareRule{
		{From: "peking", To: "ZZD-", Class: "second", Price: 400}, {From: "peking", To: "ZZD-", Class: "second", Price: 300}, other,
	}}
	s.Show(stored)
	require.Equal(t, "3", s.PairAt(0, 1).Text, "the lowest counts")
	s.SetPair(0, 1, "3")
	require.False(t, s.Dirty())
	s.SetPair(0, 1, "")
	d, ok := s.Save()
	require.True(t, ok)
	require.Equal(t, []model.FareRule{other}, d.Detail.Fares.Rules)
	require.Empty(t, d.Detail.Zones)
	s.SetPair(0, 1, "4")
	d, ok = s.Save()
	require.True(t, ok)
	require.Equal(t, map[model.StationID]model.ZoneID{"ZZD": "ZZD-"}, d.Detail.Zones)
}

func TestFaresBetweenPairsAreEditedOnTheScreen(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.tab(3)
	d.sees("From \\ to")
	d.sees("201") // counted from the first stop
	d.cell(0, 2, "abc")
	d.press("Save")
	d.sees("Not an amount")
	row, col := d.grid().Cursor()
	require.Equal(t, []int{0, 2}, []int{row, col}, "the cursor is where it is wrong")
	d.cell(0, 2, "288")
	d.cell(2, 2, "9")
	d.press("Save")
	require.Empty(t, d.reported)
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, []model.FareRule{{From: "BJP", To: "ZZD", Class: "second", Price: 28800}}, r.Fares.Rules)
	d.sees("288")
	d.press("Undo change of route G1")
	for _, st := range d.whole().Stations {
		require.Empty(t, st.Zone)
	}
}

func TestDaysAreToggledInTheCalendar(t *testing.T) {
	s := openG1()
	day := model.NewDate(2026, 12, 25)
	kind := func(d model.Date) network.DayKind { c, _ := s.TripCalendar(); return c.Kind(d) }
	require.Equal(t, network.DayRuns, kind(day))
	s.ToggleDay(day)
	require.Equal(t, network.DayRemoved, kind(day))
	s.ToggleDay(day)
	require.False(t, s.Dirty())
	outside := model.NewDate(2027, 11, 5)
	require.Equal(t, network.DayIdle, kind(outside))
	s.ToggleDay(outside)
	s.ToggleDay(outside - 1)
	require.Equal(t, network.DayAdded, kind(outside))
	c, _ := s.TripCalendar()
	require.Equal(t, "2027-11-04, 2027-11-05", c.Added)
	s.ToggleDay(outside)
	s.SetFirstDay(model.NewDate(2026, 12, 1))
	s.SetLastDay(model.NewDate(2026, 12, 31))
	s.ToggleWeekday(4) // Fridays
	require.Equal(t, network.DayIdle, kind(day), "a Friday")
	require.Equal(t, network.DayRuns, kind(day+1))
	d, ok := s.Save()
	require.True(t, ok)
	require.Equal(t, model.Calendar{
		ID: "daily", Days: model.EveryDay &^ (1 << 4), From: model.NewDate(2026, 12, 1), To: model.NewDate(2026, 12, 31),
		Added: []model.Date{outside - 1},
	}, d.Detail.Calendars[0])
	s.SetCalendar(func(f *network.CalendarForm) { f.Removed = "soon" })
	s.ToggleDay(day)
	c, _ = s.TripCalendar()
	require.Equal(t, "soon", c.Removed, "what cannot be read is not written over")
}

func TestKeptDraftsHoldFaresBetweenPairs(t *testing.T) {
	d := newDesk(t, small()).routes()
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	s := openG1()
	s.Show(r)
	s.SetPair(0, 2, "499")
	body, err := s.Kept()
	require.NoError(t, err)
	kept, err := network.ReadKept(body)
	require.NoError(t, err)
	again := routeState()
	again.Restore(kept, r, true)
	require.Equal(t, "499", again.PairAt(0, 2).Text)
	draft, ok := again.Save()
	require.True(t, ok)
	require.NoError(t, d.editor.PutRoute(auth.WithSession(t.Context(), asEditor()), draft.Detail))
}
