package pareto

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// maxLeft is how many rides left the fare bounds tell apart; the last row holds
// for any number.
const maxLeft = 5

// bounds are lower bounds of what is left from a city to one end of the journey.
type bounds struct {
	time   []int32 // by places passed and City: seconds left
	fare   []int64 // by rides left (at most 1, 2, … maxLeft) and City
	keyed  bool    // fare is filled
	serial int32   // of the outlooks made from it

	changed, next []timetable.City
	marked        []bool
	before        []int64
}

// timeLeft fills b.time. A journey that has still to pass places visits their
// cities in order.
func (s *query) timeLeft(b *bounds, arcs [][]timetable.HopArc, goal *ends, vias []via) {
	n := s.tt.NumCities()
	b.keyed = false
	b.time = resize(b.time, n*(len(vias)+1))
	fill(b.time, never)
	row := b.time[n*len(vias):]
	for _, e := range goal.list {
		c := s.tt.CityOf(e.stop)
		row[c] = min(row[c], e.walk)
	}
	for c, t := range row {
		if t < never {
			s.m.cities.Push(search.CityItem{Key: int64(t), City: timetable.City(c)})
		}
	}
	s.spread(row, arcs)
	for k := len(vias) - 1; k >= 0; k-- {
		after := row[vias[k].city] + vias[k].stay
		row = b.time[n*k : n*(k+1)]
		if after < never {
			row[vias[k].city] = after
			s.m.cities.Push(search.CityItem{Key: int64(after), City: vias[k].city})
		}
		s.spread(row, arcs)
	}
}

// spread completes the shortest paths from what is queued.
func (s *query) spread(row []int32, arcs [][]timetable.HopArc) {
	for len(s.m.cities) > 0 {
		top := s.m.cities.Pop()
		if int32(top.Key) > row[top.City] {
			continue
		}
		for _, a := range arcs[top.City] {
			if t := int32(top.Key) + a.Time; t < row[a.City] {
				row[a.City] = t
				s.m.cities.Push(search.CityItem{Key: int64(t), City: a.City})
			}
		}
	}
}

// fareLeft fills b.fare, ride by ride, each round from the cities that the
// round before improved.
func (s *query) fareLeft(b *bounds, arcs [][]timetable.CityArc, goal *ends) {
	n := s.tt.NumCities()
	b.fare = resize(b.fare, n*maxLeft)
	b.marked = resize(b.marked, n)
	fill(b.marked, false)
	row := b.fare[:n]
	fill(row, noLimit)
	b.changed = b.changed[:0]
	for _, e := range goal.list {
		if c := s.tt.CityOf(e.stop); row[c] != 0 {
			row[c] = 0
			b.changed = append(b.changed, c)
		}
	}
	walks(b, row, arcs)
	b.before = append(b.before[:0], row...)
	for k := 0; k < maxLeft || len(b.changed) > 0 && k < n; k++ {
		if k > 0 && k < maxLeft {
			copy(b.fare[n*k:n*(k+1)], row)
			row = b.fare[n*k : n*(k+1)]
		}
		b.round(row, arcs)
		walks(b, row, arcs)
		copy(b.before, row)
	}
}

// round relaxes the rides into the changed cities from what they were before.
func (b *bounds) round(row []int64, arcs [][]timetable.CityArc) {
	b.next = b.next[:0]
	for _, to := range b.changed {
		for _, a := range arcs[to] {
			if f := b.before[to] + a.Fare; !a.Walk && f < row[a.City] {
				row[a.City] = f
				if !b.marked[a.City] {
					b.marked[a.City] = true
					b.next = append(b.next, a.City)
				}
			}
		}
	}
	for _, c := range b.next {
		b.marked[c] = false
	}
	b.changed, b.next = b.next, b.changed
}

// walks lets the changed cities reach those that a walk joins to them.
func walks(b *bounds, row []int64, arcs [][]timetable.CityArc) {
	for i := 0; i < len(b.changed); i++ {
		c := b.changed[i]
		for _, a := range arcs[c] {
			if a.Walk && row[c] < row[a.City] {
				row[a.City] = row[c]
				if !slices.Contains(b.changed, a.City) {
					b.changed = append(b.changed, a.City)
				}
			}
		}
	}
}
