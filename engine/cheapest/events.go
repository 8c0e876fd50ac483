package cheapest

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

// event happens at a stop to whoever paid so much.
type event struct {
	time, cost int32
	stop       timetable.Stop
	next       int32 // of the same bin, one more than its index
	kind       eventKind
}

// calendar is a bucket queue over the slots of the connections (R. B. Dial,
// "Algorithm 360", 1969): a bin is due when its slot departs.
type calendar struct {
	heads  []int32 // by bin, one more than the index of an event; 0: none
	events []event
	list   []int32 // events of the bin that is due
}

// file enters e, unless it comes too late to matter.
func (s *scan) file(e event) {
	if e.time > s.Deadline {
		return
	}
	day := search.FloorDay(e.time)
	bin := (day-s.day)*s.slots + int32(s.Ahead.Connections().From(e.time-day*search.DaySeconds))
	e.next = s.heads[bin]
	s.events = append(s.events, e)
	s.heads[bin] = int32(len(s.events))
}

// due handles the events of a bin in order of time, as long as there are any.
func (s *scan) due(bin int32) (any bool) {
	for s.heads[bin] != 0 {
		any = true
		list := s.collect(s.list[:0], bin)
		for k := 0; k < len(list); k++ {
			s.handle(s.events[list[k]])
			if s.heads[bin] != 0 {
				list = append(list[:k+1], s.collect(list[k+1:], bin)...)
			}
		}
		s.list = list
	}
	return any
}

// collect appends the events of a bin to list and puts it in order of time.
func (s *scan) collect(list []int32, bin int32) []int32 {
	old, sorted := len(list), len(list) == 0
	for i := s.heads[bin]; i != 0; i = s.events[i-1].next {
		sorted = sorted && (len(list) == old || s.events[i-1].time <= s.events[list[len(list)-1]].time)
		list = append(list, i-1)
	}
	s.heads[bin] = 0
	slices.Reverse(list[old:]) // filed last comes first
	if !sorted {
		slices.SortStableFunc(list, func(a, b int32) int { return int(s.events[a].time) - int(s.events[b].time) })
	}
	return list
}
