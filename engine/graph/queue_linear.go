package graph

// linear is an unordered list of open nodes, searched for each removal.
type linear struct {
	open []entry
	at   []int32 // place in open plus 1, 0 if not there
}

func newLinear(n int) *linear { return &linear{at: make([]int32, n)} }

// Reset implements Queue.
func (q *linear) Reset() {
	for _, e := range q.open {
		q.at[e.node] = 0
	}
	q.open = q.open[:0]
}

// Push implements Queue.
func (q *linear) Push(v Node, key Dist) {
	if i := q.at[v]; i > 0 {
		q.open[i-1].key = min(q.open[i-1].key, key)
		return
	}
	q.open = append(q.open, entry{key, v})
	q.at[v] = int32(len(q.open))
}

// Pop implements Queue; of equal keys the smallest node comes first.
func (q *linear) Pop() (Node, Dist, bool) {
	if len(q.open) == 0 {
		return None, 0, false
	}
	best := 0
	for i, e := range q.open {
		if b := q.open[best]; e.key < b.key || e.key == b.key && e.node < b.node {
			best = i
		}
	}
	e := q.open[best]
	last := len(q.open) - 1
	q.open[best] = q.open[last]
	q.at[q.open[best].node] = int32(best + 1)
	q.open, q.at[e.node] = q.open[:last], 0
	return e.node, e.key, true
}
