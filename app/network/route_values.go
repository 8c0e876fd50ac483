package network

import (
	"fmt"
	"slices"
	"strings"

	"tongtu/data"
	"tongtu/data/model"
)

// known is what a form needs to know of the network.
type known struct {
	operators map[string]model.OperatorID // by folded name
	zone      func(model.StationID) (zone model.ZoneID, fresh bool)
}

// values turns the form into what the store takes, and says what is wrong with
// it. base is the form as stored: trips nobody touched are given back untouched.
func (f RouteForm) values(base RouteForm, known known) (d data.RouteDetail, problems []Problem) {
	d = f.kept
	d.Trips, d.Calendars = nil, nil
	r := &d.Route
	r.Number, r.Name = strings.TrimSpace(f.Number), strings.TrimSpace(f.Name)
	if r.Mode != f.Mode {
		r.Mode, r.Type = f.Mode, 0
	}
	if f.Operator != base.Operator {
		name := strings.TrimSpace(f.Operator)
		id, found := known.operators[fold(name)]
		r.Operator = id
		if !found && name != "" {
			d.Operator = &model.Operator{Name: name}
			problems = append(problems, nameProblems(string(RouteOperator), name)...)
		}
	}
	check := *r
	if check.ID == "" {
		check.ID = "x"
	}
	problems = append(problems, modelProblems("", check.Validate(), nil)...)
	problems = append(problems, f.calendarValues(&d)...)
	problems = append(problems, f.pairValues(&d, known.zone)...)
	stored := map[model.TripID]TripForm{}
	for _, t := range base.Trips {
		stored[t.kept.ID] = t
	}
	for i, t := range f.Trips {
		if same, ok := stored[t.kept.ID]; ok && t.kept.ID != "" && same.equal(t) {
			d.Trips = append(d.Trips, t.kept)
			continue
		}
		trip, ps := t.values(fmt.Sprintf("trips[%d].", i))
		d.Trips = append(d.Trips, trip)
		problems = append(problems, ps...)
	}
	return d, problems
}

func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// calendarValues reads the calendars in use.
func (f RouteForm) calendarValues(d *data.RouteDetail) (problems []Problem) {
	for k, c := range f.Calendars {
		used := slices.ContainsFunc(f.Trips, func(t TripForm) bool { return t.Calendar == c.ID })
		if !used {
			continue
		}
		v, ps := c.values(fmt.Sprintf("calendars[%d].", k))
		d.Calendars = append(d.Calendars, v)
		problems = append(problems, ps...)
	}
	return problems
}

// values reads one trip. Rows without any text are left out.
func (t TripForm) values(prefix string) (model.Trip, []Problem) {
	trip := t.kept
	trip.Calendar, trip.Classes, trip.Calls = t.Calendar, nil, nil
	r := tripReader{prefix: prefix, fares: make([]model.Fen, len(t.Classes))}
	for k, n := range t.Classes {
		if slices.Index(t.Classes, n) != k {
			r.bad("classes", rule("", model.RuleDuplicate, n).Err)
		}
		trip.Classes = append(trip.Classes, model.Class(n))
	}
	fee, err := ParseFen(t.Fee)
	if err != nil {
		r.bad("fee", err)
	}
	trip.Fee = max(fee, 0)
	for i, c := range t.Calls {
		if !c.blank() {
			trip.Calls = append(trip.Calls, r.call(i, len(trip.Calls) == 0, c))
		}
	}
	if len(trip.Calls) < 2 {
		r.bad("calls", rule("", model.RuleTooShort, fmt.Sprint(len(trip.Calls))).Err)
	}
	startFares(&trip)
	return trip, r.problems
}

