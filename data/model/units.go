package model

import (
	"errors"
	"fmt"
	"math"
	"time"
)

// Second is a clock time in seconds after midnight of the service day, or a
// duration in seconds. As a clock time it exceeds 24 h for calls after midnight
// (GTFS stop_times: measured from noon minus 12 h, here always the civil midnight).
type Second int32

// Durations in seconds.
const (
	Minute Second = 60
	Hour   Second = 60 * Minute
	Day    Second = 24 * Hour
)

// MaxClock is the largest clock time a call may have: 120:00:00.
const MaxClock = 120 * Hour

// String renders s as H:MM:SS with hours past 24 kept.
func (s Second) String() string {
	sign := ""
	if s < 0 {
		sign, s = "-", -s
	}
	return fmt.Sprintf("%s%02d:%02d:%02d", sign, s/Hour, s%Hour/Minute, s%Minute)
}

// Fen is money in 1/100 of the network's currency unit (1/100 yuan). Money is
// never a float.
type Fen int64

// UnknownFen marks a fare nobody knows. It is never shown as 0 and never counts as cheap.
const UnknownFen Fen = -1

// Known reports whether f is a real amount.
func (f Fen) Known() bool { return f >= 0 }

// Metre is a distance along a route.
type Metre int32

// LonLat is a WGS84 position in degrees.
type LonLat struct {
	Lon float64 `cbor:"1,keyasint"`
	Lat float64 `cbor:"2,keyasint"`
}

// Metres is the length of the great circle from p to q; not a number when
// either is none.
func (p LonLat) Metres(q LonLat) float64 {
	const rad = math.Pi / 180
	dLat, dLon := math.Sin((q.Lat-p.Lat)*rad/2), math.Sin((q.Lon-p.Lon)*rad/2)
	h := dLat*dLat + math.Cos(p.Lat*rad)*math.Cos(q.Lat*rad)*dLon*dLon
	return 2 * earth * math.Asin(math.Sqrt(min(1, h)))
}

// earth is its mean radius in metres (IUGG).
const earth = 6_371_009

// Date is a civil day: days since 1970-01-01, without a time zone.
type Date int32

// NewDate returns the day of a civil calendar date; out-of-range days normalise as in time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / int64(Day))
}

// ErrDate is returned for text that is not a date of the wanted form.
var ErrDate = errors.New("not a date")

// ParseDate reads YYYYMMDD (GTFS) or YYYY-MM-DD (ISO 8601).
func ParseDate(s string) (Date, error) {
	layout := "20060102"
	if len(s) == len("2006-01-02") {
		layout = "2006-01-02"
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return 0, fmt.Errorf("%q: %w", s, ErrDate)
	}
	return NewDate(t.Year(), t.Month(), t.Day()), nil
}

// Time returns midnight of d in UTC; use it for calendar arithmetic and formatting only.
func (d Date) Time() time.Time { return time.Unix(int64(d)*int64(Day), 0).UTC() }

// Weekday of d.
func (d Date) Weekday() time.Weekday { return time.Weekday((int(d)%7 + 11) % 7) }

// String renders d as YYYY-MM-DD.
func (d Date) String() string { return d.Time().Format("2006-01-02") }

// Moment is a point in the network's local time: seconds since 1970-01-01
// 00:00 local. It has no zone; the network's zone turns it into RFC 3339.
type Moment int64

// At returns the moment s seconds after midnight of d.
func (d Date) At(s Second) Moment { return Moment(int64(d)*int64(Day) + int64(s)) }

// Date is the civil day m falls on.
func (m Moment) Date() Date {
	d := int64(m) / int64(Day)
	if int64(m)%int64(Day) < 0 {
		d--
	}
	return Date(d)
}

// Clock is the time of day of m.
func (m Moment) Clock() Second { return Second(int64(m) - int64(m.Date())*int64(Day)) }

// MomentOf reads the wall clock of t, ignoring its zone.
func MomentOf(t time.Time) Moment {
	return NewDate(t.Year(), t.Month(), t.Day()).At(Second(t.Hour()*3600 + t.Minute()*60 + t.Second()))
}

// In returns m as an instant in zone loc.
func (m Moment) In(loc *time.Location) time.Time {
	u := time.Unix(int64(m), 0).UTC()
	return time.Date(u.Year(), u.Month(), u.Day(), u.Hour(), u.Minute(), u.Second(), 0, loc)
}

// Add returns m moved by s seconds.
func (m Moment) Add(s Second) Moment { return m + Moment(s) }
