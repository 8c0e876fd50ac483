package sweep

import "tongtu/engine/timetable"

// floors are, by Stop, the least costs at which the sweep ahead got somewhere. A
// sweep back needs nothing from where it costs more to get to than is left.
type floors struct {
	ready, alight []int32 // to board there; to alight there
	most          int32   // cost of the answer
}

// keepFloors keeps the floors of the sweep just done, for an answer of that cost.
func (s *scan) keepFloors(most int32) {
	f := &s.floor
	f.ready, f.alight, f.most = f.ready[:0], f.alight[:0], most
	for i := s.top; i < s.TT.NumStops()*s.lanes; i += s.lanes {
		f.ready, f.alight = append(f.ready, s.ready[i]), append(f.alight, s.alight[i])
	}
	for _, e := range s.from.List {
		f.ready[e.Stop] = 0
	}
}

// boardable and alightable report whether somebody ahead may have boarded or
// alighted at a stop, given what the way from there to the end took.
func (s *scan) boardable(stop timetable.Stop, lane, cost int32) bool {
	return s.reachable(s.floor.ready, stop, lane, cost)
}

func (s *scan) alightable(stop timetable.Stop, lane, cost int32) bool {
	return s.reachable(s.floor.alight, stop, lane, cost)
}

func (s *scan) reachable(floor []int32, stop timetable.Stop, lane, cost int32) bool {
	switch s.floors {
	case floorCost:
		return floor[stop]+cost <= s.floor.most
	case floorLanes:
		return floor[stop]+lane <= s.floor.most
	}
	return true
}
