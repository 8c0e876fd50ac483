package fares

import (
	"context"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// Cheapest gives the cheapest journey of those that depart in each of the windows
// and arrive within the horizon of its beginning: lowest fare, earliest arrival,
// latest departure, fewest changes; nil where no fare is known. Of q it honours
// From, To, Modes, Classes, MinChange, and Horizon. The windows may overlap;
// consecutive ones with like offers are answered fastest.
func (p *Searcher) Cheapest(ctx context.Context, tt *timetable.Timetable, q plan.Query, windows []plan.Window) ([]*plan.Itinerary, error) {
	s := p.pool.Get().(*scan)
	defer p.put(s)
	s.toGoal.known, s.toOrigin.known = false, false
	s.ctx = ctx
	q = plan.Query{From: q.From, To: q.To, Modes: q.Modes, Classes: q.Classes, MinChange: q.MinChange, Horizon: q.Horizon}
	out := make([]*plan.Itinerary, len(windows))
	guess := model.UnknownFen
	for i, w := range windows {
		it, err := s.cheapest(tt, q, w, guess)
		if err != nil {
			return nil, err
		}
		if it != nil {
			guess = it.Fare
		}
		out[i] = it
	}
	return out, nil
}

// cheapest answers one window by three scans, each within what the ones before
// found: the fare and its earliest arrival; from there back, the latest departure;
// and again ahead, the fewest rides.
func (s *scan) cheapest(tt *timetable.Timetable, q plan.Query, w plan.Window, guess model.Fen) (*plan.Itinerary, error) {
	q.At = w.From
	if err := s.Resolve(tt, &q); err != nil {
		return nil, err
	}
	s.left, s.weights = s.bounds(&s.toGoal, tt.CityGraph().In), byFare
	latest := s.Start + int32(w.Length)
	// Mostly it is the fare of the window before, and what costs more need not be
	// looked at.
	if guess.Known() {
		if err := s.within(int64(guess), latest); err != nil {
			return nil, err
		}
	}
	if !guess.Known() || s.goal.cost == noFare {
		if err := s.within(noFare, latest); err != nil {
			return nil, err
		}
	}
	return s.settle(tt, q, w, byFareRides)
}

// Fastest gives the journey of those that depart in the window and arrive within
// the horizon of its beginning that is first in the order of that criterion, but
// for the identifiers of trips; nil where there is none. Of q it honours the same
// as Cheapest.
func (p *Searcher) Fastest(ctx context.Context, tt *timetable.Timetable, q plan.Query, w plan.Window) (*plan.Itinerary, error) {
	s := p.pool.Get().(*scan)
	defer p.put(s)
	s.toGoal.known, s.toOrigin.known = false, false
	s.ctx = ctx
	q = plan.Query{From: q.From, To: q.To, At: w.From, Modes: q.Modes, Classes: q.Classes, MinChange: q.MinChange, Horizon: q.Horizon}
	if err := s.Resolve(tt, &q); err != nil {
		return nil, err
	}
	s.left, s.weights = nil, byTime
	if err := s.within(noFare, s.Start+int32(w.Length)); err != nil {
		return nil, err
	}
	return s.settle(tt, q, w, byRidesFare)
}

// settle takes the best cost and its earliest arrival from the scan just done, and
// finds the latest departure for them, and then the best journey by ties.
func (s *scan) settle(tt *timetable.Timetable, q plan.Query, w plan.Window, ties weights) (*plan.Itinerary, error) {
	if s.goal.cost == noFare {
		return nil, nil
	}
	cost, arrive := s.goal.cost, s.Moment(s.goal.time)
	depart, err := s.latestFor(tt, q, w, cost, arrive)
	if err != nil {
		return nil, err
	}
	q.At = depart
	if err := s.Resolve(tt, &q); err != nil {
		return nil, err
	}
	s.Deadline = s.Start + int32(arrive-depart)
	most := noFare
	if s.weights.fare > 0 {
		most = (cost+1)*ties.fare - 1
	}
	s.left, s.weights = s.bounds(&s.toGoal, tt.CityGraph().In), ties
	if err := s.within(most, s.Start+int32(w.From.Add(w.Length)-depart)); err != nil {
		return nil, err
	}
	it := s.itinerary()
	return &it, nil
}

// latestFor is the latest departure in the window for a cost and an arrival: the
// same scan from the destination, where what leaves later comes first.
func (s *scan) latestFor(tt *timetable.Timetable, q plan.Query, w plan.Window, cost int64, arrive model.Moment) (model.Moment, error) {
	q.At, q.Arrive = arrive, true
	if err := s.Resolve(tt, &q); err != nil {
		return 0, err
	}
	if s.left != nil {
		s.left = s.bounds(&s.toOrigin, tt.CityGraph().Out)
	}
	s.Deadline = s.Start + int32(arrive-w.From)
	s.begin(s.ctx, nil, cost, s.Deadline)
	s.earliest = s.Start + int32(arrive-w.From.Add(w.Length))
	if err := s.scan(); err != nil {
		return 0, err
	}
	return s.Moment(-s.goal.time), nil
}

// itinerary is the journey to the destination.
func (s *scan) itinerary() plan.Itinerary {
	var rides []search.Ride
	for i := s.goal.ride; i != origin; i = s.rides[i].before {
		r := &s.rides[i]
		rides = append(rides, s.Ride(r.trip, r.day, int(r.board), int(r.alight)))
	}
	slices.Reverse(rides)
	return s.Itinerary(rides)
}

// within looks for the lowest cost up to most of departures until latest.
func (s *scan) within(most int64, latest int32) error {
	s.begin(s.ctx, nil, most, latest)
	return s.scan()
}

// bound is, by City, the least that is still to pay.
type bound struct {
	known bool
	fare  []int64
}

// bounds fills b, once, with the fares of a shortest path in the city graph to
// the end of the search. Named classes have no such bound: a class may be cheaper
// than the ones whose rules win over it.
func (s *scan) bounds(b *bound, arcs [][]timetable.CityArc) []int64 {
	if s.Classes != nil {
		return nil
	}
	if b.known {
		return b.fare
	}
	b.known = true
	b.fare = fill(b.fare, s.TT.NumCities(), noFare)
	s.queue = s.queue[:0]
	improve := func(c timetable.City, fare int64) {
		if fare < b.fare[c] {
			b.fare[c] = fare
			s.queue.Push(search.CityItem{Key: fare, City: c})
		}
	}
	for _, e := range s.To.List {
		improve(s.TT.CityOf(e.Stop), 0)
	}
	for len(s.queue) > 0 {
		x := s.queue.Pop()
		if x.Key > b.fare[x.City] {
			continue
		}
		for _, a := range arcs[x.City] {
			improve(a.City, x.Key+a.Fare)
		}
	}
	return b.fare
}
