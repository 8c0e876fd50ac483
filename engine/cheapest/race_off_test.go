//go:build !race

package cheapest_test

const raced = false
