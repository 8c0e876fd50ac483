package costs

import (
	"math/bits"
	"slices"

	"tongtu/engine/timetable"
)

// improve lets people arrive at call at of a trip, with what they paid and so much
// more, if the end can be reached from there in time and at a fare.
func (s *front) improve(stop timetable.Stop, arr, at int32, paid *row, more int32) {
	city := s.TT.CityOf(stop)
	if arr+s.time[city] > s.Deadline {
		return
	}
	worth := s.worthIn(city).sitting()
	if s.To.At[stop] >= 0 {
		worth = s.worthThere(worth)
	}
	i := int32(len(s.arrivals))
	if n := len(s.unused); n > 0 {
		i = s.unused[n-1]
	} else {
		s.arrivals, s.paid = append(s.arrivals, arrival{}), append(s.paid, never)
		s.unused = append(s.unused, i)
	}
	some := alight(&s.paid[i], paid, &s.useful[stop], worth, more, s.blocks)
	if some == 0 {
		return
	}
	s.relaxed += bits.OnesCount32(some)
	s.unused = s.unused[:len(s.unused)-1]
	s.arrivals[i] = arrival{time: arr, at: at}
	s.file(event{kind: alightEvent, time: arr, stop: stop, what: i})
}

func (s *front) handle(e *event) {
	switch x := *e; x.kind { // the calendar may grow
	case alightEvent:
		s.alight(x)
	case readyEvent:
		s.becomeReady(x)
	case originEvent:
		s.ready[x.stop], s.live[x.stop] = always, everybody
	case goalEvent:
		s.reach(x.what, x.time)
	}
}

// alight settles people at the stop where their ride ends and lets them change.
func (s *front) alight(e event) {
	a := &s.paid[e.what]
	some := lower(&s.useful[e.stop], a, s.blocks)
	if some == 0 {
		s.rec.Prune(int32(e.stop), e.time, int64(a[s.blocks*block-1]))
		s.unused = append(s.unused, e.what)
		return
	}
	s.settled += bits.OnesCount32(some)
	if s.rec != nil {
		s.recordSettled(e, some)
	}
	if g := s.To.At[e.stop]; g >= 0 {
		if w := s.To.List[g].Walk; w == 0 {
			s.reach(e.what, e.time)
		} else {
			s.file(event{kind: goalEvent, time: e.time + w, stop: e.stop, what: e.what})
		}
	}
	for k, x := range s.exits.from(&s.ground, e.stop) {
		s.file(event{kind: readyEvent, time: e.time + x.time, stop: e.stop, what: e.what, exit: uint16(k)})
	}
}

// recordSettled records the costs of those who arrive, of which some lanes are of
// use.
func (s *front) recordSettled(e event, some uint32) {
	last := noCost
	for ; some != 0; some &= some - 1 {
		if cost := s.paid[e.what][bits.TrailingZeros32(some)]; cost < last {
			s.rec.Settle(int32(e.stop), e.time, int64(cost))
			last = cost
		}
	}
}

// becomeReady lets people board from now on wherever an exit leads.
func (s *front) becomeReady(e event) {
	x := s.exits.from(&s.ground, e.stop)[e.exit]
	w := s.standUp(e, x.city)
	if w == nil {
		return
	}
	doors := s.exits.doors[x.first:x.end]
	if slices.Contains(s.goals, x.city) {
		doors = s.notCovered(doors)
	}
	if len(s.changed) < len(doors) {
		s.changed = make([]int32, 2*len(doors))
	}
	for _, i := range s.changed[:enter(s.changed, doors, s.ready, s.useful, &s.able, &s.paid[e.what], w.standing(), s.blocks)] {
		stop := doors[i].stop
		s.live[stop], s.looked[stop] = somebody, s.version
		s.readies.add(stop, e.time, e.what)
	}
}

// notCovered returns doors so that alighting at the end stays of use.
func (s *front) notCovered(doors []door) []door {
	s.doors = append(s.doors[:0], doors...)
	for i := range s.doors {
		if d := &s.doors[i]; s.To.At[d.stop] >= 0 {
			d.alight = timetable.Stop(s.TT.NumStops() + noAlighting)
		}
	}
	return s.doors
}

// standUp leaves an arrival in s.able, by rides, and says what it is worth in a city
// where it becomes ready: nil, if nobody can add to the journeys known from there.
func (s *front) standUp(e event, city timetable.City) *worth {
	if e.time+s.time[city] > s.Deadline {
		return nil
	}
	a, w := &s.paid[e.what], s.worthIn(city)
	if shift(&s.able, a, w.sitting(), s.blocks) == 0 {
		return nil
	}
	if last := s.blocks*block - 1; a[last] < a[last-1] && a[last] < w.sitting()[last] {
		s.lengthen()
		w = s.worthIn(city)
		shift(&s.able, a, w.sitting(), s.blocks)
	}
	return w
}

// review looks at what is ready at a stop in the light of the journeys known by now.
func (s *front) review(stop timetable.Stop) {
	city := s.TT.CityOf(stop)
	s.looked[stop] = s.version
	if s.now+s.time[city] > s.Deadline || under(&s.ready[stop], s.worthIn(city).standing(), 0, s.blocks) == 0 {
		s.live[stop] = nobody
	}
}

// reach considers an arrival as the end of journeys.
func (s *front) reach(i, time int32) {
	for k, cost := range s.paid[i][:s.blocks*block] {
		if cost >= s.less[k] {
			continue
		}
		s.version++
		s.ends = append(s.ends, finish{time, cost, int32(k), i})
		for j := k; j < len(s.less) && s.less[j] > cost; j++ {
			s.less[j] = cost
		}
	}
}
