package plantest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
)

// day0 is a Monday.
var day0 = model.NewDate(2026, 11, 2)

// Random returns a small network with everything that makes timetables hard:
// calendars with exceptions, overnight trips, equal times, zero-length hops,
// calls without boarding, unknown fares, pair fares, fees, forbidden changes,
// walks between cities, records for single routes and trips.
func Random(r *rand.Rand) model.Network {
	var n model.Network
	n.ChangeTable = model.DefaultChangeTable()
	if r.IntN(3) == 0 {
		n.ChangeTable.Same[model.Rail] = model.Second(r.IntN(3)) * 10 * model.Minute
	}
	for c := range 3 + r.IntN(3) {
		city := model.City{ID: model.CityID(fmt.Sprintf("C%d", c)), Name: fmt.Sprintf("city %d", c)}
		n.Cities = append(n.Cities, city)
		for k := range 1 + r.IntN(2) {
			s := model.Station{ID: model.StationID(fmt.Sprintf("S%d%d", c, k)), City: city.ID, Name: fmt.Sprintf("station %d%d", c, k)}
			if r.IntN(3) > 0 {
				s.Zone = model.ZoneID(fmt.Sprintf("Z%d", r.IntN(3)))
			}
			n.Stations = append(n.Stations, s)
		}
	}
	n.Calendars = randomCalendars(r)
	for i := range 2 + r.IntN(3) {
		n.Routes = append(n.Routes, model.Route{ID: model.RouteID(fmt.Sprintf("R%d", i)), Number: fmt.Sprintf("G%d", i), Operator: model.OperatorID(fmt.Sprintf("O%d", r.IntN(2))), Mode: model.Mode(r.IntN(3))})
	}
	for i := range 3 + r.IntN(5) {
		n.Trips = append(n.Trips, randomTrip(r, n, i))
	}
	for range r.IntN(3) {
		t := model.FareTable{}
		if r.IntN(3) > 0 {
			t.Route = n.Routes[r.IntN(len(n.Routes))].ID
		}
		if slices.ContainsFunc(n.FareTables, func(x model.FareTable) bool { return x.Route == t.Route }) {
			continue
		}
		for range 1 + r.IntN(4) {
			t.Rules = append(t.Rules, model.FareRule{From: randomZone(r), To: randomZone(r), Class: randomClass(r), Price: model.Fen(r.IntN(20) * 100)})
		}
		n.FareTables = append(n.FareTables, t)
	}
	slices.SortFunc(n.FareTables, func(a, b model.FareTable) int { return cmp.Compare(a.Route, b.Route) })
	for range r.IntN(5) {
		n.Changes = append(n.Changes, randomChange(r, n))
	}
	return n
}

func randomZone(r *rand.Rand) model.ZoneID {
	if r.IntN(3) == 0 {
		return ""
	}
	return model.ZoneID(fmt.Sprintf("Z%d", r.IntN(3)))
}

func randomClass(r *rand.Rand) model.Class {
	return []model.Class{"", "first", "second"}[r.IntN(3)]
}

func randomCalendars(r *rand.Rand) []model.Calendar {
	cs := []model.Calendar{{ID: "K0", Days: model.EveryDay, From: day0 - 3, To: day0 + 10}}
	for i := range 2 {
		c := model.Calendar{ID: model.CalendarID(fmt.Sprintf("K%d", i+1)), Days: model.Weekdays(r.IntN(128)), From: day0 - 2, To: day0 + model.Date(r.IntN(6))}
		if r.IntN(2) == 0 {
			c.Added = []model.Date{day0 + model.Date(r.IntN(3))}
		}
		if r.IntN(2) == 0 {
			c.Removed = []model.Date{day0 + model.Date(r.IntN(3)) - 1}
		}
		cs = append(cs, c)
	}
	return cs
}

func randomTrip(r *rand.Rand, n model.Network, i int) model.Trip {
	t := model.Trip{ID: model.TripID(fmt.Sprintf("T%d", i)), Route: n.Routes[r.IntN(len(n.Routes))].ID, Calendar: n.Calendars[r.IntN(len(n.Calendars))].ID}
	if r.IntN(4) == 0 {
		t.Fee = model.Fen(r.IntN(3) * 50)
	}
	for _, c := range []model.Class{"", "first", "second"} {
		if r.IntN(2) == 0 {
			t.Classes = append(t.Classes, c)
		}
	}
	at := model.Second(r.IntN(30*6)) * 10 * model.Minute
	fares := make([]model.Fen, len(t.Classes))
	for k := range 2 + r.IntN(4) {
		if k > 0 {
			at += model.Second(r.IntN(10)) * 10 * model.Minute // zero-length hops exist
		}
		c := model.Call{Station: n.Stations[r.IntN(len(n.Stations))].ID, Arr: at}
		at += model.Second(r.IntN(3)) * 10 * model.Minute
		c.Dep = at
		c.NoBoard, c.NoAlight = r.IntN(10) == 0, r.IntN(10) == 0
		if r.IntN(8) > 0 {
			for j := range fares {
				if k > 0 {
					fares[j] += model.Fen(r.IntN(5) * 100)
				}
			}
			c.Fares = slices.Clone(fares)
			if len(fares) > 0 && r.IntN(8) == 0 {
				c.Fares[r.IntN(len(fares))] = model.UnknownFen
			}
		}
		t.Calls = append(t.Calls, c)
	}
	return t
}

