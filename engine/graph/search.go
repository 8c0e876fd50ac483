package graph

import (
	"context"
	"slices"

	"tongtu/engine/trace"
)

// Query asks for the distance from one node to another, or to all if To is None.
type Query struct {
	From, To Node
	Rec      *trace.Recorder // may be nil
}

// Search is the memory of one search at a time on one graph. A search leaves
// its tree in it until the next one. It must not be used by two goroutines at once.
type Search struct {
	g        *Graph
	fwd, bwd side
	alt      aimed // the landmarks chosen for the present pair
	meet     Node  // of a search from both ends, else None
	from     Node
	target   Node
	fifo     []Node
}

// label is what a search knows of one node; it counts only if stamp is the
// side's, so that no query clears what an earlier one wrote.
type label struct {
	dist  Dist
	arc   ArcID // that led here; NoArc at the start
	stamp uint32
}

// side is one direction of a search.
type side struct {
	labels []label
	stamp  uint32
	queues [queueKinds]Queue
	bound  []Dist // A*: the potential, valid together with the label
}

// NewSearch returns memory for searches on g. It is filled on use.
func NewSearch(g *Graph) *Search { return &Search{g: g, from: None, meet: None} }

// begin checks the query and forgets the previous one.
func (s *Search) begin(q Query) error {
	s.from, s.target, s.meet = None, None, None
	if !s.g.has(q.From) || q.To != None && !s.g.has(q.To) {
		return ErrNode
	}
	s.from, s.target = q.From, q.To
	s.fwd.begin(s.g.Nodes())
	return nil
}

func (d *side) begin(n int) {
	if d.labels == nil {
		d.labels = make([]label, n)
	}
	d.stamp++
	if d.stamp == 0 { // after 2³² queries old stamps would count again
		clear(d.labels)
		d.stamp = 1
	}
}

// queue returns the side's empty queue of a kind.
func (d *side) queue(k QueueKind, g *Graph) Queue {
	if d.queues[k] == nil {
		d.queues[k] = newQueue(k, g.Nodes(), g.max)
	}
	d.queues[k].Reset()
	return d.queues[k]
}

func (d *side) dist(v Node) Dist {
	if l := &d.labels[v]; l.stamp == d.stamp {
		return l.dist
	}
	return Unreached
}

// Dist is the distance of v from the last search's origin; Unreached if there
// is no path, or if a search for one target ended before it came to v.
func (s *Search) Dist(v Node) Dist {
	switch {
	case s.from == None || !s.g.has(v):
		return Unreached
	case s.meet != None && v == s.target:
		return s.fwd.dist(s.meet) + s.bwd.dist(s.meet)
	}
	return s.fwd.dist(v)
}

// Parent is the arc over which the last search reached v, or NoArc.
func (s *Search) Parent(v Node) ArcID {
	if s.from == None || !s.g.has(v) || s.fwd.dist(v) == Unreached {
		return NoArc
	}
	return s.fwd.labels[v].arc
}

// AppendPath appends the nodes of the last search's path to v, both ends
// included, and returns path unchanged if v was not reached.
func (s *Search) AppendPath(path []Node, v Node) []Node {
	if s.Dist(v) == Unreached {
		return path
	}
	last := v
	if s.meet != None && v == s.target {
		last = s.meet
	}
	start := len(path)
	for u := last; ; u = s.g.Tail(s.fwd.labels[u].arc) {
		path = append(path, u)
		if u == s.from {
			break
		}
	}
	slices.Reverse(path[start:])
	for u := last; u != v; {
		u = s.g.Head(s.bwd.labels[u].arc)
		path = append(path, u)
	}
	return path
}

// answer is the distance a query asked for: of the target, or 0 for all.
func (s *Search) answer(q Query) Dist {
	if q.To == None {
		return 0
	}
	return s.Dist(q.To)
}

// cancelled looks at ctx once in 1,024 steps; step counts from 0.
func cancelled(ctx context.Context, step int) error {
	if step&1023 == 0 {
		return ctx.Err()
	}
	return nil
}
