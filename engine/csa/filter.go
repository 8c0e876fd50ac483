package csa

import "tongtu/engine/timetable"

// filterPlain marks those hops in words, from word first on, that lead from a stop
// of ready to one of open.
func filterPlain(words []uint64, h *timetable.Hops, first int32, ready, open stopSet) {
	for k := range words {
		begin := (first + int32(k)) * wordBits
		word := uint64(0)
		for i := range min(wordBits, int32(h.Len())-begin) {
			hop := h.At(begin + i)
			from, to := uint32(hop.From), uint32(hop.To)
			word |= ready[from/wordBits] >> (from % wordBits) & (open[to/wordBits] >> (to % wordBits)) & 1 << (i % wordBits)
		}
		words[k] = word
	}
}
