package i18n

import (
	"fmt"
	"strconv"
	"time"

	"tongtu/data/model"
)

const (
	currencyCNY = "CNY"
	// unknown stands for what nobody knows, such as a missing fare.
	unknown = "–"
)

const (
	keyDuration  Key = "common.duration"       // {h} {m}
	keyHours     Key = "common.duration.hours" // {h}
	keyMinutes   Key = "common.duration.minutes"
	keySeconds   Key = "common.duration.seconds"
	keyDate      Key = "common.date"   // {day} {month} {weekday}
	keyMoment    Key = "common.moment" // {date} {time}
	keyUnknown   Key = "common.mode.unknown"
	keyRail      Key = "common.mode.rail"
	keyAir       Key = "common.mode.air"
	keyCoach     Key = "common.mode.coach"
	keyFerry     Key = "common.mode.ferry"
	keyLocal     Key = "common.mode.local"
	keyMonday    Key = "common.weekday.mon"
	keyTuesday   Key = "common.weekday.tue"
	keyWednesday Key = "common.weekday.wed"
	keyThursday  Key = "common.weekday.thu"
	keyFriday    Key = "common.weekday.fri"
	keySaturday  Key = "common.weekday.sat"
	keySunday    Key = "common.weekday.sun"
	keyJan       Key = "common.month.1"
	keyFeb       Key = "common.month.2"
	keyMar       Key = "common.month.3"
	keyApr       Key = "common.month.4"
	keyMay       Key = "common.month.5"
	keyJun       Key = "common.month.6"
	keyJul       Key = "common.month.7"
	keyAug       Key = "common.month.8"
	keySep       Key = "common.month.9"
	keyOct       Key = "common.month.10"
	keyNov       Key = "common.month.11"
	keyDec       Key = "common.month.12"
)

var (
	modeKeys    = [model.NumModes]Key{keyRail, keyAir, keyCoach, keyFerry, keyLocal}
	weekdayKeys = [7]Key{keySunday, keyMonday, keyTuesday, keyWednesday, keyThursday, keyFriday, keySaturday}
	monthKeys   = [13]Key{1: keyJan, keyFeb, keyMar, keyApr, keyMay, keyJun, keyJul, keyAug, keySep, keyOct, keyNov, keyDec}
	classKeys   = map[model.Class]Key{
		"second": "common.class.second", "first": "common.class.first", "business": "common.class.business",
		"hard-seat": "common.class.hard-seat", "soft-seat": "common.class.soft-seat",
		"hard-sleeper": "common.class.hard-sleeper", "soft-sleeper": "common.class.soft-sleeper",
		"standing": "common.class.standing", "economy": "common.class.economy", "standard": "common.class.standard",
	}
	symbols = map[string]string{currencyCNY: "¥", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "JP¥", "HKD": "HK$"}
)

// Clock gives a clock time of a service day: "08:20", and "00:35 +1" after midnight.
func (c *Catalogue) Clock(s model.Second) string {
	text := fmt.Sprintf("%02d:%02d", s%model.Day/model.Hour, s%model.Hour/model.Minute)
	if days := s / model.Day; days > 0 {
		text += fmt.Sprintf(" +%d", days)
	}
	return text
}

// ClockAt gives the time of day of a moment: "08:20".
func (c *Catalogue) ClockAt(m model.Moment) string { return c.Clock(m.Clock()) }

// Moment gives date and time: "12月1日 周二 08:20".
func (c *Catalogue) Moment(m model.Moment) string {
	return c.T(keyMoment, A{"date": c.Date(m.Date()), "time": c.ClockAt(m)})
}

// Duration gives "5小时10分", "5h 10m"; below a minute in seconds.
func (c *Catalogue) Duration(s model.Second) string {
	a := A{"h": int(s / model.Hour), "m": int(s % model.Hour / model.Minute), "s": int(s)}
	switch {
	case s < 0:
		return "−" + c.Duration(-s)
	case s < model.Minute && s > 0:
		return c.T(keySeconds, a)
	case s < model.Hour:
		return c.T(keyMinutes, a)
	case s%model.Hour < model.Minute:
		return c.T(keyHours, a)
	}
	return c.T(keyDuration, a)
}

// Money gives "¥553.0", "¥0.05", and "–" for an unknown amount.
func (c *Catalogue) Money(f model.Fen) string {
	if !f.Known() {
		return unknown
	}
	symbol, ok := symbols[c.state.Load().currency]
	if !ok {
		symbol = c.state.Load().currency + " "
	}
	if f%10 == 0 {
		return fmt.Sprintf("%s%d.%d", symbol, f/100, f%100/10)
	}
	return fmt.Sprintf("%s%d.%02d", symbol, f/100, f%100)
}

// Date gives "12月1日 周二", "Tue 1 Dec".
func (c *Catalogue) Date(d model.Date) string { return c.T(keyDate, c.dateParts(d)) }

func (c *Catalogue) dateParts(d model.Date) A {
	t := d.Time()
	return A{
		"day":   strconv.Itoa(t.Day()),
		"month": c.Month(t.Month()), "weekday": c.Weekday(t.Weekday()),
	}
}

// Weekday gives the short name of a day of the week: "周二", "Tue".
func (c *Catalogue) Weekday(d time.Weekday) string { return c.T(weekdayKeys[(int(d)%7+7)%7]) }

// Month gives the short name of a month: "12月", "Dec".
func (c *Catalogue) Month(m time.Month) string {
	if m < time.January || m > time.December {
		return unknown
	}
	return c.T(monthKeys[m])
}

// Mode gives the name of a kind of vehicle: "列车", "Train".
func (c *Catalogue) Mode(m model.Mode) string {
	if m >= model.NumModes {
		return c.T(keyUnknown)
	}
	return c.T(modeKeys[m])
}

// Class gives the name of a fare class: "二等座", "2nd class". One that no
// catalogue knows is shown as the feed has it.
func (c *Catalogue) Class(class model.Class) string {
	if key, ok := classKeys[class]; ok {
		return c.T(key)
	}
	return string(class)
}

// Number gives n with its thousands set apart by spaces that do not break: "17 204".
func (c *Catalogue) Number(n int) string {
	digits := strconv.Itoa(n)
	start := 0
	if n < 0 {
		start = 1
	}
	if len(digits)-start <= 4 {
		return digits // four digits are read at a glance, and years stay years
	}
	for i := len(digits) - 3; i > start; i -= 3 {
		digits = digits[:i] + "\u00a0" + digits[i:]
	}
	return digits
}
