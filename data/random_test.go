package data_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

// dump is a canonical form of a network, to compare it without its revisions.
func dump(t testing.TB, n model.Network) []byte {
	t.Helper()
	n.Revision = 0
	stamp(&n, 0)
	raw, err := cbor.Marshal(n)
	require.NoError(t, err)
	return raw
}

// oracle is the store in its simplest form: a network in memory, and the
// networks before it.
type oracle struct {
	model.Network
	past, future []model.Network
}

func (o *oracle) keep() {
	o.past = append(o.past, o.copy())
	o.future = nil
}

func (o *oracle) copy() model.Network {
	n := o.Network
	n.Cities, n.Stations = slices.Clone(n.Cities), slices.Clone(n.Stations)
	n.Routes, n.Trips = slices.Clone(n.Routes), slices.Clone(n.Trips)
	n.Calendars, n.FareTables, n.Changes = slices.Clone(n.Calendars), slices.Clone(n.FareTables), slices.Clone(n.Changes)
	return n
}

func (o *oracle) putCity(c model.City, stations []model.Station) {
	o.keep()
	o.Cities = upsert(o.Cities, c, func(v model.City) string { return string(v.ID) })
	for _, s := range stations {
		s.City = c.ID
		o.Stations = upsert(o.Stations, s, func(v model.Station) string { return string(v.ID) })
	}
}

func upsert[V any](list []V, v V, id func(V) string) []V {
	i, found := slices.BinarySearchFunc(list, id(v), func(x V, k string) int {
		return slices.Compare([]byte(id(x)), []byte(k))
	})
	if found {
		list[i] = v
		return list
	}
	return slices.Insert(list, i, v)
}

func (o *oracle) putRoute(d data.RouteDetail) {
	o.keep()
	o.Routes = upsert(o.Routes, d.Route, func(v model.Route) string { return string(v.ID) })
	o.Trips = slices.DeleteFunc(o.Trips, func(t model.Trip) bool { return t.Route == d.Route.ID })
	for _, t := range d.Trips {
		o.Trips = upsert(o.Trips, t, func(v model.Trip) string { return string(v.ID) })
	}
}

func (o *oracle) dropRoute(id model.RouteID) {
	o.Routes = slices.DeleteFunc(o.Routes, func(r model.Route) bool { return r.ID == id })
	o.Trips = slices.DeleteFunc(o.Trips, func(t model.Trip) bool { return t.Route == id })
}

func (o *oracle) deleteCity(id model.CityID) {
	o.keep()
	at := map[model.StationID]bool{}
	for _, s := range o.Stations {
		at[s.ID] = s.City == id
	}
	o.Cities = slices.DeleteFunc(o.Cities, func(c model.City) bool { return c.ID == id })
	o.Stations = slices.DeleteFunc(o.Stations, func(s model.Station) bool { return s.City == id })
	lost := map[model.RouteID]bool{}
	o.Trips = slices.DeleteFunc(o.Trips, func(t model.Trip) bool {
		gone := slices.ContainsFunc(t.Calls, func(c model.Call) bool { return at[c.Station] })
		lost[t.Route] = lost[t.Route] || gone
		return gone
	})
	for _, t := range o.Trips {
		delete(lost, t.Route)
	}
	for r, gone := range lost {
		if gone {
			o.dropRoute(r)
		}
	}
}

func (o *oracle) undo() bool {
	if len(o.past) == 0 {
		return false
	}
	o.future = append(o.future, o.Network)
	o.Network, o.past = o.past[len(o.past)-1], o.past[:len(o.past)-1]
	return true
}

func (o *oracle) redo() bool {
	if len(o.future) == 0 {
		return false
	}
	o.past = append(o.past, o.Network)
	o.Network, o.future = o.future[len(o.future)-1], o.future[:len(o.future)-1]
	return true
}

