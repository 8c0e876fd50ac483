package tables

import (
	"math"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// legs is what the legs of an answer say, side by side. In the timetable it lies
// in a dozen places, and fetching them takes longer than finding the journey.
type legs struct {
	tt       *timetable.Timetable
	trips    []tripLeg
	calls    []callLeg         // by position in the call arrays
	stations []model.StationID // by timetable.Station
	classes  []model.Class
}

// tripLeg fills a cache line.
type tripLeg struct {
	id     model.TripID
	route  model.RouteID
	number string
	first  int32 // call
	fee    int32
	class  int16 // of all fares, which are differences; -1 where they are not
	mode   model.Mode
}

type callLeg struct {
	station        timetable.Station
	arr, dep, fare int32
	trip           timetable.Trip
}

// newLegs returns nil where journeys may have legs that are no rides.
func newLegs(tt *timetable.Timetable, h *hubs) *legs {
	if len(tt.Walks()) > 0 || h.apart(tt) {
		return nil
	}
	l := &legs{tt: tt, trips: make([]tripLeg, tt.NumTrips()), calls: make([]callLeg, tt.Counts().Calls)}
	for _, s := range tt.Stations() {
		l.stations = append(l.stations, s.ID)
	}
	index := map[model.Class]int16{}
	v := &tt.Forward
	for i := range l.trips {
		trip := timetable.Trip(i)
		route := tt.RouteOf(trip)
		first, end := v.Calls(trip)
		x := tripLeg{id: tt.TripID(trip), route: route.ID, number: route.Number, mode: route.Mode, first: first, class: -1}
		if class, ok := l.plain(trip); ok {
			k, known := index[class]
			if !known {
				k = int16(len(l.classes))
				index[class], l.classes = k, append(l.classes, class)
			}
			x.class, x.fee = k, int32(tt.Fee(trip))
		}
		for at := first; at < end; at++ {
			l.calls[at] = callLeg{tt.StationOf(v.StopAt(at)), v.ArrAt(at), v.DepAt(at), int32(v.FareAt(at)), trip}
		}
		l.trips[i] = x
	}
	return l
}

// plain returns the class of all fares of a trip if they are differences.
func (l *legs) plain(i timetable.Trip) (class model.Class, ok bool) {
	v := &l.tt.Forward
	if !v.Flat(i) || l.tt.Fee(i) > math.MaxInt32 || len(l.classes) > math.MaxInt16 {
		return "", false
	}
	first, end := v.Calls(i)
	for c := range int(end-first) - 1 {
		_, k, _ := l.tt.LegFare(i, c, c+1, nil)
		if c > 0 && k != class {
			return "", false
		}
		class = k
	}
	return class, true
}

// part is what there is to know about a ride but for names.
type part struct {
	step
	trip           timetable.Trip
	first          int32 // call of the trip
	from, to       timetable.Station
	dep, arr, fare int32
}

// part looks a ride up. It touches all memory that fill will need, so that the
// waits for the rides of a journey overlap.
func (l *legs) part(s step) part {
	b, a := &l.calls[s.board], &l.calls[s.board+s.calls]
	return part{s, b.trip, l.trips[b.trip].first, b.station, a.station, b.dep, a.arr, a.fare - b.fare}
}

// fill makes leg the one of a ride, as search.Question.Leg does.
func (l *legs) fill(leg *plan.Leg, day model.Date, p *part) {
	trip := &l.trips[p.trip]
	day += model.Date(p.day)
	midnight, board := day.At(0), int(p.board-p.first)
	*leg = plan.Leg{
		Mode: trip.mode, Route: trip.route, Number: trip.number, Trip: trip.id,
		Day: day, Board: board, Alight: board + int(p.calls), From: l.stations[p.from], To: l.stations[p.to],
		Depart: midnight.Add(model.Second(p.dep)), Arrive: midnight.Add(model.Second(p.arr)),
	}
	if trip.class >= 0 {
		leg.Fare, leg.Class = model.Fen(p.fare+trip.fee), l.classes[trip.class]
		return
	}
	leg.Fare, leg.Class, _ = l.tt.LegFare(p.trip, leg.Board, leg.Alight, nil)
}
