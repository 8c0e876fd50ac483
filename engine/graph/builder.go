package graph

// Builder collects arcs; its zero value is empty and ready.
type Builder struct {
	nodes int
	arcs  []Arc
}

// Node adds a node and returns it.
func (b *Builder) Node() Node {
	b.nodes++
	return Node(b.nodes - 1)
}

// Arc adds an arc. Ends not yet added count as added if they are not negative;
// otherwise Graph will refuse.
func (b *Builder) Arc(from, to Node, w Weight) {
	b.nodes = max(b.nodes, int(from)+1, int(to)+1)
	b.arcs = append(b.arcs, Arc{from, to, w})
}

// Edge adds an arc in each direction.
func (b *Builder) Edge(u, v Node, w Weight) {
	b.Arc(u, v, w)
	b.Arc(v, u, w)
}

// Graph returns the graph of what was added so far.
func (b *Builder) Graph() (*Graph, error) { return New(b.nodes, b.arcs) }
