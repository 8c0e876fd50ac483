package engine

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// Cell is what the journeys of one window of departure offer.
type Cell struct {
	plan.Window
	// Cheapest has the lowest fare, then the order of that criterion; nil when no
	// fare is known.
	Cheapest *plan.Itinerary
	// Fastest takes the shortest time, then fewest changes, lowest fare, earliest
	// departure; nil when there is no journey.
	Fastest *plan.Itinerary
}

// Days are the windows of n whole days from first on: a calendar of prices.
func Days(first model.Date, n int) []plan.Window {
	w := make([]plan.Window, n)
	for i := range w {
		w[i] = plan.Window{From: (first + model.Date(i)).At(0), Length: model.Day - 1}
	}
	return w
}

// Hours are the windows of every hour of n days from first on.
func Hours(first model.Date, n int) []plan.Window {
	w := make([]plan.Window, 24*n)
	for i := range w {
		w[i] = plan.Window{From: first.At(model.Second(i) * model.Hour), Length: model.Hour - 1}
	}
	return w
}

// Calendar fills a cell for each of the windows with the journeys q asks for
// otherwise; its moment, window, direction and criterion do not count. Every cell
// is the answer to a question of its own, "best" within the window.
func (e *Engine) Calendar(ctx context.Context, q plan.Query, windows []plan.Window) ([]Cell, error) {
	tt := e.cur.Load()
	if tt == nil {
		return nil, ErrNoTimetable
	}
	q.By, q.Arrive, q.Window = plan.Fastest, false, 0
	if q.Horizon <= 0 {
		q.Horizon = plan.DefaultHorizon
	}
	c := calendar{e: e, tt: tt, q: q}
	same := alike(tt, windows, q.Horizon)
	var asked []plan.Window
	for i, k := range same {
		if k == i {
			asked = append(asked, windows[i])
		}
	}
	filled, err := c.fill(ctx, asked)
	if err != nil {
		return nil, err
	}
	cells := make([]Cell, len(windows))
	for i, k := range same {
		if cells[i].Window = windows[i]; k == i {
			cells[i], filled = filled[0], filled[1:]
			continue
		}
		apart := windows[i].From.Date() - windows[k].From.Date()
		cells[i].Cheapest, cells[i].Fastest = later(cells[k].Cheapest, apart), later(cells[k].Fastest, apart)
	}
	return cells, nil
}

// fill fills a cell for each of the windows.
func (c *calendar) fill(ctx context.Context, windows []plan.Window) ([]Cell, error) {
	cells := make([]Cell, len(windows))
	for i, w := range windows {
		cells[i].Window = w
	}
	if !c.q.Plain() {
		return cells, c.whole(ctx, cells)
	}
	// The two kinds of journey are looked for at the same time.
	both, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var cheapest []*plan.Itinerary
	var side sync.WaitGroup
	side.Go(func() {
		var err error
		if cheapest, err = c.e.cheapest.Windows(both, c.tt, c.q, windows); err != nil {
			stop(err)
		}
	})
	if err := c.fillFastest(both, cells); err != nil {
		stop(err)
	}
	side.Wait()
	switch err := context.Cause(both); {
	case errors.Is(err, plan.ErrUnsupported):
		return cells, c.whole(ctx, cells)
	case err != nil:
		return nil, err
	}
	for i := range cells {
		cells[i].Cheapest = cheapest[i]
	}
	return cells, nil
}

// fillFastest fills what is fastest in each cell.
func (c *calendar) fillFastest(ctx context.Context, cells []Cell) (err error) {
	for i := range cells {
		if cells[i].Fastest, err = c.fastest(ctx, cells[i].Window); err != nil {
			return err
		}
		if x := cells[i].Fastest; x != nil {
			c.guess = x.Duration()
		}
	}
	return nil
}

// calendar is one calendar under way.
type calendar struct {
	e  *Engine
	tt *timetable.Timetable
	q  plan.Query

	guess model.Second // of the shortest time
}

