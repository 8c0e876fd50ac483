package graph

import (
	"errors"
	"fmt"
)

// Errors of building and searching.
var (
	// ErrSize says that a graph would have more nodes or arcs than can be numbered.
	ErrSize = errors.New("too many nodes or arcs")
	// ErrNode says that a query names a node the graph does not have.
	ErrNode = errors.New("no such node")
	// ErrNegative says that an algorithm for weights ≥ 0 was given a negative one.
	ErrNegative = errors.New("negative weight")
	// ErrRange says that a distance to be stored exceeds 32 bits.
	ErrRange = errors.New("distance beyond 32 bits")
	// ErrPoints says that there is not exactly one usable point for every node.
	ErrPoints = errors.New("not one finite point per node")
	// ErrQueue says that a query names a queue that does not exist.
	ErrQueue = errors.New("no such queue")
)

// ArcError says that an arc leads from or to a node that does not exist.
type ArcError struct {
	Index int // of the arc in the order given
	Arc   Arc
}

// Error implements error.
func (e *ArcError) Error() string {
	return fmt.Sprintf("arc %d, %d → %d: %v", e.Index, e.Arc.From, e.Arc.To, ErrNode)
}

// Unwrap makes it an ErrNode.
func (e *ArcError) Unwrap() error { return ErrNode }

// NegativeCycleError says that distances have no lower bound. Cycle holds the
// cycle's nodes in order of travel, each once, the smallest first.
type NegativeCycleError struct{ Cycle []Node }

// Error implements error.
func (e *NegativeCycleError) Error() string {
	return fmt.Sprintf("cycle of negative length through %v", e.Cycle)
}

// Unwrap makes it an ErrNegative.
func (e *NegativeCycleError) Unwrap() error { return ErrNegative }
