package data

import (
	"context"

	bolt "go.etcd.io/bbolt"

	"tongtu/data/model"
)

// Empty reports whether the network is known to have no city.
func (s *Store) Empty() bool {
	empty := false // a file that cannot be read has something in it
	_ = s.view(func(tx *bolt.Tx) error {
		k, _ := cities.in(tx).Cursor().First()
		empty = k == nil
		return nil
	})
	return empty
}

// Revision counts the committed edits; 0 also when the file cannot be read.
func (s *Store) Revision() uint64 {
	var rev uint64
	_ = s.view(func(tx *bolt.Tx) (err error) {
		rev, err = number(tx, keyRevision)
		return err
	})
	return rev
}

// Network reads everything a timetable is compiled from, at one revision.
func (s *Store) Network(ctx context.Context) (model.Network, error) {
	var n model.Network
	err := s.view(func(tx *bolt.Tx) (err error) {
		n, err = network(ctx, tx)
		return err
	})
	if err != nil {
		return model.Network{}, err
	}
	return n, nil
}

func network(ctx context.Context, tx *bolt.Tx) (n model.Network, err error) {
	steps := []func() error{
		func() (err error) { n.Revision, err = number(tx, keyRevision); return err },
		func() (err error) { n.Info, err = infos.need(tx, keyInfo); return err },
		func() (err error) { n.ChangeTable, err = tables.need(tx, keyTable); return err },
		func() (err error) { n.Cities, err = cities.load(ctx, tx); return err },
		func() (err error) { n.Stations, err = stations.load(ctx, tx); return err },
		func() (err error) { n.Operators, err = operators.load(ctx, tx); return err },
		func() (err error) { n.Routes, err = routes.load(ctx, tx); return err },
		func() (err error) { n.Trips, err = trips.load(ctx, tx); return err },
		func() (err error) { n.Calendars, err = calendars.load(ctx, tx); return err },
		func() (err error) { n.Shapes, err = loadShapes(ctx, tx); return err },
		func() (err error) { n.FareTables, err = fares.load(ctx, tx); return err },
		func() (err error) { n.Changes, err = changes.load(ctx, tx); return err },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return n, err
		}
	}
	return n, nil
}

func loadShapes(ctx context.Context, tx *bolt.Tx) ([]model.Shape, error) {
	if nested(tx, shapes.root, shapes.name) == nil {
		return nil, nil
	}
	return shapes.load(ctx, tx)
}

// Info describes the network as a whole.
func (s *Store) Info(context.Context) (info model.Info, err error) {
	err = s.view(func(tx *bolt.Tx) (err error) {
		info, err = infos.need(tx, keyInfo)
		return err
	})
	return info, err
}

// Cities returns every city, sorted by id.
func (s *Store) Cities(ctx context.Context) ([]model.City, error) { return loadAll(ctx, s, cities) }

// Stations returns every station, sorted by id.
func (s *Store) Stations(ctx context.Context) ([]model.Station, error) {
	return loadAll(ctx, s, stations)
}

// Routes returns every route, sorted by id.
func (s *Store) Routes(ctx context.Context) ([]model.Route, error) { return loadAll(ctx, s, routes) }

// Operators returns every operator, sorted by id.
func (s *Store) Operators(ctx context.Context) ([]model.Operator, error) {
	return loadAll(ctx, s, operators)
}

// ChangeRecords returns every change record.
func (s *Store) ChangeRecords(ctx context.Context) ([]model.ChangeRecord, error) {
	return loadAll(ctx, s, changes)
}

// ChangeTable is what counts where no change record does.
func (s *Store) ChangeTable(context.Context) (t model.ChangeTable, err error) {
	err = s.view(func(tx *bolt.Tx) (err error) {
		t, err = tables.need(tx, keyTable)
		return err
	})
	return t, err
}

// Calls counts the trips that call at each station.
func (s *Store) Calls(ctx context.Context) (map[model.StationID]int, error) {
	all, err := loadAll(ctx, s, tripUses)
	if err != nil {
		return nil, err
	}
	n := map[model.StationID]int{}
	for _, t := range all {
		seen := map[model.StationID]bool{}
		for _, c := range t.Calls {
			if !seen[c.Station] {
				seen[c.Station] = true
				n[c.Station]++
			}
		}
	}
	return n, nil
}

// Calendars returns every calendar, sorted by id.
func (s *Store) Calendars(ctx context.Context) ([]model.Calendar, error) {
	return loadAll(ctx, s, calendars)
}

func loadAll[K ~string, V any](ctx context.Context, s *Store, b bucket[K, V]) (out []V, err error) {
	err = s.view(func(tx *bolt.Tx) (err error) {
		out, err = b.load(ctx, tx)
		return err
	})
	return out, err
}

// City returns one city or model.ErrNotFound.
func (s *Store) City(id model.CityID) (c model.City, err error) {
	err = s.view(func(tx *bolt.Tx) (err error) {
		c, err = cities.get(tx, id)
		return err
	})
	return c, err
}

// StationsOf returns the stations of one city, sorted by id.
func (s *Store) StationsOf(id model.CityID) (out []model.Station, err error) {
	err = s.view(func(tx *bolt.Tx) (err error) {
		out, err = stationsOf(tx, id)
		return err
	})
	return out, err
}

func stationsOf(tx *bolt.Tx, id model.CityID) (out []model.Station, err error) {
	for st, err := range stations.all(tx) {
		if err != nil {
			return nil, err
		}
		if st.City == id {
			out = append(out, st)
		}
	}
	return out, nil
}

// RouteDetail is a route with all that belongs to it.
type RouteDetail struct {
	Route     model.Route
	Trips     []model.Trip     // complete, sorted by id when read
	Calendars []model.Calendar // of the trips, sorted by id when read
	Fares     model.FareTable  // pair fares of this route; no rules: none

	// Operator is a new operator that PutRoute is to store with the route. It is
	// nil when read.
	Operator *model.Operator

	// Zones are fare zones that PutRoute is to give to stations without one, for
	// rules in Fares to name. It is nil when read.
	Zones map[model.StationID]model.ZoneID
}

// Route returns one route with its trips, or model.ErrNotFound.
func (s *Store) Route(id model.RouteID) (d RouteDetail, err error) {
	err = s.view(func(tx *bolt.Tx) (err error) {
		d, err = routeDetail(tx, id)
		return err
	})
	return d, err
}

func routeDetail(tx *bolt.Tx, id model.RouteID) (d RouteDetail, err error) {
	if d.Route, err = routes.get(tx, id); err != nil {
		return d, err
	}
	wanted := map[model.CalendarID]bool{}
	for _, key := range byRoute.keys(tx, string(routeTripOf(id, ""))) {
		t, err := trips.need(tx, key.trip())
		if err != nil {
			return d, err
		}
		d.Trips = append(d.Trips, t)
		wanted[t.Calendar] = true
	}
	for _, id := range sortedKeys(wanted) {
		c, err := calendars.need(tx, id)
		if err != nil {
			return d, err
		}
		d.Calendars = append(d.Calendars, c)
	}
	d.Fares, _, err = fares.find(tx, fareKeyOf(id))
	d.Fares.Route = id
	return d, err
}
