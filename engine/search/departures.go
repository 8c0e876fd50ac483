package search

import (
	"math"

	"tongtu/data/model"
	"tongtu/engine/timetable"
)

// DaySeconds is the length of a day.
const DaySeconds = int32(model.Day)

// NoTime is later than every time of a search, with room to add to it.
const NoTime = int32(math.MaxInt32 / 2)

// FloorDay is the day of time t, counted from the queried one; negative times
// belong to the days before.
func FloorDay(t int32) int32 {
	d := t / DaySeconds
	if t%DaySeconds < 0 {
		d--
	}
	return d
}

// Departures walks the departures of a stop in order of time, day after day,
// without end.
type Departures struct {
	deps []timetable.Departure
	I    int   // position of the current one
	Day  int32 // of departure
	At   int32 // its time; NoTime when the stop has no departures
}

// DeparturesFrom begins at the first departure at or after from.
func DeparturesFrom(deps []timetable.Departure, from int32) Departures {
	it := Departures{deps: deps, Day: FloorDay(from), At: NoTime}
	if len(deps) == 0 {
		return it
	}
	tod := from - it.Day*DaySeconds
	lo, hi := around(deps, tod)
	for lo < hi {
		if mid := (lo + hi) / 2; deps[mid].Tod < tod {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	it.I = lo - 1
	it.Step()
	return it
}

// around bounds the first departure at or after tod. It looks where that would be if
// they were spread evenly over the day, and at twice the distance from there each
// time, because every look is a wait for memory.
func around(deps []timetable.Departure, tod int32) (lo, hi int) {
	lo, hi = 0, len(deps)
	i := int(int64(len(deps)) * int64(tod) / int64(DaySeconds))
	for step := 1; lo < hi; step *= 2 {
		if deps[i].Tod < tod {
			lo = i + 1
			if hi < len(deps) {
				return lo, hi
			}
			i = min(i+step, len(deps)-1)
		} else {
			hi = i
			if lo > 0 {
				return lo, hi
			}
			i = max(i-step, 0)
		}
	}
	return lo, hi
}

// ResumeDepartures continues at position i, which departs at time at.
func ResumeDepartures(deps []timetable.Departure, i int, at int32) Departures {
	return Departures{deps: deps, I: i, Day: FloorDay(at), At: at}
}

// Step moves to the next departure.
func (it *Departures) Step() {
	it.I++
	if it.I == len(it.deps) {
		it.I, it.Day = 0, it.Day+1
	}
	it.At = it.Day*DaySeconds + it.deps[it.I].Tod
}

// StepBack moves to the departure before.
func (it *Departures) StepBack() {
	if it.I == 0 {
		it.I, it.Day = len(it.deps), it.Day-1
	}
	it.I--
	it.At = it.Day*DaySeconds + it.deps[it.I].Tod
}

// Until returns those from the current one on that leave by a time, of the same day.
func (it *Departures) Until(last int32) []timetable.Departure {
	end := it.I
	for end < len(it.deps) && it.Day*DaySeconds+it.deps[end].Tod <= last {
		end++
	}
	return it.deps[it.I:end]
}

// Current is the departure the walk stands at.
func (it *Departures) Current() *timetable.Departure { return &it.deps[it.I] }
