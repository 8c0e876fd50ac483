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

	calendars map[model.CalendarID]*model.Calendar
	table     model.ChangeTable
	start     model.Moment // earliest departure
	deadline  model.Moment // latest arrival

	front   []journey // the answer so far: one journey, or the Pareto set
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

// newBrute prepares for enumerating.
func newBrute(n model.Network, q plan.Query) *brute {
	b := &brute{n: n, q: q, table: n.ChangeTable, start: q.At,
		trips: map[model.TripID]*model.Trip{}, routes: map[model.RouteID]*model.Route{},
		stations: map[model.StationID]*model.Station{}, calendars: map[model.CalendarID]*model.Calendar{}}
	if b.table == (model.ChangeTable{}) {
		b.table = model.DefaultChangeTable()
	}
	horizon := q.Horizon
	if horizon == 0 {
		horizon = plan.DefaultHorizon
	}
	b.deadline = q.At.Add(horizon)
	if q.Arrive {
		b.start, b.deadline = q.At.Add(-horizon), q.At
	}
	for i := range n.Trips {
		b.trips[n.Trips[i].ID] = &n.Trips[i]
	}
	for i := range n.Routes {
		b.routes[n.Routes[i].ID] = &n.Routes[i]
	}
	for i := range n.Stations {
		b.stations[n.Stations[i].ID] = &n.Stations[i]
	}
	for i := range n.Calendars {
		b.calendars[n.Calendars[i].ID] = &n.Calendars[i]
	}
	return b
}

// Brute answers q by looking at every journey of n; an empty answer means that
// there is none. ok is false when there are more than limit journeys.
func Brute(n model.Network, q plan.Query, limit int) (its []plan.Itinerary, ok bool) {
	b := newBrute(n, q)
	b.max = limit
	b.extend(nil)
	if b.visited > b.max {
		return nil, false
	}
	slices.SortFunc(b.front, b.compare)
	for _, j := range b.front {
		its = append(its, b.itinerary(j))
	}
	return its, true
}

func (b *brute) extend(path []ride) {
	if b.visited++; b.visited > b.max {
		return
	}
	if len(path) > 0 {
		b.finish(path)
	}
	for i := range b.n.Trips {
		t := &b.n.Trips[i]
		if !b.q.Modes.Has(b.routes[t.Route].Mode) || b.avoided(t) {
			continue
		}
		for d := b.start.Date() - 6; d <= b.deadline.Date()+1; d++ {
			if !b.calendars[t.Calendar].Runs(d) {
				continue
			}
			for k := range t.Calls[:len(t.Calls)-1] {
				r := ride{t, d, k, k}
				if t.Calls[k].NoBoard || b.avoidedAt(t.Calls[k].Station) || !b.mayBoard(path, r) {
					continue
				}
				for a := k + 1; a < len(t.Calls); a++ {
					r.alight = a
					if t.Calls[a].NoAlight || b.avoidedAt(t.Calls[a].Station) || r.arr() > b.deadline || slices.Contains(path, r) {
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
	j.rides = slices.Clone(path)
	if b.within(j) && b.passes(path) {
		b.keep(j)
	}
}

// keep puts j into the answer if it belongs there.
func (b *brute) keep(j journey) {
	if b.q.By == plan.Best {
		if slices.ContainsFunc(b.front, func(x journey) bool { return b.dominates(x, j) }) {
			return
		}
		b.front = slices.DeleteFunc(b.front, func(x journey) bool { return b.dominates(j, x) })
		b.front = append(b.front, j)
		return
	}
	if len(b.front) == 0 || b.compare(j, b.front[0]) < 0 {
		b.front = []journey{j}
	}
}

// dominates reports whether x is at least as good as y in everything the front
// is over. Every unknown fare counts the same, and as more than any known one.
func (b *brute) dominates(x, y journey) bool {
	time := x.arrive <= y.arrive
	if b.q.Arrive {
		time = x.depart >= y.depart
	}
	if b.q.Window > 0 {
		time = x.arrive <= y.arrive && x.depart >= y.depart
	}
	fare := b.q.NoFares || min(x.cost, unknownCost) <= min(y.cost, unknownCost)
	return time && fare && len(x.rides) <= len(y.rides)
}

// compare orders journeys by the criterion and its ties; with Arrive everything
// is mirrored, the order of the rides included.
func (b *brute) compare(x, y journey) int {
	arrive := cmp.Compare(x.arrive, y.arrive)
	depart := -cmp.Compare(x.depart, y.depart)
	if b.q.Arrive {
		arrive, depart = depart, arrive
	}
	changes := cmp.Compare(len(x.rides), len(y.rides))
	cost := cmp.Compare(x.cost, y.cost)
	switch b.q.By {
	case plan.Cheapest:
		return cmp.Or(cost, arrive, depart, changes, b.compareRides(x, y))
	case plan.Changes:
		return cmp.Or(changes, arrive, depart, cost, b.compareRides(x, y))
	case plan.Best:
		return cmp.Or(cmp.Compare(x.arrive, y.arrive), cost, changes, cmp.Compare(x.depart, y.depart))
	}
	return cmp.Or(arrive, depart, changes, cost, b.compareRides(x, y))
}

func (b *brute) compareRides(x, y journey) int {
	if !b.q.Arrive {
		return slices.CompareFunc(x.rides, y.rides, func(p, q ride) int {
			return cmp.Or(cmp.Compare(p.trip.ID, q.trip.ID), cmp.Compare(p.day, q.day), cmp.Compare(p.board, q.board), cmp.Compare(p.alight, q.alight))
		})
	}
	u, v := slices.Clone(x.rides), slices.Clone(y.rides)
	slices.Reverse(u)
	slices.Reverse(v)
	return slices.CompareFunc(u, v, func(p, q ride) int {
		return cmp.Or(cmp.Compare(p.trip.ID, q.trip.ID), cmp.Compare(q.day, p.day), cmp.Compare(q.alight, p.alight), cmp.Compare(q.board, p.board))
	})
}
