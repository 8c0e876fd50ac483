package network

import (
	"maps"
	"slices"
	"strings"

	"tongtu/data"
	"tongtu/data/model"
)

// RouteForm is a route as typed.
type RouteForm struct {
	Number, Name, Operator string
	Mode                   model.Mode
	Trips                  []TripForm
	Calendars              []CalendarForm     // those the trips use
	Pairs                  map[PairKey]string // fares between zones that differ from the stored ones

	kept data.RouteDetail
}

// TripForm is one trip as typed.
type TripForm struct {
	Calendar model.CalendarID
	Classes  []string
	Fee      string
	Calls    []CallForm

	kept model.Trip
}

// CallForm is one row of the timetable as typed.
type CallForm struct {
	Station       string // the text
	Arr, Dep, Km  string
	Fares         []string // one per class of the trip
	id            model.StationID
	unknown       error // why the text names no station
	keptNoBoard   bool
	keptNoAlight  bool
	keptUnrounded model.Metre // the distance behind Km, which shows 10 m
}

// StationID is the station the row stands for, "" when the text names none.
func (c CallForm) StationID() model.StationID { return c.id }

func (c CallForm) blank() bool {
	return strings.TrimSpace(c.Station+c.Arr+c.Dep+c.Km+strings.Join(c.Fares, "")) == ""
}

func (c CallForm) equal(d CallForm) bool {
	return c.Station == d.Station && c.id == d.id && c.Arr == d.Arr && c.Dep == d.Dep && c.Km == d.Km && slices.Equal(c.Fares, d.Fares)
}

func (t TripForm) equal(u TripForm) bool {
	return t.kept.ID == u.kept.ID && t.Calendar == u.Calendar && t.Fee == u.Fee &&
		slices.Equal(t.Classes, u.Classes) && slices.EqualFunc(t.Calls, u.Calls, CallForm.equal)
}

func (f RouteForm) equal(g RouteForm) bool {
	return f.Number == g.Number && f.Name == g.Name && f.Operator == g.Operator && f.Mode == g.Mode &&
		slices.EqualFunc(f.Trips, g.Trips, TripForm.equal) && slices.EqualFunc(f.Calendars, g.Calendars, CalendarForm.equal) &&
		maps.Equal(f.Pairs, g.Pairs)
}

func (f RouteForm) clone() RouteForm {
	f.Calendars, f.Pairs = slices.Clone(f.Calendars), maps.Clone(f.Pairs)
	f.Trips = slices.Clone(f.Trips)
	for i := range f.Trips {
		f.Trips[i] = f.Trips[i].clone()
	}
	return f
}

func (t TripForm) clone() TripForm {
	t.Classes = slices.Clone(t.Classes)
	t.Calls = slices.Clone(t.Calls)
	for i := range t.Calls {
		t.Calls[i].Fares = slices.Clone(t.Calls[i].Fares)
	}
	return t
}

// routeForm shows a stored route, its trips in the order of their departures.
func routeForm(d data.RouteDetail, operator string, station func(model.StationID) string) RouteForm {
	f := RouteForm{Number: d.Route.Number, Name: d.Route.Name, Operator: operator, Mode: d.Route.Mode, kept: d}
	trips := slices.Clone(d.Trips)
	slices.SortStableFunc(trips, func(a, b model.Trip) int { return int(start(a) - start(b)) })
	for _, t := range trips {
		f.Trips = append(f.Trips, tripForm(t, station))
	}
	for _, c := range d.Calendars {
		f.Calendars = append(f.Calendars, calendarForm(c))
	}
	return f
}

func start(t model.Trip) model.Second {
	if len(t.Calls) == 0 {
		return 0
	}
	return t.Calls[0].Dep
}

func tripForm(t model.Trip, station func(model.StationID) string) TripForm {
	f := TripForm{Calendar: t.Calendar, kept: t}
	if t.Fee != 0 {
		f.Fee = FormatFen(t.Fee)
	}
	for _, c := range t.Classes {
		f.Classes = append(f.Classes, string(c))
	}
	for i, c := range t.Calls {
		row := CallForm{
			Station: station(c.Station), id: c.Station, Arr: FormatClock(c.Arr), Dep: FormatClock(c.Dep), Km: FormatKm(c.Dist),
			keptNoBoard: c.NoBoard, keptNoAlight: c.NoAlight, keptUnrounded: c.Dist,
		}
		if c.Arr == c.Dep && i == 0 {
			row.Arr = ""
		} else if c.Arr == c.Dep && i == len(t.Calls)-1 {
			row.Dep = ""
		}
		if i == 0 && len(t.Calls) > 1 && t.Calls[1].Dist > 0 {
			row.Km = "0"
		}
		for k := range t.Classes {
			text := ""
			if k < len(c.Fares) {
				text = FormatFen(c.Fares[k])
			}
			row.Fares = append(row.Fares, text)
		}
		f.Calls = append(f.Calls, row)
	}
	return f
}

// newTripForm is an empty trip with the two calls it needs.
func newTripForm(calendar model.CalendarID, classes []string) TripForm {
	t := TripForm{Calendar: calendar, Classes: slices.Clone(classes)}
	for range 2 {
		t.Calls = append(t.Calls, CallForm{Fares: make([]string, len(classes))})
	}
	return t
}

// firstClock and lastClock are the times a trip is known by.
func (t TripForm) firstClock() (model.Second, bool) {
	for _, c := range t.Calls {
		if at, err := ParseClock(firstOf(c.Dep, c.Arr)); err == nil {
			return at, true
		}
	}
	return 0, false
}

func (t TripForm) lastClock() (at model.Second, ok bool) {
	for _, c := range t.Calls {
		if v, err := ParseClock(firstOf(c.Arr, c.Dep)); err == nil {
			at, ok = v, true
		}
	}
	return at, ok
}

func firstOf(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

// shift moves every time of the trip; false, and nothing is changed, when one
// cannot be read or would leave the service day.
func (t *TripForm) shift(by model.Second) bool {
	moved := t.clone()
	for i := range moved.Calls {
		for _, text := range []*string{&moved.Calls[i].Arr, &moved.Calls[i].Dep} {
			if strings.TrimSpace(*text) == "" {
				continue
			}
			at, err := ParseClock(*text)
			if err != nil || at+by < 0 || at+by > model.MaxClock {
				return false
			}
			*text = FormatClock(at + by)
		}
	}
	t.Calls = moved.Calls
	return true
}

// setClasses renames the fare columns: a class that stays keeps its fares.
func (t *TripForm) setClasses(names []string) {
	for i := range t.Calls {
		fares := make([]string, len(names))
		for k, n := range names {
			if old := slices.Index(t.Classes, n); old >= 0 && old < len(t.Calls[i].Fares) {
				fares[k] = t.Calls[i].Fares[old]
			}
		}
		t.Calls[i].Fares = fares
	}
	t.Classes = names
}
