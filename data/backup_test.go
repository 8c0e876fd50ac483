package data_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

// restored puts the backup in the place of the fixture's file and opens that.
func (f *fixture) restored(backup string) (kept string) {
	f.Helper()
	require.NoError(f, f.store.Close())
	kept, err := data.Restore(f.Context(), f.path, backup, time.Now())
	require.NoError(f, err)
	f.store = nil
	f.reopen()
	return kept
}

// TestBackupsMadeBesideEditorsRestoreEqual makes backups while edits run, and
// restores each in the place of something else.
func TestBackupsMadeBesideEditorsRestoreEqual(t *testing.T) {
	const seed = 11
	r := rand.New(rand.NewPCG(seed, 1))
	f := open(t)
	f.load(line())
	states := map[uint64]string{}
	note := func() {
		n, err := f.store.Network(t.Context())
		require.NoError(t, err)
		states[n.Revision] = string(dump(t, n))
	}
	note()
	dir := t.TempDir()
	made := make(chan error, 1)
	const backups = 12
	go func() {
		for i := range backups {
			if err := f.store.Backup(t.Context(), filepath.Join(dir, fmt.Sprint(i))); err != nil {
				made <- err
				return
			}
		}
		close(made)
	}()
	for done := false; !done; {
		select {
		case err, failed := <-made:
			require.False(t, failed, "%v", err)
			done = true
		default:
			_, err := f.PutCity(t.Context(), model.City{Name: fmt.Sprint(r.IntN(1000))}, []model.Station{{Name: "x"}})
			require.NoError(t, err)
			if r.IntN(4) == 0 {
				_, err := f.Undo(t.Context())
				require.NoError(t, err)
			}
			note()
		}
	}
	for i := range backups {
		f.restored(filepath.Join(dir, fmt.Sprint(i)))
		n, err := f.store.Network(t.Context())
		require.NoError(t, err)
		if want, ok := states[n.Revision]; ok { // else made between the edit and its undo
			require.Equal(t, want, string(dump(t, n)), "seed %d, backup %d", seed, i)
		}
		f.sound()
	}
}

func TestRestoreKeepsWhatWasThere(t *testing.T) {
	f := open(t)
	f.load(line())
	backup := filepath.Join(t.TempDir(), "backup")
	require.NoError(t, f.store.Backup(t.Context(), backup))
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	edited := dump(t, f.network())
	kept := f.restored(backup)
	require.Len(t, f.network().Routes, 2)
	f.restored(kept)
	require.Equal(t, string(edited), string(dump(t, f.network())))
}

func TestRestoreRefusesWhatItCannotUse(t *testing.T) {
	f := open(t)
	f.load(line())
	backup := filepath.Join(t.TempDir(), "backup")
	require.NoError(t, f.store.Backup(t.Context(), backup))
	_, err := data.Restore(t.Context(), f.path, backup, time.Now())
	require.ErrorIs(t, err, data.ErrLocked)
	require.NoError(t, f.store.Close())
	before, err := os.ReadFile(f.path)
	require.NoError(t, err)

	require.NoError(t, data.Spoil(backup, "g1"))
	_, err = data.Restore(t.Context(), f.path, backup, time.Now())
	require.ErrorIs(t, err, data.ErrDamaged)

	require.NoError(t, data.SetSchema(backup, data.Schema+1))
	_, err = data.Restore(t.Context(), f.path, backup, time.Now())
	require.ErrorIs(t, err, data.ErrSchemaTooNew)

	after, err := os.ReadFile(f.path)
	require.NoError(t, err)
	require.Equal(t, before, after)
	list, err := os.ReadDir(filepath.Dir(f.path))
	require.NoError(t, err)
	require.Len(t, list, 2, "the file and its generation")
}

func TestOlderBackupIsBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "network.db")
	_, err := data.Restore(t.Context(), path, "testdata/schema1.db", time.Now())
	require.NoError(t, err)
	s, err := data.Open(path, data.Options{ReadOnly: true})
	require.NoError(t, err)
	defer func() { _ = s.Close() }()
	found, err := s.Check(t.Context())
	require.NoError(t, err)
	unbroken(t, found)
	require.False(t, s.Empty())
}

func TestBackupOfAFileThatGoesBadIsRefused(t *testing.T) {
	f := open(t)
	f.load(line())
	dir := t.TempDir()
	require.NoError(t, f.store.Backup(t.Context(), filepath.Join(dir, "good")))
	require.NoError(t, data.SpoilOpen(f.store, "g1"))
	require.ErrorIs(t, f.store.Backup(t.Context(), filepath.Join(dir, "bad")), data.ErrDamaged)
	require.ErrorIs(t, f.store.Backup(t.Context(), filepath.Join(dir, "good")), data.ErrDamaged, "the good one is not replaced")
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, list, 1)
	found, err := f.store.Check(t.Context())
	require.NoError(t, err)
	require.Equal(t, "network/trips/g1", found[0].Where())
	require.NoError(t, f.store.Close())
	_, err = data.Restore(t.Context(), f.path, filepath.Join(dir, "good"), time.Now())
	require.NoError(t, err)
	f.store = nil
	f.reopen()
	f.sound()
}

func TestCancelledBackupLeavesNothing(t *testing.T) {
	f := open(t)
	f.load(line())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	require.ErrorIs(t, f.store.Backup(ctx, filepath.Join(dir, "b")), context.Canceled)
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, list)
}
