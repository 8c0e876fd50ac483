package rules

import (
	"cmp"
	"fmt"
	"strings"

	"tongtu/data/model"
)

// Severity grades a Finding.
type Severity uint8

// The severities, the worst first. A network with errors is not imported.
const (
	Error   Severity = iota
	Warning          // most likely a mistake
	Info             // worth a look
)

// Kind says what a Thing is.
type Kind uint8

// The kinds of things.
const (
	City Kind = iota
	Station
	Operator
	Route
	Trip
	Calendar
	Fares  // the fare table of the route that ID names; "" is that of all routes
	Change // a change record; ID is its Key
	Table  // the change table; there is one, without ID
	File   // the data file; ID is its path, or where in it
)

var kindNames = [...]string{"cities", "stations", "operators", "routes", "trips", "calendars", "fares", "changes", "change-table", ""}

// Thing names one value of a network.
type Thing struct {
	Kind Kind
	ID   string
}

// String is the path of t: "trips/T1".
func (t Thing) String() string {
	if t.Kind == File {
		return t.ID
	}
	id := strings.TrimRight(t.ID, "\x00")
	return strings.TrimSuffix(kindNames[t.Kind]+"/"+strings.ReplaceAll(id, "\x00", ","), "/")
}

func (t Thing) compare(u Thing) int {
	return cmp.Or(cmp.Compare(t.Kind, u.Kind), strings.Compare(t.ID, u.ID))
}

// Finding is one thing wrong with the network. Findings are comparable: an
// equal one is the same one.
type Finding struct {
	Severity Severity
	Code     Code
	Of       Thing  // what is wrong
	Field    string // of it: "calls[2].arr"; may be empty
	With     Thing  // the other one concerned: the namesake, the trip it repeats; zero when none
	Value    any    // what is there: a string, int, model.Second or model.Fen; nil when nothing tells
	Limit    any    // what is expected there
	Fix      Fix    // zero when there is not one sensible remedy
}

// Where is the place of f as a path, "trips/T1/calls[2].arr".
func (f Finding) Where() string {
	if f.Field == "" {
		return f.Of.String()
	}
	return f.Of.String() + "/" + f.Field
}

// Was is Value as plain text, "" when nothing tells.
func (f Finding) Was() string {
	if f.Value == nil {
		return ""
	}
	return fmt.Sprint(f.Value)
}

// compare orders findings: the worst first, then alike ones together.
func (f Finding) compare(g Finding) int {
	return cmp.Or(cmp.Compare(f.Severity, g.Severity), cmp.Compare(f.Code, g.Code), f.Of.compare(g.Of),
		cmp.Compare(f.Field, g.Field), f.With.compare(g.With))
}

// Code names the rule that is broken; the catalogue has a text for each.
type Code string

// The rules of single values: those of the model's Validate.
const (
	Required   = Code(model.RuleRequired)
	Range      = Code(model.RuleRange)
	Order      = Code(model.RuleOrder)
	TooShort   = Code(model.RuleTooShort)
	TooLong    = Code(model.RuleTooLong)
	UnknownRef = Code(model.RuleUnknownRef)
	Duplicate  = Code(model.RuleDuplicate)
	Text       = Code(model.RuleText)
	Never      = Code(model.RuleNever)
	Mismatch   = Code(model.RuleMismatch)
)

// The rules of how values go together.
const (
	CityWithoutStation Code = "city-without-station"
	CityIsolated       Code = "city-isolated" // no trip calls at any of its stations
	CityNamesake       Code = "city-namesake" // another city of the province has the name
	CitySamePlace      Code = "city-same-place"
	AliasTaken         Code = "alias-taken" // an alias is the name of another city
	AliasIdle          Code = "alias-idle"  // an alias repeats a name of its own city
	Spaces             Code = "spaces"      // around a name or doubled in it
	PinyinMissing      Code = "pinyin-missing"
	PinyinDoubt        Code = "pinyin-doubt"   // a reading of the characters, not the one of place names
	PinyinWrong        Code = "pinyin-wrong"   // no reading of the characters
	NullIsland         Code = "null-island"    // at 0, 0
	StationFar         Code = "station-far"    // from its city
	StationUnused      Code = "station-unused" // no trip calls there
	StationNamesake    Code = "station-namesake"
	CodeTaken          Code = "code-taken"   // two stations with one code
	RouteEmpty         Code = "route-empty"  // no trips
	NumberTaken        Code = "number-taken" // two routes of one operator with one number
	CalendarUnused     Code = "calendar-unused"
	IdleDate           Code = "idle-date" // an added or removed date that changes nothing
	TooFast            Code = "too-fast"  // for the distance, by mode
	TooSlow            Code = "too-slow"
	LongDwell          Code = "long-dwell"
	CallTwice          Code = "call-twice"     // the same station twice in a row
	Unridable          Code = "unridable"      // nobody can board and alight
	TripTwice          Code = "trip-twice"     // the same calls on the same days
	WrongMode          Code = "wrong-mode"     // a flight calls at a railway station
	DistanceBack       Code = "distance-back"  // kilometres fall along the trip
	DistanceShort      Code = "distance-short" // less than as the crow flies
	PriceMissing       Code = "price-missing"
	PriceOdd           Code = "price-odd" // far from what a kilometre costs
	FareFlat           Code = "fare-flat" // a long hop that costs nothing more
	FareRuleTwice      Code = "fare-rule-twice"
	ChangeTooFast      Code = "change-too-fast" // for the distance on foot
	ChangeLong         Code = "change-long"
	ChangeOneWay       Code = "change-one-way"

	// These are about the file itself.
	Damaged  Code = "damaged"
	FellBack Code = "fell-back" // its newest state is lost
	Older    Code = "older"     // an older file was put in the place of a newer one
)

// Codes lists the rules that Check knows.
func Codes() []Code {
	return []Code{
		Required, Range, Order, TooShort, TooLong, UnknownRef, Duplicate, Text, Never, Mismatch,
		CityWithoutStation, CityIsolated, CityNamesake, CitySamePlace, AliasTaken, AliasIdle, Spaces,
		PinyinMissing, PinyinDoubt, PinyinWrong, NullIsland, StationFar, StationUnused, StationNamesake, CodeTaken,
		RouteEmpty, NumberTaken, CalendarUnused, IdleDate, TooFast, TooSlow, LongDwell, CallTwice, Unridable, TripTwice,
		WrongMode, DistanceBack, DistanceShort, PriceMissing, PriceOdd, FareFlat, FareRuleTwice,
		ChangeTooFast, ChangeLong, ChangeOneWay,
	}
}
