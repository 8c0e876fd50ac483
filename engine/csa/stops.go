package csa

import (
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// patience is the share of all departures that the search from stop to stop may
// try before a scan takes over.
const patience = 512

// meets lists the stops from which the other direction leads on, if one departs from
// a time on. It reports whether there are any.
func (x *side) meets(other *side, from int32) bool {
	x.queue = x.queue[:0]
	for _, stop := range other.reached {
		if t := max(x.ready[stop], from); -t >= other.alight[stop] {
			x.queue.Push(t, stop)
		}
	}
	return len(x.queue) > 0
}

// wander goes on from stop to stop, in order of time, with the departures from a time
// on: those before were looked at. Only what the other direction leads on from
// counts, so mostly little is left and this is faster than a scan, which takes over
// where it is not. The labels of stops that can be part of a journey by best are
// final afterwards.
func (x *side) wander(other *side, from int32) error {
	x.other, x.queued = &other.labels, true
	left := x.view.Connections().Hops.Len() / patience
	for n := 0; len(x.queue) > 0; n++ {
		if n&pollMask == 0 && x.ctx.Err() != nil {
			return x.ctx.Err()
		}
		at, stop := x.queue.Pop()
		if at > x.best {
			break
		}
		if at != max(x.ready[stop], from) {
			continue // superseded
		}
		if left < 0 {
			x.resume(at)
			_, err := x.scan(noLimit, noTime)
			return err
		}
		x.settled++
		x.rec.Settle(int32(stop), at, 0)
		left -= x.board(stop, at)
	}
	return nil
}

// board takes the departures of stop from time at on, as long as the other direction
// leads on from there. It counts them.
func (x *side) board(stop timetable.Stop, at int32) (tried int) {
	deps := x.view.Departures(stop)
	it, last := search.DeparturesFrom(deps, at), -x.other.alight[stop]
	x.view.FetchDepartures(it.Until(min(x.best, last)))
	for ; it.At <= min(x.best, last); it.Step() {
		tried++
		d := it.Current()
		if day := it.Day - int32(d.Shift); x.view.Runs(d.Trip, x.Base, day) {
			off, _ := x.view.Calls(d.Trip)
			board := off + int32(d.Call)
			x.follow(board, day*daySeconds+x.view.ArrAt(board+1))
		}
	}
	return tried
}
