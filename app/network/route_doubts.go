package network

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"tongtu/data/model"
	"tongtu/data/rules"
)

// RouteFinding is one thing wrong with the draft, or doubtful about it.
type RouteFinding struct {
	Trip, Row, Col int           // the cell it is about
	Problem        *Problem      // it stands in the way of saving; nil: Finding does not
	Finding        rules.Finding // what is doubtful
	Other          rules.Subject // the other thing concerned
	Fixes          []RouteFix
}

// RouteFix is a remedy: a time moves to another one.
type RouteFix struct {
	To      model.Second
	NextDay bool // the same time a day later, and all later ones with it
	field   CallField
}

// Findings are what is wrong with the draft, first what stands in the way of
// saving it.
func (s *RouteState) Findings() []RouteFinding {
	if !s.open || !s.loaded {
		return nil
	}
	if c := &s.findings; c.version == s.Version() && c.tried == s.tried && c.known {
		return c.list
	}
	s.findings = findingsCache{known: true, version: s.Version(), tried: s.tried, list: s.findFindings()}
	return s.findings.list
}

// findingsCache holds the findings of one version of the draft.
type findingsCache struct {
	known   bool
	version uint64
	tried   bool
	list    []RouteFinding
}

func (s *RouteState) findFindings() []RouteFinding {
	var out []RouteFinding
	for _, p := range s.Visible() {
		trip, row, field, ok := callOf(p.Field)
		if !ok {
			continue // its own field says it
		}
		out = append(out, RouteFinding{Trip: trip, Row: row, Col: columnOf(field), Problem: &p, Fixes: s.fixes(trip, row, CallField(field), p)})
	}
	return append(out, s.doubts()...)
}

// callOf takes the path of a cell of a timetable apart.
func callOf(path string) (trip, row int, field string, ok bool) {
	n, _ := fmt.Sscanf(path, "trips[%d].calls[%d].%s", &trip, &row, &field)
	return trip, row, field, n == 3
}

// columnOf is the column of a cell's field, also as the model calls it.
func columnOf(field string) int {
	if field == "dist" {
		field = string(CallKm)
	}
	if i := slices.Index([]CallField{CallStation, CallArr, CallDep, CallKm}, CallField(field)); i >= 0 {
		return i
	}
	var class int
	if n, _ := fmt.Sscanf(field, "fares[%d]", &class); n == 1 {
		return callColumns + class
	}
	return callColumns
}

// fixes are the remedies of a time that runs backwards.
func (s *RouteState) fixes(trip, row int, f CallField, p Problem) []RouteFix {
	var fe *model.FieldError
	if !errors.As(p.Err, &fe) || fe.Rule != model.RuleOrder || f != CallArr && f != CallDep {
		return nil
	}
	t := s.form.Trips[trip]
	at, ok := t.clock(row, f)
	before, okBefore := t.clockBefore(row, f)
	if !ok || !okBefore {
		return nil
	}
	var out []RouteFix
	if next := at + model.Day; next >= before && next <= model.MaxClock {
		out = append(out, RouteFix{To: next, NextDay: true, field: f})
	}
	if took, ok := s.usually(trip, row, f); ok && before+took <= model.MaxClock && before+took != at {
		out = append(out, RouteFix{To: before + took, field: f})
	}
	return out
}

func (t TripForm) clock(row int, f CallField) (model.Second, bool) {
	text := t.Calls[row].Dep
	if f == CallArr {
		text = t.Calls[row].Arr
	}
	at, err := ParseClock(text)
	return at, err == nil
}

// clockBefore is the time that comes before one of a call.
func (t TripForm) clockBefore(row int, f CallField) (model.Second, bool) {
	if f == CallDep {
		if at, err := ParseClock(t.Calls[row].Arr); err == nil {
			return at, true
		}
	}
	if row == 0 {
		return 0, false
	}
	at, err := ParseClock(firstOf(t.Calls[row-1].Dep, t.Calls[row-1].Arr))
	return at, err == nil
}

