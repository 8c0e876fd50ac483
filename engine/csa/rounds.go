package csa

import (
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// rounds are the labels of one direction by number of rides: at [n+1] those
// after at most n rides, at [0] none at all.
type rounds []labels

// begin makes the stops of src ready at start, before any ride.
func (r *rounds) begin(s *scan, src *search.Ends, start int32) {
	r.grow(2)
	s.clear(&(*r)[0])
	l := &(*r)[1]
	s.clear(l)
	s.fresh = s.fresh[:0]
	for _, e := range src.List {
		l.ready[e.Stop] = start + e.Walk
		s.fresh = append(s.fresh, e.Stop)
	}
}

// grow makes room for n labels.
func (r *rounds) grow(n int) {
	for len(*r) < n {
		*r = append(*r, labels{})
	}
}

// corridor counts the rides of the journeys from depart to arrive that have
// fewest, and leaves in s.home from where and when so many rides lead to To:
// first ahead, among what the search back found, then back, among what is left.
func (s *scan) corridor(depart, arrive int32) (rides int, err error) {
	s.out.begin(s, &s.From, depart)
	for !s.arrived(rides, arrive) {
		if len(s.fresh) == 0 {
			return 0, plan.ErrNoRoute
		}
		if s.ctx.Err() != nil {
			return 0, s.ctx.Err()
		}
		rides++
		s.round(s.Ahead, &s.out, rides, arrive, &s.back, &s.back)
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
		if s.out[rides+1].alight[e.Stop]+e.Walk <= arrive {
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
		deps := v.Departures(stop)
		for it := search.DeparturesFrom(deps, now.ready[stop]); it.At <= last; it.Step() {
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
		s.relaxed++
		stop := v.StopAt(at)
		if arr < next.alight[stop] && -arr >= off.ready[stop] && v.MayAlight(at) {
			s.getOff(v, stop, arr, now, next, off)
		}
		if now.ready[stop] <= midnight+v.DepAt(at) && v.MayBoard(at) {
			return // the stop's own turn takes the ride on, or did so in a round before
		}
	}
}

// getOff improves the labels of a stop and of those one can change to.
func (s *scan) getOff(v *timetable.View, stop timetable.Stop, arr int32, now, next, off *labels) {
	next.alight[stop] = arr
	changes := v.ChangesFrom(&s.changes, stop)
	for k := range changes {
		c := &changes[k]
		t := arr + s.ChangeTime(c)
		if t >= next.ready[c.To] || -t < off.alight[c.To] || !s.Allowed(c.To) {
			continue
		}
		if next.ready[c.To] == now.ready[c.To] {
			s.fresh = append(s.fresh, c.To)
		}
		next.ready[c.To] = t
	}
}
