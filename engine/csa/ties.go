package csa

import (
	"cmp"
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// journey is a partial journey that ends with a ride.
type journey struct {
	cost          int64
	time          int32 // of alighting at stop
	stop          timetable.Stop
	prev          int32 // the journey before the ride, or -1
	trip          timetable.Trip
	day           int32
	board, alight int16
}

// ties finds, among the journeys that leave at depart and arrive at arrive, the
// one of fewest changes, then lowest fare, then first by trips, and leaves its
// rides in s.rides. Journeys grow by one ride per round; within a round the
// better come first, so that whoever comes later to a stop is of no use there
// unless in better time. Only boardings and alightings from which the rides
// that are left lead to To in time are followed.
func (s *scan) ties(depart, arrive int32) error {
	rides, err := s.fewest(depart, arrive)
	if err != nil {
		return err
	}
	s.corridor.clear(&s.taken)
	s.journeys = s.journeys[:0]
	for _, e := range s.From.List {
		s.board(-1, 0, e.Stop, depart+e.Walk, rides)
	}
	from := 0
	for left := rides - 1; left > 0; left-- {
		end := len(s.journeys)
		slices.SortFunc(s.journeys[from:end], func(a, b journey) int {
			return cmp.Or(s.compare(&a, &b), cmp.Compare(a.time, b.time))
		})
		for i := from; i < end; i++ {
			if i&pollMask == 0 && s.ctx.Err() != nil {
				return s.ctx.Err()
			}
			s.extend(int32(i), left)
		}
		from = end
	}
	last := s.goal(from)
	if last < 0 {
		return plan.ErrNoRoute
	}
	s.collect(last)
	return nil
}

// goal returns the best journey from position from on, -1 if there is none.
func (s *scan) goal(from int) int {
	best := -1
	for i := from; i < len(s.journeys); i++ {
		if best < 0 || s.compare(&s.journeys[i], &s.journeys[best]) < 0 {
			best = i
		}
	}
	return best
}

// extend changes from the end of journey i, unless a better one was there.
func (s *scan) extend(i int32, left int) {
	j := s.journeys[i]
	stop := s.corridor.number[j.stop]
	if j.time >= s.taken.alight[stop] {
		s.rec.Prune(int32(j.stop), j.time, j.cost)
		return
	}
	s.taken.alight[stop] = j.time
	s.ahead.settled++
	s.rec.Settle(int32(j.stop), j.time, j.cost)
	changes := s.Ahead.ChangesFrom(&s.changes, j.stop)
	for k := range changes {
		c := &changes[k]
		s.board(i, j.cost, c.To, j.time+s.ChangeTime(c), left)
	}
}

// board takes the departures of stop from time at on that no better journey has
// taken and that reach To by so many rides.
func (s *scan) board(prev int32, paid int64, stop timetable.Stop, at int32, left int) {
	n := s.corridor.number[stop]
	if n < 0 {
		return
	}
	until := min(s.taken.ready[n]-1, -s.home.after[left+1].alight[n])
	if at > until {
		return
	}
	s.taken.ready[n] = at
	deps := s.Ahead.Departures(stop)
	it := search.DeparturesFrom(deps, at)
	s.Ahead.FetchDepartures(it.Until(until))
	for ; it.At <= until; it.Step() {
		d := it.Current()
		if day := it.Day - int32(d.Shift); s.Ahead.Runs(d.Trip, s.Base, day) {
			s.ride(journey{cost: paid, prev: prev, trip: d.Trip, day: day, board: d.Call}, &s.home.after[left])
		}
	}
}

// ride adds a journey for every later call of the run from where home leads to To.
func (s *scan) ride(j journey, home *labels) {
	v := s.Ahead
	off, end := v.Calls(j.trip)
	paid := j.cost
	for at := off + int32(j.board) + 1; at < end; at++ {
		j.time, j.stop, j.alight = j.day*daySeconds+v.ArrAt(at), v.StopAt(at), int16(at-off)
		stop := s.corridor.number[j.stop]
		if stop < 0 || j.time > -home.ready[stop] || j.time >= s.taken.alight[stop] || !v.MayAlight(at) {
			continue
		}
		s.ahead.relaxed++
		j.cost = paid + s.legCost(&j, off)
		s.journeys = append(s.journeys, j)
		s.rec.Improve(int32(j.stop), int32(j.trip), int(j.board), int(j.alight), j.time, j.cost)
	}
}

func (s *scan) legCost(j *journey, off int32) int64 {
	if v := s.Ahead; s.Classes == nil && v.Flat(j.trip) {
		return v.FareAt(off+int32(j.alight)) - v.FareAt(off+int32(j.board)) + s.TT.Fee(j.trip)
	}
	r := s.Ride(j.trip, j.day, int(j.board), int(j.alight))
	return s.TT.LegCost(r.Trip, r.Board, r.Alight, s.Classes)
}

// compare orders journeys of equally many rides by fare, then by their rides
// from the first on.
func (s *scan) compare(a, b *journey) int {
	if a.cost != b.cost {
		return cmp.Compare(a.cost, b.cost)
	}
	return s.compareRides(a, b)
}

func (s *scan) compareRides(a, b *journey) int {
	if a.prev != b.prev {
		if c := s.compareRides(&s.journeys[a.prev], &s.journeys[b.prev]); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(a.trip, b.trip), cmp.Compare(a.day, b.day), cmp.Compare(a.board, b.board), cmp.Compare(a.alight, b.alight))
}

// collect puts the rides of a journey into order of travel.
func (s *scan) collect(last int) {
	s.rides = s.rides[:0]
	for i := int32(last); i >= 0; i = s.journeys[i].prev {
		j := &s.journeys[i]
		s.rides = append(s.rides, s.Ride(j.trip, j.day, int(j.board), int(j.alight)))
	}
	if !s.Ahead.Backward() {
		slices.Reverse(s.rides)
	}
}
