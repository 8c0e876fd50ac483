package csa

import (
	"context"
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// query is what both directions of a search ask for.
type query struct {
	search.Question
	ctx     context.Context
	rec     *trace.Recorder
	pace    pace
	blank   []int32            // by Stop: noTime
	changes []timetable.Change // where the timetable has no list to lend
}

// scan is one query under way, and its memory.
type scan struct {
	query
	ahead, back side
	until       int32 // the arrival that the search back began at, noTime if it has not
	corridor    corridor
	out, home   rounds // rounds.go: ahead and back
	taken       labels // ties.go: of the journeys that count, by number of the corridor
	journeys    []journey
	rides       []search.Ride
	arrivals    []arrival
	place       []int32 // reach.go, by City: position in arrivals
	ways        []way   // reach.go, by Stop
	sorted      []arrival
}

// side is the search in one direction, in the times of its view.
type side struct {
	*query
	view *timetable.View
	labels
	goal  *search.Ends // nil while it is of no interest
	best  int32        // earliest known arrival at the goal; nothing later is of use
	other *labels      // those of the other direction, which every ride must meet; nil before they are known
	done  []int32      // by Stop: arriving at this time or later is of no use, the later of both labels
	full  []int32      // by City: none of its stops is made ready later by a change from another station

	batch
	waits   waits   // stops that become ready
	open    stopSet // stops that are not done with, nor some that are
	running []bool  // by group of connections, on the day at hand
	queue   search.StopQueue
	queued  bool // stops that become ready enter the queue, else waits

	tracks bool             // via and before are kept
	via    []via            // by Stop: the ride of the label alight
	before []timetable.Stop // by Stop: where the ride before ended, for the label ready; origin

	reached []timetable.Stop // those of which the label alight is known

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

func (q *query) clear(l *labels) {
	l.alight, l.ready = q.never(l.alight), q.never(l.ready)
}

// noTime is later than every time of a search.
const noTime = int32(1) << 30

// never returns a with an element for each stop, all noTime; copying is several
// times faster than filling.
func (q *query) never(a []int32) []int32 { return append(a[:0], q.blank...) }

// begin prepares both directions, and the one ahead to leave From at Start.
func (s *scan) begin(ctx context.Context, rec *trace.Recorder, p pace, tracks bool) {
	s.ctx, s.rec, s.pace = ctx, rec, p
	// One more than there are stops: see timetable.Hop.To.
	if n := s.TT.NumStops() + 1; len(s.blank) != n {
		s.blank = slices.Repeat([]int32{noTime}, n)
	}
	for _, x := range []*side{&s.ahead, &s.back} {
		x.query, x.settled, x.relaxed = &s.query, 0, 0
	}
	s.ahead.tracks = tracks
	s.ahead.begin(s.Ahead, &s.From, s.Start, s.Deadline+1)
}

// begin makes the stops of from ready at start. Nothing after best is of use.
func (x *side) begin(v *timetable.View, from *search.Ends, start, best int32) {
	x.view, x.goal, x.best, x.other = v, nil, best, nil
	x.clear(&x.labels)
	x.done, x.reached = x.never(x.done), x.reached[:0]
	x.full = x.full[:0]
	for range x.TT.NumCities() {
		x.full = append(x.full, noTime)
	}
	if n := x.TT.NumStops(); x.tracks && len(x.via) < n {
		x.via, x.before = make([]via, n), make([]timetable.Stop, n)
	}
	for _, e := range from.List {
		x.ready[e.Stop] = start + e.Walk
		if x.tracks {
			x.before[e.Stop] = origin
		}
	}
}

// end lets go of what belongs to the query.
func (s *scan) end() {
	s.ctx, s.rec = nil, nil
	s.TT, s.Question.Ahead, s.Question.Back = nil, nil, nil
	for _, x := range []*side{&s.ahead, &s.back} {
		x.view, x.Connections = nil, nil
	}
}
