package costs

import (
	"golang.org/x/sys/cpu"

	"tongtu/engine/timetable"
)

// vectors says whether the processor can work on a block at once.
var vectors = cpu.X86.HasAVX2

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
	if vectors {
		return vector
	}
	return plain
}

// filterBlocks is filter for so many of the connections as are whole blocks.
func filterBlocks(passed []int32, conns []conn, seated []int32, live []uint8) (n, whole int) {
	if !vectors {
		return 0, 0
	}
	whole = len(conns) &^ (block - 1)
	return filterAVX2(passed, conns[:whole], seated, live, &squeezed), whole
}

// filterAVX2 is filter for whole blocks of connections.
//
//go:noescape
func filterAVX2(passed []int32, conns []conn, seated []int32, live []uint8, squeezed *[1 << block]uint64) int

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

// squeezed has, for every set of lanes, their numbers, one in a byte.
var squeezed = func() (all [1 << block]uint64) {
	for set := range all {
		at := 0
		for k := range block {
			if set>>k&1 != 0 {
				all[set] |= uint64(k) << at
				at += 8
			}
		}
	}
	return all
}()
