package costs

import "tongtu/engine/timetable"

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

// alight settles people at the stop where their ride ends and lets them change.
func (s *front) alight(e event) {
	useful, a := &s.useful[e.stop], &s.arrivals[e.what]
	better := false
	for i, k := a.first, int32(a.lo); k <= int32(a.hi); i, k = i+1, k+1 {
		switch cost := s.costs[i]; {
		case cost == noCost:
		case cost >= useful[k&lane]:
			s.rec.Prune(int32(e.stop), e.time, int64(cost))
			s.costs[i] = noCost
		default:
			better = true
			s.settled++
			s.rec.Settle(int32(e.stop), e.time, int64(cost))
			useful.lower(k, lanes-1, cost)
		}
	}
	if !better {
		return
	}
	if g := s.To.At[e.stop]; g >= 0 {
		if w := s.To.List[g].Walk; w == 0 {
			s.reach(e.what, e.time)
		} else {
			s.file(event{kind: goalEvent, time: e.time + w, stop: e.stop, what: e.what})
		}
	}
	s.changes = s.Ahead.ChangesFrom(s.changes, e.stop)
	for i := range s.changes {
		if c := &s.changes[i]; s.Allowed(c.To) && s.betters(a, &s.ready[c.To]) {
			s.file(event{kind: readyEvent, time: e.time + s.ChangeTime(c), stop: c.To, what: e.what, covers: c.Covers && s.MinChange < 0 && s.To.At[c.To] < 0})
		}
	}
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

// becomeReady lets people board at a stop from now on.
func (s *front) becomeReady(e event) {
	city := s.TT.CityOf(e.stop)
	if s.live[e.stop] == everybody || e.time+s.time[city] > s.Deadline {
		return // whoever begins there does better
	}
	ready, left, a, o := &s.ready[e.stop], s.bounds.FareLeft(city), &s.arrivals[e.what], &s.offers[e.stop]
	better := false
	for i, k := a.first, int32(a.lo); k <= int32(a.hi); i, k = i+1, k+1 {
		cost := s.costs[i]
		if cost >= ready[k&lane] || !s.allows(left, k, cost) {
			continue
		}
		better = true
		ready.lower(k, s.top, cost)
		if e.covers {
			s.useful[e.stop].lower(k, lanes-1, cost) // who alights here from now on can do no more
		}
		if s.live[e.stop] == nobody {
			s.live[e.stop], *o = somebody, offer{k, k, s.version}
		}
		o.lo, o.hi = min(o.lo, k), max(o.hi, k)
	}
	if better {
		s.readies.add(e.stop, e.time, e.what)
	}
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
