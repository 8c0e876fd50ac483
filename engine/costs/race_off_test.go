//go:build !race

package costs_test

const raced = false
