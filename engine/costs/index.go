package costs

import (
	"math"
	"sync/atomic"

	"tongtu/engine/timetable"
)

// index is what a scan reads of one view for a set of fare classes: its
// connections, in order of time of day, with what they cost.
type index struct {
	view    *timetable.View
	classes timetable.ClassSet
	timed   bool // nothing costs anything: see quickest
	conns   []conn
	boards  []int32 // by position in the call arrays: the connection that departs, -1 if none does
	trips   []seats
	long    []timetable.Trip // that depart on more than one day
	slots   int              // of all trips: see seats
	fares   arcs
	times   arcs
	fits    bool // stops are few enough, and no fare is negative or too high to be added up
	known   bool // every fare is known
}

// conn is a trip's way from one call to the next that may be boarded. It is
// small, because a scan reads hundreds of thousands of them.
type conn struct {
	from, to uint16 // stops; to may be beyond them by one of the marks below
	slot     int32  // of the trip on the day of departure
	fare     int32  // from call to call
	fee      int32  // for having boarded at all, due at the end
}

// How far conn.to lies beyond the stops where it is none.
const (
	noAlighting = iota // nobody may alight at the next call
	farther            // the next call is not the last before the trip can be boarded again
	paired             // the trip has a fare for every pair of calls, or a hop that takes no time
	marks
)

// seats say where a scan keeps what was paid for sitting in a trip. A trip has a
// slot for each of the days on which it departs from calls, counted from its
// service day: that of the first is the number of the trip, the others are
// together. At midnight everybody moves on by a slot.
type seats struct {
	shift int32 // of the first slot
	group int32 // of the connections of the first slot: see timetable.View.RunningOn
	days  int32 // slots
	more  int32 // the second slot
}

// noCost is above every cost, with room to add a fare.
const noCost = int32(1) << 28

// maxFare bounds the fare of a ride that this search can add up.
const maxFare = int64(1) << 23

// newIndex makes the index of a view for a set of fare classes, nil for all.
func newIndex(tt *timetable.Timetable, v *timetable.View, classes timetable.ClassSet, timed bool) *index {
	c := v.Connections()
	x := &index{view: v, classes: classes, timed: timed, conns: make([]conn, c.Hops.Len()), trips: make([]seats, tt.NumTrips()),
		fits: tt.NumStops()+marks < math.MaxUint16, known: true}
	if !x.fits {
		return x
	}
	x.seat(tt)
	stops := uint16(tt.NumStops())
	for i := range x.conns {
		h, at := c.Hops.At(int32(i)), c.Rides[i].At
		trip := v.TripOf(at)
		off, end := v.Calls(trip)
		k := &x.conns[i]
		*k = conn{from: uint16(h.From), to: uint16(h.To), slot: x.slot(trip, v.Shift(c.Group[i]))}
		if k.to == stops {
			k.to += farther
		}
		fare := int64(0)
		switch {
		case timed:
			if v.Instant(trip) {
				k.to = stops + paired
			}
		case end-off == 2:
			fare = tt.LegCost(trip, 0, 1, classes)
			if k.to >= stops || fare >= timetable.UnknownCost {
				k.to = stops + noAlighting
			}
		case x.flat(trip) && !v.Instant(trip):
			next := at + 1
			for next+1 < end && !v.MayBoard(next) {
				next++
			}
			fare = v.FareAt(next) - v.FareAt(at)
			k.fee = int32(min(tt.Fee(trip), maxFare))
		default:
			k.to = stops + paired
		}
		k.fare = int32(min(fare, maxFare))
	}
	if n := tt.NumTrips(); n > 0 {
		_, end := v.Calls(timetable.Trip(n - 1))
		x.boards = fill(nil, int(end), -1)
	}
	for i, r := range c.Rides {
		x.boards[r.At] = int32(i)
	}
	x.compileTimes(tt)
	if !timed {
		x.compileFares(tt)
	}
	return x
}

// flat reports whether the fares of a trip are differences.
func (x *index) flat(trip timetable.Trip) bool { return x.classes == nil && x.view.Flat(trip) }

// seat gives every trip its slots.
func (x *index) seat(tt *timetable.Timetable) {
	c := x.view.Connections()
	for i, r := range c.Rides {
		s, shift := &x.trips[x.view.TripOf(r.At)], x.view.Shift(c.Group[i])
		last := s.shift + s.days - 1
		switch {
		case s.days == 0:
			s.shift, s.group, last = shift, c.Group[i], shift
		case shift < s.shift:
			s.shift, s.group = shift, c.Group[i]
		default:
			last = max(last, shift)
		}
		s.days = last - s.shift + 1
	}
	x.slots = tt.NumTrips()
	for i := range x.trips {
		if s := &x.trips[i]; s.days > 1 {
			s.more = int32(x.slots)
			x.slots += int(s.days) - 1
			x.long = append(x.long, timetable.Trip(i))
		}
	}
}

// slot is that of a trip so many days after its service day.
func (x *index) slot(trip timetable.Trip, shift int32) int32 {
	s := &x.trips[trip]
	if shift == s.shift {
		return int32(trip)
	}
	return s.more + shift - s.shift - 1
}

// kept returns the index of a view for all classes, or the timed one, which is made
// when it is first asked for.
func kept(at *[2]atomic.Pointer[index], tt *timetable.Timetable, v *timetable.View, timed bool) *index {
	k := 0
	if v.Backward() {
		k = 1
	}
	x := at[k].Load()
	if x == nil || x.view != v {
		x = newIndex(tt, v, nil, timed)
		at[k].Store(x)
	}
	return x
}