// plan asks q; no connection is no error.
func (c *calendar) plan(ctx context.Context, q plan.Query) ([]plan.Itinerary, error) {
	res, err := c.e.reg.Plan(ctx, c.tt, q, nil)
	if errors.Is(err, plan.ErrNoRoute) {
		err = nil
	}
	return res.Itineraries, err
}

// front is the Pareto set of a window.
func (c *calendar) front(ctx context.Context, w plan.Window) ([]plan.Itinerary, error) {
	q := c.q
	q.By, q.At, q.Window = plan.Best, w.From, w.Length
	return c.plan(ctx, q)
}

// whole fills the cells from whole Pareto sets.
func (c *calendar) whole(ctx context.Context, cells []Cell) error {
	for i := range cells {
		its, err := c.front(ctx, cells[i].Window)
		if err != nil {
			return err
		}
		cells[i].Cheapest, cells[i].Fastest = first(its, cheaper), first(its, faster)
		if x := cells[i].Cheapest; x != nil && !x.Fare.Known() {
			cells[i].Cheapest = nil
		}
	}
	return nil
}

// fastest takes the best of the journeys of the shortest time. One that leaves at
// the window's end may arrive no earlier than if it left after it.
func (c *calendar) fastest(ctx context.Context, w plan.Window) (*plan.Itinerary, error) {
	departures, err := c.e.cheapest.Shortest(ctx, c.tt, c.q, w, c.guess)
	if err != nil {
		return nil, err
	}
	end := w.From.Add(w.Length)
	deadline := w.From.Add(c.q.Horizon)
	var best *plan.Itinerary
	for _, at := range departures {
		q := c.q
		q.At, q.Horizon = at, model.Second(deadline-at)
		its, err := c.plan(ctx, q)
		if err != nil {
			return nil, err
		}
		it := &its[0] // there is a journey
		if it.Depart > end {
			if it, err = c.leaving(ctx, at, deadline); err != nil {
				return nil, err
			}
		}
		if it != nil && (best == nil || faster(it, best) < 0) {
			best = it
		}
	}
	return best, nil
}

// leaving is the fastest journey that leaves at a moment, when there is one that
// arrives by the deadline. No window is shorter than a second, so that others may
// leave just before.
func (c *calendar) leaving(ctx context.Context, at, deadline model.Moment) (*plan.Itinerary, error) {
	q := c.q
	q.By, q.At, q.Window, q.Horizon = plan.Best, at-1, 1, model.Second(deadline-at)+1
	its, err := c.plan(ctx, q)
	return first(slices.DeleteFunc(its, func(it plan.Itinerary) bool { return it.Depart != at }), faster), err
}

// first is the least of its in an order, nil of none.
func first(its []plan.Itinerary, order func(a, b *plan.Itinerary) int) (best *plan.Itinerary) {
	for i := range its {
		if best == nil || order(&its[i], best) < 0 {
			best = &its[i]
		}
	}
	return best
}

// cheaper orders journeys by the criterion Cheapest.
func cheaper(a, b *plan.Itinerary) int {
	return cmp.Or(compareFares(a, b), cmp.Compare(a.Arrive, b.Arrive), cmp.Compare(b.Depart, a.Depart), cmp.Compare(a.Changes, b.Changes))
}

// faster orders journeys by the time they take.
func faster(a, b *plan.Itinerary) int {
	return cmp.Or(cmp.Compare(a.Duration(), b.Duration()), cmp.Compare(a.Changes, b.Changes), compareFares(a, b), cmp.Compare(a.Depart, b.Depart))
}

// compareFares puts unknown fares last.
func compareFares(a, b *plan.Itinerary) int {
	if a.Fare.Known() != b.Fare.Known() {
		if a.Fare.Known() {
			return -1
		}
		return 1
	}
	return cmp.Compare(a.Fare, b.Fare)
}
