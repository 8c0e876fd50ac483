// Package model is the vocabulary of the transport network: cities, stations,
// routes, trips and their calls, calendars, fares and change rules. Values are
// plain and know nothing of storage, planning or display. The words are those
// of GTFS Schedule (https://gtfs.org/schedule/reference/) where it has one.
//
// Struct tags name the fields of the stored form (CBOR map keys); a number is
// never reused for another meaning.
package model

import "errors"

// Sentinel errors shared by every layer. Wrap them with %w; test with errors.Is.
var (
	ErrNotFound  = errors.New("not found")
	ErrExists    = errors.New("already exists")
	ErrConflict  = errors.New("changed by someone else")
	ErrForbidden = errors.New("permission denied")
)

// Identifiers are assigned once and kept; an imported network keeps the feed's.
type (
	// CityID identifies a City.
	CityID string
	// StationID identifies a Station.
	StationID string
	// OperatorID identifies an Operator.
	OperatorID string
	// RouteID identifies a Route.
	RouteID string
	// TripID identifies a Trip.
	TripID string
	// ShapeID identifies a Shape.
	ShapeID string
	// CalendarID identifies a Calendar.
	CalendarID string
	// ZoneID names a fare zone.
	ZoneID string
	// Class is a fare class such as "second" or "economy". The empty class is
	// the feed's unnamed lowest one.
	Class string
)

// City is a place people travel between. It has 1..n stations.
type City struct {
	ID       CityID   `cbor:"1,keyasint"`
	Name     string   `cbor:"2,keyasint"`           // the local name, 汉字 in China
	Pinyin   string   `cbor:"3,keyasint,omitempty"` // syllables without tones, "xi an"
	English  string   `cbor:"4,keyasint,omitempty"`
	Aliases  []string `cbor:"5,keyasint,omitempty"`
	Province string   `cbor:"6,keyasint,omitempty"`
	Pos      LonLat   `cbor:"7,keyasint"`
	Rank     uint8    `cbor:"8,keyasint,omitempty"` // labels: 0 unranked, 1 capital, 2 province seat, 3 other prefecture, 4 town
	Rev      uint64   `cbor:"9,keyasint,omitempty"` // stored revision; a Put with an older one fails with ErrConflict
}

// Station is where vehicles stop. Platforms belong to their parent station and
// do not appear here.
type Station struct {
	ID      StationID `cbor:"1,keyasint"`
	City    CityID    `cbor:"2,keyasint"`
	Name    string    `cbor:"3,keyasint"`
	Pinyin  string    `cbor:"4,keyasint,omitempty"`
	English string    `cbor:"5,keyasint,omitempty"`
	Code    string    `cbor:"6,keyasint,omitempty"` // IATA or telecode
	Pos     LonLat    `cbor:"7,keyasint"`
	Zone    ZoneID    `cbor:"8,keyasint,omitempty"` // fare zone
	Mode    Mode      `cbor:"9,keyasint,omitempty"` // what mostly stops here; icons only
	Rev     uint64    `cbor:"10,keyasint,omitempty"`
}

// Operator runs routes (GTFS: agency).
type Operator struct {
	ID   OperatorID `cbor:"1,keyasint"`
	Name string     `cbor:"2,keyasint"`
	URL  string     `cbor:"3,keyasint,omitempty"`
}

// Route is a line under one number and operator: G1, MU5101.
type Route struct {
	ID       RouteID    `cbor:"1,keyasint"`
	Number   string     `cbor:"2,keyasint"`
	Name     string     `cbor:"3,keyasint,omitempty"`
	Operator OperatorID `cbor:"4,keyasint,omitempty"`
	Mode     Mode       `cbor:"5,keyasint"`
	Type     int        `cbor:"6,keyasint,omitempty"` // GTFS route_type as imported; 0 with Mode set means "of the mode"
	Rev      uint64     `cbor:"7,keyasint,omitempty"`
}

// Trip is one run of a route: an ordered list of calls on the days its calendar allows.
type Trip struct {
	ID       TripID     `cbor:"1,keyasint"`
	Route    RouteID    `cbor:"2,keyasint"`
	Calendar CalendarID `cbor:"3,keyasint"`
	Classes  []Class    `cbor:"4,keyasint,omitempty"` // classes with cumulative fares, aligned with Call.Fares
	Fee      Fen        `cbor:"5,keyasint,omitempty"` // fixed fee per boarding (airport fee), added to cumulative fares
	Calls    []Call     `cbor:"6,keyasint"`
	Rev      uint64     `cbor:"7,keyasint,omitempty"`
	Shape    ShapeID    `cbor:"8,keyasint,omitempty"` // the line on the map it follows; empty: straight from call to call
}

// Shape is a line on the map that trips follow (GTFS: shapes).
type Shape struct {
	ID     ShapeID  `cbor:"1,keyasint"`
	Points []LonLat `cbor:"2,keyasint"`
}

// Call is one stop of a trip. There are many: Dist lies where it takes no room.
type Call struct {
	Station  StationID `cbor:"1,keyasint"`
	Arr      Second    `cbor:"2,keyasint"`           // of the service day
	Dep      Second    `cbor:"3,keyasint"`           // ≥ Arr
	NoBoard  bool      `cbor:"4,keyasint,omitempty"` // GTFS pickup_type 1
	NoAlight bool      `cbor:"5,keyasint,omitempty"` // GTFS drop_off_type 1
	Dist     Metre     `cbor:"7,keyasint,omitempty"` // along the route from the first call
	Fares    []Fen     `cbor:"6,keyasint,omitempty"` // cumulative from the first call, one per Trip.Classes; empty: all unknown
}

// FareTable holds the pair fares (GTFS fare_rules) of one route, or of every
// route when Route is empty. Where a rule matches it wins over cumulative fares.
type FareTable struct {
	Route RouteID    `cbor:"1,keyasint"`
	Rules []FareRule `cbor:"2,keyasint"`
}

// FareRule prices a ride from a zone to a zone in one class. An empty zone
// matches everything; the cheapest matching rule of a class counts.
type FareRule struct {
	From  ZoneID `cbor:"1,keyasint,omitempty"`
	To    ZoneID `cbor:"2,keyasint,omitempty"`
	Class Class  `cbor:"3,keyasint,omitempty"`
	Price Fen    `cbor:"4,keyasint"`
}

// Info describes the network as a whole.
type Info struct {
	Name     string `cbor:"1,keyasint,omitempty"`
	Zone     string `cbor:"2,keyasint,omitempty"` // IANA time zone; empty means Asia/Shanghai
	Currency string `cbor:"3,keyasint,omitempty"` // ISO 4217; empty means CNY
	Demo     bool   `cbor:"4,keyasint,omitempty"` // the generated demonstration timetable, not for travel
	Source   string `cbor:"5,keyasint,omitempty"` // file the network came from
}

// Network is everything a timetable is compiled from. Slices are sorted by ID.
type Network struct {
	Revision    uint64
	Info        Info
	Cities      []City
	Stations    []Station
	Operators   []Operator
	Routes      []Route
	Trips       []Trip
	Calendars   []Calendar
	Shapes      []Shape
	FareTables  []FareTable
	Changes     []ChangeRecord
	ChangeTable ChangeTable
}
