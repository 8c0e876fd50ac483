package tables

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCutsDoNotOverlap(t *testing.T) {
	var p piece[int32]
	var cuts [][]int32
	for _, n := range []int{3, 1, 0, 5, 700, 2, largestPiece + 1, 9, largestPiece} {
		c := p.cut(n)
		require.Len(t, c, n)
		require.Equal(t, n, cap(c))
		for i := range c {
			c[i] += int32(len(cuts)) + 1
		}
		cuts = append(cuts, c)
	}
	for k, c := range cuts {
		for i := range c {
			if c[i] != int32(k)+1 {
				t.Fatalf("cut %d[%d] = %d", k, i, c[i])
			}
		}
	}
}
