package data_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

// commands calls every method of the Editor on the network of line.
func commands() map[string]func(context.Context, *data.Editor) error {
	return map[string]func(context.Context, *data.Editor) error{
		"PutCity": func(ctx context.Context, e *data.Editor) error {
			_, err := e.PutCity(ctx, model.City{Name: "丁", Pos: model.LonLat{Lon: 1, Lat: 2}}, []model.Station{{Name: "丁站"}})
			return err
		},
		"DeleteCity":  func(ctx context.Context, e *data.Editor) error { return e.DeleteCity(ctx, "b") },
		"PutRoute":    func(ctx context.Context, e *data.Editor) error { return e.PutRoute(ctx, shuttle()) },
		"DeleteRoute": func(ctx context.Context, e *data.Editor) error { return e.DeleteRoute(ctx, "D7") },
		"Replace": func(ctx context.Context, e *data.Editor) error {
			n := line()
			n.Info.Name, n.Routes, n.Trips, n.FareTables, n.Changes = "other", nil, nil, nil, nil
			return e.Replace(ctx, n, nil)
		},
	}
}

// shuttle is a new route b1 ── b2 with its own calendar, identifiers left open.
func shuttle() data.RouteDetail {
	return data.RouteDetail{
		Route: model.Route{Number: "S1", Operator: "cr", Mode: model.Local},
		Trips: []model.Trip{
			{Calls: []model.Call{{Station: "b1", Arr: 100, Dep: 100}, {Station: "b2", Arr: 700, Dep: 700}}},
			{Calls: []model.Call{{Station: "b2", Arr: 900, Dep: 900}, {Station: "b1", Arr: 1500, Dep: 1500}}},
		},
		Calendars: []model.Calendar{{Days: 0x60, From: 20000, To: 20100}},
		Fares:     model.FareTable{Rules: []model.FareRule{{From: "zb", To: "zb", Price: 200}}},
	}
}

func TestNobodyEditsWithoutPermission(t *testing.T) {
	f := open(t)
	f.load(line())
	before := f.network()
	nobody := data.NewEditor(f.store, allow{model.PermPlan: true})
	for name, do := range commands() {
		require.ErrorIs(t, do(t.Context(), nobody), model.ErrForbidden, name)
	}
	_, err := nobody.Undo(t.Context())
	require.ErrorIs(t, err, model.ErrForbidden)
	_, err = nobody.Redo(t.Context())
	require.ErrorIs(t, err, model.ErrForbidden)
	require.Equal(t, before, f.network())
}

func TestChangesArePublishedAfterTheCommitOnly(t *testing.T) {
	f := open(t)
	f.load(line())
	for name, do := range commands() {
		var heard []uint64
		cancel := f.store.Changes().Subscribe(func(c data.Change) {
			n, err := f.store.Network(t.Context()) // what was committed is there already
			require.NoError(t, err)
			require.Equal(t, c.Revision, n.Revision)
			heard = append(heard, c.Revision)
		})
		before := f.store.Revision()
		require.NoError(t, do(t.Context(), f.Editor), name)
		_, err := f.Undo(t.Context())
		require.NoError(t, err)
		cancel()
		require.Equal(t, []uint64{before + 1, before + 2}, heard, name)
	}
}

func TestCancelledEditLeavesNoTrace(t *testing.T) {
	f := open(t)
	f.load(line())
	before, rev := f.network(), f.store.Revision()
	defer f.store.Changes().Subscribe(func(data.Change) { t.Error("published") })()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, do := range commands() {
		require.ErrorIs(t, do(ctx, f.Editor), context.Canceled, name)
	}
	ctx, cancel = context.WithCancel(t.Context())
	err := f.Replace(ctx, national(2000), func(done, _ int) {
		if done > 4000 {
			cancel()
		}
	})
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, before, f.network())
	require.Equal(t, rev, f.store.Revision())
	f.sound()
}

