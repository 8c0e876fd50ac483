package network

import (
	"fmt"
	"slices"

	"tongtu/data/model"
)

// TripCalendar is the calendar of the trip shown.
func (s *RouteState) TripCalendar() (CalendarForm, bool) {
	t := s.current()
	if t == nil {
		return CalendarForm{}, false
	}
	return s.form.Calendar(t.Calendar)
}

// CalendarField is the path of a field of the shown trip's calendar.
func (s *RouteState) CalendarField(field string) string {
	t := s.current()
	if t == nil {
		return ""
	}
	k := slices.IndexFunc(s.form.Calendars, func(c CalendarForm) bool { return c.ID == t.Calendar })
	return fmt.Sprintf("calendars[%d].%s", k, field)
}

// CalendarTrips is how many trips of the route share the shown trip's calendar.
func (s *RouteState) CalendarTrips() int {
	t := s.current()
	if t == nil {
		return 0
	}
	n := 0
	for _, o := range s.form.Trips {
		if o.Calendar == t.Calendar {
			n++
		}
	}
	return n
}

// Calendars are those to choose from: the route's own first, then the others of
// the network that differ from them.
func (s *RouteState) Calendars() []CalendarForm {
	out := slices.Clone(s.form.Calendars)
	for _, c := range s.data.Calendars {
		f := calendarForm(c)
		same := func(o CalendarForm) bool { o.ID = f.ID; return o.equal(f) }
		if !slices.ContainsFunc(out, same) && !slices.ContainsFunc(out, func(o CalendarForm) bool { return o.ID == f.ID }) {
			out = append(out, f)
		}
	}
	return out
}

// ChooseCalendar lets the trip shown run on another calendar.
func (s *RouteState) ChooseCalendar(c CalendarForm) {
	t := s.current()
	if t == nil {
		return
	}
	defer s.change(StepCalendar, "")()
	if _, ok := s.form.Calendar(c.ID); !ok {
		s.form.Calendars = append(slices.Clone(s.form.Calendars), c)
	}
	t.Calendar = c.ID
}

// OwnCalendar gives the trip shown a calendar of its own, at first like the one
// it had, so that it can be changed without the other trips.
func (s *RouteState) OwnCalendar() {
	c, ok := s.TripCalendar()
	if !ok {
		c = s.newCalendar()
	}
	c.ID, c.kept = s.freshCalendarID(), model.Calendar{}
	s.ChooseCalendar(c)
}

// SetCalendar changes the calendar of the trip shown.
func (s *RouteState) SetCalendar(change func(*CalendarForm)) {
	t := s.current()
	if t == nil {
		return
	}
	defer s.change(StepCalendar, "calendar "+string(t.Calendar))()
	s.form.Calendars = slices.Clone(s.form.Calendars)
	for i := range s.form.Calendars {
		if c := &s.form.Calendars[i]; c.ID == t.Calendar {
			before := *c
			change(c)
			for _, f := range []struct {
				name    string
				changed bool
			}{
				{"days", before.Days != c.Days}, {"from", before.From != c.From}, {"to", before.To != c.To},
				{"added", before.Added != c.Added}, {"removed", before.Removed != c.Removed},
			} {
				if f.changed {
					s.touched[fmt.Sprintf("calendars[%d].%s", i, f.name)] = true
				}
			}
		}
	}
}

// newCalendar runs every day for a year.
func (s *RouteState) newCalendar() CalendarForm {
	return CalendarForm{
		ID: s.freshCalendarID(), Days: model.EveryDay,
		From: s.data.Today.String(), To: (s.data.Today + 364).String(),
	}
}

// freshCalendarID names a calendar so that trips can refer to it before it is stored.
func (s *RouteState) freshCalendarID() model.CalendarID {
	for n := 1; ; n++ {
		id := model.CalendarID(fmt.Sprintf("own-%d", n))
		stored := slices.ContainsFunc(s.data.Calendars, func(c model.Calendar) bool { return c.ID == id })
		if _, used := s.form.Calendar(id); !used && !stored {
			return id
		}
	}
}
