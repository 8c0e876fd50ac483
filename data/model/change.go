package model

import "strings"

// ChangeTable gives the minimum time between alighting and boarding where no
// ChangeRecord decides, both stations being of one city.
type ChangeTable struct {
	Same  [NumModes]Second           `cbor:"1,keyasint"` // same station, by the boarded mode
	Other [NumModes][NumModes]Second `cbor:"2,keyasint"` // other station, [alighted][boarded]
}

// DefaultChangeTable is the table of a network that brings none of its own:
// same station, by boarded mode: rail 15 min, air 60, coach 10, ferry 15,
// local 3; other station: to air 120, else from air 90, else 60.
func DefaultChangeTable() ChangeTable {
	t := ChangeTable{Same: [NumModes]Second{Rail: 15 * Minute, Air: 60 * Minute, Coach: 10 * Minute, Ferry: 15 * Minute, Local: 3 * Minute}}
	for from := range Mode(NumModes) {
		for to := range Mode(NumModes) {
			switch {
			case to == Air:
				t.Other[from][to] = 120 * Minute
			case from == Air:
				t.Other[from][to] = 90 * Minute
			default:
				t.Other[from][to] = 60 * Minute
			}
		}
	}
	return t
}

// ChangeRecord decides the change between two stations (GTFS transfers). It may
// join stations of different cities: one hop on foot, never chained. A record
// that names routes or trips applies to those alone and wins over one that does
// not; a trip wins over a route.
type ChangeRecord struct {
	From      StationID `cbor:"1,keyasint"`
	To        StationID `cbor:"2,keyasint"`
	FromRoute RouteID   `cbor:"3,keyasint,omitempty"`
	ToRoute   RouteID   `cbor:"4,keyasint,omitempty"`
	FromTrip  TripID    `cbor:"5,keyasint,omitempty"`
	ToTrip    TripID    `cbor:"6,keyasint,omitempty"`
	Time      Second    `cbor:"7,keyasint,omitempty"`
	Forbidden bool      `cbor:"8,keyasint,omitempty"`
}

// General reports whether r names neither routes nor trips.
func (r ChangeRecord) General() bool {
	return r.FromRoute == "" && r.ToRoute == "" && r.FromTrip == "" && r.ToTrip == ""
}

// Key joins what r is about; two records with one key contradict each other or
// say the same. Identifiers have no control characters, so it is unique.
func (r ChangeRecord) Key() string {
	return strings.Join([]string{
		string(r.From), string(r.To), string(r.FromRoute), string(r.ToRoute), string(r.FromTrip), string(r.ToTrip),
	}, "\x00")
}

// Specificity orders records for one pair of stations: the highest that applies
// decides. GTFS transfers.txt: trips before routes, both ends before one.
func (r ChangeRecord) Specificity() int {
	s := 0
	if r.FromRoute != "" {
		s++
	}
	if r.ToRoute != "" {
		s++
	}
	if r.FromTrip != "" {
		s += 3
	}
	if r.ToTrip != "" {
		s += 3
	}
	return s
}
