//go:build !amd64

package timetable

// Fetch could have memory bring what a search needs to follow connections soon.
func (v *View) Fetch(connections []int32) {}
