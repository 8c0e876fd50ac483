package timetable

import (
	"cmp"
	"slices"

	"tongtu/data/model"
)

const daySeconds = int32(model.Day)

// View is the timetable seen in one direction of search. In the Backward view
// every time t is -t, every trip runs from its last call to its first, "board"
// means alight, and service day d is -d; nothing else differs, so an algorithm
// written for one view works on both.
type View struct {
	t        *Timetable
	backward bool

	calls []int32 // calls of trip i are [calls[i], calls[i+1])
	call  []call

	first []int32 // departures of stop s are deps[first[s]:first[s+1]]
	deps  []Departure

	fare    []int32 // by call: see FareAt
	flat    []bool  // by trip; the same in both views
	instant []bool  // by trip: see Instant; the same in both views

	conns       Connections
	changes     []Change // of stop s: changes[firstChange[s]:firstChange[s+1]]
	firstChange []int32  // nil where they would be too many
	near        []Near   // by Stop

	explicit           map[Stop][]Change // stops whose changes a record touches
	minShift, maxShift int32
}

// call is what searches read of one call; a cache line holds four.
type call struct {
	stop     Stop
	arr, dep int32  // seconds after midnight of the view's service day
	trip     uint32 // shifted by tripShift, above mayBoard | mayAlight | isLast
}

// Departure is one call at which a trip may be boarded.
type Departure struct {
	Tod   int32 // time of day, 0 ≤ Tod < 86,400
	Trip  Trip
	Call  int16 // position within the trip, in the view's direction
	Shift int16 // days between the service day and the day of departure
}

const (
	mayBoard uint32 = 1 << iota
	mayAlight
	isLast
	tripShift = iota
)

func (v *View) compile(t *Timetable, backward bool) {
	v.t, v.backward = t, backward
	if backward {
		v.calls = t.Forward.calls
		v.call = make([]call, len(t.Forward.call))
	}
	count := make([]int32, len(t.stops)+1)
	for i := range t.net.Trips {
		calls := t.net.Trips[i].Calls
		off := v.calls[i]
		for k := range calls {
			c, at := &calls[k], off+int32(k)
			board, alight := !c.NoBoard, !c.NoAlight
			if !backward {
				v.call[at].arr, v.call[at].dep = int32(c.Arr), int32(c.Dep)
			} else {
				at = off + int32(len(calls)-1-k)
				v.call[at] = call{stop: t.Forward.call[off+int32(k)].stop, arr: -int32(c.Dep), dep: -int32(c.Arr)}
				board, alight = alight, board
			}
			x := &v.call[at]
			x.trip = uint32(i) << tripShift
			if board && at+1 < v.calls[i+1] {
				x.trip |= mayBoard
				count[x.stop+1]++
			}
			if alight && at > off {
				x.trip |= mayAlight
			}
			if at+1 == v.calls[i+1] {
				x.trip |= isLast
			}
		}
	}
	for s := range t.stops {
		count[s+1] += count[s]
	}
	v.first = slices.Clone(count)
	v.deps = make([]Departure, count[len(t.stops)])
	for i := range t.trips {
		for at := v.calls[i]; at < v.calls[i+1]; at++ {
			if !v.MayBoard(at) {
				continue
			}
			dep, s := v.call[at].dep, v.call[at].stop
			shift := floorDiv(dep, daySeconds)
			v.minShift, v.maxShift = min(v.minShift, shift), max(v.maxShift, shift)
			v.deps[count[s]] = Departure{dep - shift*daySeconds, Trip(i), int16(at - v.calls[i]), int16(shift)}
			count[s]++
		}
	}
	for s := range t.stops {
		slices.SortFunc(v.deps[v.first[s]:v.first[s+1]], func(a, b Departure) int {
			return cmp.Or(cmp.Compare(a.Tod, b.Tod), cmp.Compare(a.Trip, b.Trip), cmp.Compare(a.Call, b.Call))
		})
	}
	if backward {
		v.mirrorFares()
	}
	v.compileExplicit()
	v.compileChanges()
	v.compileConnections()
}

func floorDiv(a, b int32) int32 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Backward reports whether v is the mirrored view.
func (v *View) Backward() bool { return v.backward }

