package costs

import (
	"golang.org/x/sys/cpu"

	"tongtu/engine/timetable"
)

var (
	under   = choose(underAVX2, underGo)
	lower   = choose(lowerAVX2, lowerGo)
	shift   = choose(shiftAVX2, shiftGo)
	enter   = choose(enterAVX2, enterGo)
	alight  = choose(alightAVX2, alightGo)
	outlook = choose(outlookAVX2, outlookGo)
	ride    = choose(rideAVX2, rideGo)
)

// choose returns what this processor can do.
func choose[F any](vector, plain F) F {
	if cpu.X86.HasAVX2 {
		return vector
	}
	return plain
}

//go:noescape
func underAVX2(a, b *row, more int32, blocks int) uint32

//go:noescape
func lowerAVX2(a, b *row, blocks int) uint32

//go:noescape
func shiftAVX2(b, a, worth *row, blocks int) uint32

//go:noescape
func enterAVX2(changed []int32, doors []door, ready, useful []row, able, paid, worth *row, blocks int) int

//go:noescape
func alightAVX2(a, paid, useful, worth *row, more int32, blocks int) uint32

//go:noescape
func outlookAVX2(most *[lanes + block]int32, less *longRow, left []int32, skip, blocks int)

//go:noescape
func rideAVX2(list []int32, conns []conn, rides []timetable.Ride, after, seated []int32, runs, ready, useful []row, less *longRow, blocks int) int
