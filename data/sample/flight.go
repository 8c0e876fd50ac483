package sample

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"tongtu/data/model"
)

// flight is one flight number.
type flight struct {
	relation airRelation
	airline  *airline
	number   int
	calendar model.CalendarID
	depart   int // minutes after midnight
}

// flightSlot spreads the flights of a relation over the day, 06:30 to 22:30, in steps of five minutes.
func (t *tables) flightSlot(f *flight, at slot, back int, rng *rand.Rand) int {
	open, end := 6*60+30, 22*60+30
	if t.airports[f.relation.a].tier == 4 || t.airports[f.relation.b].tier == 4 {
		open, end = 7*60+30, 20*60+30
	}
	part := (float64(at.k) + 0.1 + 0.8*rng.Float64()) / float64(at.n)
	if back == 1 && at.n > 1 {
		part = math.Mod(part+0.5/float64(at.n), 1)
	}
	return (open + int(part*float64(end-open))) / 5 * 5
}

// blockMinutes is the time from gate to gate: 45 minutes on the ground, climbing
// and descending, 780 km/h, a little longer against the west wind.
func blockMinutes(from, to model.LonLat, rng *rand.Rand) int {
	km := kilometres(from, to)
	minutes := 43 + km/13
	if to.Lon < from.Lon {
		minutes += 0.05 * km / 13
	}
	return (int(minutes+8*rng.Float64()) + 4) / 5 * 5
}

// fly returns the route of a flight and its trips: usually one, two where the weekend costs more.
func (t *tables) fly(f *flight, rng *rand.Rand) (model.Route, []model.Trip) {
	stops := []int{f.relation.a, f.relation.b}
	if f.relation.via >= 0 {
		stops = []int{f.relation.a, f.relation.via, f.relation.b}
	}
	id := fmt.Sprintf("%s%d", f.airline.ID, f.number)
	route := model.Route{
		ID: model.RouteID(id), Number: id, Operator: f.airline.ID, Mode: model.Air, Type: 1100,
		Name: t.cities[t.airports[f.relation.a].city].Name + nameJoin + t.cities[t.airports[f.relation.b].city].Name,
	}
	trip := model.Trip{ID: model.TripID(id), Route: route.ID, Calendar: f.calendar, Fee: airportFee, Classes: []model.Class{economy, business}}
	clock, km := f.depart, 0.0
	for i, s := range stops {
		if i > 0 {
			from, to := t.airports[stops[i-1]].Pos, t.airports[s].Pos
			clock += blockMinutes(from, to, rng)
			km += kilometres(from, to)
		}
		call := model.Call{Station: t.airports[s].ID, Arr: model.Second(clock) * model.Minute, Dist: model.Metre(km * 1000)}
		if i > 0 && i < len(stops)-1 {
			clock += 50
		}
		call.Dep = model.Second(clock) * model.Minute
		trip.Calls = append(trip.Calls, call)
	}
	discount := f.discount(km, rng)
	f.fare(&trip, discount)
	if f.calendar != daily || rng.IntN(8) > 0 {
		return route, []model.Trip{trip}
	}
	more := trip
	more.ID += "-W"
	more.Calls = slices.Clone(trip.Calls)
	trip.Calendar, more.Calendar = offPeak, peak
	f.fare(&more, min(1, 1.25*discount))
	return route, []model.Trip{trip, more}
}

// airportFee is the civil aviation development fund's share, 50 yuan per domestic boarding.
const airportFee model.Fen = 5000

// discount is the part of the full fare that is asked: less early and late, less
// on long ways and by low-cost airlines.
func (f *flight) discount(km float64, rng *rand.Rand) float64 {
	d := 0.58
	switch hour := f.depart / 60; {
	case hour < 8 || hour >= 21:
		d = 0.42
	case hour < 11 || hour >= 16 && hour < 19:
		d = 0.68
	}
	if km > 1500 {
		d *= 0.86
	}
	if f.airline.lowCost {
		d *= 0.75
	}
	return d * (0.85 + 0.3*rng.Float64())
}

// fare sets the cumulative fares of the calls, in tens of yuan.
func (f *flight) fare(trip *model.Trip, discount float64) {
	for i := range trip.Calls {
		full := fullAirFare(float64(trip.Calls[i].Dist) / 1000)
		trip.Calls[i].Fares = []model.Fen{tenYuan(full * discount), tenYuan(full * 2.4)}
	}
}

// fullAirFare is the full economy fare in yuan of the notice of 2014.
func fullAirFare(km float64) float64 {
	if km == 0 {
		return 0
	}
	d := max(km, shortestFlight)
	return math.Log(0.6*d) / math.Log(150) * d * 1.1
}

func tenYuan(yuan float64) model.Fen { return model.Fen(math.Round(yuan/10)) * 1000 }
