package fares

import (
	"context"
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// scan is one question under way, and its memory.
type scan struct {
	search.Question
	ctx context.Context
	rec *trace.Recorder

	most     int64   // no journey may cost more
	ready    []offer // by Stop: the least with which boarding is possible by now
	paid     []int64 // by Stop: the least with which somebody has alighted by now
	seats    []seat  // by trip and service day: see seat
	overlap  int32   // service days of a trip that can be under way at once
	rides    []ride
	landings calendar // alightings to come: rides
	openings calendar // stops that become ready
	round    int32
	walks    [][]timetable.Walk // by Station: those that leave it
	best     []goal             // by City
	place    []int32            // by City: position in the answer
	changes  []timetable.Change

	settled, relaxed int
}

// noFare is more than any cost.
const noFare = int64(1) << 62

// offer is the least with which a stop can be boarded.
type offer struct {
	cost  int64
	ride  int32 // that ended before, or origin
	round int32 // in which it came up
}

// origin stands for the ride where a journey begins.
const origin = int32(-1)

// seat is the least of what was paid before less the cumulative fare at
// boarding, of a run of plain fares.
type seat struct {
	day   int32
	value int64
}

// ride ends at a stop, after all that was paid for it and for those before.
type ride struct {
	cost          int64
	time          int32 // of alighting
	stop          timetable.Stop
	before        int32 // the ride before, or origin
	trip          timetable.Trip
	day           int32
	board, alight int16
}

// goal is the cheapest way to a city.
type goal struct {
	cost int64
	time int32 // after a walk, if any
	ride int32
}

// begin makes the stops of From ready at Start.
func (s *scan) begin(ctx context.Context, rec *trace.Recorder, most int64) {
	s.ctx, s.rec = ctx, rec
	s.settled, s.relaxed, s.round = 0, 0, 0
	s.most = min(most, noFare-1)
	n := s.TT.NumStops()
	s.ready = fill(s.ready, n, offer{cost: noFare})
	s.paid = fill(s.paid, n, noFare)
	s.best = fill(s.best, s.TT.NumCities(), goal{cost: noFare})
	lo, hi := s.Ahead.ShiftRange()
	s.overlap = hi - lo + 1
	s.seats = fill(s.seats, s.TT.NumTrips()*int(s.overlap), seat{value: noFare})
	s.rides = s.rides[:0]
	s.landings.begin(s.Start, s.Deadline)
	s.openings.begin(s.Start, s.Deadline)
	s.walks = fill(s.walks, len(s.TT.Stations()), nil)
	for _, w := range s.TT.Walks() {
		s.walks[w.From] = append(s.walks[w.From], w)
	}
	for _, e := range s.From.List {
		if t := s.Start + e.Walk; t <= s.Deadline {
			s.openings.add(t, event{stop: e.Stop, ride: origin})
		}
	}
}

// fill returns a with n elements of value x, in the memory of a if it is enough.
func fill[T any](a []T, n int, x T) []T {
	a = slices.Grow(a[:0], n)[:n]
	for i := range a {
		a[i] = x
	}
	return a
}
