package csa

import (
	"slices"

	"tongtu/engine/timetable"
)

// wordBits is how many connections or stops a word has a bit for.
const wordBits = 64

// stopSet has a bit for every stop, and for NumStops. Its length is a multiple of
// groupWords.
type stopSet []uint64

// groupWords are the words of a set that a filter looks at together.
const groupWords = 16

// none returns the set in the memory of x.
func (x stopSet) none(stops int) stopSet {
	n := (stops/(groupWords*wordBits) + 1) * groupWords
	x = slices.Grow(x[:0], n)[:n]
	clear(x)
	return x
}

func (x stopSet) add(s timetable.Stop) { x[s/wordBits] |= 1 << (s % wordBits) }

// addAll adds those from s on, before end.
func (x stopSet) addAll(s, end timetable.Stop) {
	for ; s < end; s++ {
		x.add(s)
	}
}

// removeIf removes s if it is to.
func (x stopSet) removeIf(s timetable.Stop, gone bool) {
	bit := uint64(0)
	if gone {
		bit = 1
	}
	x[s/wordBits] &^= bit << (s % wordBits)
}

// waits are the stops that become ready, in bins of time.
type waits struct {
	over stopSet // ready by now, or within the bin
	from int32
	bin  int32   // the last that is over
	bins []int32 // the first in list of each, or -1
	list []waiting
}

// waiting are stops that become ready within a bin, and the next in list.
type waiting struct {
	stop, end timetable.Stop
	next      int32
}

// binBits say how long a bin is: 512 seconds.
const binBits = 9

// begin forgets all stops. Times are between from and until.
func (w *waits) begin(stops int, from, until int32) {
	w.over = w.over.none(stops)
	w.from, w.bin, w.list = from, -1, w.list[:0]
	w.bins = w.bins[:0]
	for range (until-from)>>binBits + 1 {
		w.bins = append(w.bins, -1)
	}
}

// add lets the stops from s on, before end, become ready at a time.
func (w *waits) add(s, end timetable.Stop, at int32) {
	bin := (at - w.from) >> binBits
	if bin <= w.bin {
		w.over.addAll(s, end)
		return
	}
	w.list = append(w.list, waiting{s, end, w.bins[bin]})
	w.bins[bin] = int32(len(w.list) - 1)
}

// until moves on to a time.
func (w *waits) until(time int32) {
	for bin := (time - w.from) >> binBits; w.bin < bin; {
		w.bin++
		for k := w.bins[w.bin]; k >= 0; k = w.list[k].next {
			w.over.addAll(w.list[k].stop, w.list[k].end)
		}
	}
}
