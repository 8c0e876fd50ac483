// Package engine holds the current timetable and the algorithms that read it.
package engine

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"tongtu/data/model"
	"tongtu/engine/costs"
	"tongtu/engine/csa"
	"tongtu/engine/dijkstra"
	"tongtu/engine/fares"
	"tongtu/engine/pareto"
	"tongtu/engine/plan"
	"tongtu/engine/profile"
	"tongtu/engine/sweep"
	"tongtu/engine/tables"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ErrNoTimetable is returned while no timetable has been published yet.
var ErrNoTimetable = errors.New("no timetable yet")

// Registry is an ordered set of planners, fixed at construction.
type Registry struct {
	order []plan.Planner
	byID  map[string]plan.Planner
}

// NewRegistry returns the planners in order of preference: the fastest first. It
// panics on a duplicate ID: that is a programming error.
func NewRegistry(ps ...plan.Planner) *Registry {
	r := &Registry{byID: make(map[string]plan.Planner, len(ps))}
	for _, p := range ps {
		id := p.Info().ID
		if _, dup := r.byID[id]; dup {
			panic("engine: duplicate planner " + id)
		}
		r.byID[id], r.order = p, append(r.order, p)
	}
	return r
}

// Default lists every algorithm of this program. No init() registration.
func Default() *Registry {
	return NewRegistry(csa.New(), costs.NewCheapest(), costs.NewFront(), costs.NewRides(), profile.New(), sweep.New(), dijkstra.New(), pareto.New())
}

// All returns the planners in order of preference.
func (r *Registry) All() []plan.Planner { return r.order }

// Get returns the planner named id.
func (r *Registry) Get(id string) (plan.Planner, error) {
	p, ok := r.byID[id]
	if !ok {
		return nil, fmt.Errorf("algorithm %q: %w", id, model.ErrNotFound)
	}
	return p, nil
}

// Plan asks the planners that are exact for q, the preferred one first, until one
// can answer it.
func (r *Registry) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	for _, p := range r.order {
		if !p.Info().Exact(&q) {
			continue
		}
		if res, err := p.Plan(ctx, tt, q, rec); !errors.Is(err, plan.ErrUnsupported) {
			return res, err
		}
	}
	return plan.Result{}, plan.ErrUnsupported
}

// Engine answers queries on the latest timetable. Its methods may be called
// from any goroutine; Swap never blocks a running query.
type Engine struct {
	reg *Registry
	cur atomic.Pointer[timetable.Timetable]

	tables *tables.Planner // what is known in advance
	byTime *csa.Planner    // to every city
	byFare *fares.Searcher // to every city

	cheapest *costs.Cheapest // of a window of departure
}

// New returns an engine on tt, which may be nil until the first Swap.
func New(reg *Registry, tt *timetable.Timetable) *Engine {
	e := &Engine{reg: reg, tables: tables.New(), byTime: csa.New(), byFare: fares.New(), cheapest: costs.NewCheapest()}
	e.cur.Store(tt)
	return e
}

// Timetable returns the current snapshot, nil before the first.
func (e *Engine) Timetable() *timetable.Timetable { return e.cur.Load() }

// Swap publishes tt unless the current one is of the same or a newer revision.
func (e *Engine) Swap(tt *timetable.Timetable) bool {
	for {
		old := e.cur.Load()
		if old != nil && old.Revision() >= tt.Revision() {
			return false
		}
		if e.cur.CompareAndSwap(old, tt) {
			e.tables.Drop()
			return true
		}
	}
}

// Plan runs the algorithm named id, if empty looks up what Prepare computed, or
// runs the preferred one that can answer q exactly. A nil rec records nothing.
func (e *Engine) Plan(ctx context.Context, id string, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	tt := e.cur.Load()
	if tt != nil && (id == "" || id == tables.ID) {
		res, err := e.tables.Plan(ctx, tt, q, rec)
		if id != "" || !errors.Is(err, plan.ErrUnsupported) {
			return res, err
		}
	}
	if tt == nil {
		return plan.Result{}, ErrNoTimetable
	}
	if id != "" {
		p, err := e.reg.Get(id)
		if err != nil {
			return plan.Result{}, err
		}
		return p.Plan(ctx, tt, q, rec)
	}
	return e.reg.Plan(ctx, tt, q, rec)
}

// Prepare computes the answers to every plain question of time and changes between
// two cities on a day, which takes two processors most of a minute; it takes at
// most so many, or all there are if that is 0. From then on Plan looks them up,
// until the next Swap or another day is prepared. progress may be nil.
func (e *Engine) Prepare(ctx context.Context, day model.Date, processors int, progress func(done, total int)) error {
	tt := e.cur.Load()
	if tt == nil {
		return ErrNoTimetable
	}
	if err := e.tables.Prepare(ctx, tt, day, processors, progress); err != nil {
		return err
	}
	if e.cur.Load() != tt {
		e.tables.Drop() // nobody would look at it
	}
	return nil
}

// Prepared tells for which day Plan looks answers up.
func (e *Engine) Prepared() (day model.Date, ok bool) { return e.tables.Day(e.cur.Load()) }
