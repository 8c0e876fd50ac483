package costs

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// RidesID is the name of the planner Rides.
const RidesID = "rides"

// Rides answers "best" from a moment on where fares do not count: the Pareto set
// over arrival and changes. It keeps an index of the timetable it was last asked
// about.
type Rides struct {
	pool  sync.Pool
	index [2]atomic.Pointer[index] // ahead and back
}

// NewRides returns a planner with an empty pool of search memory.
func NewRides() *Rides {
	return &Rides{pool: sync.Pool{New: func() any { return new(count) }}}
}

// Info implements plan.Planner.
func (*Rides) Info() plan.Info { return plan.Info{ID: RidesID, Exact: exactRides, Partial: true} }

// exactRides holds for "best" without fares with no limits but those of changes
// and change times.
func exactRides(q *plan.Query) bool {
	plain := *q
	plain.By, plain.Arrive, plain.MaxChanges = plan.Fastest, false, nil
	return q.By == plan.Best && q.NoFares && plain.Plain()
}

// Plan implements plan.Planner. It returns plan.ErrUnsupported where stops are too
// many.
func (p *Rides) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	if !exactRides(&q) {
		return plan.Result{}, plan.ErrUnsupported
	}
	begin := time.Now()
	s := p.pool.Get().(*count)
	defer p.put(s)
	if err := s.Resolve(tt, &q); err != nil {
		return plan.Result{}, err
	}
	s.begin(ctx, rec, kept(&p.index, tt, s.Ahead, true))
	its, err := s.answer(&q)
	stats := plan.Stats{Algorithm: RidesID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return plan.Result{Itineraries: its, Stats: stats}, err
}

// put returns s to the pool without what belongs to its last query.
func (p *Rides) put(s *count) {
	s.end()
	s.bounds = nil
	p.pool.Put(s)
}

func (s *count) answer(q *plan.Query) ([]plan.Itinerary, error) {
	if !s.x.fits {
		return nil, plan.ErrUnsupported
	}
	s.rec.Phase(PhaseFront, s.Ahead.Backward())
	s.bounds = s.TT.Bounds(s.Goal(), s.Ahead.Backward())
	most := int32(math.MaxInt16)
	if q.MaxChanges != nil {
		most = int32(min(*q.MaxChanges+1, math.MaxInt16))
	}
	s.clear(most + 1)
	if err := s.sweep(s); err != nil {
		return nil, err
	}
	if len(s.ends) == 0 {
		return nil, plan.ErrNoRoute
	}
	its := make([]plan.Itinerary, len(s.ends))
	for i, e := range s.ends {
		if !s.ridesTo(e.arrival) {
			return nil, plan.ErrUnsupported
		}
		its[i] = s.Itinerary(s.rode)
	}
	slices.SortFunc(its, plan.CompareBest)
	return its, nil
}

// ridesTo leaves in s.rode the rides that end with an arrival, in order of travel:
// the last began where somebody was ready by its departure after one ride less.
func (s *count) ridesTo(i int32) bool {
	s.rode = s.rode[:0]
	v := s.Ahead
	for i >= 0 {
		a := &s.arrivals[i]
		trip := v.TripOf(a.at)
		off, _ := v.Calls(trip)
		board, before := s.originOf(a, off)
		if board < 0 {
			return false // never: the sweep came from somewhere
		}
		s.rec.Improve(int32(v.StopAt(a.at)), int32(trip), int(board-off), int(a.at-off), a.time, int64(a.rides))
		day := (a.time - v.ArrAt(a.at)) / search.DaySeconds
		s.rode = append(s.rode, s.Ride(trip, day, int(board-off), int(a.at-off)))
		i = before
	}
	if !v.Backward() {
		slices.Reverse(s.rode)
	}
	return true
}

// originOf finds the call where the ride of an arrival began, and the arrival that
// led there, or -1; no call where there is none.
func (s *count) originOf(a *landing, off int32) (board, before int32) {
	v := s.Ahead
	midnight := a.time - v.ArrAt(a.at)
	for at := a.at - 1; at >= off; at-- {
		if !v.MayBoard(at) {
			continue
		}
		stop, dep := v.StopAt(at), midnight+v.DepAt(at)
		if b := s.From.At[stop]; b >= 0 && dep >= s.Start+s.From.List[b].Walk && a.rides == 1 {
			return at, -1
		}
		for i := s.readies.last[stop]; i != 0; {
			t := &s.readies.list[i-1]
			i = t.before
			if t.time <= dep && s.arrivals[t.arrival].rides < a.rides {
				return at, t.arrival
			}
		}
	}
	return -1, -1
}
