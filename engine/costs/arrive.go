package costs

import (
	"slices"

	"tongtu/engine/timetable"
)

// allows reports whether somebody in a city after k rides, for that cost, can
// still add to the journeys known by at least one ride more.
func (s *front) allows(left []int32, k, cost int32) bool {
	if cost+left[timetable.FareRows-1] >= s.less[k] {
		return false
	}
	for _, l := range left {
		k = min(k+1, lane)
		if cost+l < s.less[k&lane] {
			return true
		}
	}
	return false
}

// improve lets people arrive at call at of a trip, with what they paid by lane and
// so much more, if the end can be reached from there in time and at a fare.
func (s *front) improve(stop timetable.Stop, arr, at int32, paid *row, lo, hi, more int32) {
	city := s.TT.CityOf(stop)
	if arr+s.time[city] > s.Deadline {
		return
	}
	useful, left, goal := &s.useful[stop], s.bounds.FareLeft(city), s.To.At[stop] >= 0
	first, last := int32(len(s.costs)), noCost
	from := hi + 1
	for k := lo; k <= hi; k++ {
		cost := paid[k&lane] + more
		switch {
		case cost >= useful[k&lane] || cost >= last:
			cost = noCost
		case s.allows(left, k, cost) || goal && cost < s.less[k]:
			last = cost
			from = min(from, k)
			s.relaxed++
		default:
			useful[k] = cost // hopeless at that cost for good
			cost = noCost
		}
		if from <= k {
			s.costs = append(s.costs, cost)
		}
	}
	if from > hi {
		return
	}
	to := hi
	for s.costs[len(s.costs)-1] == noCost {
		s.costs = s.costs[:len(s.costs)-1]
		to--
	}
	s.file(event{kind: alightEvent, time: arr, stop: stop, what: int32(len(s.arrivals))})
	s.arrivals = append(s.arrivals, arrival{time: arr, at: at, first: first, lo: int8(from), hi: int8(to)})
}

func (s *front) handle(e *event) {
	switch x := *e; x.kind { // the calendar may grow
	case alightEvent:
		s.alight(x)
	case readyEvent:
		s.becomeReady(x)
	case originEvent:
		s.ready[x.stop], s.live[x.stop] = always, everybody
		s.offers[x.stop] = offer{}
	case goalEvent:
		s.reach(x.what, x.time)
	}
}

// alight settles people at the stop where their ride ends and lets them change:
// once for each time that it takes.
func (s *front) alight(e event) {
	if !s.settle(e) {
		return
	}
	if g := s.To.At[e.stop]; g >= 0 {
		if w := s.To.List[g].Walk; w == 0 {
			s.reach(e.what, e.time)
		} else {
			s.file(event{kind: goalEvent, time: e.time + w, stop: e.stop, what: e.what})
		}
	}
	a := &s.arrivals[e.what]
	s.changes = s.Ahead.ChangesFrom(s.changes, e.stop)
	s.times = s.times[:0]
	for i := range s.changes {
		c := &s.changes[i]
		if t := s.ChangeTime(c); !slices.Contains(s.times, t) && s.Allowed(c.To) && s.betters(a, &s.ready[c.To]) {
			s.times = append(s.times, t)
			s.file(event{kind: readyEvent, time: e.time + t, stop: e.stop, what: e.what})
		}
	}
}

// settle reports whether some of those who arrive are of use by now. It forgets
// the others.
func (s *front) settle(e event) (any bool) {
	useful, a, least := &s.useful[e.stop], &s.arrivals[e.what], noCost
	costs, k := s.costs[a.first:], int32(a.lo)
	for ; k <= int32(a.hi); k++ {
		switch cost := &costs[k-int32(a.lo)]; {
		case *cost < useful[k&lane]:
			any, least = true, *cost
			s.settled++
			s.rec.Settle(int32(e.stop), e.time, int64(*cost))
		case *cost < noCost:
			s.rec.Prune(int32(e.stop), e.time, int64(*cost))
			*cost = noCost
		}
		useful[k&lane] = min(useful[k&lane], least)
	}
	useful.lower(k, s.top, least)
	return any
}

