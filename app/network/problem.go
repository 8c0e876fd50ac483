package network

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"tongtu/app/i18n"
	"tongtu/data/model"
)

// Problem is one thing wrong with a draft: where, and why.
type Problem struct {
	Field string // "name", "stations[1].lon", "calls[2].arr", "calls[2].fares[0]"
	Err   error  // a *model.FieldError, or one of the errors of this package
}

// ErrStation is the problem of a text that names no station.
var ErrStation = errors.New("no such station")

// ErrAmbiguous is the problem of a text that names several stations.
var ErrAmbiguous = errors.New("several stations have this name")

// ErrNoStations is the problem of a city that would keep no station.
var ErrNoStations = errors.New("a city has at least one station")

// ErrElsewhere is the problem of a change time that concerns no station of the city.
var ErrElsewhere = errors.New("neither station is of this city")

// rule makes the Problem of a broken rule of the model.
func rule(field string, r model.Rule, value string) Problem {
	return Problem{Field: field, Err: &model.FieldError{Field: field, Rule: r, Value: value}}
}

// reasons gives the words of this package's own errors.
var reasons = []struct {
	err error
	key i18n.Key
}{
	{ErrClock, keyErrClock},
	{ErrMinute, keyErrMinute},
	{ErrLate, keyErrLate},
	{ErrMoney, keyErrMoney},
	{ErrFine, keyErrFine},
	{ErrNumber, keyErrNumber},
	{ErrLarge, keyErrLarge},
	{ErrStation, keyErrStation},
	{ErrAmbiguous, keyErrAmbiguous},
	{ErrNoStations, keyErrNoStations},
	{ErrElsewhere, keyErrElsewhere},
	{model.ErrDate, keyErrDate},
	{ErrBackwards, keyErrBackwards},
	{ErrHeadway, keyErrHeadway},
	{ErrMany, keyErrMany},
	{ErrNoTimes, keyErrNoTimes},
}

// Text puts the problem into words, short enough to stand beside its field.
func (p Problem) Text(tr *i18n.Catalogue) string {
	var fe *model.FieldError
	if errors.As(p.Err, &fe) {
		switch {
		case fe.Rule == model.RuleRange && last(p.Field) == "lon":
			return tr.T(keyErrLon)
		case fe.Rule == model.RuleRange && last(p.Field) == "lat":
			return tr.T(keyErrLat)
		case fe.Rule == model.RuleOrder && last(p.Field) == "arr":
			return tr.T(keyErrArrOrder)
		case fe.Rule == model.RuleOrder && last(p.Field) == "dep":
			return tr.T(keyErrDepOrder)
		}
		return sentence(tr.Rule(fe)) // it follows a field's name elsewhere
	}
	for _, r := range reasons {
		if errors.Is(p.Err, r.err) {
			return tr.T(r.key)
		}
	}
	return tr.Error(p.Err)
}

// sentence begins s with a capital, where its script has any.
func sentence(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// find returns the problem of one field.
func find(ps []Problem, field string) (Problem, bool) {
	for _, p := range ps {
		if p.Field == field {
			return p, true
		}
	}
	return Problem{}, false
}

// last is the final part of a field's path.
func last(field string) string { return field[strings.LastIndexByte(field, '.')+1:] }
