// Package sweep answers questions of fares and rides by sweeping all departures
// in order of time, as the Connection Scan Algorithm does (J. Dibbelt, T. Pajor,
// B. Strasser, D. Wagner, arXiv 1703.05997), with costs in place of times.
//
// At any moment of the sweep everything known at a stop is already there, so
// that times drop out: what remains of a Pareto set over arrival, fare and rides
// is the least fare by number of rides, a row of numbers that never rise (the
// stairs of a stop). Riding adds a difference of fares to a row, changing enters
// it at another stop some minutes later, and the journeys found, in order of
// arrival, are where the stairs of the destination fall. A search over arrival
// and one cost has rows of one number.
//
// Fares need not be additive: a run of plain fares keeps what was paid less the
// cumulative fare at boarding; any other keeps the rows of each call where it
// was boarded.
//
// A run is not followed from call to call. Whoever boards looks ahead for the
// first call where alighting may add something; that arrival is filed, and looks
// for the next when it is due. What becomes ready at a stop from elsewhere in the
// city also counts as having alighted there, where no further change gains by it
// (timetable.Change.Covers): a city of many stations is then hardly dearer than
// one of a single station.
//
// What is worse than the journeys found is dropped by lower bounds of the fare
// left, by number of rides left, and of the time left (timetable.Bounds); on a
// national timetable the fare bounds are tight for up to seven rides.
//
// One journey by fare or rides (single.go) takes a sweep ahead for the best
// value and its earliest arrival, one back for the latest departure, one more
// back, by fare and rides, within that window, and then a walk ahead that takes
// the first trip in order from which the rest is still possible (first.go).
//
// Complexity: O(c·k) for c departures of a trip somebody may be aboard and k
// numbers of rides, and O(l·s) for l labels that improve a stop with s changes.
package sweep

import (
	"context"
	"sync"
	"time"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ID is the name of this planner.
const ID = "sweep"

// The phases of a recorded search.
const (
	PhaseFront     int32 = iota + 1 // the Pareto set, or the best value and its earliest arrival
	PhaseDeparture                  // back: latest departure
	PhaseTies                       // back within the window, by fare and rides
)

const (
	// firstLanes and mostLanes are the numbers of rides, and one, that are told
	// apart first and at most. A third of the questions between the cities of a
	// country need more than 20; a power of two would put all rows into the same
	// sets of the cache.
	firstLanes = 31
	mostLanes  = 124
)

// Planner implements plan.Planner.
type Planner struct{ pool sync.Pool }

// New returns a planner with an empty pool of search memory.
func New() *Planner {
	return &Planner{pool: sync.Pool{New: func() any { return &scan{memory: new(memory)} }}}
}

// Info implements plan.Planner.
func (*Planner) Info() plan.Info { return plan.Info{ID: ID, Exact: exact, Partial: true} }

// exact leaves places to pass and durations to others, what would need
// fares where only rides are counted, and plain "fewest changes", which a search
// in order of rides answers several times faster.
func exact(q *plan.Query) bool {
	if len(q.Via) > 0 || q.MaxDuration != 0 || q.Window != 0 && q.By != plan.Best || q.By == plan.Fastest || q.By == plan.Changes && q.Plain() {
		return false
	}
	return q.MaxFare == nil || q.By == plan.Cheapest || q.By == plan.Best && !q.NoFares
}

// Plan implements plan.Planner. It returns plan.ErrUnsupported also where fares
// are negative or too high to be added up here, and where the answer depends on
// how many fares are unknown.
func (p *Planner) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	if !exact(&q) {
		return plan.Result{}, plan.ErrUnsupported
	}
	if g := tt.CityGraph(); g.Low < 0 || g.High >= maxFare {
		return plan.Result{}, plan.ErrUnsupported
	}
	begin := time.Now()
	s := p.pool.Get().(*scan)
	defer p.put(s)
	if err := s.prepare(tt, &q); err != nil {
		return plan.Result{}, err
	}
	s.ctx, s.rec, s.settled, s.relaxed, s.before = ctx, rec, 0, 0, s.before[:0]
	its, err := s.answer(&q)
	stats := plan.Stats{Algorithm: ID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return plan.Result{Itineraries: its, Stats: stats}, err
}

// put returns s to the pool without what belongs to its last query.
func (p *Planner) put(s *scan) {
	s.ctx, s.rec, s.spec = nil, nil, spec{}
	s.TT, s.Ahead, s.Back = nil, nil, nil
	p.pool.Put(s)
}

func (s *scan) answer(q *plan.Query) ([]plan.Itinerary, error) {
	s.rec.Phase(PhaseFront, s.Ahead.Backward())
	if q.By == plan.Best {
		return s.best(q)
	}
	return s.single(q)
}
