package search

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

const daySeconds = int32(model.Day)

// Ride is a ride in the terms of the trip itself, whichever view found it.
type Ride struct {
	Trip          timetable.Trip
	Day           int32 // service day, counted from Base
	Board, Alight int   // calls
}

// Ride translates a ride of the view ahead.
func (x *Question) Ride(i timetable.Trip, day int32, board, alight int) Ride {
	if !x.Ahead.Backward() {
		return Ride{i, day, board, alight}
	}
	from, end := x.Ahead.Calls(i)
	last := int(end-from) - 1
	return Ride{i, -day, last - alight, last - board}
}

// Itinerary puts rides, in order of travel, and the walks between them together.
func (x *Question) Itinerary(rides []Ride) plan.Itinerary {
	from, to := &x.From, &x.To
	if x.Ahead.Backward() {
		from, to = to, from
	}
	legs := len(rides)
	if len(x.TT.Walks()) > 0 {
		legs += 2
	}
	it := plan.Itinerary{Legs: make([]plan.Leg, 0, legs)}
	before, at := timetable.Stop(-1), model.Moment(0)
	for _, r := range rides {
		leg, board, alight := x.Leg(r)
		if before < 0 {
			e := from.List[from.At[board]]
			x.walk(&it, e.Far, x.TT.StationOf(board), leg.Depart.Add(-model.Second(e.Walk)), e.Walk)
		} else {
			x.walk(&it, x.TT.StationOf(before), x.TT.StationOf(board), at, x.walkTime(before, board))
		}
		it.Legs = append(it.Legs, leg)
		before, at = alight, leg.Arrive
	}
	e := to.List[to.At[before]]
	x.walk(&it, x.TT.StationOf(before), e.Far, at, e.Walk)
	it.Summarise()
	return it
}

// Leg is a ride as a leg of an itinerary, and the stops where it begins and ends.
func (x *Question) Leg(r Ride) (leg plan.Leg, board, alight timetable.Stop) {
	v := &x.TT.Forward
	off, _ := v.Calls(r.Trip)
	b, a := off+int32(r.Board), off+int32(r.Alight)
	board, alight = v.StopAt(b), v.StopAt(a)
	route := x.TT.RouteOf(r.Trip)
	leg = plan.Leg{
		Mode: route.Mode, Route: route.ID, Number: route.Number,
		Trip: x.TT.TripID(r.Trip), Day: x.Base + model.Date(r.Day),
		Board: r.Board, Alight: r.Alight,
		From: x.TT.StationAt(x.TT.StationOf(board)).ID, To: x.TT.StationAt(x.TT.StationOf(alight)).ID,
		Depart: x.Moment(r.Day*daySeconds + v.DepAt(b)), Arrive: x.Moment(r.Day*daySeconds + v.ArrAt(a)),
	}
	leg.Fare, leg.Class, _ = x.TT.LegFare(r.Trip, leg.Board, leg.Alight, x.Classes)
	return leg, board, alight
}

// Moment is the moment t seconds after midnight of Base.
func (x *Question) Moment(t int32) model.Moment { return x.Base.At(model.Second(t)) }

// walk appends a walk if it joins different cities; changing within a city is
// part of the change time, not a leg.
func (x *Question) walk(it *plan.Itinerary, from, to timetable.Station, depart model.Moment, d int32) {
	if x.TT.CityOfStation(from) == x.TT.CityOfStation(to) {
		return
	}
	it.Legs = append(it.Legs, plan.Leg{
		Walk: true, From: x.TT.StationAt(from).ID, To: x.TT.StationAt(to).ID,
		Depart: depart, Arrive: depart.Add(model.Second(d)),
	})
}

// walkTime is the change time between the end of a ride and the next boarding.
func (x *Question) walkTime(alight, board timetable.Stop) int32 {
	if x.TT.CityOf(alight) == x.TT.CityOf(board) {
		return 0
	}
	var changes []timetable.Change
	for _, c := range x.TT.Forward.ChangesFrom(&changes, alight) {
		if c.To == board {
			return x.ChangeTime(&c)
		}
	}
	return 0
}
