// Package graph searches static weighted digraphs: the algorithm lab's small
// maps and road networks of millions of nodes.
//
// A [Graph] is immutable and safe for any number of goroutines. What a search
// writes lives in a [Search], the reusable memory of one goroutine: after its
// first query nothing but the path is allocated.
//
//	g, err := graph.New(nodes, arcs)
//	s := graph.NewSearch(g)
//	d, err := s.Dijkstra(ctx, graph.Bucket, graph.Query{From: a, To: b})
//	path := s.AppendPath(nil, b)
//
// # Which one
//
//	BFS            fewest arcs, weights ignored; O(n + m)
//	Dijkstra       weights ≥ 0; the queue decides, see QueueKind: Bucket is the
//	               fastest, Linear the one of the blackboard
//	BellmanFord    negative weights; reports a negative cycle; O(n m)
//	Bidirectional  one pair, and nothing else known about the graph
//	AStar          one pair, and coordinates or another lower bound
//	ALT            many pairs after seconds of preparation: NewLandmarks
//	Hierarchy      very many pairs, microseconds each, after preparation that
//	               takes some ten seconds for a million nodes: NewHierarchy
//
// # Traces
//
// A query may carry a [trace.Recorder]; it never changes the answer. Stop is a
// node, Trip the arc that improved it (-1 for links of a hierarchy), Cost the
// distance. Prune is an entry of the queue
// that was out of date, or a node that a bound excluded. A search from both
// ends records Phase 1 before steps of the forward and Phase 2 before steps of
// the backward side; distances of the latter are to the target.
//
// # Caveats
//
// Distances are exact int64 sums of int32 weights and cannot overflow.
// Landmarks and hierarchies store distances in 32 bits and refuse graphs that
// need more ([ErrRange]). After a query for one target only nodes that were
// settled have final distances.
package graph
