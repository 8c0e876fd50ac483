package planner

import (
	"cmp"
	"slices"

	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/widgets/mapview"
)

// ready is what the screen derives once from each timetable.
type ready struct {
	tt       *timetable.Timetable
	places   *place.Index
	days     span
	modes    []model.Mode // present in the network
	examples []example
	ranks    map[model.CityID]int // importance on the map, 1 the highest
	backdrop mapview.Network
}

// example is a query to start with.
type example struct {
	from, to plan.Place
	by       plan.Criterion
}

// prepare indexes tt; some 30 ms for the whole country.
func prepare(tt *timetable.Timetable) *ready {
	r := &ready{tt: tt, places: place.New(tt.Cities(), tt.Stations()), days: span{tt.FirstDay(), tt.LastDay()}}
	present := tt.Modes()
	for m := range model.Mode(model.NumModes) {
		if present != 0 && present.Has(m) {
			r.modes = append(r.modes, m)
		}
	}
	trips := traffic(tt)
	r.examples = examples(tt, trips)
	r.ranks = ranks(tt.Cities(), trips)
	r.backdrop = backdrop(tt)
	return r
}

// traffic counts the hops of trips at each city.
func traffic(tt *timetable.Timetable) map[model.CityID]int {
	trips := map[model.CityID]int{}
	for _, l := range tt.Links() {
		trips[l.A] += l.Trips
		trips[l.B] += l.Trips
	}
	return trips
}

// landmarks is how many cities are named on the map at every scale.
const landmarks = 8

// ranks are the cities' own, the busiest seats raised to landmarks, or where a
// network has none, by traffic in about the proportions of capitals, seats and
// other towns.
func ranks(cs []model.City, trips map[model.CityID]int) map[model.CityID]int {
	out := make(map[model.CityID]int, len(cs))
	own := false
	for _, c := range cs {
		out[c.ID] = int(rank(c))
		own = own || c.Rank != 0
	}
	order := slices.Clone(cs)
	slices.SortStableFunc(order, func(a, b model.City) int { return cmp.Compare(trips[b.ID], trips[a.ID]) })
	if own {
		order = slices.DeleteFunc(order, func(c model.City) bool { return c.Rank != 2 })
		for _, c := range first(order, landmarks) {
			out[c.ID] = 1
		}
		return out
	}
	for i, c := range order {
		switch {
		case i < landmarks:
			out[c.ID] = 1
		case i < 40:
			out[c.ID] = 2
		case i < 180:
			out[c.ID] = 3
		default:
			out[c.ID] = 4
		}
	}
	return out
}

// hubs is among how many cities examples are chosen.
const hubs = 8

// examples picks queries between the cities with the most traffic, near and far.
func examples(tt *timetable.Timetable, trips map[model.CityID]int) []example {
	var busy []model.City
	for _, c := range tt.Cities() {
		if trips[c.ID] > 0 {
			busy = append(busy, c)
		}
	}
	slices.SortStableFunc(busy, func(a, b model.City) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(trips[b.ID], trips[a.ID]))
	})
	busy = first(busy, hubs)
	var out []example
	by := []plan.Criterion{plan.Fastest, plan.Cheapest, plan.Changes}
	for len(busy) >= 2 && len(out) < len(by) {
		to := 1
		if len(out) > 0 {
			to = farthest(busy)
		}
		out = append(out, example{plan.Place{City: busy[0].ID}, plan.Place{City: busy[to].ID}, by[len(out)]})
		busy = append(busy[1:to:to], busy[to+1:]...)
	}
	return out
}

// rank puts cities without one last.
func rank(c model.City) uint8 {
	if c.Rank == 0 {
		return 4
	}
	return c.Rank
}

// farthest is the index of the city most degrees away from the first.
func farthest(cs []model.City) int {
	best, far := 1, 0.0
	for i, c := range cs[1:] {
		x, y := c.Pos.Lon-cs[0].Pos.Lon, c.Pos.Lat-cs[0].Pos.Lat
		if d := x*x + y*y; d > far {
			best, far = i+1, d
		}
	}
	return best
}
