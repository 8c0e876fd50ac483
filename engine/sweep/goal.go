package sweep

import (
	"cmp"
	"slices"

	"tongtu/engine/timetable"
)

// goal is a finished journey.
type goal struct {
	time  int32 // of arriving at the place asked for, after a walk
	cost  int32
	lane  int32
	label int32
}

// limit is what journeys known before demand: one that arrives at that time or
// later, after at least lane rides, must cost less.
type limit struct{ time, lane, cost int32 }

// limits are stairs by time: row i has the limits 0 … i-1, in order of time, and
// all journeys found in this sweep so far that arrive no later than those.
type limits struct {
	list  []limit
	rows  []int32 // by limit and lane
	first []int32 // by bucket: limits that apply before its end
	from  int32   // time of bucket 0
}

const bucketShift = 11 // 34 minutes

// limitTo starts a sweep with what every journey must cost less than, by lane,
// and with the limits in order of time.
func (s *scan) limitTo(less []int32, list []limit) {
	x := &s.limits
	x.list = append(x.list[:0], list...)
	x.rows = append(x.rows[:0], less...)
	row := less
	for _, l := range x.list {
		x.rows = append(x.rows, row...)
		row = x.rows[len(x.rows)-s.lanes:]
		if int(l.lane) < s.lanes {
			lower(row, l.lane, l.cost)
		}
	}
	x.from, x.first = s.start, x.first[:0]
	i := int32(0)
	for t := s.start; t <= s.deadline; t += 1 << bucketShift {
		for int(i) < len(x.list) && x.list[i].time <= t {
			i++
		}
		x.first = append(x.first, i)
	}
	s.worst = x.rows[:s.lanes]
}

// less are by lane the costs that a journey arriving then must stay below.
func (s *scan) less(arrive int32) []int32 {
	x := &s.limits
	if len(x.list) == 0 {
		return s.worst
	}
	i := x.first[(arrive-x.from)>>bucketShift]
	for int(i) < len(x.list) && x.list[i].time <= arrive {
		i++
	}
	return x.rows[int(i)*s.lanes : (int(i)+1)*s.lanes]
}

// reach considers the journey that ends with label i, at the end at a time.
func (s *scan) reach(i, time int32) {
	l := &s.labels[i]
	if l.cost >= s.less(time)[l.lane] {
		return
	}
	x := &s.limits
	k := len(x.list)
	for k > 0 && x.list[k-1].time > time {
		k--
	}
	for ; k <= len(x.list); k++ {
		if !lower(x.rows[k*s.lanes:(k+1)*s.lanes], l.lane, l.cost) {
			break
		}
	}
	s.version++
	s.cheapest = min(s.cheapest, l.cost)
	s.goals = append(s.goals, goal{time: time, cost: l.cost, lane: l.lane, label: i})
}

// hope is what a label must beat: the journeys known that arrive no later than
// it can, and the bounds of what is left.
type hope struct {
	less []int32 // by lane
	left []int32 // fares by rides left; nil: rides alone cost
	rest int32   // cost of the rides left, if they do
}

// hopeFrom is the hope of whoever is in a city and can arrive at the end at a
// time.
func (s *scan) hopeFrom(city timetable.City, arrive int32) hope {
	h := hope{less: s.less(arrive)}
	if s.fares {
		h.left = s.bounds.FareLeft(city)
	} else {
		h.rest = s.bounds.RidesLeft(city) * s.perRide
	}
	return h
}

// allows reports whether somebody after k rides, for that cost, can still add to
// the journeys known by at least one ride more.
func (s *scan) allows(h *hope, k, cost int32) bool {
	if h.left == nil {
		return cost+h.rest < h.less[k]
	}
	top := int32(s.lanes) - 1
	r := k
	least := h.left[timetable.FareRows-1]
	if w := h.less[min(r+s.inc, top)]; w <= unknown && cost+least >= w || s.inc == 0 {
		return cost+least < w && least < unknown || w > unknown && least < timetable.NoWay
	}
	for _, left := range h.left {
		if r += s.inc; r > top {
			r = top
		}
		if w := h.less[r]; cost+left < w && left < unknown || w > unknown && left < timetable.NoWay {
			return true
		}
	}
	return false
}

// promising reports whether a label made at a stop can add to the journeys known.
func (s *scan) promising(stop timetable.Stop, time, k, cost int32) bool {
	if !s.boardable(stop, k, cost) {
		return false
	}
	city := s.TT.CityOf(stop)
	arrive := time + s.bounds.Time[city]
	if g := s.to.At[stop]; g >= 0 {
		end := time + s.to.List[g].Walk
		if end <= s.deadline && cost < s.less(end)[k] {
			return true
		}
	}
	if arrive > s.deadline {
		return false
	}
	h := s.hopeFrom(city, arrive)
	return s.allows(&h, k, cost)
}

// front sorts the journeys found by time and drops those that others dominate.
func (s *scan) front() []goal {
	slices.SortFunc(s.goals, func(a, b goal) int {
		return cmp.Or(cmp.Compare(a.time, b.time), cmp.Compare(a.cost, b.cost), cmp.Compare(a.lane, b.lane))
	})
	kept := s.goals[:0]
	for _, g := range s.goals {
		if !slices.ContainsFunc(kept, func(k goal) bool { return k.cost <= g.cost && k.lane <= g.lane }) {
			kept = append(kept, g)
		}
	}
	s.goals = kept
	return kept
}
