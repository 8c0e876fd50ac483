package rules

import (
	"maps"
	"slices"

	"tongtu/data/model"
)

// index is a network with the things found by their links.
type index struct {
	values
	linked map[link][]Thing
	priced map[model.RouteID]map[zonePair]bool // pairs of zones the fare tables price
}

type zonePair struct{ from, to model.ZoneID }

func newIndex(v values) *index {
	x := &index{values: v, linked: make(map[link][]Thing, len(v.trips)+4*len(v.stations)), priced: map[model.RouteID]map[zonePair]bool{}}
	for t := range x.things() {
		x.enter(t)
	}
	return x
}

// things yields everything there is, in no order.
func (v *values) things() func(yield func(Thing) bool) {
	return func(yield func(Thing) bool) {
		_ = yield(Thing{Kind: Table}) &&
			each(City, v.cities, yield) && each(Station, v.stations, yield) && each(Operator, v.operators, yield) &&
			each(Route, v.routes, yield) && each(Trip, v.trips, yield) && each(Calendar, v.calendars, yield) &&
			each(Fares, v.fares, yield) && each(Change, v.changes, yield)
	}
}

func each[K ~string, V any](kind Kind, m map[K]*V, yield func(Thing) bool) bool {
	for k := range m {
		if !yield(Thing{kind, string(k)}) {
			return false
		}
	}
	return true
}

func (x *index) enter(t Thing) {
	for _, l := range links(&x.values, t) {
		x.linked[l] = append(x.linked[l], t)
	}
	if t.Kind != Fares {
		return
	}
	if f := x.fares[model.RouteID(t.ID)]; f != nil {
		pairs := make(map[zonePair]bool, len(f.Rules))
		for _, r := range f.Rules {
			pairs[zonePair{r.From, r.To}] = true
		}
		x.priced[f.Route] = pairs
	}
}

func (x *index) leave(t Thing) {
	for _, l := range links(&x.values, t) {
		list := x.linked[l]
		if i := slices.Index(list, t); i >= 0 {
			list[i] = list[len(list)-1]
			list = list[:len(list)-1]
		}
		if len(list) == 0 {
			delete(x.linked, l)
			continue
		}
		x.linked[l] = list
	}
	if t.Kind == Fares {
		delete(x.priced, model.RouteID(t.ID))
	}
}

// update makes v the network and returns the things whose findings may differ.
func (x *index) update(v values) []Thing {
	changed := difference(&x.values, &v)
	dirty := map[Thing]bool{}
	for _, t := range changed {
		x.affected(t, dirty)
		x.leave(t)
	}
	x.values = v
	for _, t := range changed {
		x.enter(t)
	}
	for _, t := range changed {
		x.affected(t, dirty)
	}
	return slices.Collect(maps.Keys(dirty))
}

// affected adds to dirty what the value of t, as x has it, has a say in.
func (x *index) affected(t Thing, dirty map[Thing]bool) {
	dirty[t] = true
	through := func(ls ...link) {
		for _, l := range ls {
			for _, u := range x.linked[l] {
				dirty[u] = true
			}
		}
	}
	switch t.Kind {
	case City:
		through(link{inCity, t.ID, ""})
		if c := x.cities[model.CityID(t.ID)]; c != nil {
			through(link{cityNamed, c.Name, ""}, link{cityAlias, c.Name, ""})
			through(x.around(c.Pos)...)
		}
	case Station:
		through(link{atStation, t.ID, ""})
		if s := x.stations[model.StationID(t.ID)]; s != nil {
			dirty[Thing{City, string(s.City)}] = true
			through(link{stationNamed, string(s.City), s.Name}, link{stationCode, s.Code, ""}, link{namingZone, string(s.Zone), ""})
		}
	case Operator:
		through(link{ofOperator, t.ID, ""})
	case Route:
		through(link{ofRoute, t.ID, ""})
		dirty[Thing{Fares, t.ID}] = true
		if r := x.routes[model.RouteID(t.ID)]; r != nil {
			through(link{routeNumber, string(r.Operator), r.Number})
		}
	case Trip:
		x.affectedByTrip(t, dirty)
		through(link{ofTrip, t.ID, ""})
		if v := x.trips[model.TripID(t.ID)]; v != nil {
			through(likeness(v))
		}
	case Calendar:
		through(link{onCalendar, t.ID, ""})
	case Fares:
		if t.ID == "" {
			each(Trip, x.trips, func(u Thing) bool { dirty[u] = true; return true })
			return
		}
		through(link{ofRoute, t.ID, ""})
	case Change:
		if r := x.changes[t.ID]; r != nil {
			dirty[Thing{Change, reverse(*r).Key()}] = true
		}
	}
}

func (x *index) affectedByTrip(t Thing, dirty map[Thing]bool) {
	v := x.trips[model.TripID(t.ID)]
	if v == nil {
		return
	}
	dirty[Thing{Route, string(v.Route)}] = true
	dirty[Thing{Calendar, string(v.Calendar)}] = true
	for _, c := range v.Calls {
		dirty[Thing{Station, string(c.Station)}] = true
		if s := x.stations[c.Station]; s != nil {
			dirty[Thing{City, string(s.City)}] = true
		}
	}
}

// around are the cells in which what is near p can be.
func (x *index) around(p model.LonLat) []link {
	var out []link
	for _, dx := range []float64{-1, 0, 1} {
		for _, dy := range []float64{-1, 0, 1} {
			a, b := cellAt(p, dx, dy)
			out = append(out, link{cityCell, a, b})
		}
	}
	return out
}

// others are the things of one link but t, in order.
func (x *index) others(t Thing, l link) []Thing {
	list := x.linked[l]
	if len(list) < 2 {
		return nil
	}
	out := slices.DeleteFunc(slices.Clone(list), func(u Thing) bool { return u == t })
	slices.SortFunc(out, Thing.compare)
	return out
}

// earlier is the first thing of a link before t; findings about things that are
// alike are reported of all but the first.
func (x *index) earlier(t Thing, l link) (Thing, bool) {
	var found Thing
	ok := false
	for _, u := range x.linked[l] {
		if u.compare(t) < 0 && (!ok || u.compare(found) < 0) {
			found, ok = u, true
		}
	}
	return found, ok
}

// calls reports whether any trip is under the station.
func (x *index) called(id model.StationID) bool {
	return slices.ContainsFunc(x.linked[link{atStation, string(id), ""}], func(t Thing) bool { return t.Kind == Trip })
}