func TestPutCityAssignsIdentifiers(t *testing.T) {
	f := open(t)
	c, err := f.PutCity(t.Context(), model.City{Name: "甲"}, []model.Station{{Name: "甲东"}, {Name: "甲西"}})
	require.NoError(t, err)
	require.NotEmpty(t, c.ID)
	got, err := f.store.City(c.ID)
	require.NoError(t, err)
	require.Equal(t, c, got)
	list, err := f.store.StationsOf(c.ID)
	require.NoError(t, err)
	require.Len(t, list, 2)
	require.NotEqual(t, list[0].ID, list[1].ID)
	require.Equal(t, c.ID, list[0].City)

	again, err := f.PutCity(t.Context(), model.City{Name: "甲"}, []model.Station{{Name: "甲"}})
	require.NoError(t, err)
	require.NotEqual(t, c.ID, again.ID)

	last, ok := f.store.LastEdit()
	require.True(t, ok)
	require.Equal(t, data.PutCityKind, last.Kind)
	require.Equal(t, string(again.ID), last.ID)
	require.Equal(t, "甲", last.Name)
}

func TestStaleEditIsRefused(t *testing.T) {
	f := open(t)
	f.load(line())
	ctx := t.Context()
	mine, err := f.store.City("a")
	require.NoError(t, err)
	theirs := mine
	stations, err := f.store.StationsOf("a")
	require.NoError(t, err)

	theirs.Name = "甲甲"
	theirs, err = f.PutCity(ctx, theirs, stations)
	require.NoError(t, err)
	require.Greater(t, theirs.Rev, mine.Rev)

	mine.Name = "甲乙"
	_, err = f.PutCity(ctx, mine, stations)
	require.ErrorIs(t, err, model.ErrConflict)
	_, err = f.PutCity(ctx, model.City{ID: "a", Name: "new"}, stations)
	require.ErrorIs(t, err, model.ErrExists)
	_, err = f.PutCity(ctx, model.City{ID: "gone", Name: "x", Rev: 7}, []model.Station{{Name: "x"}})
	require.ErrorIs(t, err, model.ErrConflict)

	// A station that changes moves its city on, so that half-seen edits are noticed.
	stations[0].Name = "甲南"
	c, err := f.PutCity(ctx, theirs, stations)
	require.NoError(t, err)
	require.Greater(t, c.Rev, theirs.Rev)

	d, err := f.store.Route("G1")
	require.NoError(t, err)
	stale := d
	d.Route.Name = "first"
	require.NoError(t, f.PutRoute(ctx, d))
	require.ErrorIs(t, f.PutRoute(ctx, stale), model.ErrConflict)

	// So does a trip lost with a city: whoever has the route open must hear of it.
	d, err = f.store.Route("D7")
	require.NoError(t, err)
	require.NoError(t, f.PutRoute(ctx, withTrip(d, model.Trip{Calendar: "daily", Calls: []model.Call{{Station: "a1"}, {Station: "b1", Arr: 5, Dep: 5}}})))
	d, err = f.store.Route("D7")
	require.NoError(t, err)
	require.NoError(t, f.DeleteCity(ctx, "b"))
	require.ErrorIs(t, f.PutRoute(ctx, d), model.ErrConflict)
}

func withTrip(d data.RouteDetail, t model.Trip) data.RouteDetail {
	d.Trips = append(d.Trips, t)
	return d
}

func TestUnchangedEditDoesNothing(t *testing.T) {
	f := open(t)
	f.load(line())
	rev := f.store.Revision()
	c, err := f.store.City("b")
	require.NoError(t, err)
	stations, err := f.store.StationsOf("b")
	require.NoError(t, err)
	got, err := f.PutCity(t.Context(), c, stations)
	require.NoError(t, err)
	require.Equal(t, c, got)
	for _, id := range []model.RouteID{"D7", "G1"} {
		d, err := f.store.Route(id)
		require.NoError(t, err)
		require.NoError(t, f.PutRoute(t.Context(), d))
	}
	require.Equal(t, rev, f.store.Revision())
	last, _ := f.store.LastEdit()
	require.Equal(t, data.ImportKind, last.Kind)
}

