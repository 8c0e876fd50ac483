package search

import "tongtu/engine/timetable"

// Heaps with lazy deletion, one per element type: container/heap costs an
// interface call per comparison, which dominates these searches.

// CityItem is a city at a distance.
type CityItem struct {
	Key  int64
	City timetable.City
}

// CityQueue is a binary heap of cities. The zero value is empty.
type CityQueue []CityItem

// Push adds x.
func (q *CityQueue) Push(x CityItem) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		p := (i - 1) / 2
		if h[p].Key <= x.Key {
			break
		}
		h[i] = h[p]
		i = p
	}
	h[i] = x
	*q = h
}

// Pop removes the nearest city of a queue that is not empty.
func (q *CityQueue) Pop() CityItem {
	h := *q
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; len(h) > 0; {
		c := 2*i + 1
		if c+1 < len(h) && h[c+1].Key < h[c].Key {
			c++
		}
		if c >= len(h) || h[c].Key >= x.Key {
			h[i] = x
			break
		}
		h[i] = h[c]
		i = c
	}
	*q = h
	return top
}

// StopQueue is a heap of (time, stop) packed into one word: time in the high
// half, biased so that mirrored (negative) times order too. The zero value is
// empty.
type StopQueue []uint64

// arity of the stop queue: flatter than binary, so that a pop touches fewer
// cache lines.
const arity = 4

// Push adds stop s at a time.
func (q *StopQueue) Push(time int32, s timetable.Stop) {
	x := uint64(uint32(time)^1<<31)<<32 | uint64(uint32(s))
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

// Pop removes the earliest entry of a queue that is not empty.
func (q *StopQueue) Pop() (time int32, s timetable.Stop) {
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
	return int32(uint32(top>>32) ^ 1<<31), timetable.Stop(uint32(top))
}
