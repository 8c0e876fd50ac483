package data_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

func TestPutRouteAssignsIdentifiers(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.PutRoute(t.Context(), shuttle()))
	last, ok := f.store.LastEdit()
	require.True(t, ok)
	require.Equal(t, "S1", last.Name)
	d, err := f.store.Route(model.RouteID(last.ID))
	require.NoError(t, err)
	require.Len(t, d.Trips, 2)
	require.Len(t, d.Calendars, 1)
	require.Equal(t, d.Calendars[0].ID, d.Trips[0].Calendar)
	require.Equal(t, d.Route.ID, d.Trips[1].Route)
	require.Equal(t, shuttle().Fares.Rules, d.Fares.Rules)
	f.sound()
}

func TestPutRouteNamesEveryBrokenField(t *testing.T) {
	f := open(t)
	f.load(line())
	before := f.network()
	for _, tt := range []struct {
		name  string
		spoil func(*data.RouteDetail)
		want  []string
	}{
		{"no number", func(d *data.RouteDetail) { d.Route.Number = "" }, []string{"number required"}},
		{"no trip", func(d *data.RouteDetail) { d.Trips = nil }, []string{"trips required"}},
		{"one call", func(d *data.RouteDetail) { d.Trips[1].Calls = d.Trips[1].Calls[:1] }, []string{"trips[1].calls too-short"}},
		{"times running backwards", func(d *data.RouteDetail) { d.Trips[0].Calls[1].Arr = 50 }, []string{"trips[0].calls[1].arr order"}},
		{"an unknown station", func(d *data.RouteDetail) { d.Trips[0].Calls[1].Station = "zz" }, []string{"trips[0].calls[1].station unknown-ref"}},
		{"an unknown calendar", func(d *data.RouteDetail) { d.Trips[0].Calendar = "zz" }, []string{"trips[0].calendar unknown-ref"}},
		{"no calendar at all", func(d *data.RouteDetail) { d.Calendars = nil; d.Trips = d.Trips[:1] }, []string{"trips[0].calendar required"}},
		{"a calendar without a day", func(d *data.RouteDetail) { d.Calendars[0].Days = 0 }, []string{"calendars[0].days never"}},
		{"an unknown operator", func(d *data.RouteDetail) { d.Route.Operator = "zz" }, []string{"operator unknown-ref"}},
		{"another route's trip", func(d *data.RouteDetail) { d.Trips[0].ID = "g1" }, []string{"trips[0].id duplicate"}},
		{"one trip twice", func(d *data.RouteDetail) { d.Trips[0].ID, d.Trips[1].ID = "x", "x" }, []string{"trips[1].id duplicate"}},
		{"a trip of another route", func(d *data.RouteDetail) { d.Trips[0].Route = "G1" }, []string{"trips[0].route mismatch"}},
		{"a price below nothing, an unknown zone", func(d *data.RouteDetail) { d.Fares.Rules = []model.FareRule{{From: "qq", Price: -1}} },
			[]string{"fares.rules[0].price range", "fares.rules[0].from unknown-ref"}},
		{"fares of another route", func(d *data.RouteDetail) { d.Fares.Route = "G1" }, []string{"fares.route mismatch"}},
	} {
		d := shuttle()
		tt.spoil(&d)
		require.Equal(t, tt.want, fields(f.PutRoute(t.Context(), d)), tt.name)
	}
	require.Equal(t, before, f.network())
}

func TestEditedTripsReplaceTheStoredOnes(t *testing.T) {
	f := open(t)
	f.load(line())
	d, err := f.store.Route("D7")
	require.NoError(t, err)
	d.Trips = []model.Trip{{ID: "late", Calendar: "daily", Calls: []model.Call{{Station: "a1", Arr: 80000, Dep: 80000}, {Station: "c1", Arr: 90000, Dep: 90000}}}}
	d.Fares.Rules = nil
	require.NoError(t, f.PutRoute(t.Context(), d))

	n := f.network()
	require.Equal(t, []model.TripID{"g1", "late"}, ids(n.Trips, func(t model.Trip) model.TripID { return t.ID }))
	require.Equal(t, []model.CalendarID{"daily"}, ids(n.Calendars, func(c model.Calendar) model.CalendarID { return c.ID }), "work is used no more")
	require.Len(t, n.FareTables, 1)
	require.Len(t, n.Changes, 2, "the record naming trip d7 is gone")
	f.sound()
}

