package sample

import (
	"math/rand/v2"
	"time"

	"tongtu/data/model"
)

// The calendars of the network.
const (
	daily      model.CalendarID = "daily"
	weekdays   model.CalendarID = "weekdays"
	weekend    model.CalendarID = "weekend"
	peak       model.CalendarID = "peak"     // Friday to Monday
	offPeak    model.CalendarID = "off-peak" // Tuesday to Thursday
	days1357   model.CalendarID = "days-1357"
	days246    model.CalendarID = "days-246"
	alternateA model.CalendarID = "alternate-a" // every other day, whatever the month's length
	alternateB model.CalendarID = "alternate-b"
)

// The span of the timetable.
func firstDay() model.Date { return model.NewDate(2026, time.January, 1) }
func lastDay() model.Date  { return model.NewDate(2028, time.December, 31) }

func dayCalendars() []model.Calendar {
	on := func(id model.CalendarID, days model.Weekdays) model.Calendar {
		return model.Calendar{ID: id, Days: days, From: firstDay(), To: lastDay()}
	}
	every := func(id model.CalendarID, first model.Date) model.Calendar {
		c := model.Calendar{ID: id}
		for d := first; d <= lastDay(); d += 2 {
			c.Added = append(c.Added, d)
		}
		return c
	}
	return []model.Calendar{
		on(daily, model.EveryDay), on(weekdays, 0x1f), on(weekend, 0x60), on(peak, 0x71), on(offPeak, 0x0e),
		on(days1357, 0x55), on(days246, 0x2a), every(alternateA, firstDay()), every(alternateB, firstDay()+1),
	}
}

// pickCalendar chooses the days of a train: nine in ten run daily.
func pickCalendar(k trainKind, rng *rand.Rand) model.CalendarID {
	switch n := rng.IntN(100); {
	case k == kindLocal || n < 91:
		return daily
	case n < 95 && k.multipleUnit():
		return peak
	case n < 97 && k.multipleUnit():
		return weekend
	case k.multipleUnit():
		return weekdays
	case n < 96:
		return alternateA
	}
	return alternateB
}
