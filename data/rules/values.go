package rules

import (
	"tongtu/data/model"
)

// values are the things of a network by their names.
type values struct {
	info      model.Info
	table     model.ChangeTable
	cities    map[model.CityID]*model.City
	stations  map[model.StationID]*model.Station
	operators map[model.OperatorID]*model.Operator
	routes    map[model.RouteID]*model.Route
	trips     map[model.TripID]*model.Trip
	calendars map[model.CalendarID]*model.Calendar
	fares     map[model.RouteID]*model.FareTable
	changes   map[string]*model.ChangeRecord
	twice     map[Thing]bool // identifiers with several values, of which the first counts
}

func valuesOf(n *model.Network) values {
	v := values{info: n.Info, table: n.ChangeTable, twice: map[Thing]bool{}}
	v.cities = byID(&v, City, n.Cities, func(x *model.City) model.CityID { return x.ID })
	v.stations = byID(&v, Station, n.Stations, func(x *model.Station) model.StationID { return x.ID })
	v.operators = byID(&v, Operator, n.Operators, func(x *model.Operator) model.OperatorID { return x.ID })
	v.routes = byID(&v, Route, n.Routes, func(x *model.Route) model.RouteID { return x.ID })
	v.trips = byID(&v, Trip, n.Trips, func(x *model.Trip) model.TripID { return x.ID })
	v.calendars = byID(&v, Calendar, n.Calendars, func(x *model.Calendar) model.CalendarID { return x.ID })
	v.fares = byID(&v, Fares, n.FareTables, func(x *model.FareTable) model.RouteID { return x.Route })
	v.changes = byID(&v, Change, n.Changes, (*model.ChangeRecord).Key)
	return v
}

func byID[K ~string, V any](v *values, kind Kind, list []V, id func(*V) K) map[K]*V {
	m := make(map[K]*V, len(list))
	for i := range list {
		k := id(&list[i])
		if m[k] != nil {
			v.twice[Thing{kind, string(k)}] = true
			continue
		}
		m[k] = &list[i]
	}
	return m
}

// mode of the trip's route; ok is false when it has none.
func (v *values) modeOf(t *model.Trip) (m model.Mode, ok bool) {
	r := v.routes[t.Route]
	if r == nil || r.Mode >= model.NumModes {
		return 0, false
	}
	return r.Mode, true
}
