// Package trace records the steps of a planning algorithm.
//
// A nil *Recorder is valid and records nothing, so algorithms carry one
// unconditionally and run at full speed when nobody watches. A demonstration
// never steps a live algorithm: it records once and moves a Player over the
// Trace.
package trace

import "iter"

// Kind of an event.
type Kind uint8

// The kinds of events.
const (
	Phase   Kind = iota + 1 // a new search begins; Stop holds the phase number, Time is 1 where it runs back from the destination
	Settle                  // the label of Stop is final
	Improve                 // Stop got a better label by riding Trip from Board to Alight
	Prune                   // a label of Stop was discarded
	Answer                  // of a finished search: the answer; never recorded by an algorithm
)

// Event is one step; 32 bytes, no pointers.
type Event struct {
	Kind          Kind
	Board, Alight int16 // call positions within Trip
	Stop          int32 // dense stop index of the timetable
	Trip          int32 // dense trip index, or -1
	Time          int32 // seconds after midnight of the queried day; mirrored where a phase runs back
	Cost          int64 // the search's key: fen or rides, as the phase says; 0 when time alone counts
}

// Recorder collects events up to a limit and counts those beyond it.
type Recorder struct {
	events []Event
	limit  int
	lost   int
}

// NewRecorder returns a recorder that keeps at most limit events.
func NewRecorder(limit int) *Recorder { return &Recorder{limit: limit} }

// Phase marks the beginning of search number n of a planner; back says that it
// runs on the mirrored view, from the destination. It does nothing if r is nil.
func (r *Recorder) Phase(n int32, back bool) {
	if r == nil {
		return
	}
	e := Event{Kind: Phase, Stop: n, Trip: -1}
	if back {
		e.Time = 1
	}
	r.add(e)
}

// Settle records that the label of stop is final. It does nothing if r is nil.
func (r *Recorder) Settle(stop, time int32, cost int64) {
	if r != nil {
		r.add(Event{Kind: Settle, Stop: stop, Trip: -1, Time: time, Cost: cost})
	}
}

// Improve records a better label of e.Stop; e.Kind is set here. It does nothing if r is nil.
func (r *Recorder) Improve(stop, trip int32, board, alight int, time int32, cost int64) {
	if r != nil {
		r.add(Event{Kind: Improve, Stop: stop, Trip: trip, Board: int16(board), Alight: int16(alight), Time: time, Cost: cost})
	}
}

// Prune records that a label of stop was discarded. It does nothing if r is nil.
func (r *Recorder) Prune(stop, time int32, cost int64) {
	if r != nil {
		r.add(Event{Kind: Prune, Stop: stop, Trip: -1, Time: time, Cost: cost})
	}
}

func (r *Recorder) add(e Event) {
	if len(r.events) == r.limit {
		r.lost++
		return
	}
	r.events = append(r.events, e)
}

// Trace freezes the recording; a nil recorder gives an empty one.
func (r *Recorder) Trace() Trace {
	if r == nil {
		return Trace{}
	}
	return Trace{events: r.events, Lost: r.lost}
}

// Trace is an immutable recording.
type Trace struct {
	events []Event
	Lost   int // events dropped after the limit
}

// Len is the number of events.
func (t Trace) Len() int { return len(t.events) }

// At returns event i.
func (t Trace) At(i int) Event { return t.events[i] }

// Before yields the first i events in order.
func (t Trace) Before(i int) iter.Seq[Event] {
	return func(yield func(Event) bool) {
		for _, e := range t.events[:i] {
			if !yield(e) {
				return
			}
		}
	}
}
