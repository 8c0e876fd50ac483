package costs

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// eventKind says what happens.
type eventKind uint8

const (
	alightEvent eventKind = iota // somebody arrives at a stop
	readyEvent                   // somebody may board there
	originEvent                  // journeys may begin there
	closedEvent                  // no journey may begin there any more
	goalEvent                    // somebody is at the end, after a walk
)

// event happens at a stop to whoever paid so much, or arrived as arrival so and so.
type event struct {
	time, what int32
	stop       timetable.Stop
	next       int32 // of the same bin, one more than its index
	kind       eventKind
	covers     bool   // of readyEvent: see timetable.Change
	exit       uint16 // of readyEvent: among those of stop
}

// calendar is a bucket queue over the slots of the connections (R. B. Dial,
// "Algorithm 360", 1969): a bin is due when its slot departs.
type calendar struct {
	heads  []int32 // by bin, one more than the index of an event; 0: none
	events []event
	unused int32   // event to be used again, one more than its index
	list   []int32 // events of the bin that is due
}

// handler lets events happen.
type handler interface{ handle(e *event) }

// file enters e, unless it comes too late to matter.
func (g *ground) file(e event) {
	if e.time > g.Deadline {
		return
	}
	day := search.FloorDay(e.time)
	bin := (day-g.day)*g.slots + int32(g.Ahead.Connections().From(e.time-day*search.DaySeconds))
	e.next = g.heads[bin]
	i := g.unused
	if i != 0 {
		g.unused = g.events[i-1].next
		g.events[i-1] = e
	} else {
		g.events = append(g.events, e)
		i = int32(len(g.events))
	}
	g.heads[bin] = i
}

// due handles the events of a bin in order of time, as long as there are any.
func (g *ground) due(bin int32, to handler) (any bool) {
	for g.heads[bin] != 0 {
		any = true
		list := g.collect(g.list[:0], bin)
		for k := 0; k < len(list); k++ {
			to.handle(&g.events[list[k]])
			g.events[list[k]].next, g.unused = g.unused, list[k]+1
			if g.heads[bin] != 0 {
				list = append(list[:k+1], g.collect(list[k+1:], bin)...)
			}
		}
		g.list = list
	}
	return any
}

// collect appends the events of a bin to list and puts it in order of time.
func (g *ground) collect(list []int32, bin int32) []int32 {
	old, sorted := len(list), len(list) == 0
	for i := g.heads[bin]; i != 0; i = g.events[i-1].next {
		sorted = sorted && (len(list) == old || g.events[i-1].time <= g.events[list[len(list)-1]].time)
		list = append(list, i-1)
	}
	g.heads[bin] = 0
	slices.Reverse(list[old:]) // filed last comes first
	if !sorted {
		slices.SortStableFunc(list, func(a, b int32) int { return int(g.events[a].time) - int(g.events[b].time) })
	}
	return list
}
