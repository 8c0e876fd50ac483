package exchange

import (
	"slices"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// Merge lays the network add over old: what is new is added, what an earlier
// import of the same brought is updated, what is there already stays; nothing
// is taken away. An identifier that stands for something else in old gets the
// prefix, and so it is found again when the same is imported once more.
//
// Two elements with one identifier are the same thing when: cities have one
// name or lie within 30 km, stations have one name or lie within 1 km, operators
// have one name; trips run between the same ends, or are of the same route and
// call mostly at the same stations;
// routes have one number and mode or share a trip; calendars and shapes are
// equal or belong to one trip.
//
// Networks of different time zones, or with fares in different currencies,
// cannot be one: that is an error made of *feed.Error values.
func Merge(old, add model.Network, prefix string) (model.Network, Diff, error) {
	m := newMerger(old, add, prefix)
	if err := m.compatible(); err != nil {
		return model.Network{}, Diff{}, err
	}
	m.identify()
	m.rename()
	m.out = m.old
	lay(m, KindCity, &m.out.Cities, m.add.Cities, cityID)
	lay(m, KindStation, &m.out.Stations, m.add.Stations, stationID)
	lay(m, KindOperator, &m.out.Operators, m.add.Operators, operatorID)
	lay(m, KindRoute, &m.out.Routes, m.add.Routes, routeID)
	lay(m, KindTrip, &m.out.Trips, m.add.Trips, tripID)
	lay(m, KindCalendar, &m.out.Calendars, m.add.Calendars, calendarID)
	lay(m, KindShape, &m.out.Shapes, m.add.Shapes, shapeID)
	m.fares()
	m.changes()
	m.info()
	return m.out.Sorted(), m.diff, nil
}

func cityID(c model.City) model.CityID             { return c.ID }
func stationID(s model.Station) model.StationID    { return s.ID }
func operatorID(o model.Operator) model.OperatorID { return o.ID }
func routeID(r model.Route) model.RouteID          { return r.ID }
func tripID(t model.Trip) model.TripID             { return t.ID }
func shapeID(s model.Shape) model.ShapeID          { return s.ID }
func calendarID(c model.Calendar) model.CalendarID { return c.ID }

// merger is one Merge under way.
type merger struct {
	old, add, out model.Network
	prefix        string
	diff          Diff

	// Where the elements of old are.
	oldCities    map[model.CityID]int
	oldStations  map[model.StationID]int
	oldOperators map[model.OperatorID]int
	oldRoutes    map[model.RouteID]int
	oldTrips     map[model.TripID]int
	oldCalendars map[model.CalendarID]int
	oldShapes    map[model.ShapeID]int

	// What the identifiers of add become; absent: what they are.
	cities    map[model.CityID]model.CityID
	stations  map[model.StationID]model.StationID
	operators map[model.OperatorID]model.OperatorID
	routes    map[model.RouteID]model.RouteID
	trips     map[model.TripID]model.TripID
	calendars map[model.CalendarID]model.CalendarID
	shapes    map[model.ShapeID]model.ShapeID
	zones     map[model.ZoneID]model.ZoneID
}

func newMerger(old, add model.Network, prefix string) *merger {
	m := &merger{old: old, add: add, prefix: prefix, diff: Diff{Tallies: make(map[Kind]Tally)},
		oldCities: model.Index(old.Cities, cityID), oldStations: model.Index(old.Stations, stationID), oldOperators: model.Index(old.Operators, operatorID),
		oldRoutes: model.Index(old.Routes, routeID), oldTrips: model.Index(old.Trips, tripID), oldCalendars: model.Index(old.Calendars, calendarID), oldShapes: model.Index(old.Shapes, shapeID),
		cities: make(map[model.CityID]model.CityID), stations: make(map[model.StationID]model.StationID),
		operators: make(map[model.OperatorID]model.OperatorID), routes: make(map[model.RouteID]model.RouteID),
		trips: make(map[model.TripID]model.TripID), calendars: make(map[model.CalendarID]model.CalendarID), shapes: make(map[model.ShapeID]model.ShapeID), zones: make(map[model.ZoneID]model.ZoneID)}
	return m
}

// compatible refuses networks that cannot be one.
func (m *merger) compatible() error {
	zone := func(i model.Info) string {
		if i.Zone == "" {
			return "Asia/Shanghai"
		}
		return i.Zone
	}
	var prob feed.Problems
	if a, b := zone(m.old.Info), zone(m.add.Info); a != b {
		prob.Refuse(feed.Error{File: m.add.Info.Source, Code: feed.CodeAgencyZones, Value: a + ", " + b})
	}
	if a, b := m.old.Info.Currency, m.add.Info.Currency; a != b && a != "" && b != "" && priced(m.add) {
		prob.Refuse(feed.Error{File: m.add.Info.Source, Code: feed.CodeCurrencyMixed, Value: a + ", " + b})
	}
	return prob.Err()
}

// priced reports whether n has any fare.
func priced(n model.Network) bool {
	return len(n.FareTables) > 0 || slices.ContainsFunc(n.Trips, func(t model.Trip) bool { return len(t.Classes) > 0 })
}

// pick decides what the identifier id becomes.
func pick[K ~string](m *merger, kind Kind, id K, known func(K) bool, same func(K) bool, into map[K]K) K {
	prefixed := K(m.prefix) + id
	switch {
	case known(prefixed):
		into[id] = prefixed
	case !known(id) || same(id):
		return id
	default:
		into[id] = prefixed
		m.diff.renamed(kind, string(id), string(prefixed))
	}
	return prefixed
}

// became is what an identifier of add is in the end.
func became[K comparable](m map[K]K, id K) K {
	if to, ok := m[id]; ok {
		return to
	}
	return id
}

func knownIn[K comparable](m map[K]int) func(K) bool {
	return func(id K) bool { _, ok := m[id]; return ok }
}

// identify finds out which elements of add are which of old.
func (m *merger) identify() {
	for _, c := range m.add.Cities {
		pick(m, KindCity, c.ID, knownIn(m.oldCities), func(id model.CityID) bool {
			o := m.old.Cities[m.oldCities[id]]
			return o.Name == c.Name || near(o.Pos, c.Pos, 30)
		}, m.cities)
	}
	for _, s := range m.add.Stations {
		pick(m, KindStation, s.ID, knownIn(m.oldStations), func(id model.StationID) bool {
			o := m.old.Stations[m.oldStations[id]]
			return o.Name == s.Name || near(o.Pos, s.Pos, 1)
		}, m.stations)
	}
	for _, op := range m.add.Operators {
		pick(m, KindOperator, op.ID, knownIn(m.oldOperators), func(id model.OperatorID) bool {
			return m.old.Operators[m.oldOperators[id]].Name == op.Name
		}, m.operators)
	}
	m.identifyTrips()
	m.identifyZones()
}

// identifyTrips decides about routes, trips and calendars, which know each
// other by the trips they share.
func (m *merger) identifyTrips() {
	linkedRoutes := make(map[model.RouteID]bool)
	for _, t := range m.add.Trips {
		if o, ok := m.oldTrips[t.ID]; ok && m.akin(m.old.Trips[o], t) && m.old.Trips[o].Route == t.Route {
			linkedRoutes[t.Route] = true
		}
	}
	for _, r := range m.add.Routes {
		pick(m, KindRoute, r.ID, knownIn(m.oldRoutes), func(id model.RouteID) bool {
			o := m.old.Routes[m.oldRoutes[id]]
			return o.Number == r.Number && o.Mode == r.Mode || linkedRoutes[id]
		}, m.routes)
	}
	linkedShapes := make(map[model.ShapeID]bool)
	linkedCalendars := make(map[model.CalendarID]bool)
	for _, t := range m.add.Trips {
		id := pick(m, KindTrip, t.ID, knownIn(m.oldTrips), func(id model.TripID) bool {
			o := m.old.Trips[m.oldTrips[id]]
			return m.akin(o, t) || o.Route == became(m.routes, t.Route) && m.overlap(o, t)
		}, m.trips)
		if o, ok := m.oldTrips[id]; ok {
			linkedCalendars[t.Calendar] = linkedCalendars[t.Calendar] || m.old.Trips[o].Calendar == t.Calendar
			linkedShapes[t.Shape] = linkedShapes[t.Shape] || m.old.Trips[o].Shape == t.Shape
		}
	}
	for _, s := range m.add.Shapes {
		pick(m, KindShape, s.ID, knownIn(m.oldShapes), func(id model.ShapeID) bool {
			return linkedShapes[id] || equal(m.old.Shapes[m.oldShapes[id]], s)
		}, m.shapes)
	}
	for _, c := range m.add.Calendars {
		pick(m, KindCalendar, c.ID, knownIn(m.oldCalendars), func(id model.CalendarID) bool {
			return linkedCalendars[id] || equal(m.old.Calendars[m.oldCalendars[id]], c)
		}, m.calendars)
	}
}

// akin reports whether a trip of add runs between the ends of one of old.
func (m *merger) akin(o, t model.Trip) bool {
	if len(o.Calls) == 0 || len(t.Calls) == 0 {
		return false
	}
	return o.Calls[0].Station == became(m.stations, t.Calls[0].Station) &&
		o.Calls[len(o.Calls)-1].Station == became(m.stations, t.Calls[len(t.Calls)-1].Station)
}

// overlap reports whether a trip of add calls mostly where one of old does.
func (m *merger) overlap(o, t model.Trip) bool {
	at := make(map[model.StationID]bool, len(o.Calls))
	for _, c := range o.Calls {
		at[c.Station] = true
	}
	shared := 0
	for _, c := range t.Calls {
		if at[became(m.stations, c.Station)] {
			shared++
		}
	}
	return 2*shared >= max(len(o.Calls), len(t.Calls))
}

// identifyZones tells zones apart: one that a station has in both networks is
// the same; one that only other stations of old have gets the prefix.
func (m *merger) identifyZones() {
	foreign, same := make(map[model.ZoneID]bool), make(map[model.ZoneID]bool)
	for _, s := range m.old.Stations {
		foreign[s.Zone] = true
	}
	for _, s := range m.add.Stations {
		i, known := m.oldStations[became(m.stations, s.ID)]
		if !known || s.Zone == "" {
			continue
		}
		switch m.old.Stations[i].Zone {
		case s.Zone:
			same[s.Zone] = true
		case model.ZoneID(m.prefix) + s.Zone:
			m.zones[s.Zone] = model.ZoneID(m.prefix) + s.Zone
		}
	}
	for _, s := range m.add.Stations {
		if s.Zone != "" && foreign[s.Zone] && !same[s.Zone] {
			m.zones[s.Zone] = model.ZoneID(m.prefix) + s.Zone
		}
	}
}

// lay puts the elements of one kind over those that are there.
func lay[K ~string, V any](m *merger, kind Kind, out *[]V, add []V, id func(V) K) {
	list := slices.Clone(*out)
	at := model.Index(list, id)
	for _, v := range add {
		i, known := at[id(v)]
		switch {
		case !known:
			at[id(v)] = len(list)
			list = append(list, v)
			m.diff.count(kind, func(t *Tally) { t.Added++ })
		case equal(list[i], v):
			m.diff.count(kind, func(t *Tally) { t.Same++ })
		default:
			m.diff.updated(kind, string(id(v)), list[i], v)
			list[i] = v
		}
	}
	// A renamed element was counted when it was renamed.
	m.diff.count(kind, func(t *Tally) { t.Added -= t.Renamed })
	*out = list
}

// info keeps what describes old, and adds where add came from.
func (m *merger) info() {
	i := &m.out.Info
	if i.Currency == "" && !priced(m.old) {
		i.Currency = m.add.Info.Currency
	}
	switch from := m.add.Info.Source; {
	case i.Source == "":
		i.Source = from
	case from != "" && !slices.Contains(sources(i.Source), from):
		i.Source += " + " + from
	}
}
