package costs

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// count is the search for a Pareto set over arrival and rides, and its memory. It
// is that for the lowest cost where a ride costs one and nothing else anything,
// but goes on until no number of rides can be lower.
type count struct {
	ground

	bounds *timetable.Bounds // to the end

	useful   []int32 // by Stop, and mark: what alighting there by now must take less than
	ready    []int32 // by Stop: the least rides, that from there included, with which boarding is possible by now
	seated   []int32 // by slot of a trip: the least rides, that one included, of who sits there, -1 if it does not run
	fewest   int32   // rides a journey must have less than
	enough   int32   // no journey has less rides
	arrivals []landing
	readies  chain
	ends     []ending
	rode     []search.Ride
}

// landing is somebody who alights after so many rides.
type landing struct{ time, at, rides int32 } // at: position in the call arrays

// ending is the end of a journey.
type ending struct{ time, arrival int32 }

// clear forgets what was found, for journeys of less than so many rides.
func (s *count) clear(fewest int32) {
	n := s.TT.NumStops()
	s.open()
	s.ready = fill(s.ready, n, noCost)
	s.useful = fill(s.useful, n+marks, noCost/2)
	s.useful[n+noAlighting] = 0
	s.tighten(fewest)
	s.arrivals, s.ends = s.arrivals[:0], s.ends[:0]
	s.readies.last, s.readies.list = fill(s.readies.last, n, 0), s.readies.list[:0]
	s.enough = noCost
	for _, e := range s.From.List {
		s.enough = min(s.enough, max(1, s.bounds.RidesLeft(s.TT.CityOf(e.Stop))))
		s.file(event{kind: originEvent, time: s.Start + e.Walk, stop: e.Stop})
	}
}

// tighten demands that journeys have less than so many rides.
func (s *count) tighten(fewest int32) {
	s.fewest = fewest
	for i := range s.TT.NumStops() {
		stop := timetable.Stop(i)
		most := int32(0)
		if s.Allowed(stop) {
			most = max(0, fewest-s.more(stop))
		}
		s.useful[i] = min(s.useful[i], most)
	}
}

// more is how many rides are left at least for who alights at a stop.
func (s *count) more(stop timetable.Stop) int32 {
	if s.To.At[stop] >= 0 {
		return 0
	}
	return max(1, s.bounds.RidesLeft(s.TT.CityOf(stop)))
}

func (s *count) before() {}

func (s *count) done() bool { return s.fewest <= s.enough }

func (s *count) firstDay() { s.seated = s.firstSlots(s.seated, noCost) }

func (s *count) nextDay(day int32) { s.nextSlots(s.seated, day, noCost) }

// slot takes the connections from first to end, which leave now.
func (s *count) slot(first, end int32) {
	conns := s.x.conns[first:end]
	ready, useful, seated := s.ready, s.useful, s.seated
	for i := range conns {
		c := &conns[i]
		p := &seated[c.slot]
		if *p < 0 {
			continue
		}
		v := min(*p, ready[c.from])
		*p = v
		if v < useful[c.to] {
			s.take(c, &s.Ahead.Connections().Rides[first+int32(i)], v)
		}
	}
}

// take takes a connection that leads somewhere in fewer rides than known.
func (s *count) take(c *conn, r *timetable.Ride, rides int32) {
	mark := int(c.to) - s.TT.NumStops()
	if mark < 0 {
		s.land(timetable.Stop(c.to), landing{s.now + r.Time, r.At + 1, rides})
		return
	}
	v, midnight := s.Ahead, s.now-s.Ahead.DepAt(r.At)
	_, end := v.Calls(v.TripOf(r.At))
	if mark == paired {
		rides = s.ready[c.from]
	}
	for at := r.At + 1; at < end && rides < noCost; at++ {
		if stop := v.StopAt(at); v.MayAlight(at) && rides < s.useful[stop] {
			s.land(stop, landing{midnight + v.ArrAt(at), at, rides})
		}
		if mark == farther && v.MayBoard(at) {
			return
		}
	}
}

// land lets somebody arrive at a stop, if the end can still be reached in time.
func (s *count) land(stop timetable.Stop, a landing) {
	if a.time+s.bounds.Time[s.TT.CityOf(stop)] > s.Deadline {
		return
	}
	s.relaxed++
	s.file(event{kind: alightEvent, time: a.time, stop: stop, what: int32(len(s.arrivals))})
	s.arrivals = append(s.arrivals, a)
}

func (s *count) handle(x *event) {
	e := *x // the calendar may grow
	switch e.kind {
	case alightEvent:
		s.alight(e)
	case readyEvent:
		s.becomeReady(e)
	case originEvent:
		s.ready[e.stop] = 1
	case goalEvent:
		s.reach(e.what, e.time)
	}
}

// alight lets somebody who has arrived change.
func (s *count) alight(e event) {
	rides := s.arrivals[e.what].rides
	if rides >= s.useful[e.stop] {
		s.rec.Prune(int32(e.stop), e.time, int64(rides))
		return
	}
	s.settled++
	s.rec.Settle(int32(e.stop), e.time, int64(rides))
	s.useful[e.stop] = rides
	if g := s.To.At[e.stop]; g >= 0 {
		if w := s.To.List[g].Walk; w == 0 {
			s.reach(e.what, e.time)
		} else {
			s.file(event{kind: goalEvent, time: e.time + w, stop: e.stop, what: e.what})
		}
	}
	changes := s.Ahead.ChangesFrom(&s.changes, e.stop)
	for k := range changes {
		if c := &changes[k]; rides+1 < s.ready[c.To] && s.Allowed(c.To) {
			s.file(event{kind: readyEvent, time: e.time + s.ChangeTime(c), stop: c.To, what: e.what, covers: c.Covers && s.MinChange < 0 && s.To.At[c.To] < 0})
		}
	}
}

// becomeReady lets somebody board at a stop from now on.
func (s *count) becomeReady(e event) {
	rides := s.arrivals[e.what].rides
	if rides+1 >= s.ready[e.stop] || rides+max(1, s.bounds.RidesLeft(s.TT.CityOf(e.stop))) >= s.fewest {
		return
	}
	s.ready[e.stop] = rides + 1
	s.readies.add(e.stop, e.time, e.what)
	if e.covers {
		s.useful[e.stop] = min(s.useful[e.stop], rides) // who alights here from now on can do no more
	}
}

// reach considers an arrival as the end of a journey.
func (s *count) reach(i, time int32) {
	rides := s.arrivals[i].rides
	if rides >= s.fewest {
		return
	}
	s.ends = slices.DeleteFunc(s.ends, func(e ending) bool { return e.time == time })
	s.ends = append(s.ends, ending{time, i})
	s.tighten(rides)
}
