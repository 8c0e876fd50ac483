package planner

import (
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// offer is one journey in the list, with the criteria it is the answer to.
type offer struct {
	it   plan.Itinerary
	wins []plan.Criterion // empty: a later departure
}

// offers is the list in the order it is shown, without doubles.
type offers []offer

// add returns o with it appended, or when it is there with a note that it
// answers by too. O itself does not change: it may be on the screen already.
func (o offers) add(it plan.Itinerary, by ...plan.Criterion) offers {
	out := slices.Clone(o)
	i := slices.IndexFunc(out, func(x offer) bool { return sameJourney(x.it, it) })
	if i < 0 {
		return append(out, offer{it: it, wins: by})
	}
	out[i].wins = slices.Clone(out[i].wins)
	for _, c := range by {
		if !slices.Contains(out[i].wins, c) {
			out[i].wins = append(out[i].wins, c)
		}
	}
	return out
}

// sameJourney reports whether a and b use the same seats: the same rides on the
// same days between the same calls.
func sameJourney(a, b plan.Itinerary) bool {
	return slices.EqualFunc(a.Legs, b.Legs, func(x, y plan.Leg) bool {
		return x.Walk == y.Walk && x.Trip == y.Trip && x.Day == y.Day && x.Board == y.Board && x.Alight == y.Alight &&
			x.From == y.From && x.To == y.To
	})
}

// honours lists what o may be called. A journey of unknown price is never
// called the cheapest.
func (o offer) honours() []plan.Criterion {
	out := slices.Clone(o.wins)
	if !o.it.Fare.Known() {
		out = slices.DeleteFunc(out, func(c plan.Criterion) bool { return c == plan.Cheapest })
	}
	slices.Sort(out)
	return out
}

// change is what lies between two rides.
type change struct {
	time    model.Second // from getting off to getting on
	walk    model.Second // part of it on foot between cities; 0: none
	from    model.StationID
	to      model.StationID
	between bool // the stations differ
}

// changeAfter describes what follows ride i, if another ride does.
func changeAfter(it plan.Itinerary, i int) (change, bool) {
	c := change{from: it.Legs[i].To}
	for _, next := range it.Legs[i+1:] {
		if next.Walk {
			c.walk += model.Second(next.Arrive - next.Depart)
			continue
		}
		c.time = model.Second(next.Depart - it.Legs[i].Arrive)
		c.to = next.From
		c.between = c.from != c.to
		return c, true
	}
	return change{}, false
}

// rides are the legs of it that are not on foot.
func rides(it plan.Itinerary) []plan.Leg {
	return slices.DeleteFunc(slices.Clone(it.Legs), func(l plan.Leg) bool { return l.Walk })
}