func TestEditingARouteNeverChangesAnotherOne(t *testing.T) {
	f := open(t)
	f.load(line())
	ctx := t.Context()
	d, err := f.store.Route("D7")
	require.NoError(t, err)
	d.Trips[0].Calendar = "daily" // now both routes run on it
	require.NoError(t, f.PutRoute(ctx, d))
	d, err = f.store.Route("D7")
	require.NoError(t, err)
	other, err := f.store.Route("G1")
	require.NoError(t, err)

	d.Calendars[0].Removed = []model.Date{20001}
	require.NoError(t, f.PutRoute(ctx, d))
	after, err := f.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, other, after)
	d, err = f.store.Route("D7")
	require.NoError(t, err)
	require.Equal(t, []model.Date{20001}, d.Calendars[0].Removed)
	require.NotEqual(t, model.CalendarID("daily"), d.Trips[0].Calendar)

	// A calendar of its own is changed in place.
	own := d.Trips[0].Calendar
	d.Calendars[0].Removed = []model.Date{20002}
	rev := d.Route.Rev
	require.NoError(t, f.PutRoute(ctx, d))
	d, err = f.store.Route("D7")
	require.NoError(t, err)
	require.Equal(t, own, d.Trips[0].Calendar)
	require.Greater(t, d.Route.Rev, rev)
	f.sound()
}

func TestDeletingARouteTakesAlongWhatNamesIt(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	n := f.network()
	require.Len(t, n.Routes, 1)
	require.Len(t, n.Trips, 1)
	require.Len(t, n.Calendars, 1)
	require.Len(t, n.FareTables, 1)
	require.Len(t, n.Changes, 2)
	f.sound()
	require.ErrorIs(t, f.DeleteRoute(t.Context(), "D7"), model.ErrNotFound)
	_, err := f.store.Route("D7")
	require.ErrorIs(t, err, model.ErrNotFound)
}

func TestARouteGivesStationsTheZonesItsFaresName(t *testing.T) {
	f := open(t)
	f.load(zoneless())
	before := f.network()
	d := shuttle()
	from, to := d.Trips[0].Calls[0].Station, d.Trips[0].Calls[1].Station
	d.Fares.Rules = []model.FareRule{{From: "only-here", To: "there", Class: "second", Price: 700}}
	require.Equal(t, []string{"fares.rules[0].from unknown-ref", "fares.rules[0].to unknown-ref"}, fields(f.PutRoute(t.Context(), d)))
	d.Zones = map[model.StationID]model.ZoneID{from: "only-here", to: "there"}
	require.NoError(t, f.PutRoute(t.Context(), d))
	zones := map[model.StationID]model.ZoneID{}
	for _, st := range f.network().Stations {
		zones[st.ID] = st.Zone
	}
	require.Equal(t, model.ZoneID("only-here"), zones[from])
	require.Equal(t, model.ZoneID("there"), zones[to])
	f.sound()

	again := shuttle()
	again.Route.Number, again.Fares.Rules = "S2", nil
	again.Zones = map[model.StationID]model.ZoneID{from: "other", "zz": "x", to: " "}
	require.Equal(t, []string{"zones[" + string(from) + "] mismatch", "zones[" + string(to) + "] required", "zones[zz] unknown-ref"}, sorted(fields(f.PutRoute(t.Context(), again))))
	_, err := f.Undo(t.Context())
	require.NoError(t, err)
	got := f.network()
	got.Revision = before.Revision
	require.Equal(t, before, got)
}

func TestAZoneGivenByARouteIsAConflictForWhoeverEditsTheCity(t *testing.T) {
	f := open(t)
	f.load(zoneless())
	d := shuttle()
	d.Fares.Rules = nil
	id := d.Trips[0].Calls[0].Station
	var city model.City
	var its []model.Station
	n := f.network()
	for _, st := range n.Stations {
		if st.ID == id {
			for _, c := range n.Cities {
				if c.ID == st.City {
					city = c
				}
			}
		}
	}
	for _, st := range n.Stations {
		if st.City == city.ID {
			its = append(its, st)
		}
	}
	d.Zones = map[model.StationID]model.ZoneID{id: "z"}
	require.NoError(t, f.PutRoute(t.Context(), d))
	_, err := f.PutCity(t.Context(), city, its)
	require.ErrorIs(t, err, model.ErrConflict)
}

// zoneless is the line with stations that have no fare zones.
func zoneless() model.Network {
	n := line()
	n.FareTables = nil
	for i := range n.Stations {
		n.Stations[i].Zone = ""
	}
	return n
}

func sorted(s []string) []string { slices.Sort(s); return s }
