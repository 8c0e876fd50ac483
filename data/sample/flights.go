package sample

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"tongtu/data/model"
)

// airRelation is a pair of airports that flights run between, perhaps by way of a third.
type airRelation struct {
	a, b, via int // indexes into tables.airports; via is -1 for a direct flight
	km        float64
	demand    float64
	flights   int // a day and direction
}

// The volume of the flight timetable, per day and both directions.
const (
	wantFlights    = 9400
	mostFlights    = 24
	shortestFlight = 250 // km; below that the train is faster from door to door
	viaRelations   = 150
)

// The first two digits of the codes of some provinces (GB/T 2260).
const (
	innerMongolia = "15"
	heilongjiang  = "23"
	sichuan       = "51"
	yunnan        = "53"
	tibet         = "54"
	gansu         = "62"
	qinghai       = "63"
	xinjiang      = "65"
	taiwan        = "71"
	hongKong      = "81"
	macau         = "82"
)

// airRelations is the gravity model of flying. Every airport gets at least its two strongest relations.
func (t *tables) airRelations() []airRelation {
	var all []airRelation
	for a := range t.airports {
		for b := a + 1; b < len(t.airports); b++ {
			km := kilometres(t.airports[a].Pos, t.airports[b].Pos)
			if d := t.airDemand(a, b, km); d > 0 {
				all = append(all, airRelation{a: a, b: b, via: -1, km: km, demand: d})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b airRelation) int { return cmp.Compare(b.demand, a.demand) })
	strongest := make([]int, len(t.airports))
	least := make([]int, len(all))
	for i, r := range all {
		for _, end := range [2]int{r.a, r.b} {
			if strongest[end] < 2 {
				strongest[end]++
				least[i] = 1
			}
		}
	}
	low, high := 0.0, 1.0
	for range 60 {
		scale, n := (low+high)/2, 0
		for i := range all {
			all[i].flights = max(min(int(all[i].demand*scale+0.4), mostFlights), least[i])
			n += all[i].flights
		}
		if n < wantFlights/2 {
			low = scale
		} else {
			high = scale
		}
	}
	direct := slices.DeleteFunc(slices.Clone(all), func(r airRelation) bool { return r.flights == 0 })
	return append(direct, t.viaFlights(all)...)
}

// airDemand is the wish to fly between two airports.
func (t *tables) airDemand(a, b int, km float64) float64 {
	x, y := &t.airports[a], &t.airports[b]
	from, to := x.home(t), y.home(t)
	if km < shortestFlight || from == to {
		return 0
	}
	size := func(p *airport) float64 { return [...]float64{0, 100, 36, 8, 2.2}[p.tier] }
	// Up to about 900 km the high-speed train takes its share.
	d := math.Pow(size(x)*size(y), 0.9) * (1 - math.Exp(-km*km/(750*750))) * math.Exp(-km/5000)
	if t.cities[x.city].Province == t.cities[y.city].Province { // only where it is wide: no train is fast there
		d *= 5
	}
	apart := []string{taiwan, hongKong, macau}
	if !slices.Contains(apart, from) && !slices.Contains(apart, to) {
		return d
	}
	if min(x.tier, y.tier) > 2 || max(x.tier, y.tier) > 3 {
		return 0
	}
	return d / 5
}

// home is the region inside which nobody flies from an airport: its province,
// or nothing but itself in the wide ones of the west and the north.
func (a *airport) home(t *tables) string {
	province := string(t.cities[a.city].ID)[:2]
	if slices.Contains([]string{innerMongolia, heilongjiang, sichuan, yunnan, tibet, gansu, qinghai, xinjiang}, province) {
		return string(a.ID)
	}
	return province
}

// viaFlights joins small airports without a flight of their own through one on the way.
func (t *tables) viaFlights(all []airRelation) []airRelation {
	linked := map[[2]int]bool{}
	for _, r := range all {
		if r.flights > 0 {
			linked[[2]int{r.a, r.b}] = true
			linked[[2]int{r.b, r.a}] = true
		}
	}
	var out []airRelation
	perVia := make([]int, len(t.airports))
	for _, r := range all {
		if len(out) == viaRelations {
			break
		}
		if r.flights > 0 || r.km < 1200 {
			continue
		}
		best, detour := -1, 1.2*r.km
		for v := range t.airports {
			if perVia[v] >= 4 || t.airports[v].tier == 1 || !linked[[2]int{r.a, v}] || !linked[[2]int{v, r.b}] {
				continue
			}
			km := kilometres(t.airports[r.a].Pos, t.airports[v].Pos) + kilometres(t.airports[v].Pos, t.airports[r.b].Pos)
			if km < detour {
				best, detour = v, km
			}
		}
		if best >= 0 {
			perVia[best]++
			r.via, r.flights = best, 1
			out = append(out, r)
		}
	}
	return out
}

// runFlights returns the routes and trips of all flights.
func (t *tables) runFlights() (routes []model.Route, trips []model.Trip) {
	rng := seeded(4)
	next := make([]int, len(t.airlines))
	for i, a := range t.airlines {
		next[i] = a.first
	}
	for _, r := range t.airRelations() {
		for k := range r.flights {
			i := t.pickAirline(&r, rng)
			number := next[i]
			next[i] += 2
			if t.airlines[i].bases[r.b] > t.airlines[i].bases[r.a] { // odd away from the base
				r.a, r.b = r.b, r.a
			}
			calendar := flightDays(rng)
			for back := range 2 {
				f := flight{relation: r, airline: &t.airlines[i], number: number + back, calendar: calendar}
				if back == 1 {
					f.relation.a, f.relation.b = r.b, r.a
				}
				f.depart = t.flightSlot(&f, slot{k, r.flights}, back, rng)
				route, runs := t.fly(&f, rng)
				routes = append(routes, route)
				trips = append(trips, runs...)
			}
		}
	}
	return routes, trips
}

// pickAirline draws among the airlines at home at either end.
func (t *tables) pickAirline(r *airRelation, rng *rand.Rand) int {
	shares, sum := make([]float64, len(t.airlines)), 0.0
	for i, a := range t.airlines {
		x, y := a.bases[r.a], a.bases[r.b]
		shares[i] = x + y + x*y/2
		sum += shares[i]
	}
	if sum == 0 { // nobody is at home there: the great ones fly everywhere
		for i, a := range t.airlines {
			if len(a.bases) > 10 {
				shares[i] = 1
				sum++
			}
		}
	}
	x := rng.Float64() * sum
	for i, share := range shares {
		if x -= share; x < 0 {
			return i
		}
	}
	return 0
}

func flightDays(rng *rand.Rand) model.CalendarID {
	switch n := rng.IntN(100); {
	case n < 86:
		return daily
	case n < 91:
		return days1357
	case n < 95:
		return days246
	case n < 98:
		return weekdays
	}
	return weekend
}
