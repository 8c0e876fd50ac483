package costs

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// CheapestID is the name of the planner Cheapest.
const CheapestID = "cheapest"

// The phases of a recorded search.
const (
	PhaseFare int32 = iota + 1 // ahead: the lowest fare and its earliest arrival
	PhaseTies                  // back: the rides of all journeys as good
)

// Cheapest implements plan.Planner. It keeps an index of the timetable it was last
// asked about.
type Cheapest struct {
	pool  sync.Pool
	index [2]atomic.Pointer[index] // ahead and back
	timed atomic.Pointer[index]    // see Shortest
}

// NewCheapest returns a planner with an empty pool of search memory.
func NewCheapest() *Cheapest {
	return &Cheapest{pool: sync.Pool{New: func() any { return new(scan) }}}
}

// Info implements plan.Planner.
func (*Cheapest) Info() plan.Info { return plan.Info{ID: CheapestID, Exact: exact, Partial: true} }

// exact holds for "cheapest" with no limits but those of fare, classes and change
// times.
func exact(q *plan.Query) bool {
	plain := *q
	plain.Arrive, plain.MaxFare = false, nil
	return q.By == plan.Cheapest && plain.Plain()
}

// Plan implements plan.Planner. It returns plan.ErrUnsupported also where fares
// are negative or too high to be added up here, and where every journey has an
// unknown fare.
func (p *Cheapest) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	if !exact(&q) {
		return plan.Result{}, plan.ErrUnsupported
	}
	begin := time.Now()
	s := p.pool.Get().(*scan)
	defer p.put(s)
	if err := s.Resolve(tt, &q); err != nil {
		return plan.Result{}, err
	}
	s.begin(ctx, rec, p.indexOf(tt, s))
	s.bounds()
	err := s.answer(q.MaxFare, s.Deadline, noCost)
	res := plan.Result{Stats: plan.Stats{Algorithm: CheapestID, Settled: s.settled, Relaxed: s.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}}
	if err == nil {
		res.Itineraries = []plan.Itinerary{s.Itinerary(s.rode)}
	}
	return res, err
}

// indexOf returns the index of the view ahead.
func (p *Cheapest) indexOf(tt *timetable.Timetable, s *scan) *index {
	if s.Classes != nil {
		return newIndex(tt, s.Ahead, s.Classes, false)
	}
	return kept(&p.index, tt, s.Ahead, false)
}

// put returns s to the pool without what belongs to its last query.
func (p *Cheapest) put(s *scan) {
	s.end()
	p.pool.Put(s)
}

// answer leaves in s.rode the rides of the cheapest journey that leaves by latest
// and costs no more than most, if that is given. guess is what it may well cost,
// noCost for unknown.
func (s *scan) answer(most *model.Fen, latest, guess int32) error {
	if !s.x.fits {
		return plan.ErrUnsupported
	}
	s.latest = latest
	s.rec.Phase(PhaseFare, s.Ahead.Backward())
	if err := s.lowestFare(most, guess); err != nil {
		return err
	}
	switch {
	case s.best.cost < noCost:
	case most != nil || s.x.known:
		return plan.ErrNoRoute
	default:
		return plan.ErrUnsupported
	}
	s.rec.Phase(PhaseTies, s.Ahead.Backward())
	if err := s.trace(); err != nil {
		return err
	}
	if !s.pick() {
		return plan.ErrUnsupported
	}
	return nil
}

// lowestFare finds the lowest fare and its earliest arrival. It is seldom far
// above its bound: limits that rise from there keep the search small.
func (s *scan) lowestFare(most *model.Fen, guess int32) error {
	least := noCost
	for _, e := range s.From.List {
		least = min(least, s.left[s.TT.CityOf(e.Stop)])
	}
	s.best = goal{cost: noCost}
	if least >= noCost {
		return nil
	}
	highest := noCost / 2
	if most != nil {
		highest = int32(min(int64(*most)+1, int64(highest)))
	}
	limit := least + least/2 + 1
	if guess < noCost {
		limit = guess + 1
	}
	for limit = min(limit, highest); ; limit = min(2*limit+100, highest) {
		if err := s.run(limit, least); err != nil || s.best.cost < noCost || limit == highest {
			return err
		}
	}
}
