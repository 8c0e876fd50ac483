package tables

import (
	"context"
	"math"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const (
	// firstLanes is how many numbers of rides are told apart before the search for
	// a destination begins anew with twice as many.
	firstLanes = 10
	// nothing is later than every arrival, and never later than that.
	nothing = search.NoTime
	never   = int32(math.MaxInt32)
)

// scan is the search for all journeys to one destination. A row holds arrivals by
// number of rides, those of fewer rides included, so that it never rises; where it
// falls lie the values that count.
type scan struct {
	*span
	ctx   context.Context
	goal  timetable.City
	walk  []int32 // by stop: from there to the destination, -1 if that is not the end
	lanes int

	pools []pool
	best  []int32 // by pool and lane: the row of the last entry
	top   []int32 // by pool: the lane from which on best no longer falls

	// By run and lane, for who sits in it: arrivals after so many rides more. The
	// last run is one at hand.
	seated []int32
	leaves []leave
	full   []int32 // by run: the lane from which on seated no longer falls

	passed []int32 // by rival: entries of its pool that are late enough
	limits []int32 // by lane: arrivals of the rivals of the departure at hand

	origin [][]start // by city and lane: the journeys that begin there; times and arrivals fall
	nodes  []node
	again  bool // a ride of the slot at hand became possible within the slot
	short  bool // lanes were too few

	kept []int32 // by node: its position in the block, plus one
}

// node is a ride and what comes after it.
type node struct {
	board  int32 // position of the call in the call arrays
	alight int32 // likewise
	next   int32 // node, or -1 at the end of the journey
	day    int32 // service day, counted from the table's
	cost   int64 // of the ride and all that come after it
}

func newScan(ctx context.Context, x *span) *scan {
	s := &scan{span: x, ctx: ctx, walk: make([]int32, x.tt.NumStops())}
	fill(s.walk, -1)
	s.widen(firstLanes)
	return s
}

// widen makes room for a number of lanes.
func (s *scan) widen(lanes int) {
	pools, runs := len(s.ways.now), len(s.runs)+1
	s.lanes = lanes
	s.pools, s.best, s.top = make([]pool, pools), make([]int32, pools*lanes), make([]int32, pools)
	s.seated, s.leaves, s.full = make([]int32, runs*lanes), make([]leave, runs*lanes), make([]int32, runs)
	s.origin, s.passed = make([][]start, s.tt.NumCities()*lanes), make([]int32, len(s.rivals.list))
	s.limits = make([]int32, lanes)
}

func fill(list []int32, x int32) {
	for i := range list {
		list[i] = x
	}
}

// laneOf is where the lanes of a row begin.
func (s *scan) laneOf(row int32) int { return int(row) * s.lanes }

func (s *scan) begin(goal timetable.City) {
	for _, e := range s.egress[s.goal].List {
		s.walk[e.Stop] = -1
	}
	s.goal = goal
	for _, e := range s.egress[goal].List {
		s.walk[e.Stop] = e.Walk
	}
	for i := range s.pools {
		p := &s.pools[i]
		p.at, p.arr, p.node = p.at[:0], p.arr[:0], p.node[:0]
	}
	for i := range s.origin {
		s.origin[i] = s.origin[i][:0]
	}
	fill(s.best, never)
	fill(s.seated, nothing)
	clear(s.top)
	clear(s.full)
	clear(s.passed)
	s.nodes, s.short = s.nodes[:0], false
}

// run finds the journeys from all cities, the latest departure first.
func (s *scan) run(goal timetable.City) error {
	for s.begin(goal); ; s.begin(goal) {
		for i := 0; i < len(s.events) && !s.short; {
			if s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			i += s.slot(s.events[i:])
		}
		if !s.short {
			return nil
		}
		s.widen(2 * s.lanes)
	}
}

// slot takes the departures of one moment, that of the first, and counts them.
func (s *scan) slot(list []event) int {
	instant, end := false, 0
	s.again = false
	for ; end < len(list) && list[end].dep == list[0].dep; end++ {
		e := &list[end]
		instant = instant || e.ride == 0 || e.to == farther
		s.take(e)
	}
	for s.again && instant {
		s.again = false
		for k := range list[:end] {
			s.retake(&list[k])
		}
	}
	return end
}

// take learns what comes of alighting before the trip can be boarded again, and
// enters the best of boarding. Most departures are of no use, and end here.
func (s *scan) take(e *event) {
	switch {
	case e.to >= 0:
		s.alight(e.run, e, e.at+1, e.to, e.dep+e.ride)
	case e.to == farther:
		s.seat(e.run, e, s.next(e))
	}
	if !s.boardable(e) {
		return
	}
	row := e.run
	if !s.runs[e.run].flat {
		row = s.ride(e)
	}
	s.offer(e, row)
}

// retake is take for a slot within which journeys go on: what is known of who
// sits in the run may by now begin before the call.
func (s *scan) retake(e *event) {
	row := s.ride(e)
	s.limit(e)
	s.offer(e, row)
	lane := s.laneOf(row)
	for k := range int(s.full[row]) {
		if arr := s.seated[lane+k]; k == 0 && arr < nothing || k > 0 && arr < s.seated[lane+k-1] {
			s.keep(e.run, e, k, arr, s.leaves[lane+k])
		}
	}
}
