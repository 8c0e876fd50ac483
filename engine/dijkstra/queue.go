package dijkstra

import "tongtu/engine/timetable"

// Heaps with lazy deletion, one per element type: container/heap costs
// an interface call per comparison, which dominates these searches.

type cityItem struct {
	key  int64
	city timetable.City
}

type cityQueue []cityItem

func (q *cityQueue) push(x cityItem) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		p := (i - 1) / 2
		if h[p].key <= x.key {
			break
		}
		h[i] = h[p]
		i = p
	}
	h[i] = x
	*q = h
}

func (q *cityQueue) pop() cityItem {
	h := *q
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; len(h) > 0; {
		c := 2*i + 1
		if c+1 < len(h) && h[c+1].key < h[c].key {
			c++
		}
		if c >= len(h) || h[c].key >= x.key {
			h[i] = x
			break
		}
		h[i] = h[c]
		i = c
	}
	*q = h
	return top
}

// stopQueue orders (time, stop) packed into one word: time in the high half,
// biased so that mirrored (negative) times order too.
type stopQueue []uint64

func packStop(time int32, s timetable.Stop) uint64 {
	return uint64(uint32(time)^1<<31)<<32 | uint64(uint32(s))
}

func unpackStop(x uint64) (time int32, s timetable.Stop) {
	return int32(uint32(x>>32) ^ 1<<31), timetable.Stop(uint32(x))
}

// arity of the stop queue: flatter than binary, so that a pop touches fewer
// cache lines.
const arity = 4

func (q *stopQueue) push(x uint64) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		p := (i - 1) / arity
		if h[p] <= x {
			break
		}
		h[i] = h[p]
		i = p
	}
	h[i] = x
	*q = h
}

func (q *stopQueue) pop() uint64 {
	h := *q
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; len(h) > 0; {
		first := arity*i + 1
		c := first
		for k := first + 1; k < min(first+arity, len(h)); k++ {
			if h[k] < h[c] {
				c = k
			}
		}
		if c >= len(h) || h[c] >= x {
			h[i] = x
			break
		}
		h[i] = h[c]
		i = c
	}
	*q = h
	return top
}
