package planner

import (
	"errors"
	"math"
	"time"

	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/engine/plan"
	"tongtu/widgets"
)

// finder knows the places by name.
type finder interface {
	Search(text string, limit int) []place.Match
	Resolve(text string) (place.Match, error)
}

// end is one end of the journey as the person gave it: a chosen place, or text
// that still has to be understood.
type end struct {
	text  string
	place plan.Place // the zero place: not chosen
}

func (e end) chosen() bool { return e.place != plan.Place{} }

// form is what the query panel holds.
type form struct {
	from, to    end
	date, clock string
	by          plan.Criterion
	modes       model.ModeSet // zero: all
}

// atlas knows which places exist.
type atlas interface {
	City(model.CityID) (model.City, bool)
	Station(model.StationID) (model.Station, bool)
}

// known has ends that no longer exist turned back into text, to be understood anew.
func (f form) known(a atlas) form {
	for _, e := range []*end{&f.from, &f.to} {
		_, city := a.City(e.place.City)
		_, station := a.Station(e.place.Station)
		if e.chosen() && (e.place.City != "" && !city || e.place.Station != "" && !station) {
			e.place = plan.Place{}
		}
	}
	return f
}

// swapped has the ends exchanged.
func (f form) swapped() form {
	f.from, f.to = f.to, f.from
	return f
}

// field names a control of the panel.
type field uint8

const (
	fieldFrom field = iota
	fieldTo
	fieldDate
	fieldClock
)

// fault is why a field cannot be used.
type fault uint8

const (
	faultEmpty     fault = iota
	faultUnknown         // no place of that name; near ones may be offered
	faultAmbiguous       // several places of that name
	faultSame            // from = to
	faultDate            // no date
	faultOutside         // the timetable has no such day; day is the nearest
	faultClock           // no time of day
)

// problem is one unusable field and what would mend it.
type problem struct {
	field field
	fault fault
	text  string        // what was typed
	near  []place.Match // places that may be meant
	day   model.Date    // the nearest day of the timetable
}

// nearPlaces is how many places a problem offers.
const nearPlaces = 5

// span is the service days of a timetable.
type span struct{ first, last model.Date }

// anyDay is the span before a timetable is known.
var anyDay = span{math.MinInt32, math.MaxInt32}

// nearest is the day of the span closest to d.
func (s span) nearest(d model.Date) model.Date { return min(max(d, s.first), s.last) }

// has reports whether d is in the span.
func (s span) has(d model.Date) bool { return s.nearest(d) == d }

// question turns the form into a query. The returned form has typed names
// replaced by the places they stand for; with problems the query is not usable.
func (f form) question(places finder, days span, now time.Time) (plan.Query, form, []problem) {
	var faults []problem
	resolve := func(e *end, at field) {
		if p, ok := understand(e, places, at); !ok {
			faults = append(faults, p)
		}
	}
	resolve(&f.from, fieldFrom)
	resolve(&f.to, fieldTo)
	if f.from.chosen() && f.to.chosen() && samePlace(f.from.place, f.to.place) {
		faults = append(faults, problem{field: fieldTo, fault: faultSame, text: f.to.text})
	}
	day, ok := widgets.ParseDay(f.date, now)
	date := model.NewDate(day.Year(), day.Month(), day.Day())
	switch {
	case !ok:
		faults = append(faults, problem{field: fieldDate, fault: faultDate, text: f.date, day: days.nearest(model.MomentOf(now).Date())})
	case !days.has(date):
		faults = append(faults, problem{field: fieldDate, fault: faultOutside, text: date.String(), day: days.nearest(date)})
	}
	minutes, ok := widgets.ParseClock(f.clock)
	if !ok {
		faults = append(faults, problem{field: fieldClock, fault: faultClock, text: f.clock})
	}
	q := plan.Query{
		From: f.from.place, To: f.to.place, By: f.by, Modes: f.modes,
		At: date.At(model.Second(minutes) * model.Minute),
	}
	return q, f, faults
}

// understand chooses the place e's text names.
func understand(e *end, places finder, at field) (problem, bool) {
	if e.chosen() {
		return problem{}, true
	}
	if e.text == "" {
		return problem{field: at, fault: faultEmpty}, false
	}
	m, err := places.Resolve(e.text)
	var many *place.AmbiguousError
	switch {
	case err == nil:
		*e = end{text: m.Label, place: plan.Place{City: m.City, Station: m.Station}}
		return problem{}, true
	case errors.As(err, &many):
		return problem{field: at, fault: faultAmbiguous, text: e.text, near: first(many.Candidates, nearPlaces)}, false
	}
	p := problem{field: at, fault: faultUnknown, text: e.text}
	var none *place.UnknownError
	if errors.As(err, &none) {
		p.near = first(none.Candidates, nearPlaces)
	}
	return p, false
}

func first[T any](s []T, n int) []T { return s[:min(n, len(s))] }

// samePlace reports whether a journey from a to b is no journey: one is the
// other or the city of the other.
func samePlace(a, b plan.Place) bool {
	if a.City != b.City {
		return a.Station != "" && a.Station == b.Station
	}
	return a.Station == b.Station || a.Station == "" || b.Station == ""
}

// startForm is the form of a first visit: leaving now, or on the first day
// there is a timetable for.
func startForm(days span, now time.Time) form {
	m := model.MomentOf(now)
	day, clock := m.Date(), (m.Clock()/model.Minute+4)/5*5
	if clock >= model.Day/model.Minute {
		day, clock = day+1, 0
	}
	if !days.has(day) {
		day, clock = days.nearest(day), 8*60
	}
	return form{date: day.String(), clock: widgets.FormatClock(int(clock))}
}
