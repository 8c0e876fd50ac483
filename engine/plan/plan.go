// Package plan defines the question, the answer and the contract between them.
// What an answer means is fixed in ARCHITECTURE.md, "What an answer means".
package plan

import (
	"cmp"
	"context"
	"errors"
	"time"

	"tongtu/data/model"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// The errors a Planner returns, beside ctx.Err().
var (
	ErrNoRoute     = errors.New("no connection")
	ErrUnsupported = errors.New("question not supported by this algorithm")
	ErrUnknown     = errors.New("unknown place")
	ErrSamePlace   = errors.New("origin and destination are the same place")
)

// Criterion says what the best answer minimises.
type Criterion uint8

// The criteria. Ties are broken as ARCHITECTURE.md says.
const (
	Fastest  Criterion = iota // earliest arrival
	Cheapest                  // lowest total fare
	Changes                   // fewest changes
	Best                      // every Pareto-optimal journey over arrival, fare and changes
)

var criterionNames = [...]string{"fastest", "cheapest", "changes", "best"}

// String is the name of c on the wire and the command line.
func (c Criterion) String() string {
	if int(c) < len(criterionNames) {
		return criterionNames[c]
	}
	return "unknown"
}

// ParseCriterion is the inverse of Criterion.String.
func ParseCriterion(s string) (Criterion, bool) {
	for i, n := range criterionNames {
		if n == s {
			return Criterion(i), true
		}
	}
	return 0, false
}

// DefaultHorizon is how long after the queried moment a journey may arrive, unless said.
const DefaultHorizon = 72 * model.Hour

// Place is one end of a journey: a city, or one station of it.
type Place struct {
	City    model.CityID
	Station model.StationID // set: restricts to this station; City may then be empty
}

// Query asks for journeys. The zero value of every optional field means "no limit".
type Query struct {
	From, To  Place
	At        model.Moment // departures at or after; with Arrive, arrivals at or before
	Arrive    bool         // mirrors everything: latest departure instead of earliest arrival
	Window    model.Second // only journeys that depart (with Arrive: arrive) within At .. At+Window; with Best every Pareto-optimal departure
	By        Criterion
	NoFares   bool // Best only: the set is not over fare
	Modes     model.ModeSet
	Classes   []model.Class // fare classes that may be used; nil: the cheapest known of any
	MinChange *model.Second // replaces the same-station column of the change table
	Horizon   model.Second  // 0: DefaultHorizon

	Via   []Via // in this order
	Avoid Avoid

	MaxChanges  *int
	MaxFare     *model.Fen // an unknown fare exceeds every limit
	MaxDuration model.Second
}

// Via is a place to pass. With Stay 0 a call while seated counts; otherwise the
// journey alights there and boards there again at least Stay later (and not
// before the change time is over).
type Via struct {
	Place
	Stay model.Second
}

// Avoid lists what no leg may use. An avoided city or station is neither
// boarded nor alighted at; passing through it seated is allowed.
type Avoid struct {
	Cities    []model.CityID
	Stations  []model.StationID
	Routes    []model.RouteID
	Operators []model.OperatorID
	Modes     model.ModeSet // 0: none
}

// Plain reports whether q asks for one journey by one criterion without
// anything the simplest planners cannot honour.
func (q *Query) Plain() bool {
	return !q.Arrive && q.Window == 0 && q.By != Best && len(q.Via) == 0 && q.Avoid.empty() &&
		q.MaxChanges == nil && q.MaxFare == nil && q.MaxDuration == 0
}

func (a *Avoid) empty() bool {
	return len(a.Cities) == 0 && len(a.Stations) == 0 && len(a.Routes) == 0 && len(a.Operators) == 0 && a.Modes == 0
}

// A Leg is one ride, or a walk between stations of different cities.
type Leg struct {
	Walk           bool
	Mode           model.Mode // of a ride
	Day            model.Date // service day of the trip
	Route          model.RouteID
	Number         string // the route's number: G79
	Trip           model.TripID
	Board, Alight  int // call positions within the trip
	From, To       model.StationID
	Depart, Arrive model.Moment
	Class          model.Class
	Fare           model.Fen // UnknownFen when not known; 0 for a walk
}

// Calls is the number of calls of a ride, boarding and alighting included.
func (l Leg) Calls() int { return l.Alight - l.Board + 1 }

// Itinerary is a non-empty sequence of legs from origin to destination.
type Itinerary struct {
	Legs           []Leg
	Depart, Arrive model.Moment
	Fare           model.Fen // UnknownFen when any leg's is
	Changes        int       // rides - 1
}

// Duration from departure to arrival.
func (it Itinerary) Duration() model.Second { return model.Second(it.Arrive - it.Depart) }

// Result carries best-first itineraries and what the search cost.
type Result struct {
	Itineraries []Itinerary
	Stats       Stats
}

// Stats tells what a search cost.
type Stats struct {
	Algorithm        string
	Settled, Relaxed int
	Elapsed          time.Duration
	Revision         uint64 // of the timetable it ran on
}

// Info describes an algorithm.
type Info struct {
	ID string
	// Exact reports whether the algorithm answers q exactly. A planner returns
	// ErrUnsupported for any other question.
	Exact func(q *Query) bool
	// Partial says that ErrUnsupported may also come of a question that Exact
	// holds for, if the answer takes more than the algorithm can do.
	Partial bool
}

// A Planner answers queries on one timetable. Implementations are safe for
// concurrent use, deterministic, keep no state between calls but pooled memory,
// and return the errors of this package (wrapped) or ctx.Err() only.
type Planner interface {
	Info() Info
	// Plan records its steps in rec; a nil rec records nothing. The answer is
	// the same either way.
	Plan(ctx context.Context, tt *timetable.Timetable, q Query, rec *trace.Recorder) (Result, error)
}

// Summarise fills the totals of it from its legs.
func (it *Itinerary) Summarise() {
	it.Depart, it.Arrive = it.Legs[0].Depart, it.Legs[len(it.Legs)-1].Arrive
	it.Fare, it.Changes = 0, -1
	for i := range it.Legs {
		l := &it.Legs[i]
		if l.Walk {
			continue
		}
		it.Changes++
		if !l.Fare.Known() || !it.Fare.Known() {
			it.Fare = model.UnknownFen
			continue
		}
		it.Fare += l.Fare
	}
}

// CompareBest is the order in which the journeys of Best are listed.
func CompareBest(x, y Itinerary) int {
	return cmp.Or(cmp.Compare(x.Arrive, y.Arrive), cmp.Compare(x.Fare, y.Fare), cmp.Compare(x.Changes, y.Changes), cmp.Compare(x.Depart, y.Depart))
}
