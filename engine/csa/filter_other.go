//go:build !amd64

package csa

import "tongtu/engine/timetable"

func filter(words []uint64, h *timetable.Hops, first int32, ready, open stopSet) {
	filterPlain(words, h, first, ready, open)
}
