package tables

import (
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// legs is what the legs of an answer say, side by side. In the timetable it lies
// in a dozen places, and fetching them takes longer than finding the journey.
type legs struct {
	trips []tripLeg
	calls []callLeg // by position in the call arrays
}

type tripLeg struct {
	id     model.TripID
	route  model.RouteID
	number string
	class  model.Class
	fee    model.Fen
	first  int32 // call
	mode   model.Mode
	plain  bool // fares are differences, and all of the class
}

type callLeg struct {
	station        model.StationID
	arr, dep, fare int32
	trip           timetable.Trip
}

// newLegs returns nil where journeys may have legs that are no rides.
func newLegs(tt *timetable.Timetable, h *hubs) *legs {
	if len(tt.Walks()) > 0 || h.apart(tt) {
		return nil
	}
	v := &tt.Forward
	l := &legs{trips: make([]tripLeg, tt.NumTrips())}
	for i := range l.trips {
		trip := timetable.Trip(i)
		route := tt.RouteOf(trip)
		first, end := v.Calls(trip)
		x := tripLeg{id: tt.TripID(trip), route: route.ID, number: route.Number, mode: route.Mode, first: first, fee: model.Fen(tt.Fee(trip))}
		x.plain = v.Flat(trip) && x.fee >= 0
		for c := range int(end-first) - 1 {
			_, class, _ := tt.LegFare(trip, c, c+1, nil)
			if c == 0 {
				x.class = class
			}
			x.plain = x.plain && class == x.class
		}
		for at := first; at < end; at++ {
			station := tt.StationAt(tt.StationOf(v.StopAt(at))).ID
			l.calls = append(l.calls, callLeg{station, v.ArrAt(at), v.DepAt(at), int32(v.FareAt(at)), trip})
		}
		l.trips[i] = x
	}
	return l
}

// fill makes leg the one of a ride, as search.Question.Leg does.
func (l *legs) fill(tt *timetable.Timetable, leg *plan.Leg, day model.Date, r step) {
	b, a := &l.calls[r.board], &l.calls[r.board+r.calls]
	trip := &l.trips[b.trip]
	day += model.Date(r.day)
	midnight, board := day.At(0), int(r.board-trip.first)
	*leg = plan.Leg{
		Mode: trip.mode, Route: trip.route, Number: trip.number, Trip: trip.id,
		Day: day, Board: board, Alight: board + int(r.calls), From: b.station, To: a.station,
		Depart: midnight.Add(model.Second(b.dep)), Arrive: midnight.Add(model.Second(a.arr)),
	}
	if trip.plain {
		leg.Fare, leg.Class = model.Fen(a.fare-b.fare)+trip.fee, trip.class
		return
	}
	leg.Fare, leg.Class, _ = tt.LegFare(b.trip, leg.Board, leg.Alight, nil)
}
