// Package dijkstra answers queries by Dijkstra's label setting on the
// time-dependent timetable (E. W. Dijkstra, "A note on two problems in
// connexion with graphs", 1959; time-dependent form: K. L. Cooke and
// E. Halsey, 1966). It is the algorithm that teaches, and the reference for
// all others.
//
// An answer is optimal in a lexicographic order of arrival, departure, changes,
// fare and trips. It is found in three searches, each a label setting of its own:
//
//  1. forward from the queried moment: the best value of the criterion, and
//     the earliest arrival among the journeys that reach it;
//  2. backward from that arrival: the latest departure;
//  3. forward within that window: the remaining ties.
//
// Searches 1 and 2 of "fastest" keep one time per stop (earliest.go). All
// others keep labels (key, time) per stop, where the key is the number of rides
// or the fare; a label is dominated by one of lower or equal key and time, and
// since labels leave the queue in order of key, one time per stop is enough to
// tell (labels.go). Keys are directed to the goal by lower bounds from the city
// graph (A*: Hart, Nilsson, Raphael 1968).
//
// Complexity: each departure at a stop is boarded at most once per search, so a
// search costs O(r·c + l log l) for r departures within the horizon, c calls
// per ride and l labels.
package dijkstra

import (
	"context"
	"errors"
	"sync"
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ID is the name of this planner.
const ID = "dijkstra"

// Planner implements plan.Planner.
type Planner struct{ pool sync.Pool }

// New returns a planner with an empty pool of search memory.
func New() *Planner {
	return &Planner{pool: sync.Pool{New: func() any { return new(memory) }}}
}

// Info implements plan.Planner.
func (*Planner) Info() plan.Info {
	return plan.Info{ID: ID, Exact: (*plan.Query).Plain}
}

// The phases of a recorded search.
const (
	PhaseCriterion int32 = iota + 1 // forward: best value, earliest arrival
	PhaseDeparture                  // backward: latest departure
	PhaseTies                       // forward within the window
)

// Plan implements plan.Planner.
func (p *Planner) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	if !q.Plain() {
		return plan.Result{}, plan.ErrUnsupported
	}
	begin := time.Now()
	m := p.pool.Get().(*memory)
	defer p.pool.Put(m)
	s := &query{ctx: ctx, tt: tt, rec: rec, m: m}
	if err := s.prepare(q); err != nil {
		return plan.Result{}, err
	}
	it, err := s.run(q.By)
	stats := plan.Stats{Algorithm: ID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	if err != nil {
		return plan.Result{Stats: stats}, err
	}
	return plan.Result{Itineraries: []plan.Itinerary{it}, Stats: stats}, nil
}

// query is one query under way.
type query struct {
	ctx  context.Context
	tt   *timetable.Timetable
	rec  *trace.Recorder
	m    *memory
	base model.Date // times are seconds after midnight of this day

	start, deadline int32
	modes           model.ModeSet
	classes         timetable.ClassSet
	minChange       int32 // -1: not replaced
	from, to        ends

	settled, relaxed int
}

func (s *query) run(by plan.Criterion) (plan.Itinerary, error) {
	switch by {
	case plan.Fastest:
		return s.fastest()
	case plan.Cheapest:
		return s.keyed(fareKey, ridesKey)
	case plan.Changes:
		return s.keyed(ridesKey, fareKey)
	}
	return plan.Itinerary{}, plan.ErrUnsupported
}

func (s *query) fastest() (plan.Itinerary, error) {
	hops := s.tt.HopGraph()
	s.timeBounds(s.m.toGoal, hops.In, &s.to)
	s.timeBounds(s.m.toOrigin, hops.Out, &s.from)
	s.rec.Phase(PhaseCriterion, false)
	arrive, err := s.earliest(&s.tt.Forward, &s.from, &s.to, s.m.toGoal, s.start, s.deadline)
	if err != nil {
		return plan.Itinerary{}, err
	}
	s.rec.Phase(PhaseDeparture, true)
	minusDepart, err := s.earliest(&s.tt.Backward, &s.to, &s.from, s.m.toOrigin, -arrive, -s.start)
	if err != nil {
		return plan.Itinerary{}, err
	}
	s.rec.Phase(PhaseTies, false)
	return s.window(-minusDepart, arrive, ridesKey, fareKey, nil, noLimit)
}

// keyed answers the criteria whose first objective is not time.
func (s *query) keyed(primary, secondary keyKind) (plan.Itinerary, error) {
	toGoal, toOrigin := s.bounds(primary)
	s.rec.Phase(PhaseCriterion, false)
	best, arrive, err := s.widen(spec{
		view: &s.tt.Forward, src: &s.from, dst: &s.to, start: s.start, deadline: s.deadline,
		primary: primary, bound: toGoal,
	})
	if err != nil {
		return plan.Itinerary{}, err
	}
	s.rec.Phase(PhaseDeparture, true)
	last, err := s.labels(spec{
		view: &s.tt.Backward, src: &s.to, dst: &s.from, start: -arrive, deadline: -s.start,
		primary: primary, bound: toOrigin, limit: best, drain: true,
	})
	if err != nil {
		return plan.Itinerary{}, err
	}
	depart := -s.m.labels[last].time
	s.rec.Phase(PhaseTies, false)
	return s.window(depart, arrive, primary, secondary, toGoal, best)
}

// window settles the remaining ties among the journeys that leave at or after
// depart and arrive by arrive; m.ready holds the backward search's times.
func (s *query) window(depart, arrive int32, primary, secondary keyKind, bound []int64, limit int64) (plan.Itinerary, error) {
	last, err := s.labels(spec{
		view: &s.tt.Forward, src: &s.from, dst: &s.to, start: depart, deadline: arrive,
		primary: primary, secondary: secondary, bound: bound, limit: limit, latest: s.m.keep(), ties: true,
	})
	if err != nil {
		return plan.Itinerary{}, err
	}
	return s.itinerary(last), nil
}

// widen raises the limit on the primary key from its lower bound until a
// journey is found, so that the search never strays far beyond the optimum.
func (s *query) widen(sp spec) (best int64, arrive int32, err error) {
	sp.limit = noLimit
	for _, e := range sp.src.list {
		sp.limit = min(sp.limit, sp.bound[s.tt.CityOf(e.stop)])
	}
	for sp.limit < noLimit {
		last, err := s.labels(sp)
		if err == nil {
			l := &s.m.labels[last]
			return l.primary, l.time, nil
		}
		if !errors.Is(err, plan.ErrNoRoute) {
			return 0, 0, err
		}
		next := s.m.parked
		if next < noLimit && sp.primary == fareKey {
			next = max(next, sp.limit+sp.limit/2)
		}
		sp.limit = next
	}
	return 0, 0, plan.ErrNoRoute
}
