package dijkstra

import (
	"fmt"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// ends is one end of the journey: the stops at which it may begin or finish.
type ends struct {
	list []end
	at   []int32 // by Stop: index into list, or -1
}

// end is a stop and the walk between it and the place asked for.
type end struct {
	stop timetable.Stop
	walk int32             // seconds; 0 at a station of the place itself
	far  timetable.Station // the place's station at the other end of the walk
}

func (s *query) prepare(q plan.Query) error {
	from, err := stations(s.tt, q.From)
	if err != nil {
		return err
	}
	to, err := stations(s.tt, q.To)
	if err != nil {
		return err
	}
	for _, st := range from {
		if slices.Contains(to, st) {
			return plan.ErrSamePlace
		}
	}
	s.base = q.At.Date()
	s.start = int32(q.At.Clock())
	horizon := q.Horizon
	if horizon <= 0 {
		horizon = plan.DefaultHorizon
	}
	s.deadline = s.start + int32(horizon)
	s.modes = q.Modes
	s.classes = s.tt.Classes(q.Classes)
	s.minChange = -1
	if q.MinChange != nil {
		s.minChange = int32(*q.MinChange)
	}
	s.from.collect(s, from, s.tt.WalksFrom, func(w timetable.Walk) timetable.Station { return w.To })
	s.to.collect(s, to, s.tt.WalksTo, func(w timetable.Walk) timetable.Station { return w.From })
	s.m.fit(s)
	return nil
}

func stations(tt *timetable.Timetable, p plan.Place) ([]timetable.Station, error) {
	if p.Station != "" {
		st, ok := tt.StationByID(p.Station)
		if !ok {
			return nil, fmt.Errorf("station %q: %w", p.Station, plan.ErrUnknown)
		}
		return []timetable.Station{st}, nil
	}
	c, ok := tt.CityByID(p.City)
	if !ok {
		return nil, fmt.Errorf("city %q: %w", p.City, plan.ErrUnknown)
	}
	return tt.StationsOf(c), nil
}

// collect fills e with the stops of the place and those a walk joins to it.
func (e *ends) collect(s *query, place []timetable.Station, walks func(timetable.Station) []timetable.Walk, near func(timetable.Walk) timetable.Station) {
	e.at = make([]int32, s.tt.NumStops())
	for i := range e.at {
		e.at[i] = -1
	}
	add := func(at, far timetable.Station, walk model.Second) {
		for _, stop := range s.tt.StopsOf(at) {
			if !s.modes.Has(s.tt.ModeOf(stop)) {
				continue
			}
			switch i := e.at[stop]; {
			case i < 0:
				e.at[stop] = int32(len(e.list))
				e.list = append(e.list, end{stop, int32(walk), far})
			case int32(walk) < e.list[i].walk:
				e.list[i] = end{stop, int32(walk), far}
			}
		}
	}
	for _, st := range place {
		add(st, st, 0)
	}
	for _, st := range place {
		for _, w := range walks(st) {
			add(near(w), st, w.Time)
		}
	}
}

// timeBounds fills h, by City, with lower bounds of the time to the goal; never
// where no way exists.
func (s *query) timeBounds(h []int32, arcs [][]timetable.HopArc, goal *ends) {
	fill(h, never)
	var q search.CityQueue
	for _, e := range goal.list {
		if c := s.tt.CityOf(e.stop); e.walk < h[c] {
			h[c] = e.walk
			q.Push(search.CityItem{Key: int64(e.walk), City: c})
		}
	}
	for len(q) > 0 {
		top := q.Pop()
		if int32(top.Key) > h[top.City] {
			continue
		}
		for _, a := range arcs[top.City] {
			if t := int32(top.Key) + a.Time; t < h[a.City] {
				h[a.City] = t
				q.Push(search.CityItem{Key: int64(t), City: a.City})
			}
		}
	}
}

// bounds returns, by City, lower bounds of the key from the city to the
// destination and from the origin to the city; noLimit where no way exists.
func (s *query) bounds(k keyKind) (toGoal, toOrigin []int64) {
	g := s.tt.CityGraph()
	return s.distances(k, g.In, &s.to), s.distances(k, g.Out, &s.from)
}

func (s *query) distances(k keyKind, arcs [][]timetable.CityArc, goal *ends) []int64 {
	d := make([]int64, s.tt.NumCities())
	for i := range d {
		d[i] = noLimit
	}
	var q search.CityQueue
	for _, e := range goal.list {
		c := s.tt.CityOf(e.stop)
		if d[c] != 0 {
			d[c] = 0
			q.Push(search.CityItem{Key: 0, City: c})
		}
	}
	for len(q) > 0 {
		top := q.Pop()
		if top.Key > d[top.City] {
			continue
		}
		for _, a := range arcs[top.City] {
			w := a.Fare
			if k == ridesKey {
				w = 1
				if a.Walk {
					w = 0
				}
			}
			if nd := top.Key + w; nd < d[a.City] {
				d[a.City] = nd
				q.Push(search.CityItem{Key: nd, City: a.City})
			}
		}
	}
	return d
}
