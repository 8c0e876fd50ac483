package model

import (
	"slices"
	"time"
)

// Weekdays is a set of days of the week: bit 0 is Monday, bit 6 Sunday.
type Weekdays uint8

// EveryDay has all seven days.
const EveryDay Weekdays = 0x7f

// Has reports whether d is in w.
func (w Weekdays) Has(d time.Weekday) bool { return w>>((int(d)+6)%7)&1 != 0 }

// Calendar says on which service days a trip runs: the weekdays within a date
// range, plus and minus single dates (GTFS calendar and calendar_dates).
type Calendar struct {
	ID      CalendarID `cbor:"1,keyasint"`
	Days    Weekdays   `cbor:"2,keyasint,omitempty"`
	From    Date       `cbor:"3,keyasint,omitempty"` // inclusive
	To      Date       `cbor:"4,keyasint,omitempty"` // inclusive
	Added   []Date     `cbor:"5,keyasint,omitempty"` // sorted
	Removed []Date     `cbor:"6,keyasint,omitempty"` // sorted
	Rev     uint64     `cbor:"7,keyasint,omitempty"`
}

// Runs reports whether d is a service day of c. An added date wins over the
// weekday rule, a removed date over both.
func (c Calendar) Runs(d Date) bool {
	if _, ok := slices.BinarySearch(c.Removed, d); ok {
		return false
	}
	if _, ok := slices.BinarySearch(c.Added, d); ok {
		return true
	}
	return d >= c.From && d <= c.To && c.Days.Has(d.Weekday())
}

// Span returns the first and last day c can run on; ok is false when it never runs.
func (c Calendar) Span() (first, last Date, ok bool) {
	for d := c.From; c.Days != 0 && d <= c.To; d++ {
		if c.Runs(d) {
			first, last, ok = d, d, true
			break
		}
	}
	if ok {
		for d := c.To; ; d-- {
			if c.Runs(d) {
				last = d
				break
			}
		}
	}
	for _, d := range c.Added {
		if !c.Runs(d) {
			continue
		}
		if !ok || d < first {
			first = d
		}
		if !ok || d > last {
			last = d
		}
		ok = true
	}
	return first, last, ok
}
