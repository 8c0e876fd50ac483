package planner

import (
	"strings"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
)

// bar is one piece of the line under a card's times.
type bar struct {
	ride  bool // else waiting or walking
	mode  model.Mode
	share float32 // of the journey's time
}

// summary is what a card shows.
type summary struct {
	honours          []plan.Criterion
	depart, arrive   string
	days             string // "+1"; may be empty
	price            string
	duration, change string
	classes          string
	ends, numbers    string
	bars             []bar
}

func (w words) summary(o offer) summary {
	it := o.it
	rs := rides(it)
	s := summary{honours: o.honours(), price: w.price(it.Fare), duration: w.tr.Duration(it.Duration())}
	s.depart = w.tr.ClockAt(it.Depart)
	s.arrive, s.days = w.clock(it.Arrive, it.Depart.Date())
	s.change = w.changes(it)
	s.ends = w.tr.T(keyRoute, i18n.A{"from": w.station(it.Legs[0].From), "to": w.station(it.Legs[len(it.Legs)-1].To)})
	var numbers, classes []string
	for _, l := range rs {
		numbers = append(numbers, l.Number)
		if c := w.tr.Class(l.Class); c != "" && (len(classes) == 0 || classes[len(classes)-1] != c) {
			classes = append(classes, c)
		}
	}
	s.numbers = listed(numbers)
	if it.Fare.Known() {
		s.classes = strings.Join(classes, " + ")
	} else {
		s.classes = w.tr.T(keyNoPrice)
	}
	s.bars = bars(it)
	return s
}

// changes is "direct" or the number of changes and where they are.
func (w words) changes(it plan.Itinerary) string {
	if it.Changes == 0 {
		return w.tr.T(keyDirect)
	}
	var at []string
	for i := range it.Legs {
		if it.Legs[i].Walk {
			continue
		}
		if c, ok := changeAfter(it, i); ok {
			at = append(at, w.cityOf(c.from))
		}
	}
	return w.tr.T(keyChanges, i18n.A{"n": it.Changes}) + w.tr.T(keyVia, i18n.A{"places": listed(at)})
}

// listed joins names, of many only the first.
func listed(names []string) string {
	const most = 3
	if len(names) > most {
		names = []string{names[0], names[1], "…"}
	}
	return strings.Join(names, " · ")
}

func (w words) cityOf(id model.StationID) string {
	if s, ok := w.tt.Station(id); ok {
		if c, ok := w.tt.City(s.City); ok {
			return w.city(c)
		}
	}
	return w.station(id)
}

func bars(it plan.Itinerary) []bar {
	total := float32(max(it.Legs[len(it.Legs)-1].Arrive-it.Legs[0].Depart, 1))
	var out []bar
	at := it.Legs[0].Depart
	for _, l := range it.Legs {
		if l.Walk {
			continue // part of the wait
		}
		if wait := l.Depart - at; wait > 0 && len(out) > 0 {
			out = append(out, bar{share: float32(wait) / total})
		}
		out = append(out, bar{ride: true, mode: l.Mode, share: float32(l.Arrive-l.Depart) / total})
		at = l.Arrive
	}
	return out
}

// step is one line of the chosen journey's course.
type step struct {
	kind        stepKind
	mode        model.Mode // of a ride
	time, days  string     // of a call
	name        string     // station, or the ride's number
	text        string     // the rest of the sentence
	price       string     // of a ride
	passing     []passing  // calls on the way
	passingText string
}

type stepKind uint8

const (
	stepBoard stepKind = iota
	stepRide
	stepAlight
	stepChange
	stepWalk
)

// passing is a call between boarding and alighting.
type passing struct{ time, days, name string }

// course describes a journey ride by ride.
func (w words) course(it plan.Itinerary) []step {
	var out []step
	start := it.Depart.Date()
	at := func(kind stepKind, m model.Moment, id model.StationID, mode model.Mode) {
		s := step{kind: kind, name: w.station(id), mode: mode}
		s.time, s.days = w.clock(m, start)
		out = append(out, s)
	}
	for i, l := range it.Legs {
		if l.Walk {
			out = append(out, step{kind: stepWalk, text: w.tr.T(keyWalkTo, i18n.A{"time": model.Second(l.Arrive - l.Depart), "station": w.station(l.To)})})
			continue
		}
		at(stepBoard, l.Depart, l.From, l.Mode)
		out = append(out, w.ride(l, start))
		at(stepAlight, l.Arrive, l.To, l.Mode)
		if c, ok := changeAfter(it, i); ok {
			out = append(out, step{kind: stepChange, text: w.change(c)})
		}
	}
	return out
}

func (w words) change(c change) string {
	if c.between && c.walk == 0 {
		return w.tr.T(keyChangeTo, i18n.A{"time": c.time, "station": w.station(c.to)})
	}
	return w.tr.T(keyChangeAt, i18n.A{"time": c.time})
}

func (w words) ride(l plan.Leg, start model.Date) step {
	s := step{kind: stepRide, mode: l.Mode, name: l.Number, price: w.price(l.Fare)}
	parts := []string{w.tr.Mode(l.Mode)}
	if c := w.tr.Class(l.Class); c != "" && l.Fare.Known() {
		parts = append(parts, c)
	}
	parts = append(parts, w.tr.Duration(model.Second(l.Arrive-l.Depart)))
	s.text = strings.Join(parts, " · ")
	from, to, ok := w.tt.Course(l.Trip, l.Board, l.Alight)
	if !ok {
		return s
	}
	v := &w.tt.Forward
	for at := from + 1; at < to; at++ {
		p := passing{name: w.station(w.tt.StationAt(w.tt.StationOf(v.StopAt(at))).ID)}
		p.time, p.days = w.clock(l.Day.At(model.Second(v.ArrAt(at))), start)
		s.passing = append(s.passing, p)
	}
	if n := len(s.passing); n > 0 {
		s.passingText = w.tr.T(keyPassing, i18n.A{"n": n})
	}
	return s
}
