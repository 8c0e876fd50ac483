package dijkstra

import (
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// itinerary turns a finished label of the Forward view into legs.
func (s *query) itinerary(last int32) plan.Itinerary {
	var buf [16]*label
	rides := s.m.rides(buf[:0], &s.m.labels[last])
	slices.Reverse(rides)
	var it plan.Itinerary
	at := s.start
	for k, l := range rides {
		leg, board, alight := s.leg(l)
		if k == 0 {
			e := s.from.list[s.from.at[board]]
			s.walk(&it, e.far, s.tt.StationOf(board), leg.Depart.Add(-model.Second(e.walk)), e.walk)
		} else if prev := it.Legs[len(it.Legs)-1].To; prev != leg.From {
			from, _ := s.tt.StationByID(prev)
			s.walk(&it, from, s.tt.StationOf(board), s.moment(at), s.walkTime(rides[k-1], board))
		}
		it.Legs = append(it.Legs, leg)
		at = l.rideEnd(s.tt)
		if k == len(rides)-1 {
			e := s.to.list[s.to.at[alight]]
			s.walk(&it, s.tt.StationOf(alight), e.far, s.moment(at), e.walk)
		}
	}
	it.Summarise()
	return it
}

func (l *label) rideEnd(tt *timetable.Timetable) int32 {
	off, _ := tt.Forward.Calls(l.trip)
	return l.day*daySeconds + tt.Forward.ArrAt(off+int32(l.alight))
}

func (s *query) moment(t int32) model.Moment { return s.base.At(model.Second(t)) }

func (s *query) leg(l *label) (leg plan.Leg, board, alight timetable.Stop) {
	v := &s.tt.Forward
	off, _ := v.Calls(l.trip)
	b, a := off+int32(l.board), off+int32(l.alight)
	board, alight = v.StopAt(b), v.StopAt(a)
	route := s.tt.RouteOf(l.trip)
	leg = plan.Leg{
		Mode: route.Mode, Route: route.ID, Number: route.Number,
		Trip: s.tt.TripID(l.trip), Day: s.base + model.Date(l.day),
		Board: int(l.board), Alight: int(l.alight),
		From: s.tt.StationAt(s.tt.StationOf(board)).ID, To: s.tt.StationAt(s.tt.StationOf(alight)).ID,
		Depart: s.moment(l.day*daySeconds + v.DepAt(b)), Arrive: s.moment(l.day*daySeconds + v.ArrAt(a)),
	}
	leg.Fare, leg.Class, _ = s.tt.LegFare(l.trip, leg.Board, leg.Alight, s.classes)
	return leg, board, alight
}

// walk appends a walk if it joins different cities; changing within a city is
// part of the change time, not a leg.
func (s *query) walk(it *plan.Itinerary, from, to timetable.Station, depart model.Moment, d int32) {
	if s.tt.CityOfStation(from) == s.tt.CityOfStation(to) {
		return
	}
	it.Legs = append(it.Legs, plan.Leg{
		Walk: true, From: s.tt.StationAt(from).ID, To: s.tt.StationAt(to).ID,
		Depart: depart, Arrive: depart.Add(model.Second(d)),
	})
}

// walkTime is the change time between the end of a ride and the next boarding.
func (s *query) walkTime(prev *label, board timetable.Stop) int32 {
	off, _ := s.tt.Forward.Calls(prev.trip)
	alight := s.tt.Forward.StopAt(off + int32(prev.alight))
	for _, c := range s.tt.Forward.AppendChanges(nil, alight) {
		if c.To == board {
			return s.changeTime(c)
		}
	}
	return 0
}
