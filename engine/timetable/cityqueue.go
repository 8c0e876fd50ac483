package timetable

// cityQueue is a binary heap of cities by a key that is kept elsewhere and may
// fall while they wait.
type cityQueue struct {
	heap []City
	at   []int32 // by City: one more than the position in heap, 0: not there
}

func newCityQueue(cities int) cityQueue { return cityQueue{at: make([]int32, cities)} }

// lowered enters c, or moves it on, after its key fell.
func (q *cityQueue) lowered(key []int32, c City) {
	i := int(q.at[c]) - 1
	if i < 0 {
		i = len(q.heap)
		q.heap = append(q.heap, c)
	}
	k := key[c]
	for i > 0 {
		p := (i - 1) / 2
		above := q.heap[p]
		if key[above] <= k {
			break
		}
		q.heap[i], q.at[above] = above, int32(i+1)
		i = p
	}
	q.heap[i], q.at[c] = c, int32(i+1)
}

// pop removes the city of the lowest key from a queue that is not empty.
func (q *cityQueue) pop(key []int32) City {
	h := q.heap
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	q.heap, q.at[top] = h, 0
	if len(h) == 0 {
		return top
	}
	i, k := 0, key[x]
	for {
		c := 2*i + 1
		if c+1 < len(h) && key[h[c+1]] < key[h[c]] {
			c++
		}
		if c >= len(h) || key[h[c]] >= k {
			break
		}
		h[i], q.at[h[c]] = h[c], int32(i+1)
		i = c
	}
	h[i], q.at[x] = x, int32(i+1)
	return top
}
