package sweep

import (
	"context"
	"tongtu/data/model"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

const (
	daySeconds = int32(model.Day)
	// pollMask spaces the looks at ctx: every 64 slots, well below 1 ms.
	pollMask = 1<<6 - 1
	// never is later than every time of a search.
	never = search.NoTime
	// unknown is the cost of every journey with an unknown fare: above all known
	// ones, and all alike.
	unknown = int32(timetable.UnknownBound)
	// noCost is above every cost, with room to add and take away fares.
	noCost = int32(1) << 30
	// maxFare bounds the fare of a single ride that this search can add up.
	maxFare = int64(1) << 23
)

// spec describes one sweep.
type spec struct {
	view            *timetable.View
	from, to        *search.Ends
	bounds          *timetable.Bounds // to the end
	start, deadline int32             // earliest departure, latest arrival
	latest          int32             // latest departure
	lanes           int               // one more than the most rides told apart; 1: they do not count
	capped          bool              // more rides are not wanted
	fares           bool              // rides cost their fares
	perRide         int32             // and that much
	enough          int32             // a journey of at most that cost ends the sweep
	log             bool              // keep what became ready: see memory.readied
	floors          floorUse          // what the sweep ahead found bounds this one
}

// floorUse says what the floors of the sweep ahead count.
type floorUse uint8

const (
	noFloors   floorUse = iota
	floorCost           // the cost of this sweep
	floorLanes          // its lanes: rides
)

// scan is one sweep under way.
type scan struct {
	*memory
	spec
	ctx context.Context
	rec *trace.Recorder

	inc      int32 // lanes that a ride moves on: 0 or 1
	day      int32 // of bin 0
	slots    int32 // of a day
	alive    int   // stops with something to board
	aboard   int32 // until then somebody is aboard
	now      int32
	version  int32 // of the journeys found
	cheapest int32 // of those
	hurried  bool  // a run leaves again in the slot it left in
	tooMany  bool  // a journey may need more lanes

	settled, relaxed int
}

// run sweeps the departures in order of time and leaves the journeys found in
// s.goals, those that others of them dominate included.
func (s *scan) run() error {
	s.begin()
	c := s.view.Connections()
	end := len(c.Slots) - 1
	if end == 0 {
		return s.ctx.Err()
	}
	s.leave()
	midnight := s.day * daySeconds
	s.running = s.view.RunningOn(s.running, s.Base, s.day)
	k := c.From(s.start - midnight)
	for n := 0; s.alive > 0 || s.coming > 0 || s.aboard >= s.now; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if k == end {
			k, midnight = 0, midnight+daySeconds
			s.running = s.view.RunningOn(s.running, s.Base, midnight/daySeconds)
		}
		s.now = midnight + c.Slots[k].Tod
		if s.now > s.deadline {
			break
		}
		bin := (midnight/daySeconds-s.day)*s.slots + int32(k)
		s.due(bin)
		// Where changing takes no time, a ride without duration can make another
		// departure of the same slot possible.
		for again := true; again; again = s.due(bin) || s.hurried {
			s.hurried = false
			s.slot(c, c.Slots[k].First, c.Slots[k+1].First)
		}
		if s.cheapest <= s.enough {
			return s.ctx.Err()
		}
		k++
	}
	s.dueAll()
	return s.ctx.Err()
}

// slot looks at the connections from first to end, which leave now.
func (s *scan) slot(c *timetable.Connections, first, end int32) {
	if n := int(end - first); len(s.passed) < n {
		s.passed = make([]int32, max(n, 256))
	}
	n := filter(s.passed, c.Hops[first:end], s.mark[first:end], s.live)
	for _, i := range s.passed[:n] {
		s.depart(c, first+i)
	}
}

// filter puts the positions of those hops into passed at which somebody is
// aboard or may board. It writes every position and moves on only after those
// that stay, because a branch would be mispredicted.
//
//go:noinline
func filter(passed []int32, hops []timetable.Hop, mark []int32, live []uint8) int {
	n := 0
	passed, mark = passed[:len(hops)], mark[:len(hops)]
	for i := range hops {
		passed[n] = int32(i)
		x := uint32(mark[i]) | uint32(live[hops[i].From])
		n += int((x | -x) >> 31)
	}
	return n
}

// depart takes connection i, which leaves now.
func (s *scan) depart(c *timetable.Connections, i int32) {
	at := c.Rides[i].At
	r := s.mark[i]
	if r != 0 && s.runs[r].midnight+s.view.DepAt(at) != s.now {
		s.mark[i], r = 0, 0 // of another day
	}
	if from := c.Hops[i].From; s.live[from] != 0 && s.tried[i] != s.stamp[from] && (r != 0 || s.running[c.Group[i]]) {
		s.tried[i] = s.stamp[from]
		r = s.board(r, c.Trips[i], at, from)
		s.mark[i] = r
	}
	if r == 0 {
		return
	}
	midnight := s.runs[r].midnight
	for a := at + 1; a <= s.runs[r].until; a++ {
		arr := midnight + s.view.ArrAt(a)
		if arr > s.deadline {
			return
		}
		to := s.view.StopAt(a)
		if s.view.MayAlight(a) && s.open[to] {
			s.alightAt(r, a, arr, to)
		}
		if s.view.MayBoard(a) {
			if a < s.runs[r].until {
				s.stay(r, a, c.Next[i])
			}
			return
		}
	}
}

// stay keeps run r aboard until it leaves call a by a connection.
func (s *scan) stay(r, a, connection int32) {
	dep := s.runs[r].midnight + s.view.DepAt(a)
	if dep-s.now >= daySeconds {
		// The same departure comes by before, a day early.
		s.file(event{kind: aboardEvent, at: connection, first: r, time: dep})
		return
	}
	if s.mark[connection] != r {
		s.mark[connection] = r
		s.hurried = s.hurried || dep == s.now
	}
	s.aboard = max(s.aboard, dep)
}
