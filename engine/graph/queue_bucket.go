package graph

import "math/bits"

// dialLimit bounds the ring of Dial's queue; beyond it a radix heap serves.
const dialLimit = 1 << 16

// dial keeps nodes in a ring of buckets, one per key. All keys in it lie
// within the largest weight of the last key popped, so no two share a bucket.
type dial struct {
	ring  [][]Node
	key   Dist // of the bucket being emptied
	place int  // in that bucket
	left  int  // entries in all buckets, taken ones of the present one included
}

func newDial(largest Weight) *dial {
	return &dial{ring: make([][]Node, 1<<bits.Len32(uint32(max(largest, 0))))}
}

// Reset implements Queue.
func (q *dial) Reset() {
	for i := range q.ring {
		q.ring[i] = q.ring[i][:0]
	}
	q.key, q.place, q.left = 0, 0, 0
}

// Push implements Queue.
func (q *dial) Push(v Node, key Dist) {
	b := &q.ring[int(key)&(len(q.ring)-1)]
	*b = append(*b, v)
	q.left++
}

// Pop implements Queue.
func (q *dial) Pop() (Node, Dist, bool) {
	for q.left > 0 {
		b := &q.ring[int(q.key)&(len(q.ring)-1)]
		if q.place < len(*b) {
			q.place++
			return (*b)[q.place-1], q.key, true
		}
		q.left -= len(*b)
		*b = (*b)[:0]
		q.key, q.place = q.key+1, 0
	}
	return None, 0, false
}

// radixHeap keeps an entry in the bucket that numbers the highest bit in which
// its key differs from the last key popped. An entry only moves to lower
// buckets, so it moves at most once per bit.
type radixHeap struct {
	buckets [65][]entry
	last    Dist
	left    int
}

// Reset implements Queue.
func (q *radixHeap) Reset() {
	for i := range q.buckets {
		q.buckets[i] = q.buckets[i][:0]
	}
	q.last, q.left = 0, 0
}

// Push implements Queue.
func (q *radixHeap) Push(v Node, key Dist) {
	b := &q.buckets[bits.Len64(uint64(key^q.last))]
	*b = append(*b, entry{key, v})
	q.left++
}

// Pop implements Queue.
func (q *radixHeap) Pop() (Node, Dist, bool) {
	if q.left == 0 {
		return None, 0, false
	}
	if len(q.buckets[0]) == 0 {
		i := 1
		for len(q.buckets[i]) == 0 {
			i++
		}
		from := q.buckets[i]
		q.last = from[0].key
		for _, e := range from[1:] {
			q.last = min(q.last, e.key)
		}
		for _, e := range from {
			b := &q.buckets[bits.Len64(uint64(e.key^q.last))]
			*b = append(*b, e)
		}
		q.buckets[i] = from[:0]
	}
	b := &q.buckets[0]
	e := (*b)[len(*b)-1]
	*b = (*b)[:len(*b)-1]
	q.left--
	return e.node, e.key, true
}
