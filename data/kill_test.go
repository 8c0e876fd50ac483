package data_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data"
)

func TestMain(m *testing.M) {
	what := os.Getenv(childEnv)
	if what == "" {
		os.Exit(m.Run())
	}
	seed, err := strconv.ParseUint(os.Getenv(seedEnv), 10, 64)
	if err == nil {
		do, ok := children[what]
		if !ok {
			do = systemChildren[what]
		}
		err = do(os.Getenv(pathEnv), seed)
	}
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
}

// children are what a child can do everywhere; systemChildren what only some
// systems can.
var children = map[string]func(path string, seed uint64) error{
	"kill": killChild, "restore": restoreChild, "open": openChild,
}

// startChild starts the test binary as a child.
func startChild(t *testing.T, what, path string, seed uint64) (cmd *exec.Cmd, lines *bufio.Scanner) {
	t.Helper()
	cmd = exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+what, pathEnv+"="+path, fmt.Sprint(seedEnv, "=", seed),
		"GORACE=atexit_sleep_ms=0") // the race detector lets every process wait a second
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	return cmd, bufio.NewScanner(out)
}

// TestWhatWasAcknowledgedSurvivesKill kills a process in whatever it is at:
// opening, making the file, editing, importing, undoing, backing up. What it left
// has to open, pass the check, and be exactly what was acknowledged last, or what
// the command under way was to make of it.
func TestWhatWasAcknowledgedSurvivesKill(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	var path, last string
	at := map[string]int{} // what was killed
	n := effort(t, 300)
	for i := range n {
		if i%60 == 0 { // anew, so that the making of a file is hit as well
			path, last = filepath.Join(t.TempDir(), "file", "network.db"), ""
			require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		}
		what := fmt.Sprintf("seed %d, kill %d", seed, i)
		did, will, doing := killOne(t, r, path, last, what)
		at[doing]++
		w, err := openWorker(path) // the lock died with the process
		require.NoError(t, err, what)
		last, err = w.state(t.Context())
		require.NoError(t, err, what)
		require.Contains(t, []string{did, will}, last, "%s, at %s", what, doing)
		found, err := w.Check(t.Context())
		require.NoError(t, err, what)
		unbroken(t, found)
		require.False(t, w.Older(), what)
		require.NoError(t, w.Close(), what)
		list, err := data.Backups(path)
		require.NoError(t, err, what)
		for _, b := range list[:min(2, len(list))] {
			s, err := data.Open(b.Path, data.Options{ReadOnly: true})
			require.NoError(t, err, what)
			require.NoError(t, s.Close())
		}
	}
	t.Logf("seed %d: %d kills: %v", seed, n, at)
}

// killOne starts a child on a file of the state last, kills it, and returns the
// state acknowledged last, the one under way, and by what command.
func killOne(t *testing.T, r *rand.Rand, path, last, what string) (did, will, doing string) {
	t.Helper()
	cmd, lines := startChild(t, "kill", path, r.Uint64())
	moment := time.Duration(r.IntN(150_000)) * time.Microsecond
	if r.IntN(3) > 0 { // not in the opening
		moment = 0
	}
	acks := 1 + r.IntN(20)
	timer := time.AfterFunc(moment, func() { _ = cmd.Process.Kill() })
	if moment == 0 {
		timer.Stop()
	}
	did, will, doing = last, last, "opening"
	for n := 0; lines.Scan(); {
		f := strings.SplitN(lines.Text(), " ", 3)
		require.Contains(t, []string{"will", "did"}, f[0], "%s: %s", what, lines.Text())
		switch f[0] {
		case "will":
			will, doing = f[1], f[2]
		case "did":
			did, doing = f[1], "between"
			n++
		}
		if moment == 0 && n >= acks && f[0] == "will" {
			time.Sleep(time.Duration(r.IntN(3000)) * time.Microsecond) // a stretch of the command
			_ = cmd.Process.Kill()
			moment = 1
		}
	}
	timer.Stop()
	require.Error(t, cmd.Wait(), "killed")
	if did == "" { // of a new file
		did = emptyState(t)
	}
	if will == "" {
		will = did
	}
	return did, will, doing
}

// emptyState is the state of a new file.
func emptyState(t *testing.T) string {
	t.Helper()
	w, err := openWorker(filepath.Join(t.TempDir(), "new.db"))
	require.NoError(t, err)
	defer func() { require.NoError(t, w.Close()) }()
	state, err := w.state(t.Context())
	require.NoError(t, err)
	return state
}
