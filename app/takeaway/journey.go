// Package takeaway writes a journey in forms that leave the program: events for a
// calendar, and a page to print.
package takeaway

import (
	"time"

	"tongtu/app/i18n"
	"tongtu/data/model"
	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// The texts of this package.
const (
	keyTitle   i18n.Key = "takeaway.title"   // {from} {to}
	keyRide    i18n.Key = "takeaway.ride"    // {number} {from} {to}
	keyWalk    i18n.Key = "takeaway.walk"    // {from} {to}
	keySummary i18n.Key = "takeaway.summary" // {duration} {fare} {n}
	keyChange  i18n.Key = "takeaway.change"  // {duration} {place}
	keyMade    i18n.Key = "takeaway.made"    // {moment} {zone}
	keyDemo    i18n.Key = "takeaway.demo"
)

// Journey is an itinerary, and what its identifiers and times stand for.
type Journey struct {
	plan.Itinerary
	TT   *timetable.Timetable
	Zone *time.Location
	Made time.Time // now
}

// station names a station in the language.
func (j *Journey) station(tr *i18n.Catalogue, id model.StationID) string {
	s, _ := j.TT.Station(id)
	return tr.Name(s.Name, s.English, s.Pinyin)
}

// city names the city of a station in the language.
func (j *Journey) city(tr *i18n.Catalogue, id model.StationID) string {
	s, _ := j.TT.Station(id)
	c, _ := j.TT.City(s.City)
	return tr.Name(c.Name, c.English, c.Pinyin)
}

// title is the journey in a line.
func (j *Journey) title(tr *i18n.Catalogue) string {
	return tr.T(keyTitle, i18n.A{"from": j.city(tr, j.Legs[0].From), "to": j.city(tr, j.Legs[len(j.Legs)-1].To)})
}

// legTitle is a leg in a line, without times.
func (j *Journey) legTitle(tr *i18n.Catalogue, l plan.Leg) string {
	a := i18n.A{"number": l.Number, "from": j.station(tr, l.From), "to": j.station(tr, l.To)}
	if l.Walk {
		return tr.T(keyWalk, a)
	}
	return tr.T(keyRide, a)
}

// details are what a ride is by and costs.
func (j *Journey) details(tr *i18n.Catalogue, l plan.Leg) string {
	s := tr.Mode(l.Mode)
	if class := tr.Class(l.Class); class != "" {
		s += " · " + class
	}
	return s + " · " + tr.Money(l.Fare)
}
