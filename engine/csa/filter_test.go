package csa

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/timetable"
)

// randomFilter returns hops between stops and two sets of stops, full or sparse.
func randomFilter(r *rand.Rand, stops int) (h timetable.Hops, ready, open stopSet) {
	h = timetable.NewHops(1+r.IntN(700), stops)
	for i := range int32(h.Len()) {
		h.Set(i, timetable.Hop{From: timetable.Stop(r.IntN(stops)), To: timetable.Stop(r.IntN(stops + 1))})
	}
	share, other := r.Float64(), r.Float64()
	ready, open = ready.none(stops), open.none(stops)
	for s := range timetable.Stop(stops + 1) {
		if r.Float64() < share && int(s) < stops {
			ready.add(s)
		}
		if r.Float64() < other {
			open.add(s)
		}
		if r.Float64() < 0.1 {
			open.removeIf(s, r.IntN(2) == 0)
		}
	}
	return h, ready, open
}

// Few and many stops, whole words and parts of one, and more stops than two bytes
// can tell apart.
func TestFilterFindsHopsBetweenTwoSets(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 4))
	for range 3000 {
		stops := []int{1, 70, 1023, 1024, 2841, 8191, 8192, 20_000, 65_534, 65_535, 70_000}[r.IntN(11)]
		h, ready, open := randomFilter(r, stops)
		total := (h.Len() + wordBits - 1) / wordBits
		first := r.IntN(total)
		words, plain := make([]uint64, 1+r.IntN(total-first)), make([]uint64, total)
		filter(words, &h, int32(first), ready, open)
		filterPlain(plain[:len(words)], &h, int32(first), ready, open)
		require.Equal(t, plain[:len(words)], words, "%d stops", stops)
		for k, word := range words {
			for bit := range wordBits {
				i := (first+k)*wordBits + bit
				want := false
				if i < h.Len() {
					x := h.At(int32(i))
					want = ready[x.From/wordBits]>>(x.From%wordBits)&1 != 0 && open[x.To/wordBits]>>(x.To%wordBits)&1 != 0
				}
				require.Equal(t, want, word>>bit&1 != 0, "%d stops, hop %d of %d", stops, i, h.Len())
			}
		}
	}
}
