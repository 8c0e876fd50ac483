package data_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
)

// faulty does steps random commands on w and tells after each what state it left.
// A command that is refused has to leave the state before; one that is not has
// to be in the file, which the parent looks at. between is called between them.
func faulty(w worker, r *rand.Rand, steps int, between func(refused int)) error {
	ctx := context.Background()
	state, err := w.state(ctx)
	if err != nil {
		return err
	}
	fmt.Println("did", state, "start")
	refused := 0
	for range steps {
		between(refused)
		c, err := w.pick(ctx, r)
		if err != nil {
			fmt.Println("down", state, oneLine(err))
			continue
		}
		fmt.Println("try", state, c.name)
		err = c.run(ctx, w)
		now, readErr := w.state(ctx)
		switch {
		case readErr != nil:
			fmt.Println("down", state, c.name, oneLine(err), oneLine(readErr))
			continue
		case err != nil && now != state:
			return fmt.Errorf("%s was refused but done: %w", c.name, err)
		case err == nil && now == state && c.changes:
			return fmt.Errorf("%s was acknowledged but not done", c.name)
		case err != nil:
			refused++
			fmt.Println("no", now, c.name, oneLine(err))
		default:
			fmt.Println("did", now, c.name)
		}
		state = now
	}
	return w.Close()
}

func oneLine(err error) string { return strings.ReplaceAll(fmt.Sprint(err), "\n", "; ") }

// faultyRun runs a child on the file at path, whose disk fails, and looks at what
// it left. It returns what the child told.
func faultyRun(t *testing.T, what, path string, seed uint64) (told []string) {
	t.Helper()
	cmd, lines := startChild(t, what, path, seed)
	last, unsure := "", false
	for lines.Scan() {
		told = append(told, lines.Text())
		f := strings.SplitN(lines.Text(), " ", 3)
		switch f[0] {
		case "did", "no":
			last, unsure = f[1], false
		case "down":
			unsure = true
		case "skip":
			_ = cmd.Wait()
			t.Skipf("THIS TEST DID NOT RUN: %s", lines.Text())
		case "try":
		default:
			t.Errorf("seed %d: %s", seed, lines.Text())
		}
	}
	log := strings.Join(told, "\n")
	require.NoError(t, cmd.Wait(), "seed %d\n%s", seed, log)
	w, err := openWorker(path)
	require.NoError(t, err, "seed %d\n%s", seed, log)
	state, err := w.state(t.Context())
	require.NoError(t, err, "seed %d\n%s", seed, log)
	if !unsure { // else the file could not be read again after the failure, so nobody was told
		require.Equal(t, last, state, "seed %d\n%s", seed, log)
	}
	found, err := w.Check(t.Context())
	require.NoError(t, err)
	unbroken(t, found)
	require.NoError(t, w.Close())
	list, err := data.Backups(path)
	require.NoError(t, err)
	for _, b := range list {
		s, err := data.Open(b.Path, data.Options{ReadOnly: true})
		require.NoError(t, err, "seed %d: %s\n%s", seed, b.Path, log)
		require.NoError(t, s.Close())
	}
	return told
}

// workedFile is a data file with something in it.
func workedFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file", "network.db")
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
	w, err := openWorker(path)
	require.NoError(t, err)
	require.NoError(t, w.Replace(t.Context(), crowded(100), nil))
	_, err = w.Rotate(t.Context())
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return path
}

func count(told []string, kind string) (n int) {
	for _, line := range told {
		if strings.HasPrefix(line, kind+" ") {
			n++
		}
	}
	return n
}
