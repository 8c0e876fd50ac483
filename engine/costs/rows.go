package costs

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// lanes is the most rides told apart.
const lanes = 32

// row has a cost for every number of rides. It never rises. Only the lanes of the
// first front.blocks blocks are in use, and those that follow cost no less.
//
// Where somebody has arrived, or sits, lane k is for k changes; where somebody may
// board it is for k rides. So boarding leaves everybody in their lane.
type row [lanes]int32

// block is how many lanes are worked on at once.
const block = 8

// longRow is a row with so many lanes more that lanes may be shifted by the most
// rides to the end.
type longRow [lanes + block + timetable.FareRows]int32

func (r *longRow) row() *row { return (*row)(r[:]) }

// front is the search for a Pareto set over arrival, fare and rides, and its
// memory.
type front struct {
	ground

	bounds *timetable.Bounds // to the end
	left   []int32           // by Stop: at least so much is still to pay, whatever the rides
	after  []int32           // by connection: the same for who sits in it, at its next call; see ended
	worth  []worth           // by City

	useful  []row   // by Stop, and mark: what alighting there by now must cost less than
	ready   []row   // by Stop: the least with which boarding is possible by now
	live    []uint8 // by Stop: see nobody
	looked  []int32 // by Stop: the version of less when ready was last looked at
	seated  []int32 // by slot of a trip: the run somebody sits in, 0 if nobody, -1 if it does not run
	runs    []row   // a trip somebody sits in: what was paid by now
	free    []int32 // of runs
	less    longRow // what a journey must cost less than
	version int32   // of less
	blocks  int     // in use
	tooMany bool    // more rides might help

	passed   []int32
	exits    exits
	goals    []timetable.City
	doors    []door // see notCovered
	changed  []int32
	arrivals []arrival
	paid     []row   // by arrival
	unused   []int32 // of arrivals
	able     row     // see standUp
	there    row     // see worthThere
	readies  chain   // arrivals that became ready, by stop
	ends     []finish

	found []origin // see ridesTo
	rides []search.Ride
}

// worth is what one must have paid less than in a city, to be able to add to the
// journeys known by at least one ride more: by rides, one lane more than a row.
type worth struct {
	version int32 // of front.less
	most    [lanes + block]int32
}

// sitting is that of those who have just arrived: by changes.
func (w *worth) sitting() *row { return (*row)(w.most[1:]) }

// standing is that of those who may board: by rides.
func (w *worth) standing() *row { return (*row)(w.most[:]) }

// Why there is something to board at a stop, in front.live.
const (
	nobody uint8 = iota
	somebody
	everybody // journeys begin there
)

// arrival is somebody who alights at a stop.
type arrival struct {
	time  int32
	at    int32 // position of the call in the call arrays
	found int32 // one more than the position in front.found of the last origin
}

// finish is the end of a journey.
type finish struct{ time, cost, changes, arrival int32 }

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

// clear forgets what was found, for journeys that cost less than most and have
// fewer changes than so many.
func (s *front) clear(most int32, changes int) {
	n := s.TT.NumStops()
	s.open()
	s.exits.open(&s.ground)
	s.goals = s.goals[:0]
	for _, e := range s.To.List {
		if c := s.TT.CityOf(e.Stop); !slices.Contains(s.goals, c) {
			s.goals = append(s.goals, c)
		}
	}
	s.useful = slices.Grow(s.useful[:0], n+marks)[:n+marks]
	s.ready = slices.Grow(s.ready[:0], n)[:n]
	for i := range n {
		s.useful[i], s.ready[i] = never, never
		if !s.Allowed(timetable.Stop(i)) {
			s.useful[i] = always
		}
	}
	s.useful[n+noAlighting], s.useful[n+farther], s.useful[n+paired] = always, never, always
	s.live = slices.Grow(s.live[:0], n+block)[:n+block]
	clear(s.live)
	s.looked = fill(s.looked, n, 0)
	s.runs, s.free = append(s.runs[:0], never), s.free[:0]
	for k := range s.less {
		s.less[k] = most
	}
	clear(s.less[min(changes, len(s.less)):])
	s.version, s.blocks, s.tooMany = 1, min(2, lanes/block), false
	s.worth = slices.Grow(s.worth[:0], s.TT.NumCities())[:s.TT.NumCities()]
	for i := range s.worth {
		s.worth[i].version = 0
	}
	s.arrivals, s.paid, s.unused, s.ends = s.arrivals[:0], s.paid[:0], s.unused[:0], s.ends[:0]
	s.readies.last, s.readies.list = fill(s.readies.last, n, 0), s.readies.list[:0]
	for _, e := range s.From.List {
		s.file(event{kind: originEvent, time: s.Start + e.Walk, stop: e.Stop})
	}
}

// lengthen tells more rides apart, if it can.
func (s *front) lengthen() {
	if s.blocks == lanes/block {
		s.tooMany = true
		return
	}
	last := s.blocks*block - 1
	s.blocks++
	for _, rows := range [][]row{s.useful, s.ready, s.runs, s.paid} {
		for i := range rows {
			for k := range block {
				rows[i][last+1+k] = rows[i][last]
			}
		}
	}
	s.version++
}
