package costs

import (
	"context"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// quickest is the search for the journeys of a window that take the shortest
// time. It is that for the lowest cost where nothing costs anything but leaving
// early: at a stop the latest departure by which one is there by now.
type quickest struct {
	shortest   int32   // time of the journeys found
	departures []int32 // theirs
}

// latestCost is the cost of leaving at the earliest.
const latestCost = noCost / 4

// Shortest gives the departures within a window from which a journey that arrives
// within the horizon of its beginning takes the shortest time; none where there
// is no journey. Of q it honours From, To, Modes, MinChange, and Horizon. guess is
// the time that it may well take, 0 for unknown.
func (p *Cheapest) Shortest(ctx context.Context, tt *timetable.Timetable, q plan.Query, w plan.Window, guess model.Second) ([]model.Moment, error) {
	s := p.pool.Get().(*scan)
	defer p.put(s)
	q = plan.Query{From: q.From, To: q.To, At: w.From, Modes: q.Modes, MinChange: q.MinChange, Horizon: q.Horizon}
	if err := s.Resolve(tt, &q); err != nil {
		return nil, err
	}
	x := p.timed.Load()
	if x == nil || x.view != s.Ahead {
		x = newIndex(tt, s.Ahead, nil, true)
		p.timed.Store(x)
	}
	if !x.fits {
		return nil, plan.ErrUnsupported
	}
	s.begin(ctx, nil, x)
	s.bounds()
	s.latest = s.Start + int32(w.Length)
	for _, s.shortest = range []int32{int32(guess), search.NoTime} {
		s.departures = s.departures[:0]
		if s.shortest == 0 {
			continue
		}
		if err := s.run(noCost/2, -1); err != nil {
			return nil, err
		}
		if len(s.departures) > 0 {
			break
		}
	}
	out := make([]model.Moment, len(s.departures))
	for i, d := range s.departures {
		out[i] = s.Moment(d)
	}
	return out, nil
}

// leaving is the cost of a journey that begins at a time.
func (s *scan) leaving(depart int32) int32 {
	if !s.x.timed {
		return 0
	}
	return latestCost - (depart - s.Start)
}

// duration is the time of a journey of a cost that ends at a time.
func (s *scan) duration(end, cost int32) int32 { return end - s.Start - latestCost + cost }

// leave lets journeys begin now.
func (s *scan) leave() {
	for _, e := range s.From.List {
		if t := s.now - e.Walk; t >= s.Start && t <= s.latest {
			s.ready[e.Stop] = s.leaving(t)
		}
	}
}

// finish considers a journey that has reached the end.
func (s *scan) finish(e event) {
	d := s.duration(e.time, e.what)
	if d > s.shortest {
		return
	}
	if d < s.shortest {
		s.shortest, s.departures = d, s.departures[:0]
		s.until = min(s.until, s.latest+d)
	}
	s.departures = append(s.departures, e.time-d)
}
