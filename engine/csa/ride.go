package csa

import "tongtu/engine/timetable"

// follow rides from a departure to a call that is reached at arr, and on as long as
// the trip could not be boarded again. It returns when a stop became ready, the
// first of them. Once the other direction is known, only those calls count from
// which that leads on in time, be it aboard.
func (x *side) follow(board, arr int32) (ready int32) {
	v, at := x.view, board+1
	midnight := arr - v.ArrAt(at)
	for ready = noTime; arr <= x.best; arr = midnight + v.ArrAt(at) {
		x.relaxed++
		stop, dep := v.StopAt(at), midnight+v.DepAt(at)
		// Seen from the other direction, the trip cannot have been reached before.
		alone := v.Last(at) || v.MayBoard(at) && x.useless(stop, dep)
		if arr < x.alight[stop] && v.MayAlight(at) && (!alone || x.other == nil || x.other.ready[stop] <= -arr) {
			if x.rec != nil {
				x.record(board, at, arr)
			}
			if x.tracks {
				x.via[stop] = via{board, at}
			}
			ready = min(ready, x.arrive(stop, arr))
		}
		// The stop's own turn takes the ride on.
		if alone || v.MayBoard(at) && x.ready[stop] <= dep {
			break
		}
		at++
	}
	return ready
}

// useless reports whether the other direction does not lead on from boarding at stop
// at a time.
func (x *side) useless(stop timetable.Stop, time int32) bool {
	return x.other != nil && -time < x.other.alight[stop]
}

// record records that a ride arrives sooner than others.
func (x *side) record(board, at, arr int32) {
	trip := x.view.TripOf(at)
	off, _ := x.view.Calls(trip)
	x.rec.Improve(int32(x.view.StopAt(at)), int32(trip), int(board-off), int(at-off), arr, 0)
}

// arrive improves the time of alighting at stop, and of boarding wherever one can
// change to. It returns the first of these, if any.
func (x *side) arrive(stop timetable.Stop, at int32) (first int32) {
	first = noTime
	x.settled++
	if x.alight[stop] == noTime {
		x.reached = append(x.reached, stop)
	}
	x.alight[stop] = at
	x.done[stop] = max(at, x.ready[stop])
	if x.goal != nil {
		if e := x.goal.At[stop]; e >= 0 {
			x.best = min(x.best, at+x.goal.List[e].Walk)
		}
	}
	near := x.view.Near(stop)
	far := near.Far != timetable.AllNear && at+x.TT.FarTime() < x.full[near.City]
	if near.Stay >= 0 && (!far || near.Far >= 0) {
		if x.MinChange >= 0 {
			near.Stay = x.MinChange
		}
		if t := at + near.Stay; t < x.ready[stop] && !x.useless(stop, t) {
			x.becomes(stop, t, stop)
			first = t
		}
		if far {
			first = min(first, x.reachCity(near.City, at+near.Far, stop))
		}
		return first
	}
	changes := x.view.ChangesFrom(&x.changes, stop)
	if near.Far != timetable.AllNear && !far {
		changes = changes[:near.Count]
	}
	full := int32(0)
	for k := range changes {
		c := &changes[k]
		t := at + x.ChangeTime(c)
		if t < x.ready[c.To] && x.Allowed(c.To) && !x.useless(c.To, t) {
			x.becomes(c.To, t, stop)
			first = min(first, t)
		}
		full = max(full, x.ready[c.To])
	}
	if far {
		x.full[near.City] = full
	}
	return first
}

// reachCity lets the stops of a city be boarded from a time on, after a ride that ended
// at before. It returns that time if it is of use.
func (x *side) reachCity(c timetable.City, at int32, before timetable.Stop) (first int32) {
	first = noTime
	from, end := x.TT.StopsOfCity(c)
	full, ready := int32(0), x.ready[from:end]
	for i, t := range ready {
		if stop := from + timetable.Stop(i); at < t && x.Allowed(stop) && !x.useless(stop, at) {
			x.label(stop, at, before)
			if first = at; x.queued {
				x.queue.Push(at, stop)
			}
		}
		full = max(full, ready[i])
	}
	if first == at && !x.queued && at <= x.best {
		x.waits.add(from, end, at)
	}
	x.full[c] = full
	return first
}

// becomes lets a stop be boarded from a time on, after a ride that ended at before.
func (x *side) becomes(stop timetable.Stop, at int32, before timetable.Stop) {
	x.label(stop, at, before)
	switch {
	case at > x.best:
	case x.queued:
		x.queue.Push(at, stop)
	default:
		x.waits.add(stop, stop+1, at)
	}
}

// label notes from when on a stop can be boarded.
func (x *side) label(stop timetable.Stop, at int32, before timetable.Stop) {
	x.ready[stop] = at
	x.done[stop] = max(at, x.alight[stop])
	if x.tracks {
		x.before[stop] = before
	}
}
