package timetable

import (
	"cmp"
	"slices"
)

// Connections are all departures of a View in order of time of day, for
// algorithms that scan them. A connection is a trip's way from one call to the
// next; it takes 16 bytes, split so that a scan touches half of them unless the
// departure is of interest.
type Connections struct {
	Slots []Slot // one for each distinct time of day, and an end mark
	Hops  []Hop  // between which stops connection i goes
	Rides []Ride // when and by what
}

// Slot is a time of day at which connections depart: those from First to the
// First of the next slot.
type Slot struct{ Tod, First int32 }

// Hop is the way from one call to the next. To is NumStops if the next call is
// neither the last nor to be boarded at.
type Hop struct{ From, To Stop }

// Ride is the rest of a connection.
type Ride struct {
	Time int32 // from departure to arrival
	At   int32 // position of the departure in the call arrays
}

// Connections returns the connections of v. Do not change them.
func (v *View) Connections() *Connections { return &v.conns }

// From returns the first slot at or after the time of day tod.
func (c *Connections) From(tod int32) int {
	i, _ := slices.BinarySearchFunc(c.Slots[:len(c.Slots)-1], tod, func(s Slot, tod int32) int { return cmp.Compare(s.Tod, tod) })
	return i
}

// compileConnections sorts by counting: times of day are few, and calls are
// already in order of trip and position.
func (v *View) compileConnections() {
	next := make([]int32, daySeconds+1)
	for _, d := range v.deps {
		next[d.Tod+1]++
	}
	c := &v.conns
	for tod, first := int32(0), int32(0); tod < daySeconds; tod++ {
		if next[tod+1] > 0 {
			c.Slots = append(c.Slots, Slot{tod, first})
		}
		first += next[tod+1]
		next[tod+1] = first
	}
	c.Slots = append(c.Slots, Slot{daySeconds, int32(len(v.deps))})
	c.Hops, c.Rides = make([]Hop, len(v.deps)), make([]Ride, len(v.deps))
	for i := range v.t.net.Trips {
		for at, end := v.Calls(Trip(i)); at < end; at++ {
			if !v.MayBoard(at) {
				continue
			}
			to := v.StopAt(at + 1)
			if at+2 < end && !v.MayBoard(at+1) {
				to = Stop(v.t.NumStops())
			}
			tod := v.DepAt(at) - floorDiv(v.DepAt(at), daySeconds)*daySeconds
			k := next[tod]
			next[tod]++
			c.Hops[k], c.Rides[k] = Hop{v.StopAt(at), to}, Ride{v.ArrAt(at+1) - v.DepAt(at), at}
		}
	}
}
