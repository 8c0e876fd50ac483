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
	number          []int32          // by Stop: the number, or -1
	stops           []timetable.Stop // by number
	soonest, latest labels           // those of the searches ahead and back, by number
}

// rounds are the labels of one direction by number of rides: at [n+1] those after at
// most n rides, at [0] none at all. Labels are by number of the corridor.
type rounds struct {
	after   []labels
	rides   int     // the last round
	fresh   []int32 // what it made ready earlier
	fresher []int32 // memory
}

// enclose finds the corridor: whoever boards or alights does so between the labels of
// both directions.
func (s *scan) enclose() {
	c, a, b := &s.corridor, &s.ahead, &s.back
	for _, stop := range c.stops {
		c.number[stop] = -1
	}
	c.stops = c.stops[:0]
	for _, l := range []*labels{&c.soonest, &c.latest} {
		l.alight, l.ready = l.alight[:0], l.ready[:0]
	}
	for range len(s.blank) - len(c.number) {
		c.number = append(c.number, -1)
	}
	for _, x := range []*side{a, b} {
		for _, stop := range x.reached {
			if c.number[stop] < 0 && (a.ready[stop] <= -b.alight[stop] || a.alight[stop] <= -b.ready[stop]) {
				c.number[stop] = int32(len(c.stops))
				c.stops = append(c.stops, stop)
				c.soonest.append(&a.labels, stop)
				c.latest.append(&b.labels, stop)
			}
		}
	}
}

// append appends the labels that l has of a stop.
func (x *labels) append(l *labels, stop timetable.Stop) {
	x.alight, x.ready = append(x.alight, l.alight[stop]), append(x.ready, l.ready[stop])
}

// clear empties labels by number.
func (c *corridor) clear(l *labels) {
	l.alight, l.ready = l.alight[:0], l.ready[:0]
	for range c.stops {
		l.alight, l.ready = append(l.alight, noTime), append(l.ready, noTime)
	}
}

// begin makes the stops of src ready at start, before any ride.
func (r *rounds) begin(c *corridor, src *search.Ends, start int32) {
	r.grow(2)
	c.clear(&r.after[0])
	l := &r.after[1]
	c.clear(l)
	r.rides, r.fresh = 0, r.fresh[:0]
	for _, e := range src.List {
		if n := c.number[e.Stop]; n >= 0 {
			l.ready[n] = start + e.Walk
			r.fresh = append(r.fresh, n)
		}
	}
}

// grow makes room for n labels.
func (r *rounds) grow(n int) {
	for len(r.after) < n {
		r.after = append(r.after, labels{})
	}
}

// fewest counts the rides of the journeys from depart to arrive that have fewest, and
// leaves in s.home from where and when so many rides, or fewer, lead to To. It takes
// rides ahead and back, from where there are fewer stops to go on from, until they
// meet; what is then left back is only of interest where so many rides lead to.
func (s *scan) fewest(depart, arrive int32) (rides int, err error) {
	s.enclose()
	c, out, home := &s.corridor, &s.out, &s.home
	out.begin(c, &s.From, depart)
	home.begin(c, &s.To, -arrive)
	for !s.met() {
		if s.ctx.Err() != nil {
			return 0, s.ctx.Err()
		}
		switch a, b := len(out.fresh), len(home.fresh); {
		case a == 0 && b == 0:
			return 0, plan.ErrNoRoute
		case b == 0 || a > 0 && a < b:
			s.round(s.Ahead, out, arrive, &c.latest, &c.latest)
		default:
			s.round(s.Back, home, -depart, &c.soonest, &c.soonest)
		}
	}
	rides = out.rides + home.rides
	for left := out.rides; left > 0; left-- {
		s.round(s.Back, home, -depart, &out.after[left+1], &out.after[left])
	}
	return rides, nil
}

// met reports whether the rides ahead and back come together.
func (s *scan) met() bool {
	a, b := &s.out.after[s.out.rides+1], &s.home.after[s.home.rides+1]
	for n := range s.corridor.stops {
		if a.alight[n] <= -b.ready[n] || a.ready[n] <= -b.alight[n] {
			return true
		}
	}
	return false
}

// round takes the next ride from every stop that the one before made ready earlier.
// Whoever boards or alights must meet the labels of the other direction: from there,
// on of the ride, off after it.
func (s *scan) round(v *timetable.View, r *rounds, until int32, on, off *labels) {
	r.rides++
	n := r.rides
	r.grow(n + 2)
	earlier, now, next := &r.after[n-1], &r.after[n], &r.after[n+1]
	next.alight = append(next.alight[:0], now.alight...)
	next.ready = append(next.ready[:0], now.ready...)
	stops := r.fresh
	r.fresh = r.fresher[:0]
	for _, stop := range stops {
		last := min(earlier.ready[stop]-1, -on.alight[stop], until)
		deps := v.Departures(s.corridor.stops[stop])
		it := search.DeparturesFrom(deps, now.ready[stop])
		v.FetchDepartures(it.Until(last))
		for ; it.At <= last; it.Step() {
			d := it.Current()
			if day := it.Day - int32(d.Shift); v.Runs(d.Trip, s.Base, day) {
				s.rideOut(v, d, day, r, until, off)
			}
		}
	}
	r.fresher = stops
}

// rideOut improves the labels at the later calls of a run.
func (s *scan) rideOut(v *timetable.View, d *timetable.Departure, day int32, r *rounds, until int32, off *labels) {
	now, next := &r.after[r.rides], &r.after[r.rides+1]
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
			s.getOff(v, stop, arr, r, off)
		}
		if now.ready[stop] <= midnight+v.DepAt(at) && v.MayBoard(at) {
			return // the stop's own turn takes the ride on, or did so in a round before
		}
	}
}

// getOff improves the labels of a stop and of those one can change to.
func (s *scan) getOff(v *timetable.View, stop, arr int32, r *rounds, off *labels) {
	now, next := &r.after[r.rides], &r.after[r.rides+1]
	next.alight[stop] = arr
	changes := v.ChangesFrom(&s.changes, s.corridor.stops[stop])
	for k := range changes {
		c := &changes[k]
		to, t := s.corridor.number[c.To], arr+s.ChangeTime(c)
		if to < 0 || t >= next.ready[to] || -t < off.alight[to] || !s.Allowed(c.To) {
			continue
		}
		if next.ready[to] == now.ready[to] {
			r.fresh = append(r.fresh, to)
		}
		next.ready[to] = t
	}
}
