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
)

// restoreChild restores the backups beside the file, one after the other, for ever.
func restoreChild(path string, seed uint64) error {
	for i := seed; ; i++ {
		if _, err := data.Restore(context.Background(), path, fmt.Sprint(path, ".copy", i%2), time.Now()); err != nil {
			return err
		}
		fmt.Println("did", i%2)
	}
}

// openChild opens the file, which migrates it, and closes it again.
func openChild(path string, _ uint64) error {
	w, err := openWorker(path)
	if err != nil {
		return err
	}
	return w.Close()
}

// killSoon kills a child within the given time.
func killSoon(t *testing.T, what, path string, seed uint64, within time.Duration) {
	t.Helper()
	cmd, lines := startChild(t, what, path, seed)
	timer := time.AfterFunc(within, func() { _ = cmd.Process.Kill() })
	for lines.Scan() {
		require.NotContains(t, lines.Text(), "error")
	}
	timer.Stop()
	_ = cmd.Wait() // it may have been faster
}

// TestRestoreSurvivesKill kills a process that restores: what is there afterwards
// is one of the two backups, whole.
func TestRestoreSurvivesKill(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64() / 2
	r := rand.New(rand.NewPCG(seed, 1))
	path := workedFile(t)
	var states []string
	for i := range 2 {
		w, err := openWorker(path)
		require.NoError(t, err)
		if i == 1 {
			require.NoError(t, w.Replace(t.Context(), crowded(300), nil))
		}
		state, err := w.state(t.Context())
		require.NoError(t, err)
		states = append(states, state)
		require.NoError(t, w.Backup(t.Context(), fmt.Sprint(path, ".copy", i)))
		require.NoError(t, w.Close())
	}
	for i := range effort(t, 40) {
		killSoon(t, "restore", path, seed+uint64(i), time.Duration(r.IntN(120))*time.Millisecond)
		w, err := openWorker(path)
		require.NoError(t, err, "seed %d, kill %d", seed, i)
		state, err := w.state(t.Context())
		require.NoError(t, err)
		require.Contains(t, states, state, "seed %d, kill %d", seed, i)
		require.NoError(t, w.Close())
	}
}

// TestMigrationSurvivesKill kills a process that migrates a file of each old
// schema: the next one goes on, and the network is the old one.
func TestMigrationSurvivesKill(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	for v := 1; v < data.Schema; v++ {
		old, err := os.ReadFile(fmt.Sprintf("testdata/schema%d.db", v))
		require.NoError(t, err)
		want := ""
		for i := range effort(t, 20) {
			path := filepath.Join(t.TempDir(), "network.db")
			require.NoError(t, os.WriteFile(path, old, 0o600))
			if i > 0 {
				killSoon(t, "open", path, seed, time.Duration(r.IntN(60_000))*time.Microsecond)
			}
			w, err := openWorker(path)
			require.NoError(t, err, "seed %d, schema %d, kill %d", seed, v, i)
			state, err := w.state(t.Context())
			require.NoError(t, err)
			if i == 0 { // nobody disturbed this one
				want = state
			}
			require.Equal(t, want, state, "seed %d, schema %d, kill %d", seed, v, i)
			found, err := w.Check(t.Context())
			require.NoError(t, err)
			unbroken(t, found)
			require.NoError(t, w.Close())
		}
	}
}

// TestFolderThatCannotBeWritten edits an existing file where nothing new can be
// made beside it.
func TestFolderThatCannotBeWritten(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("THIS TEST DID NOT RUN: to root every folder can be written")
	}
	path := workedFile(t)
	dir := filepath.Dir(path)
	require.NoError(t, os.Remove(path+".gen"))
	require.NoError(t, os.Chmod(dir, 0o500))
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	w, err := openWorker(path)
	require.NoError(t, err)
	require.NoError(t, w.DeleteRoute(t.Context(), "D7"))
	require.ErrorIs(t, w.Backup(t.Context(), filepath.Join(dir, "copy")), os.ErrPermission)
	require.NoError(t, w.Close())
	w, err = openWorker(path)
	require.NoError(t, err)
	found, err := w.Check(t.Context())
	require.NoError(t, err)
	unbroken(t, found)
	require.NoError(t, w.Close())
	_, err = data.Open(filepath.Join(dir, "new.db"), data.Options{})
	require.ErrorIs(t, err, os.ErrPermission)
}
