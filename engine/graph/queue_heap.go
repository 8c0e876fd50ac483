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
// Free places hold the largest key: the least of four children is then found
// without asking how many there are, and without a branch to be guessed wrong.
type quadHeap struct {
	a []entry // always four longer than n
	n int
}

// Reset implements Queue.
func (h *quadHeap) Reset() {
	for i := range h.n {
		h.a[i].key = Unreached
	}
	h.n = 0
}

// Push implements Queue.
func (h *quadHeap) Push(v Node, key Dist) {
	if h.n+4 >= len(h.a) {
		h.grow()
	}
	a, i := h.a, h.n
	h.n++
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

func (h *quadHeap) grow() {
	for range len(h.a) + 64 {
		h.a = append(h.a, entry{key: Unreached})
	}
}

// Pop implements Queue.
func (h *quadHeap) Pop() (Node, Dist, bool) {
	if h.n == 0 {
		return None, 0, false
	}
	a := h.a
	top := a[0]
	h.n--
	n, last := h.n, a[h.n]
	a[n].key = Unreached
	if n == 0 {
		return top.node, top.key, true
	}
	i := 0
	for c := 1; c < n; c = 4*i + 1 {
		k := a[c : c+4 : c+4]
		l, r := one(k[1].key < k[0].key), 2+one(k[3].key < k[2].key)
		left, right := k[l&3].key, k[r&3].key
		if last.key <= min(left, right) {
			break
		}
		l += (r - l) * one(right < left)
		a[i] = k[l&3]
		i = c + l
	}
	a[i] = last
	return top.node, top.key, true
}
