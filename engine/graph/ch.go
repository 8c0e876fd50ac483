package graph

import (
	"context"
	"math"
)

// Hierarchy is a contraction hierarchy of a graph: its nodes in an order of
// importance, with shortcuts that make every shortest path go up that order and
// then down. It is immutable; queries are made with a HierarchySearch.
//
// R. Geisberger, P. Sanders, D. Schultes, D. Delling, "Contraction
// hierarchies: faster and simpler hierarchical routing in road networks"
// (2008). Preparation has no useful bound but is quick where few roads matter
// for long distances; a graph without such an order (random, dense) is not for
// it. The hierarchy does not depend on the number of processors.
type Hierarchy struct {
	g     *Graph
	rank  []int32 // of a node: 0 was contracted first
	place []int32 // of a node in the arrays of the hierarchy
	node  []Node  // at a place
	first []int32 // links of place p are links[first[p]:first[p+1]]
	links []link  // and one more, so that there is something at every beginning
	mids  []middle
}

// link joins a place to a more important one.
type link struct {
	to       int32
	up, down uint32 // weight towards to, and from it; blocked if there is none
}

// middle is the place a link's shortcut goes over, up and down; -1 for an arc
// of the graph.
type middle struct{ up, down int32 }

// blocked is no weight, and the distance of what was not reached.
const blocked = math.MaxUint32

// NewHierarchy prepares g, on all processors. Negative weights are refused with
// ErrNegative, distances that need more than 32 bits with ErrRange.
func NewHierarchy(ctx context.Context, g *Graph) (*Hierarchy, error) {
	if g.min < 0 {
		return nil, ErrNegative
	}
	c := newContraction(g)
	if err := c.run(ctx); err != nil {
		return nil, err
	}
	h := &Hierarchy{g: g}
	h.number(c)
	if err := h.freeze(c); err != nil {
		return nil, err
	}
	return h, nil
}

// Nodes is the number of nodes.
func (h *Hierarchy) Nodes() int { return len(h.node) }

// Links is the number of links between nodes and more important ones: the
// graph's own and shortcuts.
func (h *Hierarchy) Links() int { return len(h.links) - 1 }

// Rank is the importance of v: 0 for the node contracted first.
func (h *Hierarchy) Rank(v Node) int { return int(h.rank[v]) }

// summit is how many of the most important nodes are numbered by importance.
const summit = 1 << 16

// number gives the nodes their places. All queries go through the most
// important ones, which therefore lie together. The others are placed as in a
// walk through the tree in which the parent of a node is its least important
// link, so that a way up mostly stays within a few pages of memory.
func (h *Hierarchy) number(c *contraction) {
	n := len(c.order)
	rank, size := make([]int32, n), make([]int32, n)
	h.rank = rank
	for i, v := range c.order {
		rank[v] = int32(i)
	}
	parent := func(v Node) Node {
		best := None
		for _, b := range c.adj[v] {
			if best == None || rank[b.to] < rank[best] {
				best = b.to
			}
		}
		return best
	}
	top := max(0, n-summit)
	for _, v := range c.order[:top] {
		size[v]++
		if p := parent(v); p != None {
			size[p] += size[v]
		}
	}
	h.node, h.place = make([]Node, n), make([]int32, n)
	next := int32(0) // free place
	inside := size   // free place below a node; its size is not needed any more
	for i := n - 1; i >= 0; i-- {
		v := c.order[i]
		at := &next
		below := size[v]
		if i >= top {
			below = 1
		} else if p := parent(v); p != None && int(rank[p]) < top {
			at = &inside[p]
		}
		h.place[v], h.node[*at] = *at, v
		inside[v] = *at + 1
		*at += below
	}
}

// freeze copies the links left at each node when it was contracted: they lead
// to nodes contracted later.
func (h *Hierarchy) freeze(c *contraction) error {
	h.first = make([]int32, len(h.node)+1)
	at := make([]int32, len(h.node)) // the link to a place, plus 1, while its tail is copied
	for p, v := range h.node {
		begin := len(h.links)
		for _, b := range c.adj[v] {
			to := h.place[b.to]
			if int(at[to]) <= begin {
				h.links = append(h.links, link{to, blocked, blocked})
				h.mids = append(h.mids, middle{-1, -1})
				at[to] = int32(len(h.links))
			}
			l, m, mid := &h.links[at[to]-1], &h.mids[at[to]-1], int32(-1)
			if b.mid != None {
				mid = h.place[b.mid]
			}
			if b.info&ahead != 0 && uint32(b.w) < l.up {
				l.up, m.up = uint32(b.w), mid
			}
			if b.info&back != 0 && uint32(b.w) < l.down {
				l.down, m.down = uint32(b.w), mid
			}
		}
		if len(h.links) > math.MaxInt32-1 {
			return ErrSize
		}
		h.first[p+1] = int32(len(h.links))
	}
	h.links = append(h.links, link{})
	return c.measure()
}

// measure makes sure that no distance within a hierarchy needs more than 32
// bits, whatever way up a query takes.
func (c *contraction) measure() error {
	reach := make([]uint64, len(c.order))
	for i := len(c.order) - 1; i >= 0; i-- {
		v := c.order[i]
		for _, b := range c.adj[v] {
			reach[v] = max(reach[v], reach[b.to]+uint64(b.w))
		}
		if reach[v] >= blocked {
			return ErrRange
		}
	}
	return nil
}
