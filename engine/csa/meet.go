package csa

import (
	"math"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// pace says how far a search goes before it looks up.
type pace struct {
	stage int32 // connections that are filtered at once, at most
	look  int   // calls reached ahead before the first look at the goal
}

// usual is the pace that was found to be best, within wide bounds.
var usual = pace{stage: quietWords * wordBits, look: 300}

// noLimit lets a scan come to its end.
const noLimit = math.MaxInt

// mostTrips is how many trips that come to the goal are looked at.
const mostTrips = 64

// earliest finds the earliest arrival at To when leaving From at Start or later. It
// scans ahead, and back from an arrival that may be possible, until both have come to
// the same time. Either they meet at a stop; then it goes on ahead among the stops that
// lead to To. Or they do not, and a later arrival is tried. What can be reached grows
// with time until it is most of the network, so that two searches of half the time
// reach far less than one.
//
// The labels ahead of stops that are part of a journey by the arrival are final.
func (s *scan) earliest() (int32, error) {
	a, b := &s.ahead, &s.back
	s.rec.Phase(PhaseArrival, s.Ahead.Backward())
	a.goal, s.until = &s.To, noTime
	first := a.departs()
	a.enter(first, &s.From)
	met, missed, begun := noTime, first, 0
	for look := s.pace.look; ; look += 1 + look/2 {
		if end, err := a.scan(look, met); err != nil || end {
			return a.best, err
		}
		now := a.now()
		until := s.until
		if until == noTime {
			until = s.guess(max(now, missed), now-first)
		}
		if until = min(s.bound(now, until), a.best); until > s.Deadline {
			continue
		}
		if until < s.until {
			s.until, begun = until, b.relaxed
			b.begin(s.Back, &s.To, -until, 1-s.Start)
			b.enter(-until, &s.To)
		}
		s.rec.Phase(PhaseDeparture, s.Back.Backward())
		if _, err := b.scan(begun+1+look*3/5, -now); err != nil {
			return 0, err
		}
		s.rec.Phase(PhaseArrival, s.Ahead.Backward())
		if met = -b.now(); met >= now {
			continue
		}
		if a.meets(b, now) || a.best <= until {
			a.best = min(a.best, until)
			return a.best, a.wander(b, now)
		}
		missed, s.until, met = until, noTime, noTime
	}
}

// guess returns an arrival at To after a time, the last of so many seconds or the next.
func (s *scan) guess(after, within int32) int32 {
	last, next := after, noTime
	for _, e := range s.To.List {
		deps := s.Back.Departures(e.Stop)
		if len(deps) == 0 {
			continue
		}
		it := search.DeparturesFrom(deps, e.Walk-after-within)
		last = max(last, e.Walk-it.At)
		it.StepBack()
		next = min(next, e.Walk-it.At)
	}
	if last > after {
		return last
	}
	return next
}

// departs returns when the first trip leaves a stop that is ready.
func (x *side) departs() int32 {
	first := noTime
	for _, e := range x.Question.From.List {
		first = min(first, search.DeparturesFrom(x.view.Departures(e.Stop), x.ready[e.Stop]).At)
	}
	return first
}

// bound returns the earliest arrival by until that is known to be possible: of the
// trips that come to To, the first that can be boarded on its way. Else until.
func (s *scan) bound(now, until int32) int32 {
	left := mostTrips
	for _, e := range s.To.List {
		deps := s.Back.Departures(e.Stop)
		if len(deps) == 0 {
			continue
		}
		it := search.DeparturesFrom(deps, 1-now)
		for it.StepBack(); e.Walk-it.At < until && left > 0; it.StepBack() {
			left--
			d := it.Current()
			if day := it.Day - int32(d.Shift); s.Back.Runs(d.Trip, s.Base, day) && s.caught(d, day*daySeconds, now) {
				until = e.Walk - it.At
			}
		}
	}
	return until
}

// caught reports whether a trip can be boarded at a time from now on, before a call.
func (s *scan) caught(d *timetable.Departure, midnight, now int32) bool {
	v := s.Back
	at, end := v.Calls(d.Trip)
	for at += int32(d.Call) + 1; at < end; at++ {
		time := -(midnight + v.ArrAt(at))
		if time < now {
			return false
		}
		if v.MayAlight(at) && s.ahead.ready[v.StopAt(at)] <= time {
			return true
		}
	}
	return false
}

// latest finds the latest departure from From that arrives at To by arrive, back
// from there among what was reached ahead. Where the search back has begun at that
// arrival it goes on.
func (s *scan) latest(arrive int32) (int32, error) {
	b, from := &s.back, -noTime
	if s.until == arrive {
		from = b.now()
	} else {
		b.begin(s.Back, &s.To, -arrive, 1-s.Start)
	}
	b.goal = &s.From
	for _, e := range s.From.List {
		b.best = min(b.best, b.alight[e.Stop]+e.Walk)
	}
	if b.meets(&s.ahead, from) {
		if err := b.wander(&s.ahead, from); err != nil {
			return 0, err
		}
	}
	if b.best > -s.Start {
		return 0, plan.ErrNoRoute
	}
	return -b.best, nil
}
