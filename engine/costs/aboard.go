package costs

import "tongtu/engine/timetable"

func (s *front) firstDay() { s.seated = s.firstSlots(s.seated, 0) }

func (s *front) nextDay(day int32) { s.nextSlots(s.seated, day, 0) }

func (s *front) before() {}

func (s *front) done() bool { return s.tooMany }

// slot takes the connections from first to end, which leave now.
func (s *front) slot(first, end int32) {
	conns := s.x.conns[first:end]
	if len(s.passed) < len(conns) {
		s.passed = make([]int32, max(len(conns), 256))
	}
	n := filter(s.passed, conns, s.seated, s.live)
	for _, i := range s.passed[:n] {
		s.depart(&conns[i], first+i)
	}
}

// filter puts the positions of those connections into passed that run and in which
// somebody sits or may sit down. It writes every position and moves on only after
// those that stay, because a branch would be mispredicted.
//
//go:noinline
func filter(passed []int32, conns []conn, seated []int32, live []uint8) int {
	n := 0
	passed = passed[:len(conns)]
	for i := range conns {
		c := &conns[i]
		passed[n] = int32(i)
		r := uint32(seated[c.slot])
		x := r | uint32(live[c.from])
		n += int((x | -x) >> 31 &^ (r >> 31))
	}
	return n
}

// depart takes connection i, which leaves now.
func (s *front) depart(c *conn, i int32) {
	r := s.seated[c.slot]
	from := timetable.Stop(c.from)
	mark := int(c.to) - s.TT.NumStops()
	joining := &never
	if s.boardable(from) {
		switch {
		case mark == paired:
			s.follow(from, i)
			return
		case r != 0:
			joining = s.join(&s.runs[r], from)
		case s.hopeful(from, c.fare+s.after[i]):
			r = s.sit(c.slot, from)
		}
	}
	if r == 0 || mark == paired {
		return
	}
	// The signs of these tell whether any lane is of use at the next call, and
	// whether any can still be of use somewhere.
	var use, hope int32
	x, useful, less, fare, after := &s.runs[r], &s.useful[c.to], &s.less, c.fare, s.after[i]
	for k, hi := x.lo, x.hi; k <= hi; k++ {
		p := &x.paid[k&lane]
		paid := min(*p, joining[(k-1)&lane]) + fare
		*p = paid
		use |= paid - useful[k&lane]
		hope |= paid + after - less[k&lane]
	}
	if hope >= 0 {
		s.seated[c.slot], s.free = 0, append(s.free, r)
		return
	}
	for x.hi > x.lo && x.paid[x.hi&lane] == x.paid[(x.hi-1)&lane] {
		x.hi--
	}
	switch ride := &s.Ahead.Connections().Rides[i]; {
	case mark == farther:
		s.pass(x, c.fare, ride.At)
	case use < 0:
		s.improve(timetable.Stop(c.to), s.now+ride.Time, ride.At+1, &x.paid, x.lo, x.hi, 0)
	}
}

// boardable reports whether somebody may board at a stop who can add to the
// journeys known, and has s.offers[stop] say after how many rides.
func (s *front) boardable(stop timetable.Stop) bool {
	if s.live[stop] == somebody && s.offers[stop].version != s.version {
		s.review(stop)
	}
	return s.live[stop] != nobody
}

// lanesOf are the lanes with which a ride more is allowed.
func (s *front) lanesOf(stop timetable.Stop) (lo, hi int32) {
	o := &s.offers[stop]
	hi = o.hi
	if hi >= s.most {
		s.tooMany = s.tooMany || !s.capped
		hi = s.most - 1
	}
	if hi+1 > s.top {
		s.higher(hi + 1)
	}
	return o.lo, hi
}

// higher tells more rides apart.
func (s *front) higher(top int32) {
	for i := range s.ready {
		for k := s.top + 1; k <= top; k++ {
			s.ready[i][k] = s.ready[i][s.top]
			s.useful[i][k] = min(s.useful[i][k], s.useful[i][s.top])
		}
	}
	s.top = top
}

// hopeful reports whether boarding at a stop and paying so much more, at least,
// can add to the journeys known.
func (s *front) hopeful(stop timetable.Stop, more int32) bool {
	lo, hi := s.lanesOf(stop)
	ready := &s.ready[stop]
	for k := lo; k <= hi; k++ {
		if ready[k]+more < s.less[k+1] {
			return true
		}
	}
	return false
}

// sit makes a run of a trip that nobody sat in.
func (s *front) sit(slot int32, stop timetable.Stop) int32 {
	r := int32(len(s.runs))
	if n := len(s.free); n > 0 {
		r, s.free = s.free[n-1], s.free[:n-1]
	} else {
		s.runs = append(s.runs, run{})
	}
	s.seated[slot] = r
	lo, hi := s.lanesOf(stop)
	x := &s.runs[r]
	x.lo, x.hi = lo+1, hi+1
	copy(x.paid[lo+1:hi+2], s.ready[stop][lo:hi+1])
	return r
}

// join makes room for those who are ready at a stop beside others, and returns what
// they paid.
func (s *front) join(x *run, stop timetable.Stop) *row {
	lo, hi := s.lanesOf(stop)
	if hi < lo {
		return &never
	}
	for x.lo > lo+1 {
		x.lo--
		x.paid[x.lo&lane] = noCost
	}
	for x.hi < hi+1 {
		x.hi++
		x.paid[x.hi&lane] = x.paid[(x.hi-1)&lane]
	}
	return &s.ready[stop]
}

// pass lets people alight at the calls from the one after a boarding to the next
// at which the trip can be boarded again. fare is that of the whole way.
func (s *front) pass(x *run, fare, board int32) {
	v, midnight := s.Ahead, s.now-s.Ahead.DepAt(board)
	_, end := v.Calls(v.TripOf(board))
	for at := board + 1; at < end; at++ {
		if v.MayAlight(at) {
			s.improve(v.StopAt(at), midnight+v.ArrAt(at), at, &x.paid, x.lo, x.hi, int32(v.FareAt(at)-v.FareAt(board))-fare)
		}
		if v.MayBoard(at) {
			return
		}
	}
}

// follow takes those who are ready at a stop to all later calls of a trip whose
// fares do not add up, or that takes no time between two calls.
func (s *front) follow(stop timetable.Stop, i int32) {
	lo, hi := s.lanesOf(stop)
	v, board := s.Ahead, s.Ahead.Connections().Rides[i].At
	trip, midnight := v.TripOf(board), s.now-v.DepAt(board)
	var paid row
	copy(paid[lo+1:hi+2], s.ready[stop][lo:hi+1])
	_, end := v.Calls(trip)
	for at := board + 1; at < end; at++ {
		if fare := s.fare(trip, board, at); v.MayAlight(at) && fare < noCost {
			s.improve(v.StopAt(at), midnight+v.ArrAt(at), at, &paid, lo+1, hi+1, fare)
		}
	}
}
