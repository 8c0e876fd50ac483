package search

import (
	"tongtu/data/model"
	"tongtu/engine/timetable"
)

// Ends is one end of the journey: the stops at which it may begin or finish.
type Ends struct {
	List []End
	At   []int32 // by Stop: index into List, or -1
}

// End is a stop and the walk between it and the place asked for.
type End struct {
	Stop timetable.Stop
	Walk int32             // seconds; 0 at a station of the place itself
	Far  timetable.Station // the place's station at the other end of the walk
}

// collect fills e with the stops of the place and those a walk joins to it.
func (e *Ends) collect(x *Question, place []timetable.Station, walks func(timetable.Station) []timetable.Walk, near func(timetable.Walk) timetable.Station) {
	e.clear(x.TT.NumStops())
	for _, st := range place {
		e.add(x, st, st, 0)
	}
	for _, st := range place {
		for _, w := range walks(st) {
			e.add(x, near(w), st, w.Time)
		}
	}
}

// clear empties e for a timetable of n stops.
func (e *Ends) clear(n int) {
	for _, x := range e.List {
		e.At[x.Stop] = -1
	}
	e.List = e.List[:0]
	if len(e.At) == n {
		return
	}
	e.At = make([]int32, n)
	for i := range e.At {
		e.At[i] = -1
	}
}

func (e *Ends) add(x *Question, at, far timetable.Station, walk model.Second) {
	for _, stop := range x.TT.StopsOf(at) {
		if !x.Modes.Has(x.TT.ModeOf(stop)) {
			continue
		}
		switch i := e.At[stop]; {
		case i < 0:
			e.At[stop] = int32(len(e.List))
			e.List = append(e.List, End{stop, int32(walk), far})
		case int32(walk) < e.List[i].Walk:
			e.List[i] = End{stop, int32(walk), far}
		}
	}
}
