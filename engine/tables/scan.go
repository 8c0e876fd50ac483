package tables

import (
	"cmp"
	"context"
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// value is what a continuation of a journey is worth. What is compared first
// lies in one word: the arrival and, below it, the number of rides.
type value struct {
	key  int64
	cost int64
	node int32 // the first ride, -1 if there is none
	at   int32 // where or when it begins, as its holder says
}

const (
	arrivalShift = 16 // rides are fewer
	oneRide      = int64(1)
	// nothing is above the key of every value.
	nothing = int64(search.NoTime) << arrivalShift
)

func (x *value) arrival() int32 { return int32(x.key >> arrivalShift) }

// node is a ride and what comes after it.
type node struct {
	board  int32 // position of the call in the call arrays
	next   int32 // node, or -1 at the end of the journey
	alight int16 // calls after board
	day    int16 // service day, counted from the table's
}

// scan is the search for all journeys to one destination.
type scan struct {
	*span
	ctx  context.Context
	goal timetable.City
	walk []int32 // by stop: from there to the destination, -1 if that is not the end

	// By pool, what can be boarded: whoever comes by a time, and not by that of
	// the next entry, can do no better. Times fall, values improve.
	pools [][]value
	best  []int64 // by pool: the key of the last entry

	// By run, the best for who sits in it: at is where to alight, a position in
	// the call arrays; cost includes the cumulative fare there, and is nothing to
	// go by where fares are not flat.
	seated []value

	origin [][]value // by city: the journeys that begin there; times fall
	nodes  []node
	again  bool // a ride of the slot at hand became possible within the slot

	kept []int32 // by node: its position in the block, plus one
}

func newScan(x *span) *scan {
	pools := len(x.ways.now)
	s := &scan{span: x, walk: make([]int32, x.tt.NumStops()), pools: make([][]value, pools), best: make([]int64, pools),
		seated: make([]value, len(x.runs)), origin: make([][]value, x.tt.NumCities())}
	for i := range s.walk {
		s.walk[i] = -1
	}
	return s
}

func (s *scan) begin(goal timetable.City) {
	for _, e := range s.egress[s.goal].List {
		s.walk[e.Stop] = -1
	}
	s.goal = goal
	for _, e := range s.egress[goal].List {
		s.walk[e.Stop] = e.Walk
	}
	for i := range s.pools {
		s.pools[i], s.best[i] = s.pools[i][:0], nothing
	}
	for i := range s.origin {
		s.origin[i] = s.origin[i][:0]
	}
	for i := range s.seated {
		s.seated[i].key = nothing
	}
	s.nodes = s.nodes[:0]
}

// run finds the journeys from all cities, the latest departure first.
func (s *scan) run(goal timetable.City) error {
	s.begin(goal)
	for i := 0; i < len(s.events); {
		if s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		slot := s.events[i:]
		instant := false
		s.again = false
		end := 0
		for ; end < len(slot) && slot[end].dep == slot[0].dep; end++ {
			e := &slot[end]
			instant = instant || e.ride == 0 || e.to == farther
			s.take(e)
		}
		for s.again && instant {
			s.again = false
			for k := range slot[:end] {
				s.retake(&slot[k])
			}
		}
		i += end
	}
	return nil
}

// take learns what comes of alighting before the trip can be boarded again, and
// enters the best of boarding. Most departures are of no use, and end here.
func (s *scan) take(e *event) {
	t := &s.seated[e.run]
	switch {
	case e.to >= 0:
		if s.useful(e.to, t.key) {
			s.alight(t, e, e.at+1, e.to, e.dep+e.ride)
		}
	case e.to == farther:
		s.seat(t, e, s.next(e))
	}
	if t.key+oneRide > s.best[e.stop] || t.key == nothing {
		return
	}
	if s.runs[e.run].flat {
		s.offer(e, t)
		return
	}
	if x := s.ride(e); x.key < nothing {
		s.offer(e, &x)
	}
}

// useful reports whether alighting at a stop might be no worse than known.
func (s *scan) useful(stop timetable.Stop, known int64) bool {
	if s.walk[stop] >= 0 {
		return true
	}
	for _, w := range s.ways.from(stop) {
		if b := s.best[w.pool]; b <= known && b < nothing {
			return true
		}
	}
	return false
}

// retake is take for a slot within which journeys go on: what is known of who
// sits in the run may by now begin before the call.
func (s *scan) retake(e *event) {
	x := s.ride(e)
	if x.key == nothing {
		return
	}
	s.offer(e, &x)
	if !s.runs[e.run].flat {
		x.cost = 0
	}
	s.seated[e.run].keep(&x)
}

// next is the first call after that of e where the run can be boarded again, or
// its last.
func (s *scan) next(e *event) int32 {
	at := e.at + 1
	for at+1 < s.runs[e.run].end && !s.tt.Forward.MayBoard(at) {
		at++
	}
	return at
}

// seat looks at alighting at the calls after that of e, to the last.
func (s *scan) seat(t *value, e *event, last int32) {
	v, midnight := &s.tt.Forward, s.runs[e.run].midnight
	for at := last; at > e.at; at-- {
		if v.MayAlight(at) {
			s.alight(t, e, at, v.StopAt(at), midnight+v.ArrAt(at))
		}
	}
}

// alight looks at alighting at a call.
func (s *scan) alight(t *value, e *event, at int32, stop timetable.Stop, arr int32) {
	x := s.onward(stop, arr, t.key)
	if x.key > t.key || x.key == nothing {
		return
	}
	x.at = at
	if s.runs[e.run].flat {
		x.cost += s.tt.Forward.FareAt(at)
	} else {
		x.cost = 0
	}
	t.keep(&x)
}

// keep replaces x by y unless x is better. Among equals the call that comes
// first counts, so that the later ones have to be looked at before.
func (x *value) keep(y *value) {
	if c := x.compare(y); c > 0 || c == 0 && y.at <= x.at {
		*x = *y
	}
}

// ride is the best way to go on for who boards here.
func (s *scan) ride(e *event) value {
	t := value{key: nothing}
	v, r := &s.tt.Forward, &s.runs[e.run]
	trip := v.TripOf(e.at)
	off, _ := v.Calls(trip)
	for at := r.end - 1; at > e.at; at-- {
		if !v.MayAlight(at) {
			continue
		}
		x := s.onward(v.StopAt(at), r.midnight+v.ArrAt(at), t.key)
		switch {
		case x.key > t.key || x.key == nothing:
			continue
		case r.flat:
			x.cost += v.FareAt(at)
		default:
			x.cost += s.tt.LegCost(trip, int(e.at-off), int(at-off), nil)
		}
		x.at = at
		t.keep(&x)
	}
	return t
}

// onward is the best that is left of a journey for who alights at a stop, or
// nothing where its key is above the known one.
func (s *scan) onward(stop timetable.Stop, arr int32, known int64) value {
	x := value{key: nothing, node: -1}
	if w := s.walk[stop]; w >= 0 && arr+w <= s.until {
		x.key = int64(arr+w) << arrivalShift
		if w == 0 {
			return x
		}
	}
	for _, w := range s.ways.from(stop) {
		if s.best[w.pool] > known {
			continue
		}
		pool := s.pools[w.pool]
		i := len(pool) - 1
		for at := arr + w.time; i >= 0 && pool[i].at < at; {
			i--
		}
		if i >= 0 && s.less(&pool[i], &x) {
			x = pool[i]
		}
	}
	return x
}

// offer enters boarding at e and going on as t says where it is of use.
func (s *scan) offer(e *event, t *value) {
	r := &s.runs[e.run]
	x := value{t.key + oneRide, t.cost, int32(len(s.nodes)), e.dep}
	if r.flat {
		x.cost += r.fee - s.tt.Forward.FareAt(e.at)
	}
	if own := s.pools[e.stop]; len(own) > 0 && own[len(own)-1].compare(&x) < 0 {
		return
	}
	s.nodes = append(s.nodes, node{board: e.at, next: t.node, alight: int16(t.at - e.at), day: int16(r.midnight / daySeconds)})
	if !s.push(int32(e.stop), &x) {
		s.nodes = s.nodes[:x.node]
		return
	}
	if pool := s.ways.city[e.stop]; pool >= 0 {
		s.push(pool, &x)
	}
	for _, a := range s.accessTo(e.stop) {
		if a.city != s.goal {
			y := x
			y.at -= a.walk
			s.insert(&s.origin[a.city], y)
		}
	}
}

// push puts x on top of a pool unless what is there already is as good.
func (s *scan) push(pool int32, x *value) bool {
	list := s.pools[pool]
	if n := len(list); n > 0 {
		top := &list[n-1]
		if !s.less(x, top) {
			return false
		}
		if top.at == x.at {
			list = list[:n-1]
		}
	}
	s.pools[pool], s.best[pool] = append(list, *x), x.key
	s.again = s.again || s.ways.now[pool]
	return true
}

// insert enters x, which the walk to its first ride may have moved before others,
// among the journeys from a city and removes those nobody needs.
func (s *scan) insert(from *[]value, x value) {
	list := *from
	i := len(list)
	for i > 0 && list[i-1].at < x.at {
		i--
	}
	if i > 0 && s.needless(&x, &list[i-1]) {
		return
	}
	if i > 0 && list[i-1].at == x.at {
		i--
	}
	k := i
	for k < len(list) && s.needless(&list[k], &x) {
		k++
	}
	*from = slices.Replace(list, i, k, x)
}

// needless reports whether nobody needs x who can take y, which begins no earlier.
func (s *scan) needless(x, y *value) bool {
	if y.at > x.at {
		return y.arrival() <= x.arrival()
	}
	return !s.less(x, y)
}

// compare orders by arrival, then rides, then fare.
func (x *value) compare(y *value) int {
	if x.key != y.key {
		return cmp.Compare(x.key, y.key)
	}
	return cmp.Compare(x.cost, y.cost)
}

// less orders by compare, then from the first ride on.
func (s *scan) less(x, y *value) bool {
	if x.key != y.key {
		return x.key < y.key
	}
	if x.cost != y.cost {
		return x.cost < y.cost
	}
	for i, k := x.node, y.node; i != k; {
		if i < 0 || k < 0 {
			return i < k
		}
		a, b := &s.nodes[i], &s.nodes[k]
		if c := s.compareRides(a, b); c != 0 {
			return c < 0
		}
		i, k = a.next, b.next
	}
	return false
}

// compareRides orders by trip, day, boarding, alighting. Calls lie in the order
// of their trips, so that the days count only for two of one trip.
func (s *scan) compareRides(a, b *node) int {
	apart := a.board - b.board
	if max(apart, -apart) < s.longest && s.tt.Forward.TripOf(a.board) == s.tt.Forward.TripOf(b.board) && a.day != b.day {
		return cmp.Compare(a.day, b.day)
	}
	return cmp.Or(cmp.Compare(apart, 0), cmp.Compare(a.alight, b.alight))
}
