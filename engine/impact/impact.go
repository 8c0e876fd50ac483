// Package impact says what a change of a network does to its answers: for which
// pairs of cities the fastest and the cheapest journey become better or worse,
// and by how much, for departures at given moments.
//
// The list is exact: it holds the pairs for which asking the old and the new
// timetable about each moment gives different arrivals or fares, and no others.
// All destinations are asked about at once, in one search for each origin and
// moment; and mostly one search answers for both timetables.
//
// For that, let the union have every trip of the old and of the new network, and
// let a trip differ if it is not in both alike. A journey of either network is one
// of the union, so no answer of theirs is better than the union's. If the search
// of the union finds ways to all cities that ride no differing trip, these ways
// are in both networks too: then both give the union's answers, and nothing
// changes. Only where some way rides one are both networks searched.
package impact

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"tongtu/data/model"
	"tongtu/engine/csa"
	"tongtu/engine/fares"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// Answer is what is compared: of the fastest journey the arrival, of the
// cheapest one the fare.
type Answer struct {
	Arrive model.Moment // NoArrival when no journey arrives within the horizon
	Fare   model.Fen    // UnknownFen when none, or none of known fare
}

// NoArrival stands for the arrival of no journey.
const NoArrival model.Moment = -1

// Change is what becomes of a pair at one moment of departure.
type Change struct {
	At          model.Moment
	Before, Now Answer
}

// Later is by how much the arrival moves, negative for the better; ok is false
// unless there is a journey before and after.
func (c Change) Later() (by model.Second, ok bool) {
	return model.Second(c.Now.Arrive - c.Before.Arrive), c.Now.Arrive != NoArrival && c.Before.Arrive != NoArrival
}

// Dearer is by how much the fare rises, negative for the better; ok is false
// unless both are known.
func (c Change) Dearer() (by model.Fen, ok bool) {
	return c.Now.Fare - c.Before.Fare, c.Now.Fare.Known() && c.Before.Fare.Known()
}

// Time and Money compare the answers: -1 worse, 0 equal, 1 better. A journey is
// better than none, a known fare than an unknown one.
func (c Change) Time() int {
	return verdict(int64(c.Before.Arrive), int64(c.Now.Arrive))
}

// Money is Time for the fares.
func (c Change) Money() int { return verdict(int64(c.Before.Fare), int64(c.Now.Fare)) }

// verdict compares amounts of which less is better, and a negative one is none.
func verdict(before, now int64) int {
	switch {
	case before == now:
		return 0
	case before < 0, now >= 0 && now < before:
		return 1
	}
	return -1
}

// Pair is a pair of cities whose answers change, with the moments at which they do.
type Pair struct {
	From, To model.CityID
	Changes  []Change
}

// Moments are when departures are asked about: the fastest journeys at or after
// each of the one, the cheapest at or after each of the other. A search by fare
// takes ten times as long, and what is cheapest within three days depends little
// on the hour.
type Moments struct{ Fastest, Cheapest []model.Moment }

// Result is what a change does.
type Result struct {
	Pairs   []Pair // in order of From, then To
	Moments Moments
	Cities  int // compared each with each
	Trips   int // that differ between the networks
	Proved  int // searches of the union that proved that nothing changes
}

// Count is how many pairs get better and how many worse, by a verdict of their
// changes; a pair that does both counts as worse.
func (r Result) Count(verdict func(Change) int) (better, worse int) {
	for _, p := range r.Pairs {
		up, down := false, false
		for _, c := range p.Changes {
			v := verdict(c)
			up, down = up || v > 0, down || v < 0
		}
		switch {
		case down:
			worse++
		case up:
			better++
		}
	}
	return better, worse
}

// Progress says how many of all origins are done.
type Progress struct{ Done, All int }

// Compare tells what becomes of the answers when the network was before and is
// now, for departures at or after the moments. Both networks are sorted by id. report may be nil; it is called from several goroutines.
func Compare(ctx context.Context, before, now model.Network, moments Moments, report func(Progress)) (Result, error) {
	c := comparison{moments: moments, byTime: csa.New(), byFare: fares.New()}
	diff := differences(before, now)
	r := Result{Moments: moments, Trips: len(diff.trips)}
	if !diff.all && len(diff.trips) == 0 {
		r.Cities = len(now.Cities)
		return r, nil
	}
	if err := c.compile(ctx, before, now, diff); err != nil {
		return r, err
	}
	origins := cityIDs(before, now)
	r.Cities = len(origins)
	found := make([][]Pair, len(origins))
	var next, done atomic.Int64
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(origins)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(origins) {
					return
				}
				pairs, err := c.from(ctx, origins[i])
				if err != nil {
					cancel(fmt.Errorf("impact from %q: %w", origins[i], err))
					return
				}
				found[i] = pairs
				if n := int(done.Add(1)); report != nil {
					report(Progress{n, len(origins)})
				}
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return r, err
	}
	r.Pairs, r.Proved = slices.Concat(found...), int(c.proved.Load())
	return r, nil
}

