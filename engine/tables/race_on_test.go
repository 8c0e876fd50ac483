//go:build race

package tables

// raced is whether the race detector is on: pools then drop what they hold at random.
const raced = true
