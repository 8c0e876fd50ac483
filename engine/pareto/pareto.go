// Package pareto answers every kind of question by one multi-criteria search:
// labels of (time, fare, rides, departure, places passed) run through the
// timetable in order of time, and a label is kept unless another one at the same
// stop is at least as good in everything that counts.
//
// It is the connection scan of J. Dibbelt, T. Pajor, B. Strasser and D. Wagner
// ("Connection Scan Algorithm", 2013/2018) with bags of labels (McRAPTOR:
// D. Delling, T. Pajor, R. Werneck 2012), made sparse: only stops that hold a
// useful label look at their departures, an hour at a time, and a calendar queue
// hands them out in order of time. At any moment everything active at a stop is
// already there, so that the time drops out and bags stay small.
//
// What keeps the search near the goal is the front: the journeys found so far.
// Lower bounds from the city graphs — of the time left, and of the fare left by
// the number of rides left — tell at once until when a label can still add to
// the front (goal.go); after that moment it is dropped. The same bounds, taken
// along a trip once a search (outlook.go), tell whether boarding it can.
//
// Fares need not be additive. A run of plain fares keeps the Pareto set of what
// was paid before less the cumulative fare at boarding, so that boarding it
// again later is mostly settled by one comparison; on all other runs only
// labels that board at the same call are compared.
//
// Questions with one answer are asked in stages (stages.go), as engine/dijkstra
// does: the best value and its earliest arrival; backward the latest departure;
// and inside that window the remaining ties, where the order of trips is part of
// the dominance. Each stage keeps its labels as exact bounds for the next, which
// then settles little beside the answer (kept.go).
//
// Arriving by a moment is the same search in the timetable's backward view;
// places to pass are a product state that advances with calls.
//
// Complexity: with r departures of active stops within the horizon, c calls per
// ride and bags of b labels, O(r·b·c·b); b is bounded by nothing but the data
// (the problem is NP-hard in general). On the national timetable a Pareto set
// between two random cities has about a hundred journeys of up to fourteen
// rides. It is used for all that simpler planners decline.
package pareto

import (
	"context"
	"sync"
	"time"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ID is the name of this planner.
const ID = "pareto"

// Planner implements plan.Planner.
type Planner struct{ pool sync.Pool }

// New returns a planner with an empty pool of search memory.
func New() *Planner {
	return &Planner{pool: sync.Pool{New: func() any { return new(memory) }}}
}

// Info implements plan.Planner: every question is answered exactly.
func (*Planner) Info() plan.Info {
	return plan.Info{ID: ID, Exact: func(*plan.Query) bool { return true }}
}

// The phases of a recorded search.
const (
	PhaseFront     int32 = iota + 1 // the Pareto set, or the best value and its earliest arrival
	PhaseDeparture                  // backward: latest departure
	PhaseRides                      // within the window: fewest rides
	PhaseTies                       // within the window: fare, then the order of trips
)

// Plan implements plan.Planner.
func (p *Planner) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	begin := time.Now()
	m := p.pool.Get().(*memory)
	defer p.pool.Put(m)
	s := &query{ctx: ctx, tt: tt, rec: rec, m: m, q: &q}
	if err := s.prepare(); err != nil {
		return plan.Result{}, err
	}
	its, err := s.answer()
	stats := plan.Stats{Algorithm: ID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	if err != nil {
		return plan.Result{Stats: stats}, err
	}
	return plan.Result{Itineraries: its, Stats: stats}, nil
}
