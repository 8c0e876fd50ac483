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
	now      int32
	version  int32 // of the journeys found
	cheapest int32 // of those
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
	for n := 0; s.alive > 0 || s.coming > 0; n++ {
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
		for again := true; again; again = s.due(bin) {
			s.slot(c, c.Slots[k].First, c.Slots[k+1].First)
		}
		if s.cheapest <= s.enough || s.tooMany {
			return s.ctx.Err()
		}
		k++
	}
	s.dueAll()
	return s.ctx.Err()
}

// departure is a connection that somebody may board now.
type departure struct {
	trip     timetable.Trip
	from     timetable.Stop
	at       int32 // call
	end      int32 // of the trip's calls
	midnight int32
	run      int32 // the trip's last, or 0
	fare     int32 // what a ride costs less than the cumulative fare at its end
}

// slot looks at the connections from first to end, which leave now. It gathers
// what they need before it boards any, so that the waits for memory overlap.
func (s *scan) slot(c *timetable.Connections, first, end int32) {
	if n := int(end - first); len(s.passed) < n {
		s.passed, s.leaving = make([]int32, max(n, 256)), make([]departure, max(n, 256))
	}
	n := filter(s.passed, c, first, end, s.live)
	for i := range s.gather(c, s.passed[:n], first) {
		s.board(&s.leaving[i])
	}
}

// gather fills s.leaving with those connections, counted from first, that are
// worth a try.
func (s *scan) gather(c *timetable.Connections, passed []int32, first int32) (n int) {
	for _, i := range passed {
		i += first
		from := c.Hops.At(i).From
		if s.tried[i] == s.stamp[from] || !s.running[c.Group[i]] {
			continue
		}
		s.tried[i] = s.stamp[from]
		at := c.Rides[i].At
		d := departure{trip: s.view.TripOf(at), at: at, from: from, midnight: s.now - s.view.DepAt(at)}
		if s.fares {
			d.fare = int32(s.view.FareAt(at) - s.TT.Fee(d.trip))
		}
		_, d.end = s.view.Calls(d.trip)
		d.run = s.runOf[d.trip]
		s.leaving[n] = d
		n++
	}
	return n
}

// filter puts the positions of those connections, counted from first, into passed
// at which somebody may board. It writes every position and moves on only after those that stay,
// because a branch would be mispredicted.
//
//go:noinline
func filter(passed []int32, c *timetable.Connections, first, end int32, live []uint8) int {
	n := 0
	passed = passed[:end-first]
	for i := first; i < end; i++ {
		passed[n] = i - first
		n += int((uint32(live[c.Hops.At(i).From]) + 0xff) >> 8)
	}
	return n
}
