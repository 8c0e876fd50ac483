//go:build race

package sweep_test

// raced is whether the race detector is on: pools then drop what they hold at random.
const raced = true
