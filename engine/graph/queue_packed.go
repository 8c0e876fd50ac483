package graph

// packedHeap is a heap with four children per entry for keys of 32 bits; key
// and node share a word, so equal keys come in order of the nodes.
type packedHeap []uint64

func (h *packedHeap) reset() { *h = (*h)[:0] }

// least is the smallest key; the heap must not be empty.
func (h packedHeap) least() uint32 { return uint32(h[0] >> 32) }

func (h *packedHeap) push(key uint32, v int32) {
	x := uint64(key)<<32 | uint64(uint32(v))
	*h = append(*h, x)
	a := *h
	i := len(a) - 1
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

func (h *packedHeap) pop() (key uint32, v int32) {
	a := *h
	top := a[0]
	n := len(a) - 1
	x := a[n]
	a = a[:n]
	*h = a
	i := 0
	for {
		c := 4*i + 1
		if c >= n {
			break
		}
		best := a[c]
		at := c
		for j := c + 1; j < min(c+4, n); j++ {
			if a[j] < best {
				best, at = a[j], j
			}
		}
		if x <= best {
			break
		}
		a[i] = best
		i = at
	}
	if n > 0 {
		a[i] = x
	}
	return uint32(top >> 32), int32(uint32(top))
}
