package costs

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// FrontID is the name of the planner Front.
const FrontID = "front"

// PhaseFront is the only phase of a search for a Pareto set.
const PhaseFront int32 = 1

// Front answers "best" from a moment on: the Pareto set over arrival, fare and
// changes. It keeps an index of the timetable it was last asked about.
type Front struct {
	pool  sync.Pool
	index [2]atomic.Pointer[index] // ahead and back
}

// NewFront returns a planner with an empty pool of search memory.
func NewFront() *Front {
	return &Front{pool: sync.Pool{New: func() any { return new(front) }}}
}

// Info implements plan.Planner.
func (*Front) Info() plan.Info { return plan.Info{ID: FrontID, Exact: exactFront, Partial: true} }

// exactFront holds for "best" with no limits but those of fare, changes and
// change times.
func exactFront(q *plan.Query) bool {
	plain := *q
	plain.By, plain.Arrive, plain.MaxFare, plain.MaxChanges = plan.Fastest, false, nil, nil
	return q.By == plan.Best && !q.NoFares && plain.Plain() && len(q.Classes) == 0
}

// Plan implements plan.Planner. It returns plan.ErrUnsupported also where fares
// are unknown, negative or too high to be added up here, and where more rides
// would help than it tells apart.
func (p *Front) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	if !exactFront(&q) {
		return plan.Result{}, plan.ErrUnsupported
	}
	begin := time.Now()
	s := p.pool.Get().(*front)
	defer p.put(s)
	if err := s.Resolve(tt, &q); err != nil {
		return plan.Result{}, err
	}
	s.begin(ctx, rec, kept(&p.index, tt, s.Ahead, false))
	its, err := s.answer(&q)
	stats := plan.Stats{Algorithm: FrontID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return plan.Result{Itineraries: its, Stats: stats}, err
}

// put returns s to the pool without what belongs to its last query.
func (p *Front) put(s *front) {
	s.end()
	s.bounds, s.time = nil, nil
	p.pool.Put(s)
}

func (s *front) answer(q *plan.Query) ([]plan.Itinerary, error) {
	if !s.x.fits || !s.x.known {
		return nil, plan.ErrUnsupported
	}
	s.rec.Phase(PhaseFront, s.Ahead.Backward())
	s.lookAhead()
	most, changes := noCost, len(s.less)
	if q.MaxFare != nil {
		most = int32(min(int64(*q.MaxFare)+1, int64(most)))
	}
	if q.MaxChanges != nil {
		changes = min(*q.MaxChanges+1, changes)
	}
	s.clear(most, changes)
	if err := s.sweep(s); err != nil {
		return nil, err
	}
	if s.tooMany {
		return nil, plan.ErrUnsupported
	}
	ends := s.best()
	if len(ends) == 0 {
		return nil, plan.ErrNoRoute
	}
	its := make([]plan.Itinerary, len(ends))
	s.found = s.found[:0]
	for i, e := range ends {
		if i&pollMask == 0 && s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		if !s.ridesTo(e) {
			return nil, plan.ErrUnsupported
		}
		its[i] = s.Itinerary(s.rides)
	}
	slices.SortFunc(its, plan.CompareBest)
	return its, nil
}

// best sorts the ends of the journeys found by time and drops those that others
// dominate.
func (s *front) best() []finish {
	slices.SortFunc(s.ends, func(a, b finish) int {
		return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.cost, b.cost), cmp.Compare(a.changes, b.changes))
	})
	kept := s.ends[:0]
	for _, e := range s.ends {
		if !slices.ContainsFunc(kept, func(k finish) bool { return k.cost <= e.cost && k.changes <= e.changes }) {
			kept = append(kept, e)
		}
	}
	return kept
}
