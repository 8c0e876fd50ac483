package network

import (
	"strings"

	"tongtu/data/model"
	"tongtu/widgets"
)

// CalendarForm is a calendar as typed.
type CalendarForm struct {
	ID             model.CalendarID
	Days           model.Weekdays
	From, To       string
	Added, Removed string // dates separated by commas or blanks

	kept model.Calendar
}

func calendarForm(c model.Calendar) CalendarForm {
	f := CalendarForm{ID: c.ID, Days: c.Days, Added: formatDates(c.Added), Removed: formatDates(c.Removed), kept: c}
	if c.From != 0 || c.To != 0 {
		f.From, f.To = c.From.String(), c.To.String()
	}
	return f
}

func (f CalendarForm) equal(g CalendarForm) bool {
	return f.ID == g.ID && f.Days == g.Days && f.From == g.From && f.To == g.To && f.Added == g.Added && f.Removed == g.Removed
}

func formatDates(days []model.Date) string {
	out := make([]string, len(days))
	for i, d := range days {
		out[i] = d.String()
	}
	return strings.Join(out, ", ")
}

// values turns the form into a calendar, and says what is wrong with it.
func (f CalendarForm) values(prefix string) (c model.Calendar, problems []Problem) {
	c = model.Calendar{ID: f.ID, Days: f.Days, Rev: f.kept.Rev}
	for _, x := range []struct {
		text, name string
		to         *model.Date
	}{{f.From, "from", &c.From}, {f.To, "to", &c.To}} {
		text := widgets.HalfWidth(x.text)
		if text == "" && f.Days == 0 {
			continue // single dates only
		}
		d, err := model.ParseDate(text)
		switch {
		case text == "":
			problems = append(problems, rule(prefix+x.name, model.RuleRequired, ""))
		case err != nil:
			problems = append(problems, Problem{Field: prefix + x.name, Err: err})
		}
		*x.to = d
	}
	for _, x := range []struct {
		text, name string
		to         *[]model.Date
	}{{f.Added, "added", &c.Added}, {f.Removed, "removed", &c.Removed}} {
		days, err := ParseDates(x.text)
		if err != nil {
			problems = append(problems, Problem{Field: prefix + x.name, Err: err})
		}
		*x.to = days
	}
	if len(problems) == 0 {
		problems = modelProblems(prefix, c.Validate(), nil)
	}
	return c, problems
}

// Calendar returns the form of one of the route's calendars.
func (f RouteForm) Calendar(id model.CalendarID) (CalendarForm, bool) {
	for _, c := range f.Calendars {
		if c.ID == id {
			return c, true
		}
	}
	return CalendarForm{}, false
}
