package pareto

import "tongtu/engine/timetable"

// eventKind says what becomes due.
type eventKind uint8

const (
	alightEvent eventKind = iota // a label arrives
	readyEvent                   // a label may board
	boardEvent                   // a stop's next departures are boarded
)

// event is something due at a time. A label that becomes ready may have passed
// one place more than it had when it arrived.
type event struct {
	next  int32
	label int32
	stop  timetable.Stop
	time  int32
	kind  eventKind
	via   int8
}

// calendar is a bucket queue over time. Within one bucket events come in any
// order, which the search tolerates: dominance compares times.
type calendar struct {
	start  int32
	shift  uint
	heads  []int32 // by bucket: index of an event, or -1
	events []event
	at     int // current bucket
}

// maxBuckets bounds the buckets; a longer horizon has wider ones.
const maxBuckets = 1 << 13

func (c *calendar) reset(from, to int32) {
	c.start, c.shift, c.at = from, 5, 0
	for (to-from)>>c.shift >= maxBuckets {
		c.shift++
	}
	c.heads = resize(c.heads, int((to-from)>>c.shift)+1)
	fill(c.heads, -1)
	c.events = c.events[:0]
}

// push files e, whose time lies within the calendar and not before the current bucket.
func (c *calendar) push(e event) {
	b := (e.time - c.start) >> c.shift
	e.next = c.heads[b]
	c.heads[b] = int32(len(c.events))
	c.events = append(c.events, e)
}

// pop returns the next event; ok is false at the end.
func (c *calendar) pop() (e event, ok bool) {
	for ; c.at < len(c.heads); c.at++ {
		if i := c.heads[c.at]; i >= 0 {
			c.heads[c.at] = c.events[i].next
			return c.events[i], true
		}
	}
	return event{}, false
}
