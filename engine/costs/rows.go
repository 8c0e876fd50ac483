package costs

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// lanes is one more than the most rides told apart: a power of two, so that
// k&lane is always a lane, and the compiler knows.
const (
	lanes = 32
	lane  = lanes - 1
)

// row has a cost for every number of rides, at most so many. It never rises. Only
// the lanes up to front.top are in use.
type row [lanes]int32

// front is the search for a Pareto set over arrival, fare and rides, and its
// memory.
type front struct {
	ground

	bounds *timetable.Bounds // to the end
	left   []int32           // by Stop: at least so much is still to pay, whatever the rides
	after  []int32           // by connection: the same for who sits in it, at its next call
	onward []int32           // by position in the call arrays: the same

	useful  []row   // by Stop, and mark: what alighting there by now must cost less than
	ready   []row   // by Stop: the least with which boarding is possible by now
	live    []uint8 // by Stop: see nobody
	offers  []offer // by Stop
	seated  []int32 // by slot of a trip: the run somebody sits in, 0 if nobody, -1 if it does not run
	runs    []run
	free    []int32 // of runs
	less    row     // what a journey must cost less than
	version int32   // of less
	top     int32   // the most rides so far
	most    int32   // rides allowed
	capped  bool    // by the question
	tooMany bool    // more rides might help

	passed   []int32
	times    []int32   // see alight
	able     []able    // see findAble
	costs    []int32   // of arrivals
	arrivals []arrival // see there
	readies  chain     // arrivals that became ready, by stop
	ends     []finish

	from []origin // by position in costs: see ridesTo
	rode []search.Ride
}

// offer says which lanes of ready are worth boarding with.
type offer struct {
	lo, hi  int32
	version int32 // of front.less when that was looked at
}

// Why there is something to board at a stop, in front.live.
const (
	nobody uint8 = iota
	somebody
	everybody // journeys begin there
)

// run is a trip somebody sits in: what was paid by now, by rides, from lo to hi.
type run struct {
	lo, hi int32
	paid   row
}

// arrival is somebody who alights at a stop: by lane from lo to hi the cost, which
// is noCost where it is of no use.
type arrival struct {
	time   int32
	at     int32 // position of the call in the call arrays
	first  int32 // position in front.costs of lane lo
	lo, hi int8
}

// finish is the end of a journey.
type finish struct {
	time, cost, rides int32
	label             int32 // position in front.costs
	arrival           int32
}

// chain are lists by stop of arrivals and when they became ready.
type chain struct {
	last []int32 // by Stop: one more than the index of the last, 0: none
	list []turn
}

type turn struct{ time, arrival, before int32 }

func (c *chain) add(s timetable.Stop, time, arrival int32) {
	c.list = append(c.list, turn{time, arrival, c.last[s]})
	c.last[s] = int32(len(c.list))
}

var (
	never  = filled(noCost)
	always = row{}
)

func filled(x int32) (r row) {
	for k := range r {
		r[k] = x
	}
	return r
}

// lower lowers the lanes from k to top to cost.
func (r *row) lower(k, top, cost int32) {
	for ; k <= top && r[k&lane] > cost; k++ {
		r[k&lane] = cost
	}
}

// clear forgets what was found, for journeys that cost less than most and have at
// most so many rides.
func (s *front) clear(most, rides int32) {
	n := s.TT.NumStops()
	s.open()
	s.useful = slices.Grow(s.useful[:0], n+marks)[:n+marks]
	s.ready = slices.Grow(s.ready[:0], n)[:n]
	for i := range n {
		s.useful[i], s.ready[i] = never, never
		if !s.Allowed(timetable.Stop(i)) {
			s.useful[i] = always
		}
	}
	s.useful[n+noAlighting], s.useful[n+farther], s.useful[n+paired] = always, never, always
	s.offers = slices.Grow(s.offers[:0], n)[:n]
	s.live = slices.Grow(s.live[:0], n)[:n]
	clear(s.live)
	s.runs, s.free = append(s.runs[:0], run{}), s.free[:0]
	s.less, s.version, s.top, s.most, s.tooMany = filled(most), 1, 1, rides, false
	s.costs, s.arrivals, s.ends = s.costs[:0], s.arrivals[:0], s.ends[:0]
	s.readies.last, s.readies.list = fill(s.readies.last, n, 0), s.readies.list[:0]
	for _, e := range s.From.List {
		s.file(event{kind: originEvent, time: s.Start + e.Walk, stop: e.Stop})
	}
}

// lookAhead finds what is left from everywhere to the end.
func (s *front) lookAhead() {
	s.bounds = s.TT.Bounds(s.Goal(), s.Ahead.Backward()).WithFares()
	s.time = s.nearest(s.time, &s.x.times)
	s.left = fill(s.left, s.TT.NumStops(), 0)
	for i := range s.left {
		if s.To.At[i] < 0 {
			s.left[i] = min(noCost, s.bounds.FareLeft(s.TT.CityOf(timetable.Stop(i)))[timetable.FareRows-1])
		}
	}
	s.ahead()
}

// ahead finds what is left to pay for who sits in a connection, at its next call.
func (s *front) ahead() {
	v := s.Ahead
	s.onward = s.onward[:0]
	for i := range timetable.Trip(s.TT.NumTrips()) {
		off, end := v.Calls(i)
		for at := off; at < end; at++ {
			s.onward = append(s.onward, s.left[v.StopAt(at)])
		}
		if s.x.flat(i) {
			for at := end - 2; at >= off; at-- {
				s.onward[at] = min(s.onward[at], s.onward[at+1]+int32(v.FareAt(at+1)-v.FareAt(at)))
			}
		}
	}
	rides := v.Connections().Rides
	s.after = slices.Grow(s.after[:0], len(rides))[:len(rides)]
	for i := range rides {
		s.after[i] = s.onward[rides[i].At+1]
	}
}
