package network

import (
	"slices"

	"tongtu/data/model"
)

// DayKind says whether a trip runs on a day, and why.
type DayKind uint8

// The kinds of days.
const (
	DayIdle    DayKind = iota // does not run
	DayRuns                   // by its weekday, within the range
	DayAdded                  // singly
	DayRemoved                // singly not, though it is such a weekday
)

// loose reads as much of the form as can be read; ok is false when the single
// dates cannot be, which must not be written over.
func (f CalendarForm) loose() (c model.Calendar, ok bool) {
	c.Days = f.Days
	c.From, _ = model.ParseDate(f.From)
	c.To, _ = model.ParseDate(f.To)
	var errA, errR error
	c.Added, errA = ParseDates(f.Added)
	c.Removed, errR = ParseDates(f.Removed)
	return c, errA == nil && errR == nil
}

// Kind says what d is to the calendar.
func (f CalendarForm) Kind(d model.Date) DayKind {
	c, _ := f.loose()
	rule := d >= c.From && d <= c.To && c.Days.Has(d.Weekday())
	_, removed := slices.BinarySearch(c.Removed, d)
	_, added := slices.BinarySearch(c.Added, d)
	switch {
	case removed && (rule || added):
		return DayRemoved
	case removed:
		return DayIdle
	case rule:
		return DayRuns
	case added:
		return DayAdded
	}
	return DayIdle
}

// toggle lets the trip run on a day it did not run on, or the other way round.
func (f *CalendarForm) toggle(d model.Date) {
	c, ok := f.loose()
	if !ok {
		return
	}
	kind := f.Kind(d)
	same := func(o model.Date) bool { return o == d }
	c.Added, c.Removed = slices.DeleteFunc(c.Added, same), slices.DeleteFunc(c.Removed, same)
	switch kind {
	case DayRuns:
		c.Removed = sortedDates(append(c.Removed, d))
	case DayIdle:
		c.Added = sortedDates(append(c.Added, d))
	}
	f.Added, f.Removed = formatDates(c.Added), formatDates(c.Removed)
}

// ToggleDay lets the shown trip run on a day, or not.
func (s *RouteState) ToggleDay(d model.Date) {
	s.SetCalendar(func(f *CalendarForm) { f.toggle(d) })
}

// SetFirstDay moves the beginning of the range.
func (s *RouteState) SetFirstDay(d model.Date) {
	s.SetCalendar(func(f *CalendarForm) { f.From = d.String() })
}

// SetLastDay moves the end of the range.
func (s *RouteState) SetLastDay(d model.Date) {
	s.SetCalendar(func(f *CalendarForm) { f.To = d.String() })
}

// ToggleWeekday adds a weekday to the rule, or takes it out; Monday is 0.
func (s *RouteState) ToggleWeekday(i int) {
	s.SetCalendar(func(f *CalendarForm) { f.Days ^= 1 << i })
}
