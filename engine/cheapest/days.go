package cheapest

import "tongtu/data/model"

// days are the slots of trips as they are when a day begins: nobody has paid to
// sit in those that run.
type days struct {
	x    *index
	date model.Date
	paid []int32 // by trip: of its first slot
}

// keptDays is how many of these a scan keeps for the next.
const keptDays = 8

// freshSlots are the first slots of all trips on a day.
func (s *scan) freshSlots(day int32) []int32 {
	date := s.Base + model.Date(day)
	if s.Ahead.Backward() {
		date = s.Base - model.Date(day)
	}
	for i := range s.fresh {
		if f := &s.fresh[i]; f.x == s.x && f.date == date {
			return f.paid
		}
	}
	if len(s.fresh) < keptDays {
		s.fresh = append(s.fresh, days{})
	}
	// The oldest makes room.
	f := s.fresh[len(s.fresh)-1]
	copy(s.fresh[1:], s.fresh)
	s.running = s.Ahead.RunningOn(s.running, s.Base, day)
	f.x, f.date, f.paid = s.x, date, f.paid[:0]
	for i := range s.x.trips {
		paid := int32(-1)
		if t := &s.x.trips[i]; t.days > 0 && s.running[t.group] {
			paid = noCost
		}
		f.paid = append(f.paid, paid)
	}
	s.fresh[0] = f
	return f.paid
}

// firstDay sets the slots of all trips.
func (s *scan) firstDay() {
	s.paid = append(s.paid[:0], s.freshSlots(s.day)...)
	s.paid = append(s.paid, make([]int32, s.x.slots-len(s.paid))...)
	for _, trip := range s.x.long {
		t := &s.x.trips[trip]
		for k := int32(1); k < t.days; k++ {
			paid := int32(-1)
			if s.Ahead.Runs(trip, s.Base, s.day-t.shift-k) {
				paid = noCost
			}
			s.paid[t.more+k-1] = paid
		}
	}
}

// nextDay moves everybody on by a slot.
func (s *scan) nextDay(day int32) {
	for _, trip := range s.x.long {
		t := &s.x.trips[trip]
		more := s.paid[t.more : t.more+t.days-1]
		copy(more[1:], more)
		more[0] = s.paid[trip]
	}
	copy(s.paid, s.freshSlots(day))
}
