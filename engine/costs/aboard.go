package costs

import "tongtu/engine/timetable"

func (s *front) firstDay() { s.seated = s.firstSlots(s.seated, 0) }

func (s *front) nextDay(day int32) { s.nextSlots(s.seated, day, 0) }

func (s *front) before() {}

func (s *front) done() bool { return s.tooMany }

// slot takes the connections from first to end, which leave now. Where nobody sits
// yet somebody may sit down first.
func (s *front) slot(first, end int32) {
	conns, rides := s.x.conns[first:end], s.Ahead.Connections().Rides[first:end]
	if len(s.passed) < len(conns)+block {
		s.passed = make([]int32, max(len(conns)+block, 256))
	}
	list := s.passed[:filter(s.passed, conns, s.seated, s.live)]
	for len(list) > 0 {
		list = list[:ride(list, conns, rides, s.after[first:end], s.seated, s.runs, s.ready, s.useful, &s.less, s.blocks)]
		n := 0
		for _, x := range list {
			i := x >> rideBits
			if c := &conns[i]; x&(rideUse|rideEnd) == 0 {
				list[n] = i
				n += s.sit(c, first+i)
			} else {
				s.rode(c, first+i, x)
			}
		}
		list = list[:n]
	}
}

// sit makes a run of a trip that nobody sits in, if somebody may board who can add
// to the journeys known. It returns how many runs that are.
func (s *front) sit(c *conn, i int32) int {
	from := timetable.Stop(c.from)
	if s.live[from] == somebody && s.looked[from] != s.version {
		s.review(from)
	}
	switch {
	case s.live[from] == nobody:
		return 0
	case int(c.to)-s.TT.NumStops() == paired:
		s.follow(from, i)
		return 0
	case under(&s.ready[from], s.less.row(), c.fare+s.after[i]&^ended, s.blocks) == 0:
		return 0
	}
	r := int32(len(s.runs))
	if n := len(s.free); n > 0 {
		r, s.free = s.free[n-1], s.free[:n-1]
		s.runs[r] = never
	} else {
		s.runs = append(s.runs, never)
	}
	s.seated[c.slot] = r
	return 1
}

// rode does what ride said about a connection.
func (s *front) rode(c *conn, i, said int32) {
	r := s.seated[c.slot]
	if said&rideUse != 0 {
		if ride := &s.Ahead.Connections().Rides[i]; int(c.to) < s.TT.NumStops() {
			s.improve(timetable.Stop(c.to), s.now+ride.Time, ride.At+1, &s.runs[r], c.fee)
		} else {
			s.pass(&s.runs[r], c.fee-c.fare, ride.At)
		}
	}
	if said&rideEnd != 0 {
		s.seated[c.slot], s.free = 0, append(s.free, r)
	}
}

// pass lets people alight at the calls from the one after a boarding to the next
// at which the trip can be boarded again. more is the fee without the fare of the
// whole way, which they paid.
func (s *front) pass(paid *row, more, board int32) {
	v, midnight := s.Ahead, s.now-s.Ahead.DepAt(board)
	_, end := v.Calls(v.TripOf(board))
	for at := board + 1; at < end; at++ {
		if v.MayAlight(at) {
			s.improve(v.StopAt(at), midnight+v.ArrAt(at), at, paid, int32(v.FareAt(at)-v.FareAt(board))+more)
		}
		if v.MayBoard(at) {
			return
		}
	}
}

// follow takes those who are ready at a stop to all later calls of a trip whose
// fares do not add up, or that takes no time between two calls.
func (s *front) follow(stop timetable.Stop, i int32) {
	v, board := s.Ahead, s.Ahead.Connections().Rides[i].At
	trip, midnight := v.TripOf(board), s.now-v.DepAt(board)
	_, end := v.Calls(trip)
	for at := board + 1; at < end; at++ {
		if fare := s.fare(trip, board, at); v.MayAlight(at) && fare < noCost {
			s.improve(v.StopAt(at), midnight+v.ArrAt(at), at, &s.ready[stop], fare)
		}
	}
}
