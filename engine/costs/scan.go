package costs

import (
	"tongtu/engine/timetable"
)

// run looks at the connections in order of time for a journey that costs less
// than limit; enough ends the search.
func (s *scan) run(limit, enough int32) error {
	s.clear(limit)
	s.enough = enough
	return s.sweep(s)
}

// before tightens the limit when nobody can arrive any more as early as the best.
func (s *scan) before() {
	if s.best.cost < s.limit && s.best.time < s.now {
		s.tighten(s.best.cost)
	}
	if s.x.timed {
		s.leave()
	}
}

func (s *scan) done() bool { return s.best.cost <= s.enough }

func (s *scan) firstDay() { s.paid = s.firstSlots(s.paid, noCost) }

func (s *scan) nextDay(day int32) { s.nextSlots(s.paid, day, noCost) }

// slot takes the connections from first to end, which leave now.
func (s *scan) slot(first, end int32) {
	conns := s.x.conns[first:end]
	ready, useful, paid := s.ready, s.useful, s.paid
	for i := range conns {
		c := &conns[i]
		p := &paid[c.slot]
		if *p < 0 {
			continue
		}
		v := min(*p, ready[c.from]) + c.fare
		*p = v
		if v+c.fee < useful[c.to] {
			s.take(c, &s.Ahead.Connections().Rides[first+int32(i)], v+c.fee)
		}
	}
}

// take takes a connection that leads somewhere for less than known.
func (s *scan) take(c *conn, r *timetable.Ride, cost int32) {
	mark := int(c.to) - s.TT.NumStops()
	if mark < 0 {
		s.improve(timetable.Stop(c.to), s.now+r.Time, cost)
		return
	}
	trip := s.Ahead.TripOf(r.At)
	v, midnight := s.Ahead, s.now-s.Ahead.DepAt(r.At)
	_, end := v.Calls(trip)
	if mark == paired {
		if cost = s.ready[c.from]; cost >= noCost {
			return
		}
	} else {
		cost -= c.fare + c.fee
	}
	for at := r.At + 1; at < end; at++ {
		if stop := v.StopAt(at); v.MayAlight(at) {
			if x := cost + s.fare(trip, r.At, at); x < s.useful[stop] {
				s.improve(stop, midnight+v.ArrAt(at), x)
			}
		}
		if mark == farther && v.MayBoard(at) {
			return
		}
	}
}

// improve lets somebody arrive at a stop, if the end can still be reached in time.
func (s *scan) improve(stop timetable.Stop, arr, cost int32) {
	s.relaxed++
	end := arr + s.time[s.TT.CityOf(stop)]
	if end > s.Deadline || s.x.timed && s.duration(end, cost) > s.shortest {
		return
	}
	s.file(event{kind: alightEvent, time: arr, stop: stop, what: cost})
}

func (s *scan) handle(x *event) {
	e := *x // the calendar may grow
	switch e.kind {
	case alightEvent:
		s.alight(e)
	case readyEvent:
		if b := s.From.At[e.stop]; b >= 0 {
			s.aside[b] = min(s.aside[b], e.what)
		}
		if e.what < s.ready[e.stop] {
			s.offer(e.stop, e.time, e.what)
		}
	case originEvent:
		s.offer(e.stop, e.time, s.leaving(s.Start))
	case closedEvent:
		s.offer(e.stop, e.time, s.aside[s.From.At[e.stop]])
	case goalEvent:
		if s.x.timed {
			s.finish(e)
		} else if e.what < s.best.cost {
			s.best = goal{e.what, e.time}
		}
	}
}

// offer lets people board at a stop for a cost from now on.
func (s *scan) offer(stop timetable.Stop, time, cost int32) {
	s.ready[stop] = cost
	s.readies.add(stop, time, cost)
}

// lasting is the least with which a stop can be boarded by whoever came there.
func (s *scan) lasting(stop timetable.Stop) int32 {
	if b := s.From.At[stop]; b >= 0 {
		return s.aside[b]
	}
	return s.ready[stop]
}

// alight lets somebody who has arrived change.
func (s *scan) alight(e event) {
	if e.what >= s.useful[e.stop] {
		s.rec.Prune(int32(e.stop), e.time, int64(e.what))
		return
	}
	s.settled++
	s.rec.Settle(int32(e.stop), e.time, int64(e.what))
	s.useful[e.stop] = e.what
	s.alights.add(e.stop, e.time, e.what)
	if g := s.To.At[e.stop]; g >= 0 {
		s.file(event{kind: goalEvent, time: e.time + s.To.List[g].Walk, stop: e.stop, what: e.what})
	}
	changes := s.Ahead.ChangesFrom(&s.changes, e.stop)
	for k := range changes {
		c := &changes[k]
		if e.what < s.lasting(c.To) && s.Allowed(c.To) && e.what+s.left[s.TT.CityOf(c.To)] < s.limit {
			s.file(event{kind: readyEvent, time: e.time + s.ChangeTime(c), stop: c.To, what: e.what})
		}
	}
}
