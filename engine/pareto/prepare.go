package pareto

import (
	"context"
	"fmt"
	"math"
	"slices"

	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
	"tongtu/engine/trace"
)

// query is one query under way. Places and times are those of the view the
// query is asked in: with Arrive the backward one, where the journey starts at
// the destination.
type query struct {
	ctx  context.Context
	tt   *timetable.Timetable
	rec  *trace.Recorder
	m    *memory
	q    *plan.Query
	base model.Date // times are seconds after midnight of this day

	asked      spec // the ends, times and limits asked for
	classes    timetable.ClassSet
	minChange  int32 // -1: not replaced
	avoidTrips bool  // routes or operators are avoided

	settled, relaxed int
	steps            int   // counted to look at ctx now and then
	stopped          error // what ctx said
}

// via is a place to pass.
type via struct {
	city    timetable.City
	station timetable.Station // -1: anywhere in the city
	stay    int32
}

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

func (s *query) prepare() error {
	q := s.q
	from, err := stations(s.tt, q.From)
	if err != nil {
		return err
	}
	to, err := stations(s.tt, q.To)
	if err != nil {
		return err
	}
	if err := s.prepareVias(); err != nil {
		return err
	}
	for _, st := range from {
		if slices.Contains(to, st) {
			return plan.ErrSamePlace
		}
	}
	s.m.fit(s.tt)
	s.prepareStops()
	s.classes = s.tt.Classes(q.Classes)
	s.avoidTrips = len(q.Avoid.Routes) > 0 || len(q.Avoid.Operators) > 0
	s.minChange = -1
	if q.MinChange != nil {
		s.minChange = int32(*q.MinChange)
	}
	s.m.from.collect(s, from, s.tt.WalksFrom, func(w timetable.Walk) timetable.Station { return w.To })
	s.m.to.collect(s, to, s.tt.WalksTo, func(w timetable.Walk) timetable.Station { return w.From })
	s.prepareView()
	return nil
}

// prepareView chooses the direction, the times and the limits of the search.
func (s *query) prepareView() {
	q, sp := s.q, &s.asked
	s.base = q.At.Date()
	sp.start = int32(q.At.Clock())
	sp.view, sp.src, sp.dst, sp.left = &s.tt.Forward, &s.m.from, &s.m.to, &s.m.toGoal
	if q.Arrive {
		sp.start = -sp.start
		sp.view, sp.src, sp.dst = &s.tt.Backward, sp.dst, sp.src
		slices.Reverse(sp.vias)
	}
	horizon := q.Horizon
	if horizon <= 0 {
		horizon = plan.DefaultHorizon
	}
	sp.deadline = sp.start + int32(horizon)
	sp.latest, sp.earliest = never, idle
	if q.Window > 0 {
		sp.latest = sp.start + int32(q.Window)
	}
	sp.maxFare, sp.maxRides = noLimit, math.MaxInt32
	if q.MaxFare != nil {
		sp.fare, sp.maxFare = true, int64(min(*q.MaxFare, model.Fen(timetable.UnknownCost)-1))
	}
	if q.MaxChanges != nil {
		sp.rides, sp.maxRides = true, int32(min(*q.MaxChanges, math.MaxInt16))+1
	}
	sp.depart, sp.maxDuration = q.MaxDuration > 0, int32(q.MaxDuration)
}

func (s *query) prepareVias() error {
	for _, v := range s.q.Via {
		x := via{station: -1, stay: int32(max(0, v.Stay))}
		if v.Station != "" {
			st, ok := s.tt.StationByID(v.Station)
			if !ok {
				return fmt.Errorf("station %q: %w", v.Station, plan.ErrUnknown)
			}
			x.station, x.city = st, s.tt.CityOfStation(st)
		} else {
			c, ok := s.tt.CityByID(v.City)
			if !ok {
				return fmt.Errorf("city %q: %w", v.City, plan.ErrUnknown)
			}
			x.city = c
		}
		s.asked.vias = append(s.asked.vias, x)
	}
	return nil
}

// holds reports whether stop is at the place.
func (v *via) holds(tt *timetable.Timetable, stop timetable.Stop) bool {
	if v.station >= 0 {
		return tt.StationOf(stop) == v.station
	}
	return tt.CityOf(stop) == v.city
}

// prepareStops marks the stops at which a ride may begin or end.
func (s *query) prepareStops() {
	a := &s.q.Avoid
	var modes [model.NumModes]bool
	for k := range modes {
		mode := model.Mode(k)
		modes[k] = s.q.Modes.Has(mode) && (a.Modes == 0 || !a.Modes.Has(mode))
	}
	for i := range s.m.open {
		s.m.open[i] = modes[s.tt.ModeOf(timetable.Stop(i))]
	}
	shut := func(st timetable.Station) {
		for _, stop := range s.tt.StopsOf(st) {
			s.m.open[stop] = false
		}
	}
	for _, id := range a.Stations {
		if st, ok := s.tt.StationByID(id); ok {
			shut(st)
		}
	}
	for _, id := range a.Cities {
		if c, ok := s.tt.CityByID(id); ok {
			for _, st := range s.tt.StationsOf(c) {
				shut(st)
			}
		}
	}
}

// avoided reports whether the query avoids the route or operator of trip i.
func (s *query) avoided(i timetable.Trip) bool {
	if !s.avoidTrips {
		return false
	}
	r := s.tt.RouteOf(i)
	return slices.Contains(s.q.Avoid.Routes, r.ID) || slices.Contains(s.q.Avoid.Operators, r.Operator)
}

func (s *query) changeTime(c timetable.Change) int32 {
	if c.Plain && s.minChange >= 0 {
		return s.minChange
	}
	return c.Time
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
	e.list = e.list[:0]
	e.at = resize(e.at, s.tt.NumStops())
	fill(e.at, -1)
	add := func(at, far timetable.Station, walk model.Second) {
		for _, stop := range s.tt.StopsOf(at) {
			if !s.m.open[stop] {
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
