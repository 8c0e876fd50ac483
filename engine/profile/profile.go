// Package profile answers "best" over a window of departures by arrival and
// changes alone: all journeys of, say, a day that no other beats in departure,
// arrival and changes.
//
// The departures from the origin are tried one after another, the latest first,
// and nothing is forgotten in between (range queries of RAPTOR: D. Delling,
// T. Pajor, R. Werneck, "Round-Based Public Transit Routing", 2012, section 4.1).
// A journey of an earlier departure is of use only where it is somewhere before
// all that left later with as many rides or fewer, so that
//
//   - at a stop only the trips that leave before what was known are boarded;
//   - a trip is ridden only up to the call where it was boarded before;
//   - whatever cannot be at the destination before the journeys that leave
//     later is dropped, with the running times of the fastest hops as a bound.
//
// Each departure is thus boarded about once for each number of rides, in the
// whole day. Labels with at most so many rides lie side by side, by stop.
//
// "Arrive by" questions are the same with the views exchanged.
package profile

import (
	"context"
	"sync"
	"time"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ID is the name of this planner.
const ID = "profile"

// PhaseFront is the only phase of a recorded search.
const PhaseFront int32 = 1

// Planner implements plan.Planner.
type Planner struct{ pool sync.Pool }

// New returns a planner with an empty pool of search memory.
func New() *Planner {
	return &Planner{pool: sync.Pool{New: func() any { return new(scan) }}}
}

// Info implements plan.Planner.
func (*Planner) Info() plan.Info { return plan.Info{ID: ID, Exact: exact} }

// exact holds for the best of a window, fares aside, without further wishes than
// a limit of changes.
func exact(q *plan.Query) bool {
	if q.By != plan.Best || !q.NoFares || q.Window == 0 {
		return false
	}
	plain := *q
	plain.By, plain.Arrive, plain.Window, plain.MaxChanges = plan.Fastest, false, 0, nil
	return plain.Plain()
}

// Plan implements plan.Planner.
func (p *Planner) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	if !exact(&q) {
		return plan.Result{}, plan.ErrUnsupported
	}
	begin := time.Now()
	s := p.pool.Get().(*scan)
	defer p.put(s)
	if err := s.Resolve(tt, &q); err != nil {
		return plan.Result{}, err
	}
	s.ctx, s.rec, s.settled, s.relaxed, s.lanes = ctx, rec, 0, 0, firstLanes
	s.rec.Phase(PhaseFront, s.Ahead.Backward())
	its, err := s.answer(&q)
	stats := plan.Stats{Algorithm: ID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return plan.Result{Itineraries: its, Stats: stats}, err
}

// put returns s to the pool without what belongs to its last query.
func (p *Planner) put(s *scan) {
	s.ctx, s.rec, s.its = nil, nil, nil
	s.TT, s.Ahead, s.Back = nil, nil, nil
	p.pool.Put(s)
}
