package trace_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/engine/trace"
)

// tally is a state whose value depends on order, so that wrong seeking shows.
type tally struct{ hash uint64 }

func (s *tally) Reset() { s.hash = 1 }
func (s *tally) Fold(e trace.Event) {
	s.hash = s.hash*31 + uint64(e.Kind)*7 + uint64(uint32(e.Stop)) + uint64(e.Cost)
}

func TestSeekingAnywhereEqualsFoldingFromTheStart(t *testing.T) {
	rec := trace.NewRecorder(1000)
	for i := range int32(200) {
		rec.Phase(i, i%2 == 0)
		rec.Settle(i, i*2, int64(i))
		rec.Improve(i, 1, 2, 3, i, int64(i))
		rec.Prune(i, i, 0)
	}
	tr := rec.Trace()
	var st tally
	p := trace.NewPlayer(tr, &st)
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		i := r.IntN(tr.Len() + 1)
		p.Seek(i)
		var want tally
		want.Reset()
		for e := range tr.Before(i) {
			want.Fold(e)
		}
		require.Equal(t, i, p.Pos())
		require.Equal(t, want, st)
	}
	p.Seek(-5)
	require.Zero(t, p.Pos())
	p.Seek(tr.Len() + 5)
	require.Equal(t, tr.Len(), p.Pos())
}

func TestRecorderCountsWhatItDrops(t *testing.T) {
	rec := trace.NewRecorder(2)
	for range 5 {
		rec.Settle(1, 2, 3)
	}
	require.Equal(t, 2, rec.Trace().Len())
	require.Equal(t, 3, rec.Trace().Lost)
}

func TestNilRecorderRecordsNothing(t *testing.T) {
	var rec *trace.Recorder
	rec.Phase(1, true)
	rec.Settle(1, 2, 3)
	rec.Improve(1, 2, 3, 4, 5, 6)
	rec.Prune(1, 2, 3)
	require.Zero(t, rec.Trace().Len())
}