func TestPutCityNamesEveryBrokenField(t *testing.T) {
	f := open(t)
	f.load(line())
	before := f.network()
	for _, tt := range []struct {
		name     string
		city     model.City
		stations []model.Station
		want     []string
	}{
		{"no name, no station", model.City{}, nil, []string{"name required", "stations required"}},
		{"a blank name", model.City{Name: "  "}, []model.Station{{Name: "x"}}, []string{"name required"}},
		{"positions out of the world", model.City{Name: "x", Pos: model.LonLat{Lon: 181}}, []model.Station{{Name: "x", Pos: model.LonLat{Lat: -91}}},
			[]string{"lon range", "stations[0].lat range"}},
		{"a nameless second station", model.City{Name: "x"}, []model.Station{{Name: "x"}, {}}, []string{"stations[1].name required"}},
		{"one station twice", model.City{Name: "x"}, []model.Station{{ID: "n", Name: "x"}, {ID: "n", Name: "y"}}, []string{"stations[1].id duplicate"}},
		{"another city's station", model.City{Name: "x"}, []model.Station{{ID: "a1", Name: "x"}}, []string{"stations[0].id duplicate"}},
		{"a station that says it is elsewhere", model.City{Name: "x"}, []model.Station{{City: "a", Name: "x"}}, []string{"stations[0].city mismatch"}},
	} {
		_, err := f.PutCity(t.Context(), tt.city, tt.stations)
		require.Equal(t, tt.want, fields(err), tt.name)
	}
	require.Equal(t, before, f.network())
}

// fields renders the field errors in err as "field rule".
func fields(err error) (out []string) {
	for _, fe := range model.FieldErrors(err) {
		out = append(out, fe.Field+" "+string(fe.Rule))
	}
	return out
}

func TestStationInUseIsKept(t *testing.T) {
	f := open(t)
	f.load(line())
	c, err := f.store.City("b")
	require.NoError(t, err)
	stations, err := f.store.StationsOf("b")
	require.NoError(t, err)
	var inUse *data.InUseError
	_, err = f.PutCity(t.Context(), c, stations[1:])
	require.ErrorAs(t, err, &inUse)
	require.Equal(t, model.StationID("b1"), inUse.Station)
	require.Equal(t, 1, inUse.Trips)

	_, err = f.PutCity(t.Context(), c, stations[:1]) // no trip calls at b2; its change record goes too
	require.NoError(t, err)
	n := f.network()
	require.Len(t, n.Stations, 3)
	require.Len(t, n.Changes, 2)
	require.Len(t, n.FareTables, 2, "b1 still bears the zone")
	f.sound()
}

func TestDeletingACityTakesAlongWhatNamesIt(t *testing.T) {
	f := open(t)
	f.load(line())
	use, err := f.store.CityUse(t.Context(), "b")
	require.NoError(t, err)
	require.Equal(t, data.Use{Stations: 2, Routes: 1, Trips: 1}, use)
	require.NoError(t, f.DeleteCity(t.Context(), "b"))

	n := f.network()
	require.Len(t, n.Cities, 2)
	require.Len(t, n.Stations, 2)
	require.Equal(t, []model.RouteID{"D7"}, ids(n.Routes, func(r model.Route) model.RouteID { return r.ID }))
	require.Equal(t, []model.TripID{"d7"}, ids(n.Trips, func(r model.Trip) model.TripID { return r.ID }))
	require.Equal(t, []model.CalendarID{"work"}, ids(n.Calendars, func(c model.Calendar) model.CalendarID { return c.ID }))
	require.Equal(t, []model.FareTable{line().FareTables[1]}, n.FareTables, "no station bears zb any more")
	require.Equal(t, line().Changes[2:], n.Changes)
	f.sound()

	require.ErrorIs(t, f.DeleteCity(t.Context(), "b"), model.ErrNotFound)
	_, err = f.store.CityUse(t.Context(), "b")
	require.ErrorIs(t, err, model.ErrNotFound)
}

func ids[V any, K ~string](list []V, id func(V) K) (out []K) {
	for _, v := range list {
		out = append(out, id(v))
	}
	return out
}