// Departures returns the departures of s in order of time of day.
func (v *View) Departures(s Stop) []Departure { return v.deps[v.first[s]:v.first[s+1]] }

// ShiftRange bounds Departure.Shift.
func (v *View) ShiftRange() (lo, hi int32) { return v.minShift, v.maxShift }

// Calls returns the range of trip i in the call arrays.
func (v *View) Calls(i Trip) (from, to int32) { return v.calls[i], v.calls[i+1] }

// StopAt is the stop of a call, given by its position in the call arrays.
func (v *View) StopAt(at int32) Stop { return v.call[at].stop }

// ArrAt is the arrival in seconds after midnight of the view's service day.
func (v *View) ArrAt(at int32) int32 { return v.call[at].arr }

// DepAt is the departure in seconds after midnight of the view's service day.
func (v *View) DepAt(at int32) int32 { return v.call[at].dep }

// MayAlight reports whether a ride may end at the call.
func (v *View) MayAlight(at int32) bool { return v.call[at].trip&mayAlight != 0 }

// MayBoard reports whether a ride may begin at the call.
func (v *View) MayBoard(at int32) bool { return v.call[at].trip&mayBoard != 0 }

// Last reports whether the call is the last of its trip.
func (v *View) Last(at int32) bool { return v.call[at].trip&isLast != 0 }

// TripOf is the trip that makes the call.
func (v *View) TripOf(at int32) Trip { return Trip(v.call[at].trip >> tripShift) }

// Runs reports whether trip i has service day number day of the view, counted
// from base (a day of the network; in the Backward view days count backwards).
func (v *View) Runs(i Trip, base model.Date, day int32) bool {
	if v.backward {
		day = -day
	}
	cal := v.t.tripCalendar(i)
	return v.t.days.runs(cal, base+model.Date(day))
}

// Change is a way from one stop to another.
type Change struct {
	To    Stop
	Time  int32
	Plain bool // from the same-station column of the change table

	// Covers says that no further change, from To, leads anywhere sooner than one
	// from where this one began. It is not known for very long lists.
	Covers bool
}

func (v *View) between(a, b Stop) (d model.Second, plain, ok bool) {
	if v.backward {
		return v.t.change(b, a)
	}
	return v.t.change(a, b)
}

// compileExplicit lists the changes of the stops that records touch; all
// others follow from the change table and need no list.
func (v *View) compileExplicit() {
	partners := map[Station]map[Station]bool{}
	for p := range v.t.records {
		if v.backward {
			p.from, p.to = p.to, p.from
		}
		if partners[p.from] == nil {
			partners[p.from] = map[Station]bool{}
		}
		partners[p.from][p.to] = true
	}
	v.explicit = map[Stop][]Change{}
	for from, tos := range partners {
		for _, s := range v.t.stationsOfCity[v.t.cityOfStation[from]] {
			tos[s] = true
		}
		for _, a := range v.t.stopsOfStation[from] {
			list := []Change{}
			for to := range tos {
				for _, b := range v.t.stopsOfStation[to] {
					if d, plain, ok := v.between(a, b); ok {
						list = append(list, Change{To: b, Time: int32(d), Plain: plain})
					}
				}
			}
			slices.SortFunc(list, func(x, y Change) int { return cmp.Compare(x.To, y.To) })
			v.explicit[a] = list
		}
	}
}

// AppendChanges appends every way from alighting at s to boarding elsewhere,
// s itself included.
func (v *View) AppendChanges(buf []Change, s Stop) []Change {
	if list, ok := v.explicit[s]; ok {
		return append(buf, list...)
	}
	t := v.t
	x := &t.stops[s]
	for b, end := t.StopsOfCity(x.city); b < end; b++ {
		y := &t.stops[b]
		alighted, boarded := x.mode, y.mode
		if v.backward {
			alighted, boarded = boarded, alighted
		}
		if x.station == y.station {
			buf = append(buf, Change{To: b, Time: int32(t.table.Same[boarded]), Plain: true})
		} else {
			buf = append(buf, Change{To: b, Time: int32(t.table.Other[alighted][boarded])})
		}
	}
	return buf
}
