package timetable

import (
	"cmp"
	"fmt"
	"slices"

	"tongtu/data/model"
)

// check refuses what no search could make sense of: lists that are not in order of
// id, times that run backwards or beyond bounds, fares that do not match classes.
// Editors and imports never let it through; a network from elsewhere might.
func (t *Timetable) check() error {
	n := &t.net
	for _, bad := range []error{
		ordered("city", n.Cities, func(c *model.City) string { return string(c.ID) }),
		ordered("station", n.Stations, func(s *model.Station) string { return string(s.ID) }),
		ordered("route", n.Routes, func(r *model.Route) string { return string(r.ID) }),
		ordered("trip", n.Trips, func(t *model.Trip) string { return string(t.ID) }),
		ordered("calendar", n.Calendars, func(c *model.Calendar) string { return string(c.ID) }),
	} {
		if bad != nil {
			return bad
		}
	}
	for i := range n.Routes {
		if r := &n.Routes[i]; r.Mode >= model.NumModes {
			return fmt.Errorf("route %q: mode %d: %w", r.ID, r.Mode, ErrNetwork)
		}
	}
	for i := range n.Calendars {
		if err := checkCalendar(&n.Calendars[i]); err != nil {
			return err
		}
	}
	for i := range n.Trips {
		if err := checkTrip(&n.Trips[i]); err != nil {
			return err
		}
	}
	for _, f := range n.FareTables {
		for _, r := range f.Rules {
			if !r.Price.Known() {
				return fmt.Errorf("fares of route %q: price %d: %w", f.Route, r.Price, ErrNetwork)
			}
		}
	}
	return checkChanges(n)
}

func ordered[T any](what string, list []T, id func(*T) string) error {
	for i := 1; i < len(list); i++ {
		if cmp.Compare(id(&list[i-1]), id(&list[i])) >= 0 {
			return fmt.Errorf("%s %q: not in order of id: %w", what, id(&list[i]), ErrNetwork)
		}
	}
	return nil
}

// maxDate bounds dates, so that differences of them do not overflow: ten thousand
// years from the first one.
const maxDate = 10_000 * 366

func checkCalendar(c *model.Calendar) error {
	dates := slices.Concat(c.Added, c.Removed)
	if c.Days != 0 {
		dates = append(dates, c.From, c.To)
	}
	for _, d := range dates {
		if d < -maxDate || d > maxDate {
			return fmt.Errorf("calendar %q: day %d: %w", c.ID, d, ErrNetwork)
		}
	}
	return nil
}

func checkTrip(t *model.Trip) error {
	before := model.Second(0)
	if t.Fee < 0 {
		return fmt.Errorf("trip %q: fee %d: %w", t.ID, t.Fee, ErrNetwork)
	}
	for i := range t.Calls {
		c := &t.Calls[i]
		if c.Arr < before || c.Dep < c.Arr || c.Dep > model.MaxClock {
			return fmt.Errorf("trip %q: call %d from %v to %v: %w", t.ID, i, c.Arr, c.Dep, ErrNetwork)
		}
		before = c.Dep
		if len(c.Fares) != 0 && len(c.Fares) != len(t.Classes) || slices.ContainsFunc(c.Fares, func(f model.Fen) bool { return f < model.UnknownFen }) {
			return fmt.Errorf("trip %q: call %d: fares %d: %w", t.ID, i, c.Fares, ErrNetwork)
		}
	}
	return nil
}

func checkChanges(n *model.Network) error {
	for _, c := range n.Changes {
		if c.Time < 0 || c.Time > model.MaxClock {
			return fmt.Errorf("change %q→%q: %v: %w", c.From, c.To, c.Time, ErrNetwork)
		}
	}
	for m := range model.Mode(model.NumModes) {
		for _, d := range append(n.ChangeTable.Other[m][:], n.ChangeTable.Same[m]) {
			if d < 0 || d > model.MaxClock {
				return fmt.Errorf("change table: %v: %w", d, ErrNetwork)
			}
		}
	}
	return nil
}
