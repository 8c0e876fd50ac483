package graph

// pairing is a pairing heap over the nodes themselves: links are node numbers
// in arrays, and a node is in the heap at most once.
type pairing struct {
	a     []pairNode
	root  Node
	pairs []Node // scratch of Pop
}

type pairNode struct {
	key   Dist
	child Node // first child
	next  Node // next sibling
	prev  Node // previous sibling, or the parent of a first child; absent if not in the heap
}

// absent marks a node that is not in the heap; None is a link to nothing.
const absent Node = -2

func newPairing(n int) *pairing {
	h := &pairing{a: make([]pairNode, n), root: None}
	for i := range h.a {
		h.a[i].prev = absent
	}
	return h
}

// Reset implements Queue.
func (h *pairing) Reset() {
	for _, _, ok := h.Pop(); ok; _, _, ok = h.Pop() {
	}
}

// Push implements Queue.
func (h *pairing) Push(v Node, key Dist) {
	x := &h.a[v]
	switch {
	case x.prev == absent:
		*x = pairNode{key: key, child: None, next: None, prev: None}
	case key >= x.key:
		return
	case v == h.root:
		x.key = key
		return
	default:
		x.key = key
		h.cut(v)
	}
	h.root = h.link(h.root, v)
}

// cut takes v, which is not the root, out of its siblings.
func (h *pairing) cut(v Node) {
	x := &h.a[v]
	if p := &h.a[x.prev]; p.child == v {
		p.child = x.next
	} else {
		p.next = x.next
	}
	if x.next != None {
		h.a[x.next].prev = x.prev
	}
	x.next, x.prev = None, None
}

// link makes the root with the larger key the first child of the other.
func (h *pairing) link(u, v Node) Node {
	if u == None {
		return v
	}
	if v == None {
		return u
	}
	if h.a[v].key < h.a[u].key {
		u, v = v, u
	}
	first := h.a[u].child
	h.a[v].next, h.a[v].prev = first, u
	if first != None {
		h.a[first].prev = v
	}
	h.a[u].child = v
	return u
}

// Pop implements Queue.
func (h *pairing) Pop() (Node, Dist, bool) {
	top := h.root
	if top == None {
		return None, 0, false
	}
	h.pairs = h.pairs[:0]
	for c := h.a[top].child; c != None; { // pair from left to right …
		d := h.a[c].next
		h.a[c].next, h.a[c].prev = None, None
		if d == None {
			h.pairs = append(h.pairs, c)
			break
		}
		next := h.a[d].next
		h.a[d].next, h.a[d].prev = None, None
		h.pairs = append(h.pairs, h.link(c, d))
		c = next
	}
	h.root = None
	for i := len(h.pairs) - 1; i >= 0; i-- { // … and join from right to left
		h.root = h.link(h.root, h.pairs[i])
	}
	h.a[top].prev = absent
	return top, h.a[top].key, true
}
