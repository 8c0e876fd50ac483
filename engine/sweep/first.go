package sweep

import (
	"cmp"
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// step is a ride that may come next.
type step struct {
	trip          timetable.Trip
	day           int32
	board, alight int32 // positions in the call arrays
	cost          int32
}

// compareRide orders by trip, service day, boarding and alighting call.
func (x *step) compareRide(y *step) int {
	return cmp.Or(cmp.Compare(x.trip, y.trip), cmp.Compare(x.day, y.day), cmp.Compare(x.board, y.board), cmp.Compare(x.alight, y.alight))
}

// firstRides returns, of the equally good journeys, the one whose rides come
// first in order: ride by ride it takes the least from which what the sweep back
// left in s.readied leads to the end within the cost and the rides.
func (s *scan) firstRides(q *plan.Query, depart int32, best goal) ([]search.Ride, error) {
	w := walk{scan: s, view: s.Ahead, arrive: best.time}
	if w.cost, w.left = s.target(q, best); w.cost >= unknown {
		return nil, plan.ErrUnsupported
	}
	s.rode = s.rode[:0]
	for _, e := range s.From.List {
		if s.open[e.Stop] {
			w.board(e.Stop, depart+e.Walk)
		}
	}
	for n := 0; ; n++ {
		if !w.found {
			return nil, plan.ErrUnsupported // never: the sweeps found the journey
		}
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		x := w.next
		off, _ := w.view.Calls(x.trip)
		s.rode = append(s.rode, s.Ride(x.trip, x.day, int(x.board-off), int(x.alight-off)))
		if w.ends(&x) {
			break
		}
		w.cost, w.left, w.found = w.cost-x.cost, w.left-1, false
		at := x.day*daySeconds + w.view.ArrAt(x.alight)
		stop := w.view.StopAt(x.alight)
		changes := w.view.ChangesFrom(&s.changes, stop)
		for k := range changes {
			if c := &changes[k]; s.open[c.To] {
				w.board(c.To, at+s.ChangeTime(c))
			}
		}
	}
	if w.view.Backward() {
		slices.Reverse(s.rode)
	}
	return s.rode, nil
}

// target is the fare and the number of rides of the answer: of the journeys that
// the sweep back found, all of the latest departure.
func (s *scan) target(q *plan.Query, best goal) (cost, rides int32) {
	cost, rides = noCost, noCost
	for _, g := range s.front() {
		if q.By == plan.Changes {
			if g.cost < cost {
				cost, rides = g.cost, best.cost
			}
		} else if g.cost <= best.cost && g.lane < rides {
			cost, rides = best.cost, g.lane
		}
	}
	return cost, rides
}

// walk chooses the rides of the answer one after the other.
type walk struct {
	*scan
	view   *timetable.View
	arrive int32 // at the end, at the latest
	cost   int32 // that may still be spent
	left   int32 // rides
	next   step
	found  bool
}

// board considers the departures of a stop from a time on.
func (w *walk) board(stop timetable.Stop, at int32) {
	deps := w.view.Departures(stop)
	for it := search.DeparturesFrom(deps, at); it.At <= w.arrive; it.Step() {
		d := it.Current()
		x := step{trip: d.Trip, day: it.Day - int32(d.Shift)}
		if w.found && (x.trip > w.next.trip || x.trip == w.next.trip && x.day > w.next.day) ||
			w.avoided(x.trip) || !w.view.Runs(x.trip, w.Base, x.day) {
			continue
		}
		off, end := w.view.Calls(x.trip)
		x.board = off + int32(d.Call)
		for x.alight = x.board + 1; x.alight < end; x.alight++ {
			if x.day*daySeconds+w.view.ArrAt(x.alight) > w.arrive {
				break
			}
			if w.found && x.compareRide(&w.next) >= 0 {
				break
			}
			if w.leads(&x, off) {
				w.next, w.found = x, true
				break
			}
		}
	}
}

// leads reports whether ride x can be part of the answer, and prices it.
func (w *walk) leads(x *step, off int32) bool {
	stop := w.view.StopAt(x.alight)
	if !w.view.MayAlight(x.alight) || !w.open[stop] {
		return false
	}
	ends := w.ends(x)
	if !ends && w.readiedAt[stop] == 0 {
		return false
	}
	x.cost = w.fareOf(x, off)
	if x.cost > w.cost {
		return false
	}
	if ends {
		return true
	}
	at := x.day*daySeconds + w.view.ArrAt(x.alight)
	for i := w.readiedAt[stop]; i != 0; {
		r := &w.readied[i-1]
		if -r.time >= at && r.cost <= w.cost-x.cost && r.lane <= w.left-1 {
			return true
		}
		i = r.next
	}
	return false
}

// ends reports whether the journey may end with ride x.
func (w *walk) ends(x *step) bool {
	e := w.To.At[w.view.StopAt(x.alight)]
	return e >= 0 && x.day*daySeconds+w.view.ArrAt(x.alight)+w.To.List[e].Walk <= w.arrive
}

func (w *walk) fareOf(x *step, off int32) int32 {
	if w.Classes == nil && w.view.Flat(x.trip) {
		return int32(w.view.FareAt(x.alight)-w.view.FareAt(x.board)) + int32(w.TT.Fee(x.trip))
	}
	r := w.Ride(x.trip, x.day, int(x.board-off), int(x.alight-off))
	return int32(min(w.TT.LegCost(r.Trip, r.Board, r.Alight, w.Classes), int64(unknown)))
}
