package csa

import "tongtu/engine/timetable"

// queue is a binary heap of (time, stop) packed into one word: time in the high
// half, biased so that negative times order too. Superseded entries stay.
type queue []uint64

func pack(time int32, s timetable.Stop) uint64 {
	return uint64(uint32(time)^1<<31)<<32 | uint64(uint32(s))
}

func unpack(x uint64) (time int32, s timetable.Stop) {
	return int32(uint32(x>>32) ^ 1<<31), timetable.Stop(uint32(x))
}

func (q *queue) push(x uint64) {
	h := append(*q, x)
	i := len(h) - 1
	for i > 0 {
		p := (i - 1) / 2
		if h[p] <= x {
			break
		}
		h[i] = h[p]
		i = p
	}
	h[i] = x
	*q = h
}

func (q *queue) pop() uint64 {
	h := *q
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	for i := 0; len(h) > 0; {
		c := 2*i + 1
		if c+1 < len(h) && h[c+1] < h[c] {
			c++
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
