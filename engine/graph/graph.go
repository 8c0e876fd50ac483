package graph

import (
	"math"
	"sort"
	"sync"
)

// Node is a node of a graph: 0 … Nodes()-1.
type Node int32

// None is no node: as a query's target it asks for all.
const None Node = -1

// ArcID is an arc of a graph: 0 … Arcs()-1, sorted by tail.
type ArcID int32

// NoArc is no arc.
const NoArc ArcID = -1

// Weight is the length of an arc, in any unit.
type Weight int32

// Dist is a sum of weights.
type Dist int64

// Unreached is the distance of a node no path leads to.
const Unreached Dist = math.MaxInt64

// Arc leads from one node to another.
type Arc struct {
	From, To Node
	Weight   Weight
}

// half is an arc as stored at one of its ends.
type half struct {
	to Node
	w  Weight
}

// Graph is an immutable weighted digraph in compressed sparse row form.
// Parallel arcs and self loops are kept. Use New or Builder to make one.
type Graph struct {
	first    []int32 // arcs of v are out[first[v]:first[v+1]]
	out      []half
	min, max Weight

	once   sync.Once
	rfirst []int32 // arcs into v are in[rfirst[v]:rfirst[v+1]]
	in     []half
	back   []ArcID // in[i] is out[back[i]] seen from its head
}

// New returns the graph of n nodes and the given arcs, which are numbered by
// tail and, for one tail, in the order given. An arc whose end is no node is
// refused with an *ArcError. The arcs are not kept.
func New(n int, arcs []Arc) (*Graph, error) {
	if n < 0 || n > math.MaxInt32-1 || len(arcs) > math.MaxInt32-1 {
		return nil, ErrSize
	}
	g := &Graph{first: make([]int32, n+1), out: make([]half, len(arcs))}
	for i, a := range arcs {
		if a.From < 0 || int(a.From) >= n || a.To < 0 || int(a.To) >= n {
			return nil, &ArcError{Index: i, Arc: a}
		}
		g.first[a.From+1]++
		if i == 0 {
			g.min, g.max = a.Weight, a.Weight
		}
		g.min, g.max = min(g.min, a.Weight), max(g.max, a.Weight)
	}
	place := sums(g.first)
	for _, a := range arcs {
		g.out[place[a.From]] = half{a.To, a.Weight}
		place[a.From]++
	}
	return g, nil
}

// sums turns counts, kept one place to the right, into beginnings, and returns
// a copy to advance while filling.
func sums(first []int32) []int32 {
	for i := 1; i < len(first); i++ {
		first[i] += first[i-1]
	}
	return append([]int32(nil), first...)
}

// Nodes is the number of nodes.
func (g *Graph) Nodes() int { return len(g.first) - 1 }

// Arcs is the number of arcs.
func (g *Graph) Arcs() int { return len(g.out) }

// Weights are the smallest and the largest weight, 0 and 0 without arcs.
func (g *Graph) Weights() (smallest, largest Weight) { return g.min, g.max }

// Out is the range of the arcs that leave v: lo ≤ id < hi.
func (g *Graph) Out(v Node) (lo, hi ArcID) { return ArcID(g.first[v]), ArcID(g.first[v+1]) }

// Head is the node arc a leads to.
func (g *Graph) Head(a ArcID) Node { return g.out[a].to }

// Weight is the weight of arc a.
func (g *Graph) Weight(a ArcID) Weight { return g.out[a].w }

// Tail is the node arc a leaves, found in O(log n).
func (g *Graph) Tail(a ArcID) Node {
	return Node(sort.Search(len(g.first)-1, func(v int) bool { return g.first[v+1] > int32(a) }))
}

// Arc is arc a with both its ends.
func (g *Graph) Arc(a ArcID) Arc { return Arc{g.Tail(a), g.out[a].to, g.out[a].w} }

// has reports whether v is a node.
func (g *Graph) has(v Node) bool { return v >= 0 && int(v) < g.Nodes() }

// reverse makes the lists of arriving arcs on first use.
func (g *Graph) reverse() {
	g.once.Do(func() {
		g.rfirst = make([]int32, len(g.first))
		g.in, g.back = make([]half, len(g.out)), make([]ArcID, len(g.out))
		for _, h := range g.out {
			g.rfirst[h.to+1]++
		}
		place := sums(g.rfirst)
		for v := range g.Nodes() {
			for a := g.first[v]; a < g.first[v+1]; a++ {
				h := g.out[a]
				g.in[place[h.to]] = half{Node(v), h.w}
				g.back[place[h.to]] = ArcID(a)
				place[h.to]++
			}
		}
	})
}