// TestRandomEditsAgreeWithAMapInMemory runs random commands, undo, redo and
// restarts on the store and on the oracle. Its networks have one calendar that
// is never left unused and neither fares nor changes, whose cascades have tests
// of their own.
func TestRandomEditsAgreeWithAMapInMemory(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			f := open(t)
			o := &oracle{}
			o.ChangeTable = model.DefaultChangeTable()
			for step := range 120 {
				randomStep(t, r, f, o)
				require.Equal(t, string(dump(t, normal(o.copy()))), string(dump(t, f.network())), "step %d", step)
			}
			f.sound()
		})
	}
}

// normal leaves out what only the store keeps apart: unused calendars.
func normal(n model.Network) model.Network {
	used := map[model.CalendarID]bool{}
	for _, t := range n.Trips {
		used[t.Calendar] = true
	}
	n.Calendars = nil
	if used["daily"] {
		n.Calendars = []model.Calendar{daily()}
	}
	n.Cities, n.Stations, n.Routes, n.Trips = some(n.Cities), some(n.Stations), some(n.Routes), some(n.Trips)
	n.Calendars, n.Operators, n.FareTables, n.Changes = some(n.Calendars), some(n.Operators), some(n.FareTables), some(n.Changes)
	return n
}

func some[V any](list []V) []V {
	if list == nil {
		return []V{}
	}
	return list
}

func daily() model.Calendar {
	return model.Calendar{ID: "daily", Days: model.EveryDay, From: 20000, To: 20400}
}

func randomStep(t *testing.T, r *rand.Rand, f *fixture, o *oracle) {
	t.Helper()
	ctx := t.Context()
	switch k := r.IntN(10); {
	case k < 3:
		id := model.CityID(fmt.Sprint("c", r.IntN(6)))
		c := model.City{ID: id, Name: fmt.Sprint("name", r.IntN(100)), Rank: uint8(r.IntN(4))}
		stored, err := f.store.City(id)
		if err == nil {
			c.Rev = stored.Rev
		}
		stations := []model.Station{{ID: model.StationID(id + "x"), Name: fmt.Sprint(r.IntN(9))}, {ID: model.StationID(id + "y"), Name: "y"}}
		_, err = f.PutCity(ctx, c, stations)
		require.NoError(t, err)
		if rev := f.store.Revision(); rev != o.Revision {
			o.putCity(c, stations)
		}
	case k < 6 && len(o.Stations) > 1:
		d := randomRoute(r, f, o)
		require.NoError(t, f.PutRoute(ctx, d))
		o.putRoute(d)
	case k < 7 && len(o.Cities) > 0:
		id := o.Cities[r.IntN(len(o.Cities))].ID
		require.NoError(t, f.DeleteCity(ctx, id))
		o.deleteCity(id)
	case k < 8 && len(o.Routes) > 0:
		id := o.Routes[r.IntN(len(o.Routes))].ID
		require.NoError(t, f.DeleteRoute(ctx, id))
		o.keep()
		o.dropRoute(id)
	case k < 9:
		_, err := f.Undo(ctx)
		require.Equal(t, o.undo(), err == nil, "%v", err)
	default:
		_, err := f.Redo(ctx)
		require.Equal(t, o.redo(), err == nil, "%v", err)
		f.reopen()
	}
	o.Revision = f.store.Revision()
}

// randomRoute makes or edits a route so that it surely changes.
func randomRoute(r *rand.Rand, f *fixture, o *oracle) data.RouteDetail {
	id := model.RouteID(fmt.Sprint("r", r.IntN(5)))
	d := data.RouteDetail{Route: model.Route{ID: id, Number: fmt.Sprint("G", r.IntN(1<<30))}, Calendars: []model.Calendar{daily()}}
	if stored, err := f.store.Route(id); err == nil {
		d.Route.Rev = stored.Route.Rev
	}
	for i := range 1 + r.IntN(3) {
		t := model.Trip{ID: model.TripID(fmt.Sprint(id, "-", i)), Route: id, Calendar: "daily"}
		for k := range model.Second(2 + r.IntN(3)) {
			t.Calls = append(t.Calls, model.Call{Station: o.Stations[r.IntN(len(o.Stations))].ID, Arr: k * 600, Dep: k*600 + 60})
		}
		d.Trips = append(d.Trips, t)
	}
	return d
}
