package tables

import (
	"context"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// What departs last within a window may be among its best only because what beats
// it departs after the window. Such journeys are not in the table, but finding them
// takes little: departures are tried one after another, the last first, and where
// a ride can be left the table knows how to go on, or at least how soon one may
// arrive (extend.go). The search ends where the journeys found are as good as all
// that depart after the window: what departs earlier and counts is in the table.

// lanesLate is how many numbers of rides are told apart; the table has no more.
const lanesLate = 1 << laneBits

// late is the memory of the search for such journeys.
type late struct {
	ctx   context.Context
	ended bool  // ctx did
	last  int32 // departure

	settled, relaxed int // rides boarded, and calls looked at

	best  []int32 // by lane: arrival of the journeys found, those of the table included
	after []int32 // by lane: arrival of those that depart after the window
	high  int     // the highest lane in which best is not yet as good as after, or -1

	hits  []hit  // by lane: the journey of the moment at hand that improved best
	begun []step // of found
	path  []step // the rides at hand
	loose []call // where the table does not tell enough
	froms []back

	seen    []int32 // by stop and rides: since when the search went on from there
	touched []int32 // positions of seen that were set
	changes [][]timetable.Change
}

// hit is how a journey goes: rides, and an entry of the table or -1.
type hit struct {
	rides []step
	entry int32
	fresh bool
}

// back walks the departures of a stop, the latest first.
type back struct {
	deps []timetable.Departure
	i    int
	day  int32
	walk int32
}

// at is when the journey leaves the origin.
func (b *back) at() int32 { return b.day*daySeconds + b.deps[b.i].Tod - b.walk }

func (b *back) step() {
	if b.i--; b.i < 0 {
		b.i, b.day = len(b.deps)-1, b.day-1
	}
}

// findLate adds the journeys that depart until last and are not in the table. list
// are the entries of the origin.
func (x *lookup) findLate(ctx context.Context, list []key, last int32) error {
	x.beginLate(ctx, list, last)
	for x.narrow(); x.high >= 0; x.narrow() {
		at := x.Start - 1
		for i := range x.froms {
			at = max(at, x.froms[i].at())
		}
		if at < x.Start || x.stop() {
			break
		}
		x.known(list, at)
		for i := range x.froms {
			for b := &x.froms[i]; b.at() == at; b.step() {
				d := &b.deps[b.i]
				if day := b.day - int32(d.Shift); x.Ahead.Runs(d.Trip, x.Base, day) {
					x.board(d, day)
				}
			}
		}
		x.collect(at)
	}
	if x.ended {
		return ctx.Err()
	}
	return nil
}

// stop reports whether to end early.
func (x *lookup) stop() bool {
	x.ended = x.ended || x.ctx.Err() != nil
	return x.ended
}

// beginLate prepares for departures until last.
func (x *lookup) beginLate(ctx context.Context, list []key, last int32) {
	if x.best == nil {
		x.best, x.after, x.hits = make([]int32, lanesLate), make([]int32, lanesLate), make([]hit, lanesLate)
		x.changes = make([][]timetable.Change, lanesLate)
	}
	x.ctx, x.ended, x.last, x.high = ctx, false, last, lanesLate-1
	fill(x.best, x.Deadline+1)
	fill(x.after, x.Deadline+1)
	lowerBy(x.after, list, last+1, x.Deadline)
	for _, i := range x.touched {
		x.seen[i] = nothing
	}
	if n := x.TT.NumStops() * lanesLate; len(x.seen) != n {
		x.seen = make([]int32, n)
		fill(x.seen, nothing)
	}
	x.touched, x.begun, x.froms = x.touched[:0], x.begun[:0], x.froms[:0]
	for _, e := range x.From.List {
		if deps := x.Ahead.Departures(e.Stop); len(deps) > 0 {
			it := search.DeparturesFrom(deps, last+e.Walk+1)
			b := back{deps, it.I, it.Day, e.Walk}
			b.step()
			x.froms = append(x.froms, b)
		}
	}
}

// narrow leaves out the lanes in which what was found is good enough.
func (x *lookup) narrow() {
	for x.high >= 0 && x.best[x.high] <= x.after[x.high] {
		x.high--
	}
}

// known lowers best by the entries that depart from a moment on.
func (x *lookup) known(list []key, at int32) { lowerBy(x.best, list, at, x.last) }

// lowerBy lowers a row by the entries that depart from a moment on, the first of
// each lane, which arrives first.
func lowerBy(row []int32, list []key, at, last int32) {
	for i := 0; i < len(list); {
		lane := list[i].lane()
		i += seek(list[i:], lane, at)
		if i == len(list) {
			return
		}
		if list[i].lane() == lane {
			if list[i].dep() <= last {
				lower(row, int(lane), list[i].arr())
			}
			i += seek(list[i:], lane+1, 0)
		}
	}
}

// lower lowers a row from a lane on; it reports whether the row was higher there.
func lower(row []int32, lane int, to int32) bool {
	if row[lane] <= to {
		return false
	}
	for k := lane; k < len(row) && row[k] > to; k++ {
		row[k] = to
	}
	return true
}

// collect adds the journeys of the moment at hand.
func (x *lookup) collect(at int32) {
	for k := range x.hits {
		h := &x.hits[k]
		if !h.fresh {
			continue
		}
		h.fresh = false
		if k > 0 && x.best[k-1] <= x.best[k] {
			continue // fewer rides do as well
		}
		from := int32(len(x.begun))
		x.begun = append(x.begun, h.rides...)
		x.note(found{arr: x.best[k], dep: at, lane: int32(k), from: from, to: int32(len(x.begun)), entry: h.entry})
	}
}
