package graph

// Queue is a priority queue of nodes for searches that settle nodes in order
// of their keys. Pop may return a node again with an earlier, larger key: a
// search knows the better label and skips it. A smaller key than the last one
// popped must not be pushed.
type Queue interface {
	// Push adds v, or lowers its key if it is there with a larger one.
	Push(v Node, key Dist)
	// Pop removes an entry with the smallest key; ok is false if there is none.
	Pop() (v Node, key Dist, ok bool)
	// Reset empties the queue.
	Reset()
}

// QueueKind names a priority queue. n is the number of nodes, m of arcs.
type QueueKind uint8

// The queues. Equal keys leave them in an order that depends on the kind, so
// trees may differ among equally long paths; distances do not.
const (
	// Binary is the binary heap with entries left behind when a key is lowered
	// (Williams 1964): O(m log m). What most textbooks mean.
	Binary QueueKind = iota
	// FourAry is the same with four children per parent (Johnson 1975): half the
	// levels and one cache line per level. The choice when weights are unknown.
	FourAry
	// Pairing is the pairing heap with true lowering of keys (Fredman, Sedgewick,
	// Sleator, Tarjan 1986): O(m + n log n) or nearly. To be compared with: it
	// follows pointers where heaps use arrays.
	Pairing
	// Bucket is Dial's queue (1969), one bucket per key modulo the largest weight:
	// O(m + longest distance); for weights above 65,535 a radix heap (Ahuja,
	// Mehlhorn, Orlin, Tarjan 1990): O(m + n log C). The fastest on roads.
	Bucket
	// Linear looks at every open node for each removal, as Dijkstra did in 1959:
	// O(n²). For the lab, and small dense graphs.
	Linear

	queueKinds
)

// QueueKinds lists all queues in the order of the constants.
func QueueKinds() []QueueKind { return []QueueKind{Binary, FourAry, Pairing, Bucket, Linear} }

// String is the kind's name in lower case.
func (k QueueKind) String() string {
	if k >= queueKinds {
		return "unknown"
	}
	return [queueKinds]string{"binary", "4-ary", "pairing", "bucket", "linear"}[k]
}

// newQueue returns an empty queue for n nodes and weights up to largest.
func newQueue(k QueueKind, n int, largest Weight) Queue {
	switch k {
	case FourAry:
		return &quadHeap{}
	case Pairing:
		return newPairing(n)
	case Bucket:
		if largest < dialLimit {
			return newDial(largest)
		}
		return &radixHeap{}
	case Linear:
		return newLinear(n)
	default:
		return &binaryHeap{}
	}
}

// entry is a node with its key.
type entry struct {
	key  Dist
	node Node
}
