//go:build !linux

package tables

// largePages does nothing where the system decides alone.
func largePages[T any]([]T) {}
