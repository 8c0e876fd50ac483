package tables

import (
	"context"
	"errors"
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

// exact holds for a plain "fastest" between two cities by whatever runs.
func exact(q *plan.Query) bool {
	return q.By == plan.Fastest && q.Plain() && q.From.Station == "" && q.To.Station == "" &&
		q.Modes == 0 && len(q.Classes) == 0 && q.MinChange == nil
}

// lookup is the memory of one query.
type lookup struct {
	search.Question
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
	if err := x.Resolve(tt, &q); err != nil {
		return plan.Result{}, err
	}
	rec.Phase(1)
	it, err := x.read(t, &q, rec)
	if errors.Is(err, plan.ErrUnsupported) {
		return plan.Result{}, err
	}
	res := plan.Result{Stats: plan.Stats{Algorithm: ID, Settled: len(x.rides), Elapsed: time.Since(begin), Revision: tt.Revision()}}
	if err == nil {
		res.Itineraries = []plan.Itinerary{it}
	}
	return res, err
}

// put returns x to the pool without what belongs to its last query.
func (p *Planner) put(x *lookup) {
	x.TT, x.Ahead, x.Back = nil, nil, nil
	p.pool.Put(x)
}

// read puts together what t holds for q.
func (x *lookup) read(t *table, q *plan.Query, rec *trace.Recorder) (plan.Itinerary, error) {
	x.rides = x.rides[:0]
	from, _ := t.tt.CityByID(q.From.City)
	to, _ := t.tt.CityByID(q.To.City)
	b := &t.blocks[to]
	if b.first == nil {
		return plan.Itinerary{}, plan.ErrUnsupported
	}
	i := b.find(from, x.Start)
	if i < 0 {
		if x.Deadline > t.until {
			return plan.Itinerary{}, plan.ErrUnsupported
		}
		return plan.Itinerary{}, plan.ErrNoRoute
	}
	v := &t.tt.Forward
	for ; i >= 0; i = b.nodes[i].next {
		n := &b.nodes[i]
		trip := v.TripOf(n.board)
		off, _ := v.Calls(trip)
		r := search.Ride{Trip: trip, Day: int32(n.day), Board: int(n.board - off), Alight: int(n.board-off) + int(n.alight)}
		x.rides = append(x.rides, r)
		alight := n.board + int32(n.alight)
		rec.Improve(int32(v.StopAt(alight)), int32(trip), r.Board, r.Alight, r.Day*daySeconds+v.ArrAt(alight), 0)
	}
	it := x.Itinerary(x.rides)
	if it.Arrive > x.Moment(x.Deadline) {
		return plan.Itinerary{}, plan.ErrNoRoute
	}
	return it, nil
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
