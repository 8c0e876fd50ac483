package planner

import (
	"context"
	"errors"
	"time"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// Router answers queries on the timetable in force. It is safe for concurrent
// use; Timetable is nil until there is one.
type Router interface {
	Plan(ctx context.Context, id string, q plan.Query, rec *trace.Recorder) (plan.Result, error)
	Timetable() *timetable.Timetable
}

// laterDepartures is how many departures after the best one are offered.
const laterDepartures = 4

// found is what a search brought so far.
type found struct {
	query   plan.Query
	offers  offers
	settled int           // stops whose best was found, over all searches
	elapsed time.Duration // pure search time
	loosen  []loosening   // when nothing was found: what would find something
	ends    model.Date    // when nothing was found since the timetable ends: its last day
}

// ask runs one query and keeps the account; ok is false when nothing connects.
func (f *found) ask(ctx context.Context, r Router, q plan.Query) (it plan.Itinerary, ok bool, err error) {
	res, err := r.Plan(ctx, "", q, nil)
	f.settled += res.Stats.Settled
	f.elapsed += res.Stats.Elapsed
	if errors.Is(err, plan.ErrNoRoute) || (err == nil && len(res.Itineraries) == 0) {
		return it, false, nil
	}
	if err != nil {
		return it, false, err
	}
	return res.Itineraries[0], true, nil
}

// search answers q: first the chosen criterion, then the others, then later
// departures by the chosen one. It reports what it has after the first answer.
func search(ctx context.Context, r Router, q plan.Query, report func(found)) (found, error) {
	f := found{query: q}
	best, ok, err := f.ask(ctx, r, q)
	if err != nil {
		return f, err
	}
	if !ok {
		if last := r.Timetable().LastDay(); last < q.At.Add(horizon(q)).Date() {
			f.ends = last
		}
		f.loosen, err = f.loosenings(ctx, r, q)
		return f, err
	}
	f.offers = f.offers.add(best, q.By)
	report(f)
	for _, by := range []plan.Criterion{plan.Fastest, plan.Cheapest, plan.Changes} {
		if by == q.By {
			continue
		}
		other := q
		other.By = by
		it, ok, err := f.ask(ctx, r, other)
		if err != nil {
			return f, err
		}
		if ok {
			f.offers = f.offers.add(it, by)
		}
	}
	return f, f.later(ctx, r, best)
}

// later adds the next departures after best by the same criterion.
func (f *found) later(ctx context.Context, r Router, best plan.Itinerary) error {
	end := f.query.At.Add(horizon(f.query))
	at := best.Depart
	for n, tries := 0, 0; n < laterDepartures && tries < 2*laterDepartures; tries++ {
		next := f.query
		next.At = at.Add(1)
		next.Horizon = model.Second(end - next.At)
		if next.Horizon <= 0 {
			return nil
		}
		it, ok, err := f.ask(ctx, r, next)
		if err != nil || !ok {
			return err
		}
		at = it.Depart
		if more := f.offers.add(it); len(more) > len(f.offers) {
			f.offers = more
			n++
		}
	}
	return nil
}

func horizon(q plan.Query) model.Second {
	if q.Horizon == 0 {
		return plan.DefaultHorizon
	}
	return q.Horizon
}

// relief is a way to loosen a query that found nothing.
type relief uint8

const (
	reliefModes   relief = iota // any kind of vehicle
	reliefCities                // any station of the two cities
	reliefDay                   // a later day, or an earlier one before the timetable ends
	reliefHorizon               // a longer journey
)

// loosening is a looser query known to have an answer.
type loosening struct {
	relief relief
	query  plan.Query
	it     plan.Itinerary // its answer
}

const (
	daysAhead   = 7
	longHorizon = 7 * model.Day
)

// loosenings tries what a person could give up, the least first, and keeps what
// finds a connection.
func (f *found) loosenings(ctx context.Context, r Router, q plan.Query) ([]loosening, error) {
	var out []loosening
	try := func(kind relief, l plan.Query) (bool, error) {
		it, ok, err := f.ask(ctx, r, l)
		if ok {
			out = append(out, loosening{kind, l, it})
		}
		return ok, err
	}
	if q.Modes != 0 {
		l := q
		l.Modes = 0
		if _, err := try(reliefModes, l); err != nil {
			return out, err
		}
	}
	if (q.From.Station != "" && q.From.City != "") || (q.To.Station != "" && q.To.City != "") {
		l := q
		l.From, l.To = wholeCity(q.From), wholeCity(q.To)
		if !samePlace(l.From, l.To) {
			if _, err := try(reliefCities, l); err != nil {
				return out, err
			}
		}
	}
	for _, day := range otherDays(q.At.Date(), f.ends, span{r.Timetable().FirstDay(), r.Timetable().LastDay()}) {
		l := q
		l.At = day.At(0)
		if ok, err := try(reliefDay, l); ok || err != nil {
			return out, err
		}
	}
	l := q
	l.Horizon = longHorizon
	_, err := try(reliefHorizon, l)
	return out, err
}

// otherDays are the days to try instead of asked, the nearest first: the next
// ones, and when the timetable ends before they could help, the ones before.
func otherDays(asked, ends model.Date, days span) []model.Date {
	var out []model.Date
	for day := asked + 1; day <= min(asked+daysAhead, days.last); day++ {
		out = append(out, day)
	}
	if ends != 0 {
		for day := asked; day >= max(asked-daysAhead, days.first); day-- {
			out = append(out, day)
		}
	}
	return out
}

func wholeCity(p plan.Place) plan.Place {
	if p.City != "" {
		p.Station = ""
	}
	return p
}
