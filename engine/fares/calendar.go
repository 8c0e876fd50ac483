package fares

import "tongtu/engine/timetable"

// calendar is a queue of events by the second: a list for every second of the
// time asked for. The zero value must begin before use.
type calendar struct {
	start  int32
	first  []int32 // by second: one more than the position in events, 0: none
	events []event
}

// event concerns a stop and the ride that leads there.
type event struct {
	stop timetable.Stop
	ride int32
	next int32 // one more than the position of the next of that second
}

func (c *calendar) begin(start, end int32) {
	c.start, c.events = start, c.events[:0]
	c.first = fill(c.first, int(end-start)+1, 0)
}

// add puts e at second t.
func (c *calendar) add(t int32, e event) {
	at := &c.first[t-c.start]
	e.next = *at
	c.events = append(c.events, e)
	*at = int32(len(c.events))
}

// take removes an event of second t.
func (c *calendar) take(t int32) (e event, ok bool) {
	at := &c.first[t-c.start]
	if *at == 0 {
		return event{}, false
	}
	e = c.events[*at-1]
	*at = e.next
	return e, true
}
