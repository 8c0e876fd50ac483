// Package fares finds the lowest fare from one place to every city.
//
// All departures are looked at once, in order of time, as a connection scan does
// (J. Dibbelt, T. Pajor, B. Strasser, D. Wagner, "Connection Scan Algorithm",
// 2013/2018). What is kept per stop is not a time but an amount: the least that
// must have been paid to be ready there by now. It only ever falls, so one number
// per stop is exact, and the first journey of the lowest fare is also the one of
// them that arrives first.
//
// Where fares are plain, a ride's price is a difference of two numbers: of a run
// only the least of what was paid less the cumulative fare at boarding matters,
// and boarding it again is worthwhile only below that. On other runs every
// boarding is followed. A ride of unknown fare has no price and is not taken.
//
// Complexity: O(c + r·k + d) for c departures within the time, r rides, each with
// k calls ahead, that are of use when they are boarded, and d seconds of it.
package fares

import (
	"context"
	"sync"
	"time"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ID is the name of this search.
const ID = "fares"

// Searcher asks for fares to every city. It is safe for concurrent use and keeps
// nothing between calls but pooled memory.
type Searcher struct{ pool sync.Pool }

// New returns a searcher with an empty pool of search memory.
func New() *Searcher {
	return &Searcher{pool: sync.Pool{New: func() any { return new(scan) }}}
}

// Reach gives every city that a journey within the time and for at most
// q.MaxFare leads to, each with the cheapest such journey: its fare and its
// arrival are those of the Cheapest itinerary. It returns the errors of a
// Planner; reaching nothing is none.
func (p *Searcher) Reach(ctx context.Context, tt *timetable.Timetable, q plan.ReachQuery, rec *trace.Recorder) (plan.Reach, error) {
	begin := time.Now()
	s := p.pool.Get().(*scan)
	defer p.put(s)
	if err := s.ResolveOrigin(tt, &q); err != nil {
		return plan.Reach{}, err
	}
	most := noFare
	if q.MaxFare != nil {
		most = int64(*q.MaxFare)
	}
	s.begin(ctx, rec, most)
	if err := s.scan(); err != nil {
		return plan.Reach{}, err
	}
	r := plan.Reach{Cities: s.reached(q.Watch)}
	r.Stats = plan.Stats{Algorithm: ID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return r, nil
}

// put returns s to the pool without what belongs to its last query.
func (p *Searcher) put(s *scan) {
	s.ctx, s.rec = nil, nil
	s.Question.TT, s.Question.Ahead, s.Question.Back = nil, nil, nil
	p.pool.Put(s)
}
