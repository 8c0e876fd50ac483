package network

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/engine/impact"
)

// anybody may edit.
type anybody struct{}

func (anybody) Authorize(context.Context, model.Permission) error { return nil }

func clockOf(h, m int) model.Second { return model.Second(h)*model.Hour + model.Second(m)*model.Minute }

// twoRoutes is a network whose routes share a calendar.
//
//	A ──08:00 R1 09:00── B ──09:30 R2 10:30── C
func twoRoutes() model.Network {
	trip := func(id model.TripID, r model.RouteID, from, to model.StationID, at model.Second) model.Trip {
		return model.Trip{ID: id, Route: r, Calendar: "daily", Classes: []model.Class{"second"}, Calls: []model.Call{
			{Station: from, Arr: at, Dep: at, Fares: []model.Fen{0}}, {Station: to, Arr: at + model.Hour, Dep: at + model.Hour, Fares: []model.Fen{1000}},
		}}
	}
	n := model.Network{
		Calendars:   []model.Calendar{{ID: "daily", Days: model.EveryDay, From: model.NewDate(2026, 11, 1), To: model.NewDate(2026, 12, 31)}},
		Routes:      []model.Route{{ID: "R1", Number: "1"}, {ID: "R2", Number: "2"}},
		Trips:       []model.Trip{trip("t1", "R1", "a", "b", clockOf(8, 0)), trip("t2", "R2", "b", "c", clockOf(9, 30))},
		ChangeTable: model.DefaultChangeTable(),
	}
	for _, id := range []string{"a", "b", "c"} {
		n.Cities = append(n.Cities, model.City{ID: model.CityID(id), Name: "city " + id})
		n.Stations = append(n.Stations, model.Station{ID: model.StationID(id), City: model.CityID(id), Name: "station " + id})
	}
	return n
}

// TestTheForeseenNetworkIsTheStoredOne edits a route in several ways and compares
// what was foreseen with what the store made of it.
func TestTheForeseenNetworkIsTheStoredOne(t *testing.T) {
	at := []model.Moment{model.NewDate(2026, 12, 1).At(clockOf(7, 0)), model.NewDate(2026, 12, 5).At(clockOf(7, 0))}
	moments := impact.Moments{Fastest: at, Cheapest: at}
	for name, edit := range map[string]func(d *data.RouteDetail){
		"times": func(d *data.RouteDetail) { d.Trips[0].Calls[1].Dep += 1800; d.Trips[0].Calls[1].Arr += 1800 },
		"a trip added": func(d *data.RouteDetail) {
			extra := d.Trips[0]
			extra.ID = ""
			extra.Calls = []model.Call{{Station: "a", Arr: clockOf(7, 30), Dep: clockOf(7, 30)}, {Station: "c", Arr: clockOf(9, 0), Dep: clockOf(9, 0)}}
			d.Trips = append(d.Trips, extra)
		},
		"trips replaced": func(d *data.RouteDetail) { d.Trips[0].ID = "" },
		"days of a shared calendar": func(d *data.RouteDetail) {
			d.Calendars[0].Days = 0x1f // the other route goes on at weekends
		},
		"a calendar of its own": func(d *data.RouteDetail) {
			d.Calendars = append(d.Calendars, model.Calendar{ID: "own", Days: 0x60, From: model.NewDate(2026, 11, 1), To: model.NewDate(2026, 12, 31)})
			d.Trips[0].Calendar = "own"
		},
		"fares between pairs": func(d *data.RouteDetail) {
			d.Fares.Rules = []model.FareRule{{From: "za", To: "zb", Class: "second", Price: 400}}
			d.Zones = map[model.StationID]model.ZoneID{"a": "za", "b": "zb"}
		},
		"another mode": func(d *data.RouteDetail) { d.Route.Mode = model.Air },
		"a new route": func(d *data.RouteDetail) {
			d.Route.ID, d.Route.Rev, d.Route.Number = "", 0, "3"
			d.Trips[0].ID, d.Trips[0].Route, d.Fares.Route = "", "", ""
			d.Trips[0].Calls[1].Station = "c"
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := data.Open(filepath.Join(t.TempDir(), "n.db"), data.Options{})
			require.NoError(t, err)
			defer func() { require.NoError(t, s.Close()) }()
			e := data.NewEditor(s, anybody{})
			require.NoError(t, e.Replace(t.Context(), twoRoutes(), nil))
			before, err := s.Network(t.Context())
			require.NoError(t, err)
			d, err := s.Route("R1")
			require.NoError(t, err)
			edit(&d)
			foreseen := after(before, d)
			again, err := s.Network(t.Context())
			require.NoError(t, err)
			require.Equal(t, again, before, "looking ahead changes nothing")
			require.NoError(t, e.PutRoute(t.Context(), d))
			stored, err := s.Network(t.Context())
			require.NoError(t, err)
			r, err := impact.Compare(t.Context(), foreseen, stored, moments, nil)
			require.NoError(t, err)
			require.Empty(t, r.Pairs)
			r, err = impact.Compare(t.Context(), before, stored, moments, nil)
			require.NoError(t, err)
			same := name == "trips replaced" || name == "another mode"
			require.Equal(t, same, len(r.Pairs) == 0, "the edit is one that matters")
		})
	}
}
