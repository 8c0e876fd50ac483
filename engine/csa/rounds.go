package csa

import (
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// corridor are the stops that can be part of a journey from the latest departure to the
// earliest arrival. They are few and numbered, so that there can be labels of them for
// every number of rides.
type corridor struct {
	number []int32          // by Stop: the number, or -1
	stops  []timetable.Stop // by number
	latest labels           // the labels of the search back, by number
}

// rounds are the labels of one direction by number of rides: at [n+1] those after at
// most n rides, at [0] none at all. Labels are by number of the corridor.
type rounds []labels

// enclose finds the corridor: whoever boards or alights does so between the labels of
// both directions.
func (s *scan) enclose() {
	c, a, b := &s.corridor, &s.ahead, &s.back
	for _, stop := range c.stops {
		c.number[stop] = -1
	}
	c.stops, c.latest.alight, c.latest.ready = c.stops[:0], c.latest.alight[:0], c.latest.ready[:0]
	for range len(s.blank) - len(c.number) {
		c.number = append(c.number, -1)
	}
	for _, x := range []*side{a, b} {
		for _, stop := range x.reached {
			if c.number[stop] < 0 && (a.ready[stop] <= -b.alight[stop] || a.alight[stop] <= -b.ready[stop]) {
				c.number[stop] = int32(len(c.stops))
				c.stops = append(c.stops, stop)
				c.latest.alight = append(c.latest.alight, b.alight[stop])
				c.latest.ready = append(c.latest.ready, b.ready[stop])
			}
		}
	}
}

// clear empties labels by number.
func (c *corridor) clear(l *labels) {
	l.alight, l.ready = l.alight[:0], l.ready[:0]
	for range c.stops {
		l.alight, l.ready = append(l.alight, noTime), append(l.ready, noTime)
	}
}

// begin makes the stops of src ready at start, before any ride.
func (r *rounds) begin(s *scan, src *search.Ends, start int32) {
	r.grow(2)
	s.corridor.clear(&(*r)[0])
	l := &(*r)[1]
	s.corridor.clear(l)
	s.fresh = s.fresh[:0]
	for _, e := range src.List {
		if n := s.corridor.number[e.Stop]; n >= 0 {
			l.ready[n] = start + e.Walk
			s.fresh = append(s.fresh, n)
		}
	}
}

// grow makes room for n labels.
func (r *rounds) grow(n int) {
	for len(*r) < n {
		*r = append(*r, labels{})
	}
}

// fewest counts the rides of the journeys from depart to arrive that have fewest, and
// leaves in s.home from where and when so many rides lead to To: first ahead, among
// what the search back found, then back, among what is left.
func (s *scan) fewest(depart, arrive int32) (rides int, err error) {
	s.enclose()
	latest := &s.corridor.latest
	s.out.begin(s, &s.From, depart)
	for !s.arrived(rides, arrive) {
		if len(s.fresh) == 0 {
			return 0, plan.ErrNoRoute
		}
		if s.ctx.Err() != nil {
			return 0, s.ctx.Err()
		}
		rides++
		s.round(s.Ahead, &s.out, rides, arrive, latest, latest)
	}
	s.home.begin(s, &s.To, -arrive)
	for n := 1; n <= rides; n++ {
		s.round(s.Back, &s.home, n, -depart, &s.out[rides-n+2], &s.out[rides-n+1])
	}
	return rides, nil
}

// arrived reports whether so many rides reach To.
func (s *scan) arrived(rides int, arrive int32) bool {
	for _, e := range s.To.List {
		if n := s.corridor.number[e.Stop]; n >= 0 && s.out[rides+1].alight[n]+e.Walk <= arrive {
			return true
		}
	}
	return false
}

// round takes ride number n from every stop that the one before made ready
// earlier. Whoever boards or alights must meet the labels of the other
// direction: from there, on of the ride, off after it.
func (s *scan) round(v *timetable.View, r *rounds, n int, until int32, on, off *labels) {
	r.grow(n + 2)
	earlier, now, next := &(*r)[n-1], &(*r)[n], &(*r)[n+1]
	next.alight = append(next.alight[:0], now.alight...)
	next.ready = append(next.ready[:0], now.ready...)
	stops := s.fresh
	s.fresh = s.fresher[:0]
	for _, stop := range stops {
		last := min(earlier.ready[stop]-1, -on.alight[stop], until)
		deps := v.Departures(s.corridor.stops[stop])
		it := search.DeparturesFrom(deps, now.ready[stop])
		v.FetchDepartures(it.Until(last))
		for ; it.At <= last; it.Step() {
			d := it.Current()
			if day := it.Day - int32(d.Shift); v.Runs(d.Trip, s.Base, day) {
				s.rideOut(v, d, day, now, next, until, off)
			}
		}
	}
	s.fresher = stops
}

// rideOut improves the labels at the later calls of a run.
func (s *scan) rideOut(v *timetable.View, d *timetable.Departure, day int32, now, next *labels, until int32, off *labels) {
	from, end := v.Calls(d.Trip)
	midnight := day * daySeconds
	for at := from + int32(d.Call) + 1; at < end; at++ {
		arr := midnight + v.ArrAt(at)
		if arr > until {
			return
		}
		s.ahead.relaxed++
		stop := s.corridor.number[v.StopAt(at)]
		if stop < 0 {
			continue
		}
		if arr < next.alight[stop] && -arr >= off.ready[stop] && v.MayAlight(at) {
			s.getOff(v, stop, arr, now, next, off)
		}
		if now.ready[stop] <= midnight+v.DepAt(at) && v.MayBoard(at) {
			return // the stop's own turn takes the ride on, or did so in a round before
		}
	}
}

// getOff improves the labels of a stop and of those one can change to.
func (s *scan) getOff(v *timetable.View, stop, arr int32, now, next, off *labels) {
	next.alight[stop] = arr
	changes := v.ChangesFrom(&s.changes, s.corridor.stops[stop])
	for k := range changes {
		c := &changes[k]
		to, t := s.corridor.number[c.To], arr+s.ChangeTime(c)
		if to < 0 || t >= next.ready[to] || -t < off.alight[to] || !s.Allowed(c.To) {
			continue
		}
		if next.ready[to] == now.ready[to] {
			s.fresh = append(s.fresh, to)
		}
		next.ready[to] = t
	}
}
