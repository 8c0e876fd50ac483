package pareto

import "tongtu/engine/timetable"

// cityItem is a city at a distance.
type cityItem struct {
	key  int32
	city timetable.City
}

// cityQueue is a binary heap with lazy deletion; container/heap costs an
// interface call per comparison.
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
