package cli

import (
	"strconv"
	"strings"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// question is a query as somebody wrote it, on the command line or in a batch.
type question struct {
	field func(string) string // how a field is called in messages

	from, to, depart, arrive, by string
	modes, classes, via, avoid   []string
	minChange                    *model.Second
	horizon, window, maxDuration model.Second
	maxChanges                   *int
	maxFare                      *model.Fen
	noFares                      bool
}

// The fields of a question, as they are called in a batch.
const (
	fieldDepart      = "depart"
	fieldArrive      = "arrive"
	fieldBy          = "by"
	fieldMode        = "modes"
	fieldClass       = "classes"
	fieldVia         = "via"
	fieldAvoid       = "avoid"
	fieldMinChange   = "min_change_s"
	fieldHorizon     = "horizon_s"
	fieldWindow      = "window_s"
	fieldMaxDuration = "max_duration_s"
	fieldMaxChanges  = "max_changes"
	fieldMaxFare     = "max_fare_fen"
)

// query resolves the names and checks the values.
func (a *question) query(c *call, n *network) (q plan.Query, err error) {
	if q.From, err = n.place(a.from); err != nil {
		return q, err
	}
	if q.To, err = n.place(a.to); err != nil {
		return q, err
	}
	if err := a.moment(c, n, &q); err != nil {
		return q, err
	}
	if a.by == "" {
		a.by = plan.Fastest.String()
	}
	var ok bool
	if q.By, ok = plan.ParseCriterion(a.by); !ok {
		return q, badValue(a.field(fieldBy), a.by, wantCriterion)
	}
	if q.Modes, err = parseModes(a.field(fieldMode), a.modes); err != nil {
		return q, err
	}
	for _, name := range a.classes {
		if !n.tt.HasClass(model.Class(name)) {
			return q, badValue(a.field(fieldClass), name, wantClass)
		}
		q.Classes = append(q.Classes, model.Class(name))
	}
	for _, text := range a.via {
		v, err := a.viaPlace(n, text)
		if err != nil {
			return q, err
		}
		q.Via = append(q.Via, v)
	}
	for _, text := range a.avoid {
		if err := avoid(n, &q.Avoid, text); err != nil {
			return q, err
		}
	}
	return q, a.limits(&q)
}

func (a *question) moment(c *call, n *network, q *plan.Query) (err error) {
	q.At = c.now(n.zone)
	switch {
	case a.depart != "" && a.arrive != "":
		return exclusive(a.field(fieldDepart), a.field(fieldArrive))
	case a.arrive != "":
		q.Arrive = true
		q.At, err = parseMoment(a.field(fieldArrive), a.arrive, q.At, n.zone)
	case a.depart != "":
		q.At, err = parseMoment(a.field(fieldDepart), a.depart, q.At, n.zone)
	}
	return err
}

// viaPlace reads CITY or CITY:30m.
func (a *question) viaPlace(n *network, text string) (v plan.Via, err error) {
	name := text
	if i := strings.LastIndexByte(text, ':'); i > 0 && text[:i] != "id" {
		if v.Stay, err = parseDuration(a.field(fieldVia), text[i+1:]); err != nil {
			return v, err
		}
		name = text[:i]
	}
	v.Place, err = n.place(name)
	return v, err
}

// avoid adds what text names: a mode, the number of routes, an operator, or a
// place.
func avoid(n *network, a *plan.Avoid, text string) error {
	if m, ok := model.ParseMode(text); ok {
		a.Modes |= model.ModesOf(m)
		return nil
	}
	if routes, operators := named(n.tt, text); len(routes)+len(operators) > 0 {
		a.Routes = append(a.Routes, routes...)
		a.Operators = append(a.Operators, operators...)
		return nil
	}
	p, err := n.place(text)
	if err != nil {
		return err
	}
	if p.Station != "" {
		a.Stations = append(a.Stations, p.Station)
	} else {
		a.Cities = append(a.Cities, p.City)
	}
	return nil
}

// named finds the routes of a number and the operators of a name.
func named(tt *timetable.Timetable, text string) (routes []model.RouteID, operators []model.OperatorID) {
	for _, r := range tt.Routes() {
		if strings.EqualFold(r.Number, text) {
			routes = append(routes, r.ID)
		}
	}
	for _, o := range tt.Operators() {
		if o.Name == text {
			operators = append(operators, o.ID)
		}
	}
	return routes, operators
}

// The largest values that make sense.
const (
	maxHorizon = 30 * model.Day
	maxWindow  = 7 * model.Day
	maxChanges = 99
)

// limits checks the numbers and copies them.
func (a *question) limits(q *plan.Query) error {
	for _, x := range []struct {
		field string
		value model.Second
		most  model.Second
	}{{fieldHorizon, a.horizon, maxHorizon}, {fieldWindow, a.window, maxWindow}, {fieldMaxDuration, a.maxDuration, maxHorizon}} {
		if x.value < 0 || x.value > x.most {
			return badValue(a.field(x.field), x.value.String(), wantDuration)
		}
	}
	if a.minChange != nil && (*a.minChange < 0 || *a.minChange > model.Day) {
		return badValue(a.field(fieldMinChange), a.minChange.String(), wantDuration)
	}
	if a.maxChanges != nil && (*a.maxChanges < 0 || *a.maxChanges > maxChanges) {
		return badValue(a.field(fieldMaxChanges), strconv.Itoa(*a.maxChanges), wantChanges)
	}
	if a.maxFare != nil && *a.maxFare < 0 {
		return badValue(a.field(fieldMaxFare), strconv.FormatInt(int64(*a.maxFare), 10), wantMoney)
	}
	q.MinChange, q.Horizon, q.Window = a.minChange, a.horizon, a.window
	q.MaxDuration, q.MaxChanges, q.MaxFare = a.maxDuration, a.maxChanges, a.maxFare
	q.NoFares = a.noFares
	return nil
}
