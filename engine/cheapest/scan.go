package cheapest

import (
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// pollMask spaces the looks at ctx: every 64 slots, well below 1 ms.
const pollMask = 1<<6 - 1

// run looks at the connections in order of time for a journey that costs less
// than limit; enough ends the search.
func (s *scan) run(limit, enough int32) error {
	s.clear(limit)
	s.until = s.Deadline
	c := s.Ahead.Connections()
	end := len(c.Slots) - 1
	if end == 0 {
		return s.ctx.Err()
	}
	midnight := s.day * search.DaySeconds
	s.firstDay()
	k := c.From(s.Start - midnight)
	for n := 0; ; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if k == end {
			k, midnight = 0, midnight+search.DaySeconds
			s.nextDay(midnight / search.DaySeconds)
		}
		s.now = midnight + c.Slots[k].Tod
		if s.now > s.until {
			break
		}
		if s.best.cost < s.limit && s.best.time < s.now {
			s.tighten(s.best.cost)
		}
		bin := (midnight/search.DaySeconds-s.day)*s.slots + int32(k)
		s.due(bin)
		if s.x.timed {
			s.leave()
		}
		for again := true; again; again = s.due(bin) {
			s.slot(c.Slots[k].First, c.Slots[k+1].First)
		}
		if s.best.cost <= enough {
			return s.ctx.Err()
		}
		k++
	}
	for bin := range s.heads {
		s.due(int32(bin))
	}
	return s.ctx.Err()
}

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
		if v < useful[c.to] {
			s.take(c, &s.Ahead.Connections().Rides[first+int32(i)], v)
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
		cost -= c.fare
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

// fare is that of a ride between two calls.
func (s *scan) fare(trip timetable.Trip, board, alight int32) int32 {
	v := s.Ahead
	if s.x.timed {
		return 0
	}
	if s.x.flat(trip) {
		return int32(v.FareAt(alight) - v.FareAt(board) + s.TT.Fee(trip))
	}
	off, _ := v.Calls(trip)
	r := s.Ride(trip, 0, int(board-off), int(alight-off))
	return int32(min(s.TT.LegCost(r.Trip, r.Board, r.Alight, s.Classes), int64(noCost)))
}

// improve lets somebody arrive at a stop, if the end can still be reached in time.
func (s *scan) improve(stop timetable.Stop, arr, cost int32) {
	s.relaxed++
	end := arr + s.time[s.TT.CityOf(stop)]
	if end > s.Deadline || s.x.timed && s.duration(end, cost) > s.shortest {
		return
	}
	s.file(event{kind: alightEvent, time: arr, stop: stop, cost: cost})
}

func (s *scan) handle(e event) {
	switch e.kind {
	case alightEvent:
		s.alight(e)
	case readyEvent:
		if b := s.From.At[e.stop]; b >= 0 {
			s.aside[b] = min(s.aside[b], e.cost)
		}
		if e.cost < s.ready[e.stop] {
			s.offer(e.stop, e.time, e.cost)
		}
	case originEvent:
		s.offer(e.stop, e.time, s.leaving(s.Start))
	case closedEvent:
		s.offer(e.stop, e.time, s.aside[s.From.At[e.stop]])
	case goalEvent:
		if s.x.timed {
			s.finish(e)
		} else if e.cost < s.best.cost {
			s.best = goal{e.cost, e.time}
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
	if e.cost >= s.useful[e.stop] {
		s.rec.Prune(int32(e.stop), e.time, int64(e.cost))
		return
	}
	s.settled++
	s.rec.Settle(int32(e.stop), e.time, int64(e.cost))
	s.useful[e.stop] = e.cost
	s.alights.add(e.stop, e.time, e.cost)
	if g := s.To.At[e.stop]; g >= 0 {
		s.file(event{kind: goalEvent, time: e.time + s.To.List[g].Walk, stop: e.stop, cost: e.cost})
	}
	s.changes = s.Ahead.ChangesFrom(s.changes, e.stop)
	for k := range s.changes {
		c := &s.changes[k]
		if e.cost < s.lasting(c.To) && s.Allowed(c.To) && e.cost+s.left[s.TT.CityOf(c.To)] < s.limit {
			s.file(event{kind: readyEvent, time: e.time + s.ChangeTime(c), stop: c.To, cost: e.cost})
		}
	}
}
