package graph

// binaryHeap is a binary heap of entries, out of date ones included.
type binaryHeap struct{ a []entry }

// Reset implements Queue.
func (h *binaryHeap) Reset() { h.a = h.a[:0] }

// Push implements Queue.
func (h *binaryHeap) Push(v Node, key Dist) {
	h.a = append(h.a, entry{})
	a := h.a
	i := len(a) - 1
	for i > 0 {
		p := (i - 1) / 2
		if a[p].key <= key {
			break
		}
		a[i] = a[p]
		i = p
	}
	a[i] = entry{key, v}
}

// Pop implements Queue.
func (h *binaryHeap) Pop() (Node, Dist, bool) {
	n := len(h.a) - 1
	if n < 0 {
		return None, 0, false
	}
	top, last := h.a[0], h.a[n]
	h.a = h.a[:n]
	a := h.a
	i := 0
	for {
		c := 2*i + 1
		if c >= n {
			break
		}
		if c+1 < n && a[c+1].key < a[c].key {
			c++
		}
		if last.key <= a[c].key {
			break
		}
		a[i] = a[c]
		i = c
	}
	if n > 0 {
		a[i] = last
	}
	return top.node, top.key, true
}

// quadHeap is a heap with four children per entry, out of date ones included.
type quadHeap struct{ a []entry }

// Reset implements Queue.
func (h *quadHeap) Reset() { h.a = h.a[:0] }

// Push implements Queue.
func (h *quadHeap) Push(v Node, key Dist) {
	h.a = append(h.a, entry{})
	a := h.a
	i := len(a) - 1
	for i > 0 {
		p := (i - 1) / 4
		if a[p].key <= key {
			break
		}
		a[i] = a[p]
		i = p
	}
	a[i] = entry{key, v}
}

// Pop implements Queue.
func (h *quadHeap) Pop() (Node, Dist, bool) {
	n := len(h.a) - 1
	if n < 0 {
		return None, 0, false
	}
	top, last := h.a[0], h.a[n]
	h.a = h.a[:n]
	a := h.a
	i := 0
	for {
		c := 4*i + 1
		if c >= n {
			break
		}
		best, key := c, a[c].key
		for j := c + 1; j < min(c+4, n); j++ {
			if a[j].key < key {
				best, key = j, a[j].key
			}
		}
		if last.key <= key {
			break
		}
		a[i] = a[best]
		i = best
	}
	if n > 0 {
		a[i] = last
	}
	return top.node, top.key, true
}
