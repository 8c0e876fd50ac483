package network

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/widgets"
)

// calendarHooks is what a person can do with the calendar of the shown trip.
type calendarHooks struct {
	choose func(c CalendarForm)
	own    func()
	change func(func(*CalendarForm))

	day, first, last func(d model.Date) // picked in the calendar
	week             func(i int)
	kind             func(d model.Date) DayKind
	today            func() time.Time
}

// calendarStrip shows and edits on which days the shown trip runs.
type calendarStrip struct {
	tr                       *i18n.Catalogue
	chooser                  *choice
	chooserField             *widgets.Field
	offered                  []CalendarForm
	days                     *widgets.FieldLetters
	daysField                *widgets.Field
	from, to, added, removed *textInput
	picker                   *widgets.DayPicker
	root                     fyne.CanvasObject
}

func newCalendarStrip(tr *i18n.Catalogue, h calendarHooks) *calendarStrip {
	c := &calendarStrip{tr: tr}
	c.chooser = newChoice(func(i int) {
		if i < len(c.offered) {
			h.choose(c.offered[i])
			return
		}
		h.own()
	})
	c.days = widgets.NewFieldLetters(strings.Fields(tr.T(keyWeekdays)))
	c.days.OnToggled = func(d int, on bool) {
		h.change(func(f *CalendarForm) {
			f.Days &^= 1 << d
			if on {
				f.Days |= 1 << d
			}
		})
	}
	c.chooserField = widgets.NewField(tr.T(keyCalendar), c.chooser.boxed())
	c.picker = newDayPicker(tr, h)
	c.daysField = widgets.NewField(tr.T(keyCalendarDays), container.NewHBox(c.days, container.NewCenter(c.picker)))
	text := func(label i18n.Key, to func(f *CalendarForm) *string) *textInput {
		return newInput(tr.T(label), func(t string) { h.change(func(f *CalendarForm) { *to(f) = t }) })
	}
	c.from = text(keyCalendarFrom, func(f *CalendarForm) *string { return &f.From })
	c.to = text(keyCalendarTo, func(f *CalendarForm) *string { return &f.To })
	c.added = text(keyCalendarAdded, func(f *CalendarForm) *string { return &f.Added })
	c.removed = text(keyCalendarRemoved, func(f *CalendarForm) *string { return &f.Removed })
	c.added.field.SetHint(sampleDates)
	c.removed.field.SetHint(sampleDates)
	if theme.TextSize() > largeText {
		c.root = formRows(
			container.New(side{shares: []float32{1.6, 0, 1, 1}}, c.chooserField, c.daysField, c.from.field, c.to.field),
			container.New(side{}, c.added.field, c.removed.field))
		return c
	}
	c.root = container.New(side{shares: []float32{1.5, 0, 1.25, 1.25, .9, .9}},
		c.chooserField, c.daysField, c.from.field, c.to.field, c.added.field, c.removed.field)
	return c
}

func (c *calendarStrip) show(s *RouteState, problems []Problem, edit bool) {
	cal, _ := s.TripCalendar()
	c.offered = s.Calendars()
	labels, chosen := c.labels(cal.ID)
	c.chooser.show(append(labels, "+ "+c.tr.T(keyCalendarOwn)), chosen, edit)
	for d := range 7 {
		c.days.SetOn(d, cal.Days>>d&1 != 0)
	}
	c.days.SetEnabled(edit)
	c.picker.SetEnabled(edit)
	c.picker.Refresh()
	c.daysField.SetProblem(problemText(c.tr, problems, s.CalendarField("days")))
	c.from.show(c.tr, cal.From, edit, problems, s.CalendarField("from"))
	c.to.show(c.tr, cal.To, edit, problems, s.CalendarField("to"))
	c.added.show(c.tr, cal.Added, edit, problems, s.CalendarField("added"))
	c.removed.show(c.tr, cal.Removed, edit, problems, s.CalendarField("removed"))
	hint := ""
	if n := s.CalendarTrips(); n > 1 {
		hint = c.tr.T(keyCalendarShared, i18n.A{"n": n})
	}
	c.chooserField.SetHint(hint)
}

// newDayPicker opens the calendar of the shown trip.
func newDayPicker(tr *i18n.Catalogue, h calendarHooks) *widgets.DayPicker {
	words := widgets.DayPickerWords{First: tr.T(keyDaysFirst), Last: tr.T(keyDaysLast)}
	words.Title = func(year int, month time.Month) string {
		return tr.T(keyDaysMonth, i18n.A{"year": strconv.Itoa(year), "month": tr.Month(month)})
	}
	for i := range words.Weekdays {
		words.Weekdays[i] = tr.Weekday(time.Weekday((i + 1) % 7))
	}
	marks := map[DayKind]widgets.DayMark{DayRuns: widgets.DayOn, DayAdded: widgets.DayAdded, DayRemoved: widgets.DayRemoved}
	date := func(t time.Time) model.Date { return model.NewDate(t.Year(), t.Month(), t.Day()) }
	p := widgets.NewDayPicker(tr.T(keyDays), words, h.today, func(day time.Time) widgets.DayMark { return marks[h.kind(date(day))] })
	p.OnDay = func(day time.Time) { h.day(date(day)) }
	p.OnFirst = func(day time.Time) { h.first(date(day)) }
	p.OnLast = func(day time.Time) { h.last(date(day)) }
	p.OnWeekday = h.week
	return p
}

// largeText is the text size from which the strip takes two lines.
const largeText = 16

// sampleDates shows how dates are typed.
const sampleDates = "2026-10-01, …"

// maxCalendars is how many calendars the chooser lists.
const maxCalendars = 40

// labels names the offered calendars, each name once.
func (c *calendarStrip) labels(id model.CalendarID) (labels []string, chosen int) {
	chosen = -1
	used := map[string]bool{}
	kept := c.offered[:0:0]
	for _, f := range c.offered {
		label := calendarLabel(c.tr, f)
		if f.ID != id && (used[label] || len(kept) >= maxCalendars) {
			continue
		}
		for used[label] {
			label += " "
		}
		used[label] = true
		if f.ID == id {
			chosen = len(kept)
		}
		kept, labels = append(kept, f), append(labels, label)
	}
	c.offered = kept
	return labels, chosen
}

// calendarLabel says on which days a calendar runs.
func calendarLabel(tr *i18n.Catalogue, f CalendarForm) string {
	var days []string
	for d, letter := range strings.Fields(tr.T(keyWeekdays)) {
		if f.Days>>d&1 != 0 {
			days = append(days, letter)
		}
	}
	label := strings.Join(days, " ")
	switch f.Days {
	case model.EveryDay:
		label = tr.T(keyCalendarDaily)
	case 0:
		label = tr.T(keyCalendarSingle)
	}
	if f.From != "" {
		label += "  " + f.From + " – " + f.To
	}
	if f.Added != "" {
		label += " +"
	}
	if f.Removed != "" {
		label += " −"
	}
	return label
}
