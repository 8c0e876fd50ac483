package pareto

import (
	"math"

	"tongtu/data/model"
	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

const (
	daySeconds = int32(model.Day)
	never      = int32(math.MaxInt32 / 2) // later than every time of a search
	noLimit    = int64(math.MaxInt64 / 4) // above every fare
)

// memory is what a search needs beside the timetable; it is pooled. Arrays are
// indexed by Stop unless said.
type memory struct {
	from, to ends
	open     []bool // a ride may begin or end here

	toGoal, toOrigin bounds
	cities           search.CityQueue

	labels []label
	alight []bag   // labels that have arrived
	ready  []bag   // labels that may board
	cursor []int32 // time up to which the departures are boarded; idle: none are
	rode   []int32 // by run: one more than the index of its latest boarding, 0: none
	boards []boarding

	touched []timetable.Stop // whose bags and cursor are in use
	runs    []int32          // whose rode is in use

	calendar calendar
	changes  []timetable.Change
	ahead    kept // of the first stage
	back     kept // of the backward one
	goals    []goal
	steps    [][]step // see rebuild
	rows     int32
	outlooks []outlook // by call
	serial   int32

	days, offset, trips int32 // service days a search can touch, the first of them; trips
}

const idle = -never

// bag is the Pareto set of the labels at a stop.
type bag []entry

// fit sizes the arrays for tt. Bags, cursors and rode keep their rest state
// between searches: see forget.
func (m *memory) fit(tt *timetable.Timetable) {
	m.forget()
	n := tt.NumStops()
	m.open = resize(m.open, n)
	for len(m.alight) < n {
		m.alight, m.ready, m.cursor = append(m.alight, nil), append(m.ready, nil), append(m.cursor, idle)
	}
	m.trips = int32(tt.NumTrips())
	if n := tt.Counts().Calls; len(m.outlooks) < n {
		m.outlooks = make([]outlook, n)
	}
}

// forget returns what the search before touched to its rest state.
func (m *memory) forget() {
	for _, s := range m.touched {
		m.alight[s], m.ready[s], m.cursor[s] = m.alight[s][:0], m.ready[s][:0], idle
	}
	for _, r := range m.runs {
		m.rode[r] = 0
	}
	m.touched, m.runs = m.touched[:0], m.runs[:0]
	m.labels, m.boards, m.goals = m.labels[:0], m.boards[:0], m.goals[:0]
}

// span prepares the runs and the calendar that a search of v between two times
// can touch.
func (m *memory) span(v *timetable.View, from, to int32) {
	m.forget()
	lo, hi := v.ShiftRange()
	m.offset = search.FloorDay(from) - hi
	m.days = search.FloorDay(to) - lo - m.offset + 1
	if n := int(m.days * m.trips); len(m.rode) < n {
		m.rode = make([]int32, n)
	}
	m.calendar.reset(from, to)
}

// run is the dense index of trip i on a service day of a view.
func (m *memory) run(i timetable.Trip, day int32) int32 { return (day-m.offset)*m.trips + int32(i) }

// touch marks stop as in use; call it before its bags grow from empty.
func (m *memory) touch(stop timetable.Stop) {
	if len(m.alight[stop]) == 0 && len(m.ready[stop]) == 0 {
		m.touched = append(m.touched, stop)
	}
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

func fill[T any](s []T, v T) {
	for i := range s {
		s[i] = v
	}
}
