// Package plantest holds every planner to one conformance suite: brute force on
// random small networks, validity against the raw network, traced = untraced,
// cancellation.
package plantest

import (
	"cmp"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// unknownCost orders sums of fares first by the number of unknown ones.
const unknownCost = int64(1) << 40

// brute enumerates every journey. It reads the raw network only and shares no
// code with the timetable or a planner.
type brute struct {
	n        model.Network
	q        plan.Query
	trips    map[model.TripID]*model.Trip
	routes   map[model.RouteID]*model.Route
	stations map[model.StationID]*model.Station
	table    model.ChangeTable
	start    model.Moment
	deadline model.Moment

	best    journey
	found   bool
	visited int
	max     int
}

// ride is one leg of a journey.
type ride struct {
	trip          *model.Trip
	day           model.Date
	board, alight int
}

type journey struct {
	rides          []ride
	depart, arrive model.Moment
	cost           int64
}

func (r ride) dep() model.Moment { return r.day.At(r.trip.Calls[r.board].Dep) }
func (r ride) arr() model.Moment { return r.day.At(r.trip.Calls[r.alight].Arr) }

// Brute answers q by looking at every journey of n. ok is false when there are
// more than limit of them; found tells whether any exists.
func Brute(n model.Network, q plan.Query, limit int) (it plan.Itinerary, found, ok bool) {
	b := &brute{n: n, q: q, max: limit, table: n.ChangeTable, start: q.At,
		trips: map[model.TripID]*model.Trip{}, routes: map[model.RouteID]*model.Route{}, stations: map[model.StationID]*model.Station{}}
	if b.table == (model.ChangeTable{}) {
		b.table = model.DefaultChangeTable()
	}
	horizon := q.Horizon
	if horizon == 0 {
		horizon = plan.DefaultHorizon
	}
	b.deadline = q.At.Add(horizon)
	for i := range n.Trips {
		b.trips[n.Trips[i].ID] = &n.Trips[i]
	}
	for i := range n.Routes {
		b.routes[n.Routes[i].ID] = &n.Routes[i]
	}
	for i := range n.Stations {
		b.stations[n.Stations[i].ID] = &n.Stations[i]
	}
	b.extend(nil)
	if b.visited > b.max {
		return plan.Itinerary{}, false, false
	}
	if !b.found {
		return plan.Itinerary{}, false, true
	}
	return b.itinerary(), true, true
}

func (b *brute) extend(path []ride) {
	if b.visited++; b.visited > b.max {
		return
	}
	if len(path) > 0 {
		b.finish(path)
	}
	calendars := map[model.CalendarID]*model.Calendar{}
	for i := range b.n.Calendars {
		calendars[b.n.Calendars[i].ID] = &b.n.Calendars[i]
	}
	for i := range b.n.Trips {
		t := &b.n.Trips[i]
		if !b.q.Modes.Has(b.routes[t.Route].Mode) {
			continue
		}
		for d := b.start.Date() - 6; d <= b.deadline.Date()+1; d++ {
			if !calendars[t.Calendar].Runs(d) {
				continue
			}
			for k := range t.Calls[:len(t.Calls)-1] {
				r := ride{t, d, k, k}
				if t.Calls[k].NoBoard || !b.mayBoard(path, r) {
					continue
				}
				for a := k + 1; a < len(t.Calls); a++ {
					r.alight = a
					if t.Calls[a].NoAlight || r.arr() > b.deadline || slices.Contains(path, r) {
						continue
					}
					b.extend(append(slices.Clip(path), r))
				}
			}
		}
	}
}

func (b *brute) mayBoard(path []ride, r ride) bool {
	at := r.trip.Calls[r.board].Station
	if len(path) == 0 {
		w, ok := b.access(at)
		return ok && r.dep() >= b.start.Add(w)
	}
	prev := path[len(path)-1]
	d, ok := b.change(prev, r)
	return ok && r.dep() >= prev.arr().Add(d)
}

// access is the walk from the origin to station at.
func (b *brute) access(at model.StationID) (model.Second, bool) {
	return b.walk(b.q.From, at, func(r model.ChangeRecord) (near, far model.StationID) { return r.From, r.To })
}

// egress is the walk from station at to the destination.
func (b *brute) egress(at model.StationID) (model.Second, bool) {
	return b.walk(b.q.To, at, func(r model.ChangeRecord) (near, far model.StationID) { return r.To, r.From })
}

func (b *brute) walk(p plan.Place, at model.StationID, ends func(model.ChangeRecord) (near, far model.StationID)) (model.Second, bool) {
	in := func(s model.StationID) bool {
		if p.Station != "" {
			return s == p.Station
		}
		return b.stations[s].City == p.City
	}
	if in(at) {
		return 0, true
	}
	best, ok := model.Second(0), false
	for _, r := range b.n.Changes {
		near, far := ends(r)
		if !r.General() || r.Forbidden || !in(near) || far != at || b.stations[near].City == b.stations[far].City {
			continue
		}
		if !ok || r.Time < best {
			best, ok = r.Time, true
		}
	}
	return best, ok
}

// change is rule 3 of "What an answer means".
func (b *brute) change(x, y ride) (model.Second, bool) {
	s, t := x.trip.Calls[x.alight].Station, y.trip.Calls[y.board].Station
	var applying []model.ChangeRecord
	for _, r := range b.n.Changes {
		if r.From == s && r.To == t &&
			(r.FromRoute == "" || r.FromRoute == x.trip.Route) && (r.ToRoute == "" || r.ToRoute == y.trip.Route) &&
			(r.FromTrip == "" || r.FromTrip == x.trip.ID) && (r.ToTrip == "" || r.ToTrip == y.trip.ID) {
			applying = append(applying, r)
		}
	}
	if len(applying) > 0 {
		slices.SortFunc(applying, func(a, c model.ChangeRecord) int {
			forbidden := func(r model.ChangeRecord) int {
				if r.Forbidden {
					return 1
				}
				return 0
			}
			return cmp.Or(-cmp.Compare(a.Specificity(), c.Specificity()), cmp.Compare(forbidden(a), forbidden(c)), cmp.Compare(a.Time, c.Time))
		})
		return applying[0].Time, !applying[0].Forbidden
	}
	if b.stations[s].City != b.stations[t].City {
		return 0, false
	}
	m, n := b.routes[x.trip.Route].Mode, b.routes[y.trip.Route].Mode
	if s == t {
		if b.q.MinChange != nil {
			return *b.q.MinChange, true
		}
		return b.table.Same[n], true
	}
	return b.table.Other[m][n], true
}

// finish considers path as a whole journey.
func (b *brute) finish(path []ride) {
	last := path[len(path)-1]
	out, ok := b.egress(last.trip.Calls[last.alight].Station)
	if !ok || last.arr().Add(out) > b.deadline {
		return
	}
	in, _ := b.access(path[0].trip.Calls[path[0].board].Station)
	j := journey{rides: path, depart: path[0].dep().Add(-in), arrive: last.arr().Add(out)}
	for _, r := range path {
		f := b.fare(r)
		if !f.Known() {
			j.cost += unknownCost
			continue
		}
		j.cost += int64(f)
	}
	if !b.found || b.compare(j, b.best) < 0 {
		b.best, b.found = j, true
		b.best.rides = slices.Clone(path)
	}
}

func (b *brute) compare(x, y journey) int {
	arrive := cmp.Compare(x.arrive, y.arrive)
	depart := -cmp.Compare(x.depart, y.depart)
	changes := cmp.Compare(len(x.rides), len(y.rides))
	cost := cmp.Compare(x.cost, y.cost)
	ids := slices.CompareFunc(x.rides, y.rides, func(p, q ride) int {
		return cmp.Or(cmp.Compare(p.trip.ID, q.trip.ID), cmp.Compare(p.day, q.day), cmp.Compare(p.board, q.board), cmp.Compare(p.alight, q.alight))
	})
	switch b.q.By {
	case plan.Cheapest:
		return cmp.Or(cost, arrive, depart, changes, ids)
	case plan.Changes:
		return cmp.Or(changes, arrive, depart, cost, ids)
	}
	return cmp.Or(arrive, depart, changes, cost, ids)
}
