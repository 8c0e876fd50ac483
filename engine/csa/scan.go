package csa

import (
	"tongtu/data/model"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const (
	daySeconds = int32(model.Day)
	// pollMask spaces the looks at ctx: every 16 batches, well below 1 ms.
	pollMask = 1<<4 - 1
)

// enter prepares to scan from a time on, when only the stops of from are ready.
func (x *side) enter(time int32, from *search.Ends) {
	x.seek(time)
	for _, e := range from.List {
		if t := x.ready[e.Stop]; t <= x.best {
			x.waits.add(e.Stop, e.Stop+1, t)
		}
	}
	for i := range x.open {
		x.open[i] = ^uint64(0)
	}
}

// resume prepares to scan from a time on among the stops from which the other
// direction leads on.
func (x *side) resume(time int32) {
	x.seek(time)
	stops := timetable.Stop(x.TT.NumStops())
	x.open.add(stops) // see timetable.Hop.To
	for stop := range stops {
		if t := x.ready[stop]; t <= x.best && !x.useless(stop, max(t, time)) {
			x.waits.add(stop, stop+1, t)
		}
		if last := -min(x.other.alight[stop], x.other.ready[stop]); last >= time {
			x.open.add(stop)
			x.done[stop] = min(x.done[stop], last+1)
		}
	}
}

// seek sets where to scan from, with no stop ready or open.
func (x *side) seek(time int32) {
	x.queued = false
	x.Connections = x.view.Connections()
	x.forget()
	x.waits.begin(x.TT.NumStops(), time, x.best)
	x.open = x.open.none(x.TT.NumStops())
	x.day(time)
	x.slot = x.Connections.From(time - x.midnight)
	x.first = x.Slots[x.slot].First
}

// day moves on to the day of a time.
func (x *side) day(time int32) {
	day := search.FloorDay(time)
	x.midnight = day * daySeconds
	x.running = x.view.RunningOn(x.running, x.Base, day)
}

// scan goes on with the connections of the view until they leave after best or a
// time, or until so many calls were reached. It reports whether it came to the end.
func (x *side) scan(most int, until int32) (end bool, err error) {
	all := int32(x.Hops.Len())
	if all == 0 {
		return true, x.ctx.Err()
	}
	for n := 0; x.relaxed < most; n++ {
		if n&pollMask == 0 && x.ctx.Err() != nil {
			return false, x.ctx.Err()
		}
		if x.first == all {
			x.first, x.slot = 0, 0
			x.forget()
			x.day(x.midnight + daySeconds)
		}
		x.slot = x.slotOf(x.first, x.slot)
		if x.now() > x.best {
			return true, nil
		}
		if x.now() > until {
			return false, nil
		}
		x.take(all)
	}
	return false, nil
}