// cityIDs are the cities of either network, in order.
func cityIDs(a, b model.Network) []model.CityID {
	var out []model.CityID
	for _, n := range []model.Network{a, b} {
		for _, c := range n.Cities {
			out = append(out, c.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// comparison is one Compare under way.
type comparison struct {
	moments     Moments
	before, now *timetable.Timetable
	union       *timetable.Timetable  // nil: both are searched at once
	differing   map[model.TripID]bool // in the union
	byTime      *csa.Planner
	byFare      *fares.Searcher
	proved      atomic.Int64
}

func (c *comparison) compile(ctx context.Context, before, now model.Network, d difference) (err error) {
	if c.before, err = timetable.New(ctx, before); err != nil {
		return fmt.Errorf("impact: before: %w", err)
	}
	if c.now, err = timetable.New(ctx, now); err != nil {
		return fmt.Errorf("impact: now: %w", err)
	}
	if d.all {
		return nil
	}
	union, differing := unite(before, now, d)
	if c.union, err = timetable.New(ctx, union); err != nil {
		return fmt.Errorf("impact: union: %w", err)
	}
	c.differing = differing
	return nil
}

// key is a pair's other end and a moment.
type key struct {
	to model.CityID
	at model.Moment
}

// anyFare is more than any fare.
const anyFare = model.Fen(timetable.UnknownCost - 1)

// from compares what is asked from one city.
func (c *comparison) from(ctx context.Context, origin model.CityID) ([]Pair, error) {
	answers := [2]map[key]Answer{{}, {}}
	most := anyFare
	for _, ask := range []struct {
		moments []model.Moment
		limit   *model.Fen
	}{{c.moments.Fastest, nil}, {c.moments.Cheapest, &most}} {
		for _, at := range ask.moments {
			q := plan.ReachQuery{From: plan.Place{City: origin}, At: at, MaxFare: ask.limit, Watch: c.differing}
			if same, err := c.proves(ctx, q); err != nil {
				return nil, err
			} else if same {
				continue
			}
			q.Watch = nil
			for side, tt := range []*timetable.Timetable{c.before, c.now} {
				if err := c.reach(ctx, tt, q, answers[side]); err != nil {
					return nil, err
				}
			}
		}
	}
	return c.compare(origin, answers), nil
}

// proves searches the union and reports whether that shows that nothing changes.
func (c *comparison) proves(ctx context.Context, q plan.ReachQuery) (bool, error) {
	if c.union == nil {
		return false, nil
	}
	r, err := c.find(ctx, c.union, q)
	if err != nil || slices.ContainsFunc(r.Cities, func(x plan.Reached) bool { return x.Watched }) {
		return false, err
	}
	c.proved.Add(1)
	return true, nil
}

// find searches by time or, with a limit, by fare.
func (c *comparison) find(ctx context.Context, tt *timetable.Timetable, q plan.ReachQuery) (plan.Reach, error) {
	if q.MaxFare != nil {
		return c.byFare.Reach(ctx, tt, q, nil)
	}
	return c.byTime.Reach(ctx, tt, q, nil)
}

// reach notes the answers of one search.
func (c *comparison) reach(ctx context.Context, tt *timetable.Timetable, q plan.ReachQuery, into map[key]Answer) error {
	r, err := c.find(ctx, tt, q)
	if errors.Is(err, plan.ErrUnknown) { // the other network has this city
		return nil
	}
	if err != nil {
		return err
	}
	for _, x := range r.Cities {
		k := key{x.City, q.At}
		a, ok := into[k]
		if !ok {
			a = none
		}
		if q.MaxFare != nil {
			a.Fare = x.Fare
		} else {
			a.Arrive = x.Arrive
		}
		into[k] = a
	}
	return nil
}

// none is the answer where no journey arrives.
var none = Answer{Arrive: NoArrival, Fare: model.UnknownFen}

// compare lists the pairs with different answers. What was not searched is the
// same on both sides, and told as none.
func (c *comparison) compare(origin model.CityID, answers [2]map[key]Answer) []Pair {
	of := func(side int, k key) Answer {
		if a, ok := answers[side][k]; ok {
			return a
		}
		return none
	}
	changed := map[model.CityID][]Change{}
	look := func(k key) {
		if a, b := of(0, k), of(1, k); a != b {
			changed[k.to] = append(changed[k.to], Change{At: k.at, Before: a, Now: b})
		}
	}
	for k := range answers[0] {
		look(k)
	}
	for k := range answers[1] {
		if _, seen := answers[0][k]; !seen {
			look(k)
		}
	}
	var out []Pair
	for to, changes := range changed {
		slices.SortFunc(changes, func(a, b Change) int { return int(a.At - b.At) })
		out = append(out, Pair{From: origin, To: to, Changes: changes})
	}
	slices.SortFunc(out, func(a, b Pair) int {
		if a.To < b.To {
			return -1
		}
		return 1
	})
	return out
}