// usually is how long it takes to a time from the one before it: as stored, else
// on another trip that calls at the same stops.
func (s *RouteState) usually(trip, row int, f CallField) (model.Second, bool) {
	t := s.form.Trips[trip]
	others := slices.Concat(slices.DeleteFunc(slices.Clone(s.base.Trips), func(o TripForm) bool { return o.kept.ID == "" || o.kept.ID != t.kept.ID }), s.form.Trips)
	for _, o := range others {
		if !o.samePattern(t) {
			continue
		}
		at, ok := o.clock(row, f)
		before, okBefore := o.clockBefore(row, f)
		if ok && okBefore && at >= before {
			return at - before, true
		}
	}
	return 0, false
}

// doubts are what the rules say of the trips that could be stored.
func (s *RouteState) doubts() []RouteFinding {
	d, problems := s.form.values(s.base, s.known())
	n := model.Network{Routes: []model.Route{d.Route}, Calendars: d.Calendars, ChangeTable: model.DefaultChangeTable()}
	n.Routes[0].ID = "route"
	rows := map[string][]int{} // of the calls of a trip, by its name here
	used := map[model.StationID]bool{}
	for i, t := range d.Trips {
		at := fmt.Sprintf("trips[%d].", i)
		if slices.ContainsFunc(problems, func(p Problem) bool { return strings.HasPrefix(p.Field, at) }) {
			continue
		}
		t.ID, t.Route = model.TripID(fmt.Sprintf("%06d", i)), "route"
		for row, c := range s.form.Trips[i].Calls {
			if !c.blank() {
				rows[string(t.ID)] = append(rows[string(t.ID)], row)
				used[c.id] = true
			}
		}
		n.Trips = append(n.Trips, t)
	}
	n.Stations, n.Cities = s.data.Stops.some(used)
	checker := rules.New(n)
	var out []RouteFinding
	for _, f := range checker.Findings() {
		row := 0
		field := ""
		if k, _ := fmt.Sscanf(f.Field, "calls[%d].%s", &row, &field); f.Of.Kind != rules.Trip || f.Severity == rules.Error || k == 1 {
			continue
		}
		trip := 0
		if _, err := fmt.Sscanf(f.Of.ID, "%d", &trip); err != nil || row >= len(rows[f.Of.ID]) {
			continue
		}
		out = append(out, RouteFinding{Trip: trip, Row: rows[f.Of.ID][row], Col: columnOf(field), Finding: f, Other: checker.Subject(f.With)})
	}
	return out
}

// some are the named stations and their cities, in order.
func (x *Stops) some(ids map[model.StationID]bool) (stations []model.Station, cities []model.City) {
	seen := map[model.CityID]bool{}
	for id := range ids {
		s, ok := x.byID[id]
		if !ok {
			continue
		}
		stations = append(stations, s)
		if c, ok := x.cities[s.City]; ok && !seen[c.ID] {
			seen[c.ID] = true
			cities = append(cities, c)
		}
	}
	slices.SortFunc(stations, func(a, b model.Station) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortFunc(cities, func(a, b model.City) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return stations, cities
}

// ShownFinding is the finding that is told, of how many; ok is false when there is none.
func (s *RouteState) ShownFinding() (f RouteFinding, i, n int, ok bool) {
	list := s.Findings()
	if len(list) == 0 {
		return f, 0, 0, false
	}
	s.finding = max(0, min(s.finding, len(list)-1))
	return list[s.finding], s.finding, len(list), true
}

// NextFinding tells the one after, or before.
func (s *RouteState) NextFinding(by int) {
	if n := len(s.Findings()); n > 0 {
		s.finding = (s.finding + by + n) % n
	}
}

// GoToFinding selects the cell a finding is about.
func (s *RouteState) GoToFinding(f RouteFinding) {
	s.SelectTrip(f.Trip)
	s.Select(f.Row, f.Col)
	s.SetTab(TabTimetable)
}

// ApplyFix does what a remedy says, as one step.
func (s *RouteState) ApplyFix(f RouteFinding, x RouteFix) {
	if f.Trip >= len(s.form.Trips) {
		return
	}
	defer s.change(StepFix, "")()
	s.GoToFinding(f)
	if x.NextDay {
		s.MoveTime(f.Trip, f.Row, x.field, x.To, ScopeLater, "")
		return
	}
	s.MoveTime(f.Trip, f.Row, x.field, x.To, ScopeOne, "")
}
