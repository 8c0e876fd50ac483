package sweep

import "tongtu/engine/timetable"

// noRides is above every number of rides.
const noRides = ^uint16(0)

// counts is what a sweep in which only rides cost knows of trips: one that was
// boarded after so many rides need not be boarded further on its way after as
// many. On one day of the sweep the connections of a trip that depart so many
// days after their service day are those of one run, in its order.
type counts struct {
	counting   bool
	fewest     []uint16 // by Stop: rides after which somebody may board there, or noRides
	taken      []uint16 // by firstTaken and trip: rides after which somebody boarded today, or noRides
	firstTaken []int32  // by group of connections
}

// beginCounting empties the counts for a sweep of a single lane without fares.
func (s *scan) beginCounting() {
	s.counting = s.inc == 0 && !s.fares
	if !s.counting {
		return
	}
	c, trips := s.view.Connections(), int32(s.TT.NumTrips())
	lo, hi := s.view.ShiftRange()
	s.firstTaken = s.firstTaken[:0]
	for g := range int32(c.Groups()) {
		s.firstTaken = append(s.firstTaken, (s.view.Shift(g)-lo)*trips)
	}
	s.taken = refill(s.taken, int(trips*(hi-lo+1)), noRides)
	s.fewest = refill(s.fewest, s.TT.NumStops(), noRides)
}

// refill returns a list of n times x, in the memory of list if that has room.
func refill(list []uint16, n int, x uint16) []uint16 {
	if cap(list) < n {
		list = make([]uint16, n)
	}
	list = list[:n]
	for i := range list {
		list[i] = x
	}
	return list
}

// count keeps fewest for a stop.
func (s *scan) count(stop timetable.Stop) {
	switch {
	case !s.counting:
	case s.live[stop]&liveOrigin != 0:
		s.fewest[stop] = 0
	case s.live[stop]&liveReady != 0:
		s.fewest[stop] = uint16(s.ready[stop])
	default:
		s.fewest[stop] = noRides
	}
}

// beginDay goes on to a day of the sweep.
func (s *scan) beginDay(day int32) {
	s.running = s.view.RunningOn(s.running, s.Base, day)
	if s.counting {
		s.taken = refill(s.taken, len(s.taken), noRides)
	}
}

// filterRides is filter for sweeps that count rides: it leaves out also the trips
// that were taken after no more.
//
//go:noinline
func filterRides(passed []int32, hops []timetable.Hop, trips []timetable.Trip, groups []int32, fewest, taken []uint16, first []int32) int {
	n := 0
	passed, trips, groups = passed[:len(hops)], trips[:len(hops)], groups[:len(hops)]
	for i := range hops {
		passed[n] = int32(i)
		n += int((uint32(fewest[hops[i].From]) - uint32(taken[first[groups[i]]+int32(trips[i])])) >> 31)
	}
	return n
}
