package tables

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEntriesTellWhatTheyWereMadeOf(t *testing.T) {
	for _, c := range []struct {
		name string
		node node
		next int32
		fits bool
	}{
		{"first of all", node{board: 0, alight: 1, day: 0}, -1, true},
		{"largest", node{board: 1<<boardBits - 1, alight: 1<<boardBits + 1<<callBits - 2, day: before - 1}, 1<<nextBits - 2, true},
		{"of days before", node{board: 7, alight: 9, day: -before}, 0, true},
		{"call too far", node{board: 1 << boardBits, alight: 1<<boardBits + 1}, -1, false},
		{"ride too long", node{board: 1, alight: 1 + 1<<callBits}, -1, false},
		{"day too early", node{board: 1, alight: 2, day: -before - 1}, -1, false},
		{"day too late", node{board: 1, alight: 2, day: before}, -1, false},
		{"too many entries", node{board: 1, alight: 2}, 1<<nextBits - 1, false},
	} {
		r, fits := rideOf(&c.node, c.next)
		require.Equal(t, c.fits, fits, c.name)
		if fits {
			require.Equal(t, step{c.node.board, c.node.alight - c.node.board, c.node.day}, r.step(), c.name)
			require.Equal(t, c.next, r.next(), c.name)
		}
	}
	k, fits := keyOf(1<<laneBits-1, 86_399, 1<<timeBits-1)
	require.True(t, fits)
	require.Equal(t, []int32{1<<laneBits - 1, 86_399, 1<<timeBits - 1}, []int32{k.lane(), k.dep(), k.arr()})
	_, fits = keyOf(1<<laneBits, 0, 0)
	require.False(t, fits)
	_, fits = keyOf(0, 0, 1<<timeBits)
	require.False(t, fits)
}
