package tables

import (
	"cmp"
	"context"
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
)

// found is a journey of the answer: rides that the table does not know as its
// beginning, and an entry that goes on.
type found struct {
	arr, dep, lane int32
	from, to       int32 // rides[from:to]
	entry          int32 // or -1
	ride           ride  // of the entry
	parts          int32 // copies: end of its parts
}

// note adds a journey to those found. Its first ride is fetched from memory while
// the others are looked for.
func (x *lookup) note(f found) {
	if f.entry >= 0 {
		f.ride = x.block.rides[f.entry]
	}
	x.found = append(x.found, f)
}

// inWindow finds the journeys that depart within a window: those of the table, and
// such as only later departures than those of the window beat (late.go).
func (x *lookup) inWindow(ctx context.Context, window int32) error {
	list, base := x.block.from(x.from)
	last := min(x.Start+window, x.Deadline)
	if err := x.findLate(ctx, list, last); err != nil {
		return err
	}
	for i, k := range list {
		if k.dep() >= x.Start && k.dep() <= last && k.arr() <= x.Deadline {
			x.note(found{arr: k.arr(), dep: k.dep(), lane: k.lane(), entry: base + int32(i)})
		}
	}
	slices.SortFunc(x.found, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.arr, b.arr), cmp.Compare(a.lane, b.lane), cmp.Compare(a.dep, b.dep))
	})
	return nil
}

// journeys puts the rides of every one found together.
func (x *lookup) journeys() []plan.Itinerary {
	its := make([]plan.Itinerary, len(x.found))
	if x.legs != nil && x.rec == nil {
		x.copies(its)
		return its
	}
	for i := range x.found {
		its[i] = x.journey(&x.found[i])
	}
	return its
}

// copies fills its from what lies side by side. All is looked up before anything
// is made of it: looking up waits for memory, and the waits overlap.
func (x *lookup) copies(its []plan.Itinerary) {
	x.parts = x.parts[:0]
	for i := range x.found {
		f := &x.found[i]
		for _, s := range x.begun[f.from:f.to] {
			x.parts = append(x.parts, x.legs.part(s))
		}
		for e, r := f.entry, f.ride; e >= 0; {
			x.parts = append(x.parts, x.legs.part(r.step()))
			if e = r.next(); e >= 0 {
				r = x.block.rides[e]
			}
		}
		f.parts = int32(len(x.parts))
	}
	list, from := make([]plan.Leg, len(x.parts)), int32(0)
	for i := range list {
		x.legs.fill(&list[i], x.Base, &x.parts[i])
	}
	for i := range its {
		end := x.found[i].parts
		its[i].Legs = list[from:end:end]
		its[i].Summarise()
		from = end
	}
}

// journey puts the rides of f together.
func (x *lookup) journey(f *found) plan.Itinerary {
	x.steps = append(x.steps[:0], x.begun[f.from:f.to]...)
	for i := f.entry; i >= 0; i = x.block.rides[i].next() {
		x.steps = append(x.steps, x.block.rides[i].step())
	}
	v := &x.TT.Forward
	x.rides = x.rides[:0]
	for _, s := range x.steps {
		trip := v.TripOf(s.board)
		off, _ := v.Calls(trip)
		r := search.Ride{Trip: trip, Day: s.day, Board: int(s.board - off), Alight: int(s.board - off + s.calls)}
		x.rides = append(x.rides, r)
		at := s.board + s.calls
		x.rec.Improve(int32(v.StopAt(at)), int32(trip), r.Board, r.Alight, s.day*daySeconds+v.ArrAt(at), 0)
	}
	return x.Itinerary(x.rides)
}
