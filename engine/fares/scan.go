package fares

import (
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// pollMask spaces the looks at ctx: every 64 slots, well below 1 ms.
const pollMask = 1<<6 - 1

// scan looks at the connections from Start on until the time is over.
func (s *scan) scan() error {
	c := s.Ahead.Connections()
	end := len(c.Slots) - 1
	midnight := search.FloorDay(s.Start) * search.DaySeconds
	k := c.From(s.Start - midnight)
	until := s.Start // events before this second are done with
	for n := 0; ; n++ {
		if n&pollMask == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		if k == end {
			k, midnight = 0, midnight+search.DaySeconds
		}
		now := s.Deadline + 1
		if end > 0 {
			now = midnight + c.Slots[k].Tod
		}
		for ; until <= min(now, s.Deadline); until++ {
			s.happen(until)
		}
		if now > s.Deadline {
			return nil
		}
		s.slot(c, c.Slots[k].First, c.Slots[k+1].First, now)
		k++
	}
}

// slot boards the connections from first to end, which leave now. Where changing
// takes no time, a ride without duration can make another departure of the same
// moment cheaper: then those are looked at once more.
func (s *scan) slot(c *timetable.Connections, first, end, now int32) {
	for again := false; ; again = true {
		for i := first; i < end; i++ {
			o := &s.ready[c.Hops.At(i).From]
			if o.cost <= s.most && (!again || o.round == s.round) {
				s.board(c.Rides[i].At, now, o)
			}
		}
		s.round++
		if !s.happen(now) {
			return
		}
	}
}

// happen lets the events of second t happen: first people alight, then stops
// become ready. It reports whether a stop can be boarded for less.
func (s *scan) happen(t int32) (cheaper bool) {
	for {
		if e, ok := s.landings.take(t); ok {
			s.land(e.ride)
			continue
		}
		e, ok := s.openings.take(t)
		if !ok {
			return cheaper
		}
		cheaper = s.open(e) || cheaper
	}
}

func (s *scan) open(e event) (cheaper bool) {
	cost := int64(0)
	if e.ride != origin {
		cost = s.rides[e.ride].cost
	}
	o := &s.ready[e.stop]
	if cost >= o.cost {
		return false
	}
	*o = offer{cost: cost, ride: e.ride, round: s.round}
	return true
}

// board follows a departure, which is now, to every later call, if it can make
// something cheaper.
func (s *scan) board(at, now int32, o *offer) {
	v := s.Ahead
	trip := v.TripOf(at)
	midnight := now - v.DepAt(at)
	day := midnight / search.DaySeconds
	if !v.Runs(trip, s.Base, day) || !s.sit(trip, day, at, o.cost) {
		return
	}
	off, end := v.Calls(trip)
	for k := at + 1; k < end; k++ {
		arr := midnight + v.ArrAt(k)
		if arr > s.Deadline {
			return
		}
		if !v.MayAlight(k) {
			continue
		}
		s.relaxed++
		stop := v.StopAt(k)
		cost := o.cost + s.price(trip, off, at, k)
		if cost < o.cost || cost >= s.paid[stop] || cost > s.most {
			continue
		}
		r := ride{cost: cost, time: arr, stop: stop, before: o.ride, trip: trip, day: day, board: int16(at - off), alight: int16(k - off)}
		s.landings.add(arr, event{stop: stop, ride: int32(len(s.rides))})
		s.rides = append(s.rides, r)
		s.rec.Improve(int32(stop), int32(trip), int(r.board), int(r.alight), arr, cost)
	}
}

// sit takes a seat at a call of a run and reports whether it is of use: on a run
// of plain fares only if nobody sits there for as little.
func (s *scan) sit(trip timetable.Trip, day, at int32, cost int64) bool {
	if !s.Ahead.Flat(trip) {
		return true
	}
	k := day % s.overlap
	if k < 0 {
		k += s.overlap
	}
	have := &s.seats[int32(trip)*s.overlap+k]
	value := cost - s.Ahead.FareAt(at)
	if have.value < noFare && have.day == day && have.value <= value {
		return false
	}
	*have = seat{day, value}
	return true
}

// price is what a ride costs, noFare if it may not be taken.
func (s *scan) price(trip timetable.Trip, off, board, alight int32) int64 {
	if v := s.Ahead; v.Flat(trip) {
		return v.FareAt(alight) - v.FareAt(board) + s.TT.Fee(trip)
	}
	fare := s.TT.LegCost(trip, int(board-off), int(alight-off), nil)
	if fare >= timetable.UnknownCost {
		return noFare
	}
	return fare
}

// land ends a ride, if nobody has come to its end for as little.
func (s *scan) land(i int32) {
	r := &s.rides[i]
	if r.cost >= s.paid[r.stop] {
		s.rec.Prune(int32(r.stop), r.time, r.cost)
		return
	}
	s.paid[r.stop] = r.cost
	s.settled++
	s.rec.Settle(int32(r.stop), r.time, r.cost)
	s.arrive(s.TT.CityOf(r.stop), i, r.time)
	for _, w := range s.walks[s.TT.StationOf(r.stop)] {
		s.arrive(s.TT.CityOfStation(w.To), i, r.time+int32(w.Time))
	}
	changes := s.Ahead.ChangesFrom(&s.changes, r.stop)
	for k := range changes {
		c := &changes[k]
		t := r.time + s.ChangeTime(c)
		if t <= s.Deadline && r.cost < s.ready[c.To].cost && s.Allowed(c.To) {
			s.openings.add(t, event{stop: c.To, ride: i})
		}
	}
}

// arrive keeps ride i as the way to city c if it is the cheapest, or as cheap
// and earlier.
func (s *scan) arrive(c timetable.City, i, t int32) {
	g, cost := &s.best[c], s.rides[i].cost
	if t <= s.Deadline && (cost < g.cost || cost == g.cost && t < g.time) {
		*g = goal{cost, t, i}
	}
}