// betters reports whether an arrival costs less than r in some lane.
func (s *front) betters(a *arrival, r *row) bool {
	for i, k := a.first, int32(a.lo); k <= int32(a.hi); i, k = i+1, k+1 {
		if s.costs[i] < r[min(k, s.top)&lane] {
			return true
		}
	}
	return false
}

// becomeReady lets people board from now on wherever it took that long to change
// to.
func (s *front) becomeReady(e event) {
	t, city := e.time-s.arrivals[e.what].time, timetable.City(-1)
	s.changes = s.Ahead.ChangesFrom(s.changes, e.stop)
	for i := range s.changes {
		c := &s.changes[i]
		if s.ChangeTime(c) != t || s.live[c.To] == everybody || !s.Allowed(c.To) {
			continue // whoever begins there does better
		}
		if to := s.TT.CityOf(c.To); to != city {
			city = to
			s.findAble(e, city)
		}
		if s.enter(c) {
			s.readies.add(c.To, e.time, e.what)
		}
	}
}

// able is somebody who may board after a number of rides.
type able struct{ rides, cost int32 }

// findAble leaves in s.able those of an arrival who can add to the journeys known
// from a city.
func (s *front) findAble(e event, city timetable.City) {
	s.able = s.able[:0]
	if e.time+s.time[city] > s.Deadline {
		return
	}
	left, a := s.bounds.FareLeft(city), &s.arrivals[e.what]
	for i, k := a.first, int32(a.lo); k <= int32(a.hi); i, k = i+1, k+1 {
		if cost := s.costs[i]; cost < noCost && s.allows(left, k, cost) {
			s.able = append(s.able, able{k, cost})
		}
	}
}

// enter lets s.able board where a change leads. It reports whether that cost more
// before.
func (s *front) enter(c *timetable.Change) (any bool) {
	ready, o := &s.ready[c.To], &s.offers[c.To]
	covers := c.Covers && s.MinChange < 0 && s.To.At[c.To] < 0
	for i, l := range s.able {
		k := l.rides
		if l.cost >= ready[k&lane] {
			continue
		}
		last := s.top
		if i+1 < len(s.able) {
			last = s.able[i+1].rides - 1
		}
		ready.lower(k, last, l.cost)
		if covers {
			s.useful[c.To].lower(k, last, l.cost) // who alights there from now on can do no more
		}
		if s.live[c.To] == nobody {
			s.live[c.To], *o = somebody, offer{k, k, s.version}
		}
		o.lo, o.hi, any = min(o.lo, k), max(o.hi, k), true
	}
	return any
}

// review looks at what is ready at a stop in the light of the journeys known by now.
func (s *front) review(stop timetable.Stop) {
	city := s.TT.CityOf(stop)
	left, ready, o := s.bounds.FareLeft(city), &s.ready[stop], &s.offers[stop]
	o.version = s.version
	for o.lo <= o.hi && !s.allows(left, o.lo, ready[o.lo]) {
		o.lo++
	}
	for o.hi >= o.lo && !s.allows(left, o.hi, ready[o.hi]) {
		o.hi--
	}
	if o.lo > o.hi || s.now+s.time[city] > s.Deadline {
		s.live[stop] = nobody
	}
}

// reach considers an arrival as the end of journeys.
func (s *front) reach(i, time int32) {
	a := &s.arrivals[i]
	for p, k := a.first, int32(a.lo); k <= int32(a.hi); p, k = p+1, k+1 {
		if cost := s.costs[p]; cost < s.less[k] {
			s.less.lower(k, lanes-1, cost)
			s.version++
			s.ends = append(s.ends, finish{time: time, cost: cost, rides: k, label: p, arrival: i})
		}
	}
}