// startFares says that a ride to where one is costs nothing: fares are counted
// from the first call, so its own need not be typed.
func startFares(t *model.Trip) {
	if len(t.Calls) == 0 {
		return
	}
	for k := range t.Classes {
		known := slices.ContainsFunc(t.Calls, func(c model.Call) bool { return k < len(c.Fares) && c.Fares[k].Known() })
		if !known {
			continue
		}
		first := &t.Calls[0]
		if len(first.Fares) == 0 {
			first.Fares = slices.Repeat([]model.Fen{model.UnknownFen}, len(t.Classes))
		}
		if !first.Fares[k].Known() {
			first.Fares[k] = 0
		}
	}
}

// tripReader reads the rows of a timetable in order. It remembers the last time,
// distance and fares that could be read, so that one bad cell is one problem.
type tripReader struct {
	prefix   string
	at       model.Second
	dist     model.Metre
	fares    []model.Fen
	problems []Problem
}

func (r *tripReader) bad(field string, err error) {
	r.problems = append(r.problems, Problem{Field: r.prefix + field, Err: err})
}

func (r *tripReader) breaks(field string, broken model.Rule, value string) {
	r.problems = append(r.problems, rule(r.prefix+field, broken, value))
}

func (r *tripReader) call(i int, first bool, f CallForm) model.Call {
	at := func(name string) string { return fmt.Sprintf("calls[%d].%s", i, name) }
	c := model.Call{Station: f.id, NoBoard: f.keptNoBoard, NoAlight: f.keptNoAlight}
	switch {
	case f.id != "":
	case f.unknown != nil:
		r.bad(at("station"), f.unknown)
	default:
		r.breaks(at("station"), model.RuleRequired, "")
	}
	r.times(at, first, f, &c)
	dist, err := ParseKm(f.Km)
	switch {
	case err != nil:
		r.bad(at("km"), err)
	case dist != 0 && dist < r.dist:
		r.breaks(at("km"), model.RuleOrder, f.Km)
	case dist != 0:
		r.dist = dist
	}
	c.Dist = dist
	if f.Km == FormatKm(f.keptUnrounded) {
		c.Dist = f.keptUnrounded
	}
	r.money(at, f, &c)
	return c
}

// times reads arrival and departure; where one is empty it is the other.
func (r *tripReader) times(at func(string) string, first bool, f CallForm, c *model.Call) {
	arr, dep := strings.TrimSpace(f.Arr), strings.TrimSpace(f.Dep)
	if arr == "" && dep == "" {
		missing := "arr"
		if first {
			missing = "dep"
		}
		r.breaks(at(missing), model.RuleRequired, "")
		return
	}
	read := func(text, name string) (model.Second, bool) {
		v, err := ParseClock(text)
		if text != "" && err != nil {
			r.bad(at(name), err)
		}
		return v, text != "" && err == nil
	}
	a, okA := read(arr, "arr")
	d, okD := read(dep, "dep")
	if arr == "" && okD {
		a = d
	}
	if dep == "" && okA {
		d = a
	}
	c.Arr, c.Dep = a, d
	switch {
	case okA && a < r.at && !first:
		r.breaks(at("arr"), model.RuleOrder, arr)
	case okD && arr == "" && d < r.at && !first:
		r.breaks(at("dep"), model.RuleOrder, dep)
	case okA && okD && d < a:
		r.breaks(at("dep"), model.RuleOrder, dep)
	}
	if okA {
		r.at = max(r.at, a)
	}
	if okD {
		r.at = max(r.at, d)
	}
}

func (r *tripReader) money(at func(string) string, f CallForm, c *model.Call) {
	known := false
	for k := range r.fares {
		v := model.UnknownFen
		if k < len(f.Fares) {
			var err error
			field := fmt.Sprintf("%s[%d]", at("fares"), k)
			v, err = ParseFen(f.Fares[k])
			switch {
			case err != nil:
				r.bad(field, err)
				v = model.UnknownFen
			case v.Known() && v < r.fares[k]:
				r.breaks(field, model.RuleOrder, f.Fares[k])
			case v.Known():
				r.fares[k] = v
			}
		}
		c.Fares = append(c.Fares, v)
		known = known || v.Known()
	}
	if !known {
		c.Fares = nil
	}
}
