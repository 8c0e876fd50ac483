package timetable

import "tongtu/data/model"

// Connections are all departures of a View in order of time of day, for
// algorithms that scan them. A connection is a trip's way from one call to the
// next; it takes 12 bytes, split so that a scan touches a third of them unless the
// departure is of interest.
type Connections struct {
	Slots []Slot // one for each distinct time of day, and an end mark
	Hops  Hops   // between which stops
	Rides []Ride // by connection: when and by what

	Group []int32 // by connection: see RunningOn

	groups []group
	minute []int32 // by minute of the day: the first slot at or after it
}

// Slot is a time of day at which connections depart: those from First to the
// First of the next slot.
type Slot struct{ Tod, First int32 }

// Ride is the rest of a connection.
type Ride struct {
	Time int32 // from departure to arrival
	At   int32 // position of the departure in the call arrays
}

// Connections returns the connections of v. Do not change them.
func (v *View) Connections() *Connections { return &v.conns }

// From returns the first slot at or after the time of day tod.
func (c *Connections) From(tod int32) int {
	i := int(c.minute[tod/60])
	for c.Slots[i].Tod < tod {
		i++
	}
	return i
}

// group is what decides on which days a connection departs.
type group struct{ calendar, shift int32 }

// RunningOn fills buf with whether the connections of each Group depart on a day
// of v, counted from base.
func (v *View) RunningOn(buf []bool, base model.Date, day int32) []bool {
	buf = buf[:0]
	for _, g := range v.conns.groups {
		d := day - g.shift
		if v.backward {
			d = -d
		}
		buf = append(buf, v.t.days.runs(g.calendar, base+model.Date(d)))
	}
	return buf
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
	c.minute = make([]int32, daySeconds/60+1)
	for m, i := int32(0), int32(0); m <= daySeconds/60; m++ {
		for c.Slots[i].Tod < m*60 {
			i++
		}
		c.minute[m] = i
	}
	n := len(v.deps)
	c.Hops, c.Rides = NewHops(n, v.t.NumStops()), make([]Ride, n)
	c.Group = make([]int32, n)
	index := map[group]int32{}
	for i := range v.t.trips {
		for at, end := v.Calls(Trip(i)); at < end; at++ {
			if !v.MayBoard(at) {
				continue
			}
			to := v.StopAt(at + 1)
			if at+2 < end && !v.MayBoard(at+1) || !v.MayAlight(at+1) {
				to = Stop(v.t.NumStops())
			}
			shift := floorDiv(v.DepAt(at), daySeconds)
			tod := v.DepAt(at) - shift*daySeconds
			k := next[tod]
			g := group{v.t.tripCalendar(Trip(i)), shift}
			of, ok := index[g]
			if !ok {
				of = int32(len(c.groups))
				index[g], c.groups = of, append(c.groups, g)
			}
			c.Group[k] = of
			next[tod]++
			c.Hops.Set(k, Hop{v.StopAt(at), to})
			c.Rides[k] = Ride{v.ArrAt(at+1) - v.DepAt(at), at}
		}
	}
}

// Shift is how many days after their service day the connections of a group
// depart.
func (v *View) Shift(group int32) int32 { return v.conns.groups[group].shift }
