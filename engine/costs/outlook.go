package costs

import (
	"slices"

	"tongtu/engine/timetable"
)

// ended is set in front.after where the trip cannot be boarded any more.
const ended = 1 << 29

// lookAhead finds what is left from everywhere to the end.
func (s *front) lookAhead() {
	s.bounds = s.TT.Bounds(s.Goal(), s.Ahead.Backward()).WithFares()
	s.time = s.bounds.Time
	s.left = fill(s.left, s.TT.NumStops(), 0)
	for i := range s.left {
		if s.To.At[i] < 0 {
			s.left[i] = min(noCost, s.bounds.FareLeft(s.TT.CityOf(timetable.Stop(i)))[timetable.FareRows-1])
		}
	}
	s.ahead()
}

// ahead finds what is left to pay for who sits in a connection, at its next call:
// from the last call of every trip back to its first.
func (s *front) ahead() {
	v := s.Ahead
	s.after = slices.Grow(s.after[:0], len(s.x.conns))[:len(s.x.conns)]
	at := int32(len(s.x.boards))
	for i := timetable.Trip(s.TT.NumTrips()) - 1; i >= 0; i-- {
		off, end := v.Calls(i)
		flat, onward, last, fare, fee := s.x.flat(i), noCost, int32(ended), int64(0), int32(0)
		if flat && end-off > 2 {
			fee = int32(min(s.TT.Fee(i), maxFare)) // as in the index, but nearer
		}
		for at--; at >= off; at-- {
			if c := s.x.boards[at]; c >= 0 {
				s.after[c] = min(onward+fee, noCost) | last
				last = 0
			}
			left := s.left[v.StopAt(at)]
			if f := v.FareAt(at); flat {
				left = min(left, onward+int32(fare-f))
				fare = f
			}
			onward = left
		}
		at++
	}
}

// worthIn says what one must have paid less than in a city.
func (s *front) worthIn(city timetable.City) *worth {
	w := &s.worth[city]
	if w.version == s.version {
		return w
	}
	w.version = s.version
	left := s.bounds.FareLeft(city)
	least, first := left[len(left)-1], 0
	if least >= noCost {
		w.most = [len(w.most)]int32{}
		return w
	}
	for left[first] >= noCost {
		first++
	}
	last := first
	for left[last] > least {
		last++
	}
	outlook(&w.most, &s.less, left[first:last+1], first, s.blocks)
	return w
}

// worthThere is what one must have paid less than at the end, where being is worth
// something as well.
func (s *front) worthThere(worth *row) *row {
	for k, w := range worth {
		s.there[k] = max(w, s.less[k])
	}
	return &s.there
}
