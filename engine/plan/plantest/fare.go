package plantest

import (
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// fare is rule 4 of "What an answer means": the cheapest known class.
func (b *brute) fare(r ride) model.Fen {
	f, _ := b.fareClass(r)
	return f
}

func (b *brute) fareClass(r ride) (best model.Fen, class model.Class) {
	best = model.UnknownFen
	rules := b.matching(r)
	classes := map[model.Class]bool{}
	for _, x := range rules {
		classes[x.Class] = true
	}
	for _, c := range r.trip.Classes {
		classes[c] = true
	}
	for c := range classes {
		if !b.allowed(c) {
			continue
		}
		f := b.classFare(r, c, rules)
		if f.Known() && (!best.Known() || f < best) {
			best, class = f, c
		}
	}
	return best, class
}

func (b *brute) allowed(c model.Class) bool {
	return len(b.q.Classes) == 0 || slices.Contains(b.q.Classes, c)
}

func (b *brute) classFare(r ride, c model.Class, rules []model.FareRule) model.Fen {
	price := model.UnknownFen
	for _, x := range rules {
		if x.Class == c && (!price.Known() || x.Price < price) {
			price = x.Price
		}
	}
	k := slices.Index(r.trip.Classes, c)
	if price.Known() || k < 0 || c == "" && len(rules) > 0 {
		return price
	}
	from, to := r.trip.Calls[r.board].Fares, r.trip.Calls[r.alight].Fares
	if len(from) == 0 || len(to) == 0 || !from[k].Known() || !to[k].Known() {
		return model.UnknownFen
	}
	return to[k] - from[k] + r.trip.Fee
}

func (b *brute) matching(r ride) []model.FareRule {
	from := b.stations[r.trip.Calls[r.board].Station].Zone
	to := b.stations[r.trip.Calls[r.alight].Station].Zone
	var out []model.FareRule
	for _, t := range b.n.FareTables {
		if t.Route != "" && t.Route != r.trip.Route {
			continue
		}
		for _, x := range t.Rules {
			if (x.From == "" || x.From == from) && (x.To == "" || x.To == to) {
				out = append(out, x)
			}
		}
	}
	return out
}

// itinerary puts j into the form of an answer.
func (b *brute) itinerary(j journey) (it plan.Itinerary) {
	for i, r := range j.rides {
		t, calls := r.trip, r.trip.Calls
		from, to := calls[r.board].Station, calls[r.alight].Station
		if i == 0 {
			if w, _ := b.access(from); b.stations[from].City != b.cityOf(b.q.From) {
				it.Legs = append(it.Legs, walkLeg("", from, r.dep().Add(-w), w))
			}
		} else if prev := j.rides[i-1]; b.stations[prev.trip.Calls[prev.alight].Station].City != b.stations[from].City {
			d, _ := b.change(prev, r)
			it.Legs = append(it.Legs, walkLeg(prev.trip.Calls[prev.alight].Station, from, prev.arr(), d))
		}
		route := b.routes[t.Route]
		leg := plan.Leg{Mode: route.Mode, Route: route.ID, Number: route.Number, Trip: t.ID, Day: r.day,
			Board: r.board, Alight: r.alight, From: from, To: to, Depart: r.dep(), Arrive: r.arr()}
		leg.Fare, leg.Class = b.fareClass(r)
		it.Legs = append(it.Legs, leg)
		if i == len(j.rides)-1 {
			if w, _ := b.egress(to); b.stations[to].City != b.cityOf(b.q.To) {
				it.Legs = append(it.Legs, walkLeg(to, "", r.arr(), w))
			}
		}
	}
	it.Summarise()
	return it
}

func (b *brute) cityOf(p plan.Place) model.CityID {
	if p.Station != "" {
		return b.stations[p.Station].City
	}
	return p.City
}

func walkLeg(from, to model.StationID, depart model.Moment, d model.Second) plan.Leg {
	return plan.Leg{Walk: true, From: from, To: to, Depart: depart, Arrive: depart.Add(d)}
}
