//go:build race

package costs_test

// raced is whether the race detector is on: pools then drop what they hold at random.
const raced = true