func randomChange(r *rand.Rand, n model.Network) model.ChangeRecord {
	c := model.ChangeRecord{From: n.Stations[r.IntN(len(n.Stations))].ID, To: n.Stations[r.IntN(len(n.Stations))].ID,
		Time: model.Second(r.IntN(5)) * 10 * model.Minute, Forbidden: r.IntN(4) == 0}
	if c.Forbidden {
		c.Time = 0
	}
	if r.IntN(3) == 0 {
		c.FromRoute = n.Routes[r.IntN(len(n.Routes))].ID
	}
	if r.IntN(4) == 0 {
		c.ToRoute = n.Routes[r.IntN(len(n.Routes))].ID
	}
	if r.IntN(4) == 0 {
		c.FromTrip = n.Trips[r.IntN(len(n.Trips))].ID
	}
	if r.IntN(5) == 0 {
		c.ToTrip = n.Trips[r.IntN(len(n.Trips))].ID
	}
	return c
}

// RandomQuery asks something of n.
func RandomQuery(r *rand.Rand, n model.Network) plan.Query {
	q := plan.Query{From: randomPlace(r, n), To: randomPlace(r, n), At: day0.At(model.Second(r.IntN(48)) * 30 * model.Minute),
		By: plan.Criterion(r.IntN(3)), Horizon: model.Second(12+r.IntN(30)) * model.Hour}
	if r.IntN(4) == 0 {
		q.Modes = model.ModesOf(model.Mode(r.IntN(3)), model.Mode(r.IntN(3)))
	}
	if r.IntN(4) == 0 {
		q.Classes = []model.Class{randomClass(r)}
	}
	if r.IntN(3) == 0 {
		d := model.Second(r.IntN(4)) * 10 * model.Minute
		q.MinChange = &d
	}
	return q
}

func randomPlace(r *rand.Rand, n model.Network) plan.Place {
	if r.IntN(3) == 0 {
		return plan.Place{Station: n.Stations[r.IntN(len(n.Stations))].ID}
	}
	return plan.Place{City: n.Cities[r.IntN(len(n.Cities))].ID}
}

// Complicate adds what only a planner for every kind of question can honour.
func Complicate(r *rand.Rand, n model.Network, q *plan.Query) {
	q.By = plan.Criterion(r.IntN(4))
	q.Arrive = r.IntN(3) == 0
	q.NoFares = q.By == plan.Best && r.IntN(3) == 0
	if q.By == plan.Best && r.IntN(2) == 0 {
		q.Window = model.Second(1+r.IntN(12)) * model.Hour
	}
	if r.IntN(3) == 0 {
		for range 1 + r.IntN(2) {
			q.Via = append(q.Via, plan.Via{Place: randomPlace(r, n), Stay: max(0, model.Second(r.IntN(6)-3)) * 30 * model.Minute})
		}
	}
	switch r.IntN(8) {
	case 0:
		q.Avoid.Cities = []model.CityID{n.Cities[r.IntN(len(n.Cities))].ID}
	case 1:
		q.Avoid.Stations = []model.StationID{n.Stations[r.IntN(len(n.Stations))].ID}
	case 2:
		q.Avoid.Routes = []model.RouteID{n.Routes[r.IntN(len(n.Routes))].ID}
	case 3:
		q.Avoid.Modes = model.ModesOf(model.Mode(r.IntN(3)))
	case 4:
		q.Avoid.Operators = []model.OperatorID{n.Routes[r.IntN(len(n.Routes))].Operator}
	}
	if r.IntN(5) == 0 {
		c := r.IntN(3)
		q.MaxChanges = &c
	}
	if r.IntN(5) == 0 {
		f := model.Fen(r.IntN(20) * 100)
		q.MaxFare = &f
	}
	if r.IntN(5) == 0 {
		q.MaxDuration = model.Second(1+r.IntN(12)) * model.Hour
	}
}
