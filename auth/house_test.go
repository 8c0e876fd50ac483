package auth_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data"
)

// house is a service on a real data file that can be closed and opened again.
type house struct {
	*testing.T
	*auth.Service
	clock *clock
	path  string
	keys  auth.Keys
	store *data.Store
	fast  auth.Ledger // in the place of the file's, which waits for the disk
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, clock: newClock(), path: filepath.Join(t.TempDir(), "tongtu.db"), keys: auth.NewMemoryKeys()}
	h.restart()
	t.Cleanup(func() { _ = h.store.Close() })
	return h
}

// restart is what a crash and a new start do.
func (h *house) restart() {
	h.Helper()
	if h.store != nil {
		require.NoError(h, h.store.Close())
	}
	var err error
	h.store, err = data.Open(h.path, data.Options{Now: h.clock.Now})
	require.NoError(h, err)
	ledger := h.fast
	if ledger == nil {
		ledger = h.store.Ledger()
	}
	h.Service, err = auth.Open(auth.Options{Now: h.clock.Now, Ledger: ledger, Keys: h.keys, Cost: cheap}, names{demo: true})
	require.NoError(h, err)
}

func (h *house) elevate(pass string) (auth.Session, error) {
	return h.Elevate(h.Context(), "", auth.NewSecret(pass))
}
