// Package csa answers "fastest" by the Connection Scan Algorithm (J. Dibbelt,
// T. Pajor, B. Strasser, D. Wagner, "Connection Scan Algorithm", 2013 and 2018,
// arXiv 1703.05997).
//
// All departures of a day lie in one array, in order of time. A search for the
// earliest arrival looks at each once, from the queried moment on: a departure
// whose stop can be boarded by then takes its trip to the next call. There is
// no queue, and memory is read in the order it lies in. An answer takes three
// searches:
//
//  1. the earliest arrival, by two scans that meet (meet.go): ahead from the
//     queried moment, and back from an arrival that is known to be possible or
//     may be;
//  2. the latest departure for that arrival, back from where the scans met. What
//     the scan ahead did not reach in time cannot be part of the journey, so
//     mostly little is left and a search from stop to stop (stops.go) is faster
//     than another scan, which takes over where it is not;
//  3. ahead within that window, among the stops and times that the first two
//     leave: the remaining ties (ties.go).
//
// "Latest departure" questions are the same with the views exchanged.
//
// Departures from the paper. Two directions: half of the time reaches a small part
// of what the whole of it would, and when both searches know all about the times
// before and after a moment, the stops at which they meet then are all that a journey
// can lead through. Instead of a flag per trip, a ride is followed
// until the next call at which its trip could be boarded anyway, and is left to
// the scan from there; most rides are one hop. Several hundred departures are
// filtered at once (batch.go): whether their stop is ready and they lead to one
// that is not done with yet is looked up in two sets of stops, so small that
// vectors hold them (filter.go). A stop enters the one when it becomes ready,
// more or less (waits.go), and leaves the other when a departure towards it is
// found to be of no use; times are compared afterwards, and rides followed after
// that, each a stage later than memory was asked for what it takes. Lower bounds
// towards the goal do not pay: where trips are rare, a bound without waiting times
// discards a quarter of what the filters let through, and costs more.
//
// Whoever alights in a city later than others did gains nothing from its other
// stations: the first arrival there has made them all ready. So mostly one
// change is looked at, not all.
//
// Two labels per stop are kept, because changing takes time: that of alighting
// and that from which boarding is possible.
//
// Complexity: O(c + r·k) for c departures between the queried moment and the
// arrival and r rides that reach a stop earlier than before, with k changes from
// each. Nothing is computed in advance but the order of the departures.
package csa

import (
	"context"
	"sync"
	"time"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ID is the name of this planner.
const ID = "csa"

// Planner implements plan.Planner.
type Planner struct {
	pool sync.Pool
	pace pace
}

// New returns a planner with an empty pool of search memory.
func New() *Planner { return paced(usual) }

func paced(p pace) *Planner {
	return &Planner{pool: sync.Pool{New: func() any { return new(scan) }}, pace: p}
}

// Info implements plan.Planner.
func (*Planner) Info() plan.Info { return plan.Info{ID: ID, Exact: exact} }

// exact holds for a plain "fastest", and for its mirror, the latest departure.
func exact(q *plan.Query) bool {
	plain := *q
	plain.Arrive = false
	return q.By == plan.Fastest && plain.Plain()
}

// The phases of a recorded search.
const (
	PhaseArrival   int32 = iota + 1 // ahead: earliest arrival; in turns with
	PhaseDeparture                  // back from an arrival, at last the earliest: latest departure
	PhaseTies                       // ahead within the window
)

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
	s.begin(ctx, rec, p.pace, false)
	it, err := s.fastest()
	res := plan.Result{Stats: plan.Stats{Algorithm: ID, Settled: s.ahead.settled + s.back.settled, Relaxed: s.ahead.relaxed + s.back.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}}
	if err == nil {
		res.Itineraries = []plan.Itinerary{it}
	}
	return res, err
}

// put returns s to the pool without what belongs to its last query.
func (p *Planner) put(s *scan) {
	s.end()
	p.pool.Put(s)
}

func (s *scan) fastest() (plan.Itinerary, error) {
	arrive, err := s.earliest()
	if err != nil {
		return plan.Itinerary{}, err
	}
	if arrive > s.Deadline {
		return plan.Itinerary{}, plan.ErrNoRoute
	}
	s.rec.Phase(PhaseDeparture, !s.Ahead.Backward())
	depart, err := s.latest(arrive)
	if err != nil {
		return plan.Itinerary{}, err
	}
	s.rec.Phase(PhaseTies, s.Ahead.Backward())
	if err := s.ties(depart, arrive); err != nil {
		return plan.Itinerary{}, err
	}
	return s.Itinerary(s.rides), nil
}
