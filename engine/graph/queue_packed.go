package graph

import "math"

// packedHeap is a heap with four children per entry for keys of 32 bits; key
// and node share a word, so equal keys come in order of the nodes. Free places
// hold the largest word: the least of four children is then found without
// asking how many there are, and without a branch to be guessed wrong.
type packedHeap struct {
	a []uint64 // always four longer than n
	n int
}

const free = math.MaxUint64

func (h *packedHeap) reset() {
	for i := range h.n {
		h.a[i] = free
	}
	h.n = 0
}

// least is the smallest key; the heap must not be empty.
func (h *packedHeap) least() uint32 { return uint32(h.a[0] >> 32) }

func (h *packedHeap) push(key uint32, v int32) {
	x := uint64(key)<<32 | uint64(uint32(v))
	if h.n+4 >= len(h.a) {
		h.grow()
	}
	a, i := h.a, h.n
	h.n++
	for i > 0 {
		p := (i - 1) / 4
		if a[p] <= x {
			break
		}
		a[i] = a[p]
		i = p
	}
	a[i] = x
}

func (h *packedHeap) grow() {
	for range len(h.a) + 64 {
		h.a = append(h.a, free)
	}
}

// pop removes the smallest key; the heap must not be empty.
func (h *packedHeap) pop() (key uint32, v int32) {
	a := h.a
	top := a[0]
	h.n--
	n, x := h.n, a[h.n]
	a[n] = free
	if n == 0 {
		return uint32(top >> 32), int32(uint32(top))
	}
	i := 0
	for c := 1; c < n; c = 4*i + 1 {
		k := a[c : c+4 : c+4]
		l, r := one(k[1] < k[0]), 2+one(k[3] < k[2])
		left, right := k[l&3], k[r&3]
		least := min(left, right)
		if x <= least {
			break
		}
		a[i] = least
		i = c + l + (r-l)*one(right < left)
	}
	a[i] = x
	return uint32(top >> 32), int32(uint32(top))
}

// one is 1 for true; the compiler makes no branch of it.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
