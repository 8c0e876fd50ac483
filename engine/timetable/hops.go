package timetable

import "math"

// Hop is the way from one call to the next. To is NumStops if nobody may alight
// there, or if it is neither the last nor to be boarded at.
type Hop struct{ From, To Stop }

// Hops are those of connections. A network seldom has more stops than two bytes
// can tell apart; then From and To are theirs, followed by HopsPadding that come
// from NumStops, so that vectors can be read. Else they are nil.
type Hops struct {
	From, To []uint16
	wide     []Hop
	n        int
}

// HopsPadding is how many elements Hops.From and To have beyond the last.
const HopsPadding = 64

// NewHops makes room for n, between so many stops.
func NewHops(n, stops int) Hops {
	h := Hops{n: n}
	if stops >= math.MaxUint16 {
		h.wide = make([]Hop, n)
		return h
	}
	h.From, h.To = make([]uint16, n+HopsPadding), make([]uint16, n+HopsPadding)
	for i := n; i < n+HopsPadding; i++ {
		h.From[i], h.To[i] = uint16(stops), uint16(stops)
	}
	return h
}

// Set sets that of connection i.
func (h *Hops) Set(i int32, x Hop) {
	if h.wide != nil {
		h.wide[i] = x
		return
	}
	h.From[i], h.To[i] = uint16(x.From), uint16(x.To)
}

// At returns that of connection i.
func (h *Hops) At(i int32) Hop {
	if h.wide != nil {
		return h.wide[i]
	}
	return Hop{Stop(h.From[i]), Stop(h.To[i])}
}

// Len returns how many there are.
func (h *Hops) Len() int { return h.n }
