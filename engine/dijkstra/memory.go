package dijkstra

import (
	"math"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const (
	never   = int32(math.MaxInt32 / 2) // later than every time of a search
	noLimit = int64(math.MaxInt64 / 4) // above every key
)

// memory is what a search needs beside the timetable; it is pooled. Arrays are
// indexed by Stop unless said.
type memory struct {
	alight []int32 // earliest (or accepted) time of alighting
	ready  []int32 // earliest time from which boarding is possible
	kept   []int32 // ready times of the search before, see keep
	next   []int32 // earliest.go: the queued time
	cursor []int32 // earliest.go: the departure at that time, where it was looked up
	queue  search.StopQueue

	toGoal, toOrigin []int32 // by City: lower bounds of the time that is left

	boarded []int16 // earliest.go, by run: first call from which the run was ridden
	changes []timetable.Change

	labels []label
	heap   []queued
	event  []int32 // by run and call: the label that alights there, or -1
	parked int64   // lowest key beyond the limit
	rode   []rode  // by run: how cheaply it was ridden so far

	candidate label

	days   int32 // service days the search can touch
	offset int32 // the first of them
	trips  int32
	calls  int32
}

// fit sizes the arrays for s.
func (m *memory) fit(s *query) {
	n := s.tt.NumStops()
	m.alight, m.ready, m.kept = resize(m.alight, n), resize(m.ready, n), resize(m.kept, n)
	c := s.tt.NumCities()
	m.toGoal, m.toOrigin = resize(m.toGoal, c), resize(m.toOrigin, c)
	m.next, m.cursor = resize(m.next, n), resize(m.cursor, n)
	m.trips, m.calls = int32(s.tt.NumTrips()), int32(s.tt.Counts().Calls)
}

// span prepares the runs that a search of v between two times can touch.
func (m *memory) span(v *timetable.View, from, to int32) {
	lo, hi := v.ShiftRange()
	m.offset = search.FloorDay(from) - hi
	m.days = search.FloorDay(to) - lo - m.offset + 1
}

// rode is the cheapest way a run of flat fares was boarded: the fare paid before
// less the cumulative fare at boarding, and the call.
type rode struct {
	value int64
	call  int32 // one more, so that 0 means not ridden
}

// run is the dense index of trip i on a service day of a view.
func (m *memory) run(i timetable.Trip, day int32) int32 { return (day-m.offset)*m.trips + int32(i) }

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

func fill(s []int32, v int32) {
	for i := range s {
		s[i] = v
	}
}

// keep saves the ready times of the search just done, so that the next one can
// prune with them.
func (m *memory) keep() []int32 {
	m.ready, m.kept = m.kept, m.ready
	return m.kept
}
