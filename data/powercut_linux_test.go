//go:build linux && amd64 && !race

package data_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"unsafe"

	"github.com/fxamacker/cbor/v2"
	"github.com/stretchr/testify/require"
)

// An op is one thing that happened to the data file, or the acknowledgement of a
// command, of which state is the outcome.
type op struct {
	At    int64
	Bytes []byte // written there
	Size  int64  // the file was made that long; 0: not
	Sync  bool   // all before is on the disk
	State string
}

// recordChild does random commands and keeps every call that changes the file.
func recordChild(path string, seed uint64) error {
	ctx := context.Background()
	w, err := openWorker(path)
	if err != nil {
		return err
	}
	var ops []op
	err = notified(func(n *notification) response {
		if n.target() != path {
			return response{flags: respondContinue}
		}
		switch n.call {
		case syscall.SYS_PWRITE64:
			b := unsafe.Slice((*byte)(pointer(&n.args[1])), n.args[2])
			ops = append(ops, op{At: int64(n.args[3]), Bytes: slices.Clone(b)})
		case syscall.SYS_FTRUNCATE:
			ops = append(ops, op{Size: int64(n.args[1])})
		default:
			ops = append(ops, op{Sync: true})
		}
		return response{flags: respondContinue}
	}, syscall.SYS_PWRITE64, syscall.SYS_FTRUNCATE, syscall.SYS_FDATASYNC, syscall.SYS_FSYNC)
	if err != nil {
		fmt.Println("skip", "no seccomp notification here:", err)
		return nil
	}
	r := rand.New(rand.NewPCG(seed, 1))
	for range 60 {
		c, err := w.pick(ctx, r)
		if err != nil {
			return err
		}
		if err := c.run(ctx, w); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		state, err := w.state(ctx)
		if err != nil {
			return err
		}
		ops = append(ops, op{State: state})
	}
	raw, err := cbor.Marshal(ops)
	if err != nil {
		return err
	}
	return os.WriteFile(path+".ops", raw, 0o600)
}

// TestPowerCutsLoseNothing makes the files that a power cut may leave: of what
// was written since the last sync each sector is there or not. Each has to open,
// pass the check, and be what was acknowledged last or was under way.
func TestPowerCutsLoseNothing(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64() / 2
	r := rand.New(rand.NewPCG(seed, 1))
	path := workedFile(t)
	before, err := os.ReadFile(path)
	require.NoError(t, err)
	w, err := openWorker(path)
	require.NoError(t, err)
	first, err := w.state(t.Context())
	require.NoError(t, err)
	require.NoError(t, w.Close())
	cmd, lines := startChild(t, "record", path, seed)
	for lines.Scan() {
		require.Contains(t, lines.Text(), "skip ")
		_ = cmd.Wait()
		t.Skipf("THIS TEST DID NOT RUN: %s", lines.Text())
	}
	require.NoError(t, cmd.Wait())
	raw, err := os.ReadFile(path + ".ops")
	require.NoError(t, err)
	var ops []op
	require.NoError(t, cbor.Unmarshal(raw, &ops))
	ops = append([]op{{Sync: true}, {State: first}}, ops...)

	cut := filepath.Join(t.TempDir(), "cut.db")
	n := effort(t, 400)
	for i := range n {
		at := r.IntN(len(ops))
		image, acknowledged, next := cutAt(r, before, ops, at)
		require.NoError(t, os.WriteFile(cut, image, 0o600))
		_ = os.Remove(cut + ".gen")
		what := fmt.Sprintf("seed %d, cut %d at %d of %d", seed, i, at, len(ops))
		w, err := openWorker(cut)
		require.NoError(t, err, what)
		state, err := w.state(t.Context())
		require.NoError(t, err, what)
		require.Contains(t, []string{acknowledged, next}, state, what)
		found, err := w.Check(t.Context())
		require.NoError(t, err, what)
		unbroken(t, found)
		require.NoError(t, w.Close())
	}
	t.Logf("seed %d: %d calls, %d cuts", seed, len(ops), n)
}

// cutAt is what may be on the disk after the first at ops, with the states
// acknowledged before and after.
func cutAt(r *rand.Rand, before []byte, ops []op, at int) (image []byte, acknowledged, next string) {
	synced := 0
	for i, o := range ops[:at+1] {
		if o.Sync {
			synced = i
		}
		if o.State != "" {
			acknowledged = o.State
		}
	}
	next = acknowledged
	if i := slices.IndexFunc(ops[at+1:], func(o op) bool { return o.State != "" }); i >= 0 {
		next = ops[at+1+i].State
	}
	if acknowledged == "" {
		acknowledged = next
	}
	image = slices.Clone(before)
	luck := []float64{0, 0.5, 1}[r.IntN(3)] // nothing of it, some, all as after a kill
	for i, o := range ops[:at+1] {
		switch {
		case i <= synced:
			image = applied(image, o.At, o.Bytes, o.Size)
		case o.Size > 0 && r.Float64() <= luck:
			image = applied(image, 0, nil, o.Size)
		default:
			for s := 0; s < len(o.Bytes); s += 512 {
				if r.Float64() < luck {
					image = applied(image, o.At+int64(s), o.Bytes[s:min(s+512, len(o.Bytes))], 0)
				}
			}
		}
	}
	return image, acknowledged, next
}

func applied(image []byte, at int64, b []byte, size int64) []byte {
	if want := max(size, at+int64(len(b))); len(b) > 0 && int64(len(image)) < want || size > int64(len(image)) {
		image = append(image, make([]byte, want-int64(len(image)))...)
	}
	copy(image[at:], b)
	return image
}
