package profile

import (
	"context"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

const (
	daySeconds = int32(model.Day)
	// pollMask spaces the looks at ctx: every 16 stops, well below 1 ms.
	pollMask = 1<<4 - 1
	// firstLanes is the number of rides, and one, that are told apart before a
	// search begins anew with twice as many.
	firstLanes = 16
	// firstGuess is the time within which a journey is looked for first.
	firstGuess = 12 * int32(model.Hour)
)

// scan is the memory of one query. Lane n holds what at most n rides achieve.
type scan struct {
	search.Question
	ctx context.Context
	rec *trace.Recorder

	lanes int  // numbers of rides told apart, from 0
	most  int  // rides allowed
	short bool // lanes were too few

	ready  []int32          // by stop and lane: from when one can board
	alight []int32          // by stop and lane: when one gets there
	via    []ride           // of alight
	before []timetable.Stop // of ready: where one changes from
	best   []int32          // by lane: arrival at the destination
	hits   []timetable.Stop // by lane: where the departure at hand improved best, or -1

	starts []start // in order of departure
	left   []int32 // by city: seconds to the destination at least
	more   []int32 // by city: rides to the destination at least, and not less than one
	queue  search.CityQueue
	level  []timetable.City

	slot   []int32 // by trip and day: position in ridden, plus one
	used   []int32 // slots that are not 0
	ridden []int32 // by slot and lane: the first call where the run was boarded
	width  int32   // days of a trip in slot
	first  int32   // the first of them

	fresh, fresher []fresh
	stamp          []int32 // by stop: round in which it became fresh
	round          int32

	changes []timetable.Change
	rides   []search.Ride
	its     []plan.Itinerary

	settled, relaxed int
}

// ride is a ride of the view ahead, as positions in its call arrays.
type ride struct{ board, alight int32 }

// start is a departure that begins journeys at a moment.
type start struct {
	at  int32 // of leaving the origin, before the walk to the stop
	day int32
	dep timetable.Departure
}

// fresh is a stop whose label of the lane at hand fell, and what it was.
type fresh struct {
	stop timetable.Stop
	old  int32
}

// begin forgets the last query.
func (s *scan) begin(q *plan.Query) {
	n := s.TT.NumStops()
	s.ready, s.alight = refill(s.ready, n*s.lanes, search.NoTime), refill(s.alight, n*s.lanes, search.NoTime)
	if len(s.via) < n*s.lanes {
		s.via, s.before = make([]ride, n*s.lanes), make([]timetable.Stop, n*s.lanes)
	}
	s.stamp, s.round = refill(s.stamp, n, 0), 0
	s.best, s.hits = refill(s.best, s.lanes, s.Deadline+1), refill(s.hits, s.lanes, -1)
	s.short, s.most = false, s.lanes
	if q.MaxChanges != nil {
		s.most = min(s.most, *q.MaxChanges+1)
	}
	lo, hi := s.Ahead.ShiftRange()
	for _, i := range s.used {
		s.slot[i] = 0
	}
	s.first = search.FloorDay(s.Start) - hi
	s.width = search.FloorDay(s.Deadline) - lo - s.first + 1
	if slots := s.TT.NumTrips() * int(s.width); len(s.slot) < slots {
		s.slot = make([]int32, slots)
	}
	s.used, s.ridden, s.its = s.used[:0], s.ridden[:0], nil
}

// refill returns a list of n times x, in the memory of list if that has room.
func refill[T any](list []T, n int, x T) []T {
	if cap(list) < n {
		list = make([]T, n)
	}
	list = list[:n]
	for i := range list {
		list[i] = x
	}
	return list
}

// bounds finds the least time and number of rides from every city to the
// destination: by the fastest hops, without a moment of waiting.
func (s *scan) bounds() {
	hops, rides := s.TT.HopGraph().In, s.TT.CityGraph().In
	if s.Ahead.Backward() {
		hops, rides = s.TT.HopGraph().Out, s.TT.CityGraph().Out
	}
	s.left, s.queue = refill(s.left, s.TT.NumCities(), search.NoTime), s.queue[:0]
	s.more, s.level = refill(s.more, s.TT.NumCities(), search.NoTime), s.level[:0]
	for _, e := range s.To.List {
		c := s.TT.CityOf(e.Stop)
		if s.more[c] == search.NoTime {
			s.more[c] = 0
			s.level = append(s.level, c)
		}
		if e.Walk < s.left[c] {
			s.left[c] = e.Walk
			s.queue.Push(search.CityItem{Key: int64(e.Walk), City: c})
		}
	}
	for len(s.queue) > 0 {
		x := s.queue.Pop()
		if int32(x.Key) > s.left[x.City] {
			continue
		}
		for _, a := range hops[x.City] {
			if d := int32(x.Key) + a.Time; d < s.left[a.City] {
				s.left[a.City] = d
				s.queue.Push(search.CityItem{Key: int64(d), City: a.City})
			}
		}
	}
	s.countRides(rides)
}

// countRides finds the least number of rides from every city, level by level.
func (s *scan) countRides(arcs [][]timetable.CityArc) {
	extend := func(c timetable.City, walk bool, rides int32) {
		for i := range arcs[c] {
			if a := &arcs[c][i]; a.Walk == walk && s.more[a.City] == search.NoTime {
				s.more[a.City] = rides
				s.level = append(s.level, a.City)
			}
		}
	}
	for n, from := int32(0), 0; from < len(s.level); n++ {
		for i := from; i < len(s.level); i++ {
			extend(s.level[i], true, n)
		}
		end := len(s.level)
		for _, c := range s.level[from:end] {
			extend(c, false, n+1)
		}
		from = end
	}
	for c := range s.more {
		s.more[c] = max(s.more[c], 1)
	}
}
