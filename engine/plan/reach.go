package plan

import (
	"tongtu/data/model"
)

// ReachQuery asks which cities can be reached from a place within a time, and for
// an amount.
type ReachQuery struct {
	From      Place
	At        model.Moment  // departures at or after
	Within    model.Second  // arrivals by At+Within; 0: DefaultHorizon
	Modes     model.ModeSet // 0: all
	MinChange *model.Second // replaces the same-station column of the change table
	MaxFare   *model.Fen    // nil: by time alone; an unknown fare exceeds every limit
	// Watch are trips of interest: see Reached.Watched. It may be nil.
	Watch map[model.TripID]bool
}

// Reached is a city and a way there. By time alone it is one that arrives first,
// Arrive being that of the Fastest itinerary; with a MaxFare it is a cheapest one,
// Fare and Arrive being those of the Cheapest. Further ties are broken otherwise.
type Reached struct {
	City    model.CityID
	Station model.StationID // where the last ride ends; of another city if a walk follows
	Arrive  model.Moment    // after that walk
	Fare    model.Fen       // of the whole way
	Changes int
	Leg     Leg // the last ride
	// Before is the position in Reach.Cities of the city where the ride before
	// that one ends, -1 if there is none. By time alone it is reached before Leg
	// departs; with a MaxFare its own entry may be a cheaper and later way.
	Before int
	// Watched says that the way rides a trip of ReachQuery.Watch.
	Watched bool
}

// Reach is every city that can be reached, in order of arrival: a tree by
// Reached.Before. The city of the origin is not in it.
type Reach struct {
	Cities []Reached
	Stats  Stats
}

// Window is a time in which a journey may depart: at From, Length later, or
// between.
type Window struct {
	From   model.Moment
	Length model.Second
}
