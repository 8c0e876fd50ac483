package csa

import (
	"context"
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// scan is one query under way, and its memory.
type scan struct {
	search.Question
	ctx context.Context
	rec *trace.Recorder

	ahead, back labels
	best        int32            // earliest known arrival, Deadline+1 before any
	blank       []int32          // by Stop: noTime
	done        []int32          // by Stop: arriving ahead at this time or later is of no use, the later of both labels
	via         []via            // by Stop: the ride of the label ahead.alight
	before      []timetable.Stop // by Stop: where the ride before ended, for the label ahead.ready; origin
	batch       batch
	waits       waits   // stops that become ready
	open        stopSet // stops that are not done with, nor some that are
	full        []int32 // by City: none of its stops is made ready later by a change from another station
	running     []bool  // scan.go: by group of connections, on the day at hand
	changes     []timetable.Change
	found       bool // latest.go: best is that of a journey
	queue       search.StopQueue
	out, home   rounds           // rounds.go: ahead and back
	fresh       []timetable.Stop // made ready earlier by the round just done
	fresher     []timetable.Stop
	journeys    []journey
	rides       []search.Ride
	arrivals    []arrival
	place       []int32 // reach.go, by City: position in arrivals
	ways        []way   // reach.go, by Stop
	sorted      []arrival

	settled, relaxed int
}

// via is a ride by its calls' positions in the call arrays.
type via struct{ board, alight int32 }

// origin marks a stop that is ready from the start.
const origin = timetable.Stop(-1)

// labels are the times of one search, by Stop.
type labels struct {
	alight []int32 // earliest alighting
	ready  []int32 // earliest time from which boarding is possible
}

func (s *scan) clear(l *labels) {
	l.alight, l.ready = s.never(l.alight), s.never(l.ready)
}

func (s *scan) begin(ctx context.Context, rec *trace.Recorder) {
	s.ctx, s.rec = ctx, rec
	s.settled, s.relaxed = 0, 0
	// One more than there are stops: see timetable.Hop.To.
	if n := s.TT.NumStops() + 1; len(s.blank) != n {
		s.blank = slices.Repeat([]int32{noTime}, n)
	}
	s.clear(&s.ahead)
	s.done = s.never(s.done)
	s.leave()
}

// leave makes the stops of From ready at Start.
func (s *scan) leave() {
	if n := s.TT.NumStops(); len(s.via) < n {
		s.via, s.before = make([]via, n), make([]timetable.Stop, n)
	}
	s.full = s.full[:0]
	for range s.TT.NumCities() {
		s.full = append(s.full, noTime)
	}
	for _, e := range s.From.List {
		s.ahead.ready[e.Stop], s.before[e.Stop] = s.Start+e.Walk, origin
	}
}

// noTime is later than every time of a search.
const noTime = int32(1) << 30

// never returns a with an element for each stop, all noTime; copying is several
// times faster than filling.
func (s *scan) never(a []int32) []int32 { return append(a[:0], s.blank...) }
