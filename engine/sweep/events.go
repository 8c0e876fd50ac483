package sweep

import (
	"slices"

	"tongtu/engine/search"
	"tongtu/engine/timetable"
)

// eventKind says what becomes due.
type eventKind uint8

const (
	alightEvent eventKind = iota // a run arrives
	readyEvent                   // labels may board
	originEvent                  // journeys may begin
	goalEvent                    // a label has reached the end, after a walk
)

// event is something due at a time: for the labels first … first+n-1 that
// alighted at a stop, or at a call for run first.
type event struct {
	time  int32
	next  int32 // of the same bin, one more than its index
	at    int32 // stop or call
	first int32
	n     uint16
	kind  eventKind
}

// calendar is a bucket queue over the slots of the connections (R. B. Dial,
// "Algorithm 360", 1969): a bin is due when its slot departs, so that finding
// the next event costs nothing beside the sweep.
type calendar struct {
	heads  []int32 // by bin, one more than the index of an event; 0: none
	events []event
	coming int
	unused int32   // event to be used again, one more than its index
	due0   []int32 // events of the bin that is due
}

// file enters e, unless it comes too late to matter.
func (s *scan) file(e event) {
	if e.time > s.deadline {
		return
	}
	day := search.FloorDay(e.time)
	bin := int(day-s.day)*int(s.slots) + s.view.Connections().From(e.time-day*daySeconds)
	e.next = s.heads[bin]
	i := s.unused
	if i != 0 {
		s.unused = s.events[i-1].next
		s.events[i-1] = e
	} else {
		s.events = append(s.events, e)
		i = int32(len(s.events))
	}
	s.heads[bin] = i
	s.coming++
}

// due handles the events of a bin in order of time, as long as there are any.
func (s *scan) due(bin int32) (any bool) {
	for s.heads[bin] != 0 {
		any = true
		s.bin(bin)
	}
	return any
}

// dueAll handles what is due after the last departure.
func (s *scan) dueAll() {
	for bin := range s.heads {
		s.due(int32(bin))
	}
}

func (s *scan) bin(bin int32) {
	list := s.take(s.due0[:0], bin)
	for k := 0; k < len(list); k++ {
		e := &s.events[list[k]]
		x := *e
		e.next, s.unused = s.unused, list[k]+1
		s.handle(&x)
		if s.heads[bin] != 0 {
			list = append(list[:k+1], s.take(list[k+1:], bin)...)
		}
	}
	s.due0 = list
}

// take appends the events of a bin to list and puts it in order of time.
func (s *scan) take(list []int32, bin int32) []int32 {
	old, sorted := len(list), len(list) == 0
	for i := s.heads[bin]; i != 0; i = s.events[i-1].next {
		sorted = sorted && (len(list) == old || s.events[i-1].time <= s.events[list[len(list)-1]].time)
		list = append(list, i-1)
	}
	s.heads[bin] = 0
	s.coming -= len(list) - old
	slices.Reverse(list[old:]) // filed last comes first
	if !sorted {
		slices.SortStableFunc(list, func(a, b int32) int { return int(s.events[a].time) - int(s.events[b].time) })
	}
	return list
}

func (s *scan) handle(e *event) {
	switch e.kind {
	case alightEvent:
		s.arrives(*e)
	case readyEvent:
		s.becomesReady(*e)
	case originEvent:
		s.enliven(timetable.Stop(e.at), liveOrigin)
	case goalEvent:
		s.reach(e.first, e.time)
	}
}
