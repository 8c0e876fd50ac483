package profile

import (
	"cmp"
	"slices"

	"tongtu/engine/plan"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// answer finds the journeys of the window, in order of arrival.
func (s *scan) answer(q *plan.Query) ([]plan.Itinerary, error) {
	s.bounds()
	s.findStarts(s.Start + int32(q.Window))
	for {
		if err := s.run(q); err != nil {
			return nil, err
		}
		if !s.short {
			break
		}
		s.lanes *= 2
	}
	if len(s.its) == 0 {
		return nil, plan.ErrNoRoute
	}
	slices.SortFunc(s.its, func(a, b plan.Itinerary) int {
		return cmp.Or(cmp.Compare(a.Arrive, b.Arrive), cmp.Compare(a.Changes, b.Changes), cmp.Compare(a.Depart, b.Depart))
	})
	return s.its, nil
}

// findStarts lists the departures that begin a journey by until.
func (s *scan) findStarts(until int32) {
	s.starts = s.starts[:0]
	for _, e := range s.From.List {
		deps := s.Ahead.Departures(e.Stop)
		for it := search.DeparturesFrom(deps, s.Start+e.Walk); it.At <= min(until+e.Walk, s.Deadline); it.Step() {
			d := it.Current()
			if day := it.Day - int32(d.Shift); s.Ahead.Runs(d.Trip, s.Base, day) {
				s.starts = append(s.starts, start{it.At - e.Walk, day, *d})
			}
		}
	}
	slices.SortFunc(s.starts, func(a, b start) int { return cmp.Compare(a.at, b.at) })
}

// run tries the departures, the latest first.
func (s *scan) run(q *plan.Query) error {
	s.begin(q)
	end := len(s.starts)
	if err := s.guess(q, s.last(end)); err != nil {
		return err
	}
	for end > 0 && !s.short {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		list := s.last(end)
		s.depart(list)
		s.collect()
		end -= len(list)
	}
	return s.ctx.Err()
}

// last returns the departures of the moment of the one before end.
func (s *scan) last(end int) []start {
	from := end
	for from > 0 && s.starts[from-1].at == s.starts[end-1].at {
		from--
	}
	return s.starts[from:end]
}

// guess bounds the arrivals by what the last departures reach soon. Without a
// bound they would board everything to the end of the time.
func (s *scan) guess(q *plan.Query, list []start) error {
	if len(list) == 0 {
		return nil
	}
	at, far := list[0].at, s.Deadline+1
	for time := firstGuess; at+time < s.Deadline; time *= 2 {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		lower(s.best, 0, at+time)
		s.depart(list)
		found := slices.Clone(s.best)
		s.begin(q)
		if found[s.lanes-1] == at+time {
			continue
		}
		for i, t := range found {
			if t < at+time {
				s.best[i] = min(far, t+1)
			}
		}
		return nil
	}
	return nil
}

// depart tries the departures of one moment.
func (s *scan) depart(list []start) {
	s.fresh = s.fresh[:0]
	s.round++
	for i := range list {
		s.board(&list[i].dep, list[i].day, 1)
	}
	for lane := 1; len(s.fresh) > 0 && lane < s.most; lane++ {
		s.fresh, s.fresher = s.fresher[:0], s.fresh
		s.round++
		for i, x := range s.fresher {
			if i&pollMask == 0 && s.ctx.Err() != nil {
				return // to whoever looks next
			}
			s.change(x, lane)
		}
	}
}

// bound is the arrival that who has taken so many rides and boards in a city must
// be able to come before, to be of use.
func (s *scan) bound(lane int, c timetable.City) int32 {
	return s.best[min(lane+int(s.more[c]), s.lanes-1)]
}

// change boards at a stop what leaves from its label on, except what was boarded
// there before with no more rides.
func (s *scan) change(x fresh, lane int) {
	label := s.row(s.ready, x.stop)
	last := min(x.old, label[lane-1], s.bound(lane, s.TT.CityOf(x.stop))) - 1
	for it := search.DeparturesFrom(s.Ahead.Departures(x.stop), label[lane]); it.At <= last; it.Step() {
		d := it.Current()
		if day := it.Day - int32(d.Shift); s.Ahead.Runs(d.Trip, s.Base, day) {
			s.board(d, day, lane+1)
		}
	}
}

// row is the labels of a stop, by lane.
func (s *scan) row(labels []int32, stop timetable.Stop) []int32 {
	return labels[int(stop)*s.lanes : (int(stop)+1)*s.lanes]
}

// lower lowers labels from a lane on.
func lower(row []int32, lane int, to int32) {
	for i := lane; i < len(row) && row[i] > to; i++ {
		row[i] = to
	}
}

// board takes ride number lane, up to where the run was boarded before with no
// more rides.
func (s *scan) board(d *timetable.Departure, day int32, lane int) {
	v := s.Ahead
	off, end := v.Calls(d.Trip)
	board := off + int32(d.Call)
	reached := s.reached(d.Trip, day)
	last := min(reached[lane], end-1)
	lower(reached, lane, board)
	midnight := day * daySeconds
	for at := board + 1; at <= last; at++ {
		arr := midnight + v.ArrAt(at)
		stop := v.StopAt(at)
		if arr+s.left[s.TT.CityOf(stop)] >= s.best[lane] {
			return // and so on: the bound falls no faster than the trip runs
		}
		s.relaxed++
		if arr >= s.alight[int(stop)*s.lanes+lane] || !v.MayAlight(at) {
			continue
		}
		s.rec.Improve(int32(stop), int32(d.Trip), int(d.Call), int(at-off), arr, int64(lane))
		s.via[int(stop)*s.lanes+lane] = ride{board, at}
		s.arrive(stop, arr, lane)
	}
}

// reached returns, by lane, the first call where a run was boarded.
func (s *scan) reached(trip timetable.Trip, day int32) []int32 {
	i := int32(trip)*s.width + day - s.first
	if s.slot[i] == 0 {
		for range s.lanes {
			s.ridden = append(s.ridden, search.NoTime)
		}
		s.slot[i] = int32(len(s.ridden) / s.lanes)
		s.used = append(s.used, i)
	}
	k := int(s.slot[i]) * s.lanes
	return s.ridden[k-s.lanes : k]
}

// arrive lowers the label of alighting at a stop, and those of boarding where one
// can change to.
func (s *scan) arrive(stop timetable.Stop, arr int32, lane int) {
	s.settled++
	lower(s.row(s.alight, stop), lane, arr)
	if e := s.To.At[stop]; e >= 0 {
		if t := arr + s.To.List[e].Walk; t < s.best[lane] {
			lower(s.best, lane, t)
			s.hits[lane] = stop
		}
	}
	switch lane {
	case s.most:
		return
	case s.lanes - 1:
		s.short = true
		return
	}
	changes := s.Ahead.ChangesFrom(&s.changes, stop)
	for k := range changes {
		c := &changes[k]
		i := int(c.To)*s.lanes + lane
		t, old := arr+s.ChangeTime(c), s.ready[i]
		if t >= old || t+s.left[s.TT.CityOf(c.To)] >= s.bound(lane, s.TT.CityOf(c.To)) || !s.Allowed(c.To) {
			continue
		}
		s.before[i] = stop
		lower(s.row(s.ready, c.To), lane, t)
		if s.stamp[c.To] != s.round {
			s.stamp[c.To] = s.round
			s.fresh = append(s.fresh, fresh{c.To, old})
		}
	}
}

// collect adds the journeys of the departure at hand that improved best.
func (s *scan) collect() {
	for lane, stop := range s.hits {
		if stop < 0 {
			continue
		}
		s.hits[lane] = -1
		if !s.short {
			s.trace(stop, lane)
			s.its = append(s.its, s.Itinerary(s.rides))
		}
	}
}

// trace finds the rides that end at a stop. All their labels are of the
// departure at hand, hence as they were when it used them.
func (s *scan) trace(stop timetable.Stop, lane int) {
	s.rides = s.rides[:0]
	v := s.Ahead
	for {
		i := int(stop)*s.lanes + lane
		r := s.via[i]
		trip := v.TripOf(r.board)
		off, _ := v.Calls(trip)
		day := (s.alight[i] - v.ArrAt(r.alight)) / daySeconds
		s.rides = append(s.rides, s.Ride(trip, day, int(r.board-off), int(r.alight-off)))
		if lane--; lane == 0 {
			break
		}
		stop = s.before[int(v.StopAt(r.board))*s.lanes+lane]
	}
	if !v.Backward() {
		slices.Reverse(s.rides)
	}
}
