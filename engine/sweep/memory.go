package sweep

import (
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// memory is what a sweep needs beside the timetable; it is pooled. Stairs are
// costs by lane, never rising: a lane counts the journeys of at most so many
// rides.
type memory struct {
	search.Question
	calendar

	open       []bool // by Stop: a ride may begin or end here
	shut       []bool // by route: avoided; empty: none
	live       []uint8
	checked    []int32 // by Stop: version of the journeys found that ranges was checked against
	ranges     []span  // by Stop: lanes of ready in use
	top        int     // lanes above this one are not in use: what they hold is that one's
	alight     []int32 // by Stop and lane: least cost of a label that has arrived
	ready      []int32 // by Stop and lane: least cost of a label that may board
	readyBy    []int32 // by Stop and lane: that label
	runOf      []int32 // by trip: the run boarded last, 0: none
	stamp      []int32 // by Stop: how often what is ready there changed
	tried      []int32 // by connection: the stamp when it was last boarded; the same again gives nothing
	running    []bool  // by group of connections: on the day of the sweep
	limits     limits
	worst      []int32   // by lane: the first row of limits
	readied    []readied // labels that became ready, if spec.log
	readiedAt  []int32   // by Stop: the last of them, one more than its index
	lessThan   []int32
	before     []limit // journeys known before a sweep
	departures []int32 // see bestOfWindow
	floor      floors

	blank []int32 // noCost
	zero  []int32

	labels    []label
	runs      []run // from 1 on
	boardings []boarding
	paid      []paid  // by stairs and lane
	pairs     []paid  // by lane: see payPairs
	stairs    []stair // see aboard
	goals     []goal
	times     []int32 // see change
	able      []able  // see findAble
	changes   []timetable.Change
	leaving   []departure
	idle      []int32 // runs to be used again
	passed    []int32
	rode      []search.Ride
}

// span is a range of lanes.
type span struct{ lo, hi int32 }

// begin empties the memory for a sweep.
func (s *scan) begin() {
	stops, lanes := s.TT.NumStops(), s.lanes
	c := s.view.Connections()
	s.inc = min(1, int32(lanes)-1)
	s.top = int(s.inc)
	s.slots = int32(len(c.Slots) - 1)
	s.day = search.FloorDay(s.start)
	bins := int(search.FloorDay(s.deadline)-s.day+1)*int(s.slots) + 1

	for len(s.zero) < bins {
		s.zero = append(s.zero, 0)
	}
	s.heads = append(s.heads[:0], s.zero[:bins]...)
	s.runOf = append(s.runOf[:0], s.zero[:s.TT.NumTrips()]...)
	s.tried = append(s.tried[:0], s.zero[:c.Hops.Len()]...)
	s.stamp = append(s.stamp[:0], s.zero[:stops]...)
	s.alight = append(s.alight[:0], s.blank[:stops*lanes]...)
	s.ready = append(s.ready[:0], s.blank[:(stops+1)*lanes]...)
	if len(s.readyBy) < (stops+1)*lanes {
		s.readyBy = make([]int32, (stops+1)*lanes)
	}
	s.ready[stops*lanes], s.readyBy[stops*lanes] = 0, -1 // whoever begins
	if len(s.live) != stops {
		s.live, s.checked, s.ranges = make([]uint8, stops), make([]int32, stops), make([]span, stops)
	}
	clear(s.live)
	if len(s.pairs) < lanes {
		s.pairs, s.stairs = make([]paid, lanes), make([]stair, lanes)
	}
	for stop, open := range s.open {
		if !open {
			shut := s.alight[stop*lanes : (stop+1)*lanes]
			for k := range shut {
				shut[k] = -noCost
			}
		}
	}
	s.events, s.coming, s.unused = s.events[:0], 0, 0
	s.readied = s.readied[:0]
	if s.log {
		s.readiedAt = append(s.readiedAt[:0], s.zero[:stops]...)
	}
	s.labels, s.boardings, s.goals = s.labels[:0], s.boardings[:0], s.goals[:0]
	s.runs, s.idle = append(s.runs[:0], run{}), s.idle[:0]
	s.paid = s.paid[:0]
	s.version, s.cheapest, s.alive, s.tooMany = 1, noCost, 0, false
	s.now = -never
}

// row is what a list holds for a stop, by lane.
func (s *scan) row(list []int32, stop timetable.Stop) []int32 {
	i := int(stop) * s.lanes
	return list[i : i+s.top+1]
}

// moreLanes takes lanes into use for those who ride on after a lane.
func (s *scan) moreLanes(lane int32) {
	for s.top < min(int(lane+s.inc), s.lanes-1) {
		for i := s.top; i < len(s.alight); i += s.lanes {
			s.alight[i+1], s.ready[i+1], s.readyBy[i+1] = s.alight[i], s.ready[i], s.readyBy[i]
		}
		s.top++
	}
}

// fit makes the blanks long enough.
func (s *scan) fit() {
	if n := max((s.TT.NumStops()+1)*max(s.lanes, 2), s.view.Connections().Hops.Len(), s.TT.NumTrips()); len(s.blank) < n {
		s.blank = slices.Repeat([]int32{noCost}, n)
		s.zero = make([]int32, n)
	}
}

// prepare resolves q.
func (m *memory) prepare(tt *timetable.Timetable, q *plan.Query) error {
	if err := m.Resolve(tt, q); err != nil {
		return err
	}
	a := &q.Avoid
	if n := tt.NumStops(); len(m.open) != n {
		m.open = make([]bool, n)
	}
	for i := range m.open {
		mode := tt.ModeOf(timetable.Stop(i))
		m.open[i] = q.Modes.Has(mode) && (a.Modes == 0 || !a.Modes.Has(mode))
	}
	for _, id := range a.Stations {
		if st, ok := tt.StationByID(id); ok {
			m.close(st)
		}
	}
	for _, id := range a.Cities {
		if c, ok := tt.CityByID(id); ok {
			for _, st := range tt.StationsOf(c) {
				m.close(st)
			}
		}
	}
	m.shut = m.shut[:0]
	if len(a.Routes)+len(a.Operators) > 0 {
		for i := range tt.Routes() {
			r := &tt.Routes()[i]
			m.shut = append(m.shut, slices.Contains(a.Routes, r.ID) || slices.Contains(a.Operators, r.Operator))
		}
	}
	return nil
}

func (m *memory) close(st timetable.Station) {
	for _, stop := range m.TT.StopsOf(st) {
		m.open[stop] = false
	}
}

// avoided reports whether the query avoids the route or operator of a trip.
func (m *memory) avoided(trip timetable.Trip) bool {
	return len(m.shut) > 0 && m.shut[m.TT.RouteIndex(trip)]
}
