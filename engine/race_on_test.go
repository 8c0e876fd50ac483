//go:build race

package engine_test

// raced is whether the race detector is on: everything then takes ten times as long.
const raced = true
