package pareto

import (
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// itinerary turns a finished label of a search in view v into legs.
func (s *query) itinerary(last int32, v *timetable.View) plan.Itinerary {
	var buf [16]*label
	rides := s.m.rides(buf[:0], last)
	if !v.Backward() {
		slices.Reverse(rides)
	}
	var it plan.Itinerary
	var prev timetable.Stop
	for k, l := range rides {
		leg, board, alight := s.leg(l, v)
		if k == 0 {
			e := s.m.from.list[s.m.from.at[board]]
			s.walk(&it, e.far, s.tt.StationOf(board), leg.Depart.Add(-model.Second(e.walk)), e.walk)
		} else {
			s.walk(&it, s.tt.StationOf(prev), s.tt.StationOf(board), it.Legs[len(it.Legs)-1].Arrive, s.walkTime(prev, board))
		}
		it.Legs = append(it.Legs, leg)
		prev = alight
	}
	e := s.m.to.list[s.m.to.at[prev]]
	s.walk(&it, s.tt.StationOf(prev), e.far, it.Legs[len(it.Legs)-1].Arrive, e.walk)
	it.Summarise()
	return it
}

func (s *query) leg(l *label, v *timetable.View) (leg plan.Leg, board, alight timetable.Stop) {
	f := &s.tt.Forward
	off, end := f.Calls(l.trip)
	b, a, day := int32(l.board), int32(l.alight), l.day
	if v.Backward() {
		b, a, day = end-off-1-a, end-off-1-b, -day
	}
	board, alight = f.StopAt(off+b), f.StopAt(off+a)
	route := s.tt.RouteOf(l.trip)
	date := s.base + model.Date(day)
	leg = plan.Leg{
		Mode: route.Mode, Route: route.ID, Number: route.Number,
		Trip: s.tt.TripID(l.trip), Day: date, Board: int(b), Alight: int(a),
		From: s.tt.StationAt(s.tt.StationOf(board)).ID, To: s.tt.StationAt(s.tt.StationOf(alight)).ID,
		Depart: date.At(model.Second(f.DepAt(off + b))), Arrive: date.At(model.Second(f.ArrAt(off + a))),
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

// walkTime is the change time between two stops.
func (s *query) walkTime(alight, board timetable.Stop) int32 {
	if s.tt.CityOf(alight) == s.tt.CityOf(board) {
		return 0
	}
	for _, c := range s.tt.Forward.AppendChanges(nil, alight) {
		if c.To == board {
			return s.changeTime(c)
		}
	}
	return 0
}
