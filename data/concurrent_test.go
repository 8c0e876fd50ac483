package data_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/rules"
)

func TestReadersSeeWholeRevisionsWhileEditorsWork(t *testing.T) {
	f := open(t)
	f.load(line())
	ctx, cancel := context.WithCancel(t.Context())
	var readers, editors sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for last := uint64(0); ctx.Err() == nil; {
				n, err := f.store.Network(t.Context())
				if err != nil || n.Revision < last {
					t.Errorf("revision %d after %d: %v", n.Revision, last, err)
					return
				}
				last = n.Revision
				for _, x := range rules.Check(n) {
					if x.Severity == rules.Error {
						t.Errorf("revision %d: %+v", n.Revision, x)
					}
				}
			}
		})
	}
	for range 2 {
		editors.Go(func() {
			for range 15 {
				_ = f.DeleteCity(t.Context(), "b") // the other editor may have been faster
				_, _ = f.Undo(t.Context())
			}
			if err := f.Replace(t.Context(), line(), nil); err != nil {
				t.Error(err)
			}
		})
	}
	editors.Wait()
	cancel()
	readers.Wait()
	require.False(t, f.store.Empty())
	f.sound()
}
