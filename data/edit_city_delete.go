package data

import (
	"context"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// Use counts what the deletion of a city takes along.
type Use struct {
	Stations int
	Routes   int // left without trips
	Trips    int
}

// CityUse counts what DeleteCity would take along. An unknown city is model.ErrNotFound.
func (s *Store) CityUse(ctx context.Context, ids ...model.CityID) (u Use, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		x, err := consequences(ctx, tx, ids)
		u = Use{Stations: len(x.stations), Routes: len(x.routes), Trips: len(x.trips)}
		return err
	})
	return u, err
}

// A cityRemoval is all that goes with some cities.
type cityRemoval struct {
	cities   []model.City
	stations []model.Station
	trips    []tripUse
	routes   map[model.RouteID]bool // without any trip left
	thinned  map[model.RouteID]bool // with some trips left
}

func consequences(ctx context.Context, tx *bolt.Tx, ids []model.CityID) (x cityRemoval, err error) {
	for _, id := range ids {
		c, err := cities.get(tx, id)
		if err != nil {
			return x, err
		}
		x.cities = append(x.cities, c)
		of, err := stationsOf(tx, id)
		if err != nil {
			return x, err
		}
		x.stations = append(x.stations, of...)
	}
	set := map[model.StationID]bool{}
	for _, st := range x.stations {
		set[st.ID] = true
	}
	if x.trips, err = tripsAt(ctx, tx, set); err != nil {
		return x, err
	}
	lost := map[model.RouteID]int{}
	for _, t := range x.trips {
		lost[t.Route]++
	}
	x.routes, x.thinned = map[model.RouteID]bool{}, map[model.RouteID]bool{}
	for id, n := range lost {
		if n == len(byRoute.keys(tx, string(routeTripOf(id, "")))) {
			x.routes[id] = true
		} else {
			x.thinned[id] = true
		}
	}
	return x, nil
}

// DeleteCity removes the cities, their stations, the trips calling there, the
// routes left without trips, and the records naming any of these.
func (e *Editor) DeleteCity(ctx context.Context, ids ...model.CityID) error {
	return e.run(ctx, func(w *edit) (Command, error) {
		x, err := consequences(ctx, w.tx, distinct(ids))
		if err != nil {
			return Command{}, err
		}
		return about(DeleteCityKind, x.cities), w.removeCities(ctx, x)
	})
}

// about is a command of that kind about cities.
func about(kind Kind, list []model.City) Command {
	c := Command{Kind: kind}
	if len(list) > 0 {
		c.Name, c.ID = list[0].Name, string(list[0].ID)
	}
	if len(list) > 1 {
		c.N = len(list)
	}
	return c
}

func (w *edit) removeCities(ctx context.Context, x cityRemoval) error {
	for _, c := range x.cities {
		if err := cities.del(w, c.ID); err != nil {
			return err
		}
	}
	gone := removal{stations: map[model.StationID]bool{}, routes: x.routes, trips: map[model.TripID]bool{}}
	for _, st := range x.stations {
		gone.stations[st.ID] = true
		if err := stations.del(w, st.ID); err != nil {
			return err
		}
	}
	unused := map[model.CalendarID]bool{}
	for _, t := range x.trips {
		gone.trips[t.ID] = true
		unused[t.Calendar] = true
		if err := w.removeTrip(t.Route, t.ID); err != nil {
			return err
		}
	}
	for _, r := range sortedKeys(x.routes) {
		if err := w.removeRouteRecords(r); err != nil {
			return err
		}
	}
	for _, id := range sortedKeys(x.thinned) {
		r, err := routes.get(w.tx, id)
		if err != nil {
			return err
		}
		r.Rev = w.rev // whoever edits it must see that trips are gone
		if err := routes.put(w, id, r); err != nil {
			return err
		}
	}
	if err := w.dropCalendars(ctx, unused); err != nil {
		return err
	}
	if err := w.dropChanges(ctx, gone); err != nil {
		return err
	}
	return w.dropZones(ctx, x.stations)
}
