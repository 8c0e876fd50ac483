package csa

import (
	"golang.org/x/sys/cpu"

	"tongtu/engine/timetable"
)

// vectors says whether the processor can look up 32 stops in a set at once.
var vectors = cpu.X86.HasAVX512BW

// mostGroups is how many groups of a set vectors look at. Each costs a little for
// every hop; beyond, a set is looked up hop by hop.
const mostGroups = 8

// filter is filterPlain, by vectors where there are some.
func filter(words []uint64, h *timetable.Hops, first int32, ready, open stopSet) {
	if !vectors || h.From == nil || len(ready) > mostGroups*groupWords {
		filterPlain(words, h, first, ready, open)
		return
	}
	begin := int(first) * wordBits
	end := begin + len(words)*wordBits
	from, to := h.From[begin:end], h.To[begin:end]
	filterVectors(&words[0], &from[0], &to[0], len(words), len(ready)/groupWords, &ready[0], &open[0])
}

// filterVectors is filterPlain for so many words, of which there is at least one,
// and sets of so many groups. Hops beyond the last lead from no stop of ready.
//
//go:noescape
func filterVectors(words *uint64, from, to *uint16, n, groups int, ready, open *uint64)
