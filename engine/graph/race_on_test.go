//go:build race

package graph_test

// raced is whether the race detector slows everything down.
const raced = true
