package tables

import (
	"cmp"
	"context"
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// found is a journey of the answer: rides that the table does not know as its
// beginning, and an entry that goes on.
type found struct {
	arr, dep, lane int32
	from, to       int32 // rides[from:to]
	entry          int32 // or -1
}

// inWindow finds the journeys that depart within a window: those of the table, and
// such as only later departures than those of the window beat (late.go).
func (x *lookup) inWindow(ctx context.Context, from timetable.City, window int32) error {
	list, base := x.block.from(from)
	last := min(x.Start+window, x.Deadline)
	if err := x.findLate(ctx, list, last); err != nil {
		return err
	}
	for i, k := range list {
		if k.dep() >= x.Start && k.dep() <= last && k.arr() <= x.Deadline {
			x.found = append(x.found, found{arr: k.arr(), dep: k.dep(), lane: k.lane(), entry: base + int32(i)})
		}
	}
	slices.SortFunc(x.found, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.arr, b.arr), cmp.Compare(a.lane, b.lane), cmp.Compare(a.dep, b.dep))
	})
	return nil
}

// journey puts the rides of f together.
func (x *lookup) journey(f *found) plan.Itinerary {
	x.rides = append(x.rides[:0], x.begun[f.from:f.to]...)
	for i := f.entry; i >= 0; i = x.block.rides[i].next {
		x.rides = append(x.rides, x.block.ride(x.TT, i))
	}
	if x.rec != nil {
		for _, r := range x.rides {
			x.improve(r)
		}
	}
	return x.Itinerary(x.rides)
}

// improve records a ride of the answer.
func (x *lookup) improve(r search.Ride) {
	v := &x.TT.Forward
	off, _ := v.Calls(r.Trip)
	at := off + int32(r.Alight)
	x.rec.Improve(int32(v.StopAt(at)), int32(r.Trip), r.Board, r.Alight, r.Day*daySeconds+v.ArrAt(at), 0)
}
