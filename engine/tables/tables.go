package tables

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// ID is the name of this planner.
const ID = "tables"

// Planner implements plan.Planner.
type Planner struct {
	cur  atomic.Pointer[table]
	pool sync.Pool
}

// New returns a planner without a table, which answers nothing until Prepare.
func New() *Planner {
	return &Planner{pool: sync.Pool{New: func() any { return new(lookup) }}}
}

// Info implements plan.Planner.
func (*Planner) Info() plan.Info { return plan.Info{ID: ID, Exact: exact} }

// exact holds between two cities by whatever runs for the plain "fastest" and
// "fewest changes", and for "best" by arrival and changes, of a window too.
func exact(q *plan.Query) bool {
	if q.From.Station != "" || q.To.Station != "" || q.Modes != 0 || len(q.Classes) > 0 || q.MinChange != nil {
		return false
	}
	plain := *q
	if q.By == plan.Best && q.NoFares {
		plain.By, plain.Window = plan.Fastest, 0
	}
	return plain.By != plan.Cheapest && plain.Plain()
}

// lookup is the memory of one query.
type lookup struct {
	search.Question
	late
	rec   *trace.Recorder
	block *block
	hubs  *hubs
	legs  *legs
	from  timetable.City
	to    timetable.City
	found []found
	steps []step
	parts []part
	rides []search.Ride
}

// Plan implements plan.Planner. It returns ErrUnsupported for what the table at
// hand does not cover.
func (p *Planner) Plan(ctx context.Context, tt *timetable.Timetable, q plan.Query, rec *trace.Recorder) (plan.Result, error) {
	t := p.cur.Load()
	if !exact(&q) || t == nil || t.tt != tt || t.day != q.At.Date() {
		return plan.Result{}, plan.ErrUnsupported
	}
	if err := ctx.Err(); err != nil {
		return plan.Result{}, err
	}
	begin := time.Now()
	x := p.pool.Get().(*lookup)
	defer p.put(x)
	x.rec, x.settled, x.relaxed = rec, 0, 0
	if err := x.resolve(t, &q); err != nil {
		return plan.Result{}, err
	}
	rec.Phase(1, false)
	its, err := x.answer(ctx, t, &q)
	if errors.Is(err, plan.ErrUnsupported) {
		return plan.Result{}, err
	}
	stats := plan.Stats{Algorithm: ID, Settled: x.settled + len(its), Relaxed: x.relaxed, Elapsed: time.Since(begin), Revision: tt.Revision()}
	return plan.Result{Itineraries: its, Stats: stats}, err
}

// put returns x to the pool without what belongs to its last query.
func (p *Planner) put(x *lookup) {
	x.TT, x.Ahead, x.Back, x.ctx, x.rec, x.block, x.hubs, x.legs = nil, nil, nil, nil, nil, nil, nil, nil
	p.pool.Put(x)
}

// resolve is Question.Resolve, but for what a query needs that begins and ends with
// rides and is only looked up.
func (x *lookup) resolve(t *table, q *plan.Query) error {
	from, ok := t.tt.CityByID(q.From.City)
	to, known := t.tt.CityByID(q.To.City)
	x.from, x.to, x.hubs, x.legs = from, to, t.hubs, t.legs
	if t.legs == nil || q.Window != 0 || x.rec != nil || !ok || !known || from == to {
		return x.Resolve(t.tt, q)
	}
	x.TT, x.Base, x.Start = t.tt, t.day, int32(q.At.Clock())
	x.Deadline = x.Start + int32(plan.DefaultHorizon)
	if q.Horizon > 0 {
		x.Deadline = x.Start + int32(q.Horizon)
	}
	return nil
}

// answer looks q up in t.
func (x *lookup) answer(ctx context.Context, t *table, q *plan.Query) ([]plan.Itinerary, error) {
	x.block = &t.blocks[x.to]
	if x.block.first == nil || q.By == plan.Best && x.Deadline > t.until {
		return nil, plan.ErrUnsupported
	}
	x.found = x.found[:0]
	if q.Window == 0 {
		x.find(q.By)
	} else if err := x.inWindow(ctx, int32(q.Window)); err != nil {
		return nil, err
	}
	switch {
	case len(x.found) > 0:
	case x.Deadline > t.until:
		return nil, plan.ErrUnsupported
	default:
		return nil, plan.ErrNoRoute
	}
	return x.journeys(), nil
}

// find looks for the journeys that are wanted, in order of arrival. Later
// departures arrive later, so that of as many rides the first counts.
func (x *lookup) find(by plan.Criterion) {
	list, base := x.block.from(x.from)
	best, latest := x.Deadline+1, int32(-1)
	for i := 0; i < len(list); {
		lane := list[i].lane()
		i += seek(list[i:], lane, x.Start)
		if i == len(list) || list[i].lane() > lane {
			continue
		}
		k := list[i]
		if k.arr() < best || by == plan.Fastest && k.arr() == best && k.dep() > latest && len(x.found) > 0 {
			best, latest = k.arr(), k.dep()
			if by == plan.Fastest {
				x.found = x.found[:0]
			}
			x.note(found{entry: base + int32(i)})
			if by == plan.Changes {
				return
			}
		}
		i += seek(list[i:], lane+1, 0)
	}
	slices.Reverse(x.found)
}

// Drop forgets the table.
func (p *Planner) Drop() { p.cur.Store(nil) }

// Day returns the day of the table in force for tt.
func (p *Planner) Day(tt *timetable.Timetable) (day model.Date, ok bool) {
	if t := p.cur.Load(); t != nil && t.tt == tt {
		return t.day, true
	}
	return 0, false
}
