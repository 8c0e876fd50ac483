package data_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	bolt "go.etcd.io/bbolt"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules"
)

func TestNewFileIsPrivateAndLeavesNothingBeside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "down")
	path := filepath.Join(dir, "network.db")
	s, err := data.Open(path, data.Options{})
	require.NoError(t, err)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	require.NoError(t, s.Close())
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, list, 1)
}

func TestWhatIsNoDataFileIsRefusedAndKept(t *testing.T) {
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	db, err := bolt.Open(foreign, 0o600, nil)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	boltFile, err := os.ReadFile(foreign)
	require.NoError(t, err)
	for name, content := range map[string][]byte{
		"empty":         {},
		"text":          []byte("this is no database\n"),
		"a page":        []byte(strings.Repeat("x", 4096)),
		"long text":     []byte(strings.Repeat("no database ", 10000)),
		"another's":     boltFile,
		"zeroes":        make([]byte, 65536),
		"cut in a meta": boltFile[:4200],
	} {
		for _, readOnly := range []bool{false, true} {
			path := filepath.Join(t.TempDir(), "network.db")
			require.NoError(t, os.WriteFile(path, content, 0o600))
			_, err := data.Open(path, data.Options{ReadOnly: readOnly})
			require.ErrorIs(t, err, data.ErrDamaged, "%s %v", name, readOnly)
			kept, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, len(content), len(kept), name)
			require.Equal(t, string(content), string(kept), name)
			_, err = data.Open(path, data.Options{ReadOnly: readOnly}) // the lock of the first try is gone
			require.ErrorIs(t, err, data.ErrDamaged, name)
		}
	}
	_, err = data.Open(t.TempDir(), data.Options{})
	require.ErrorIs(t, err, fs.ErrInvalid, "a directory")
	_, err = data.Open(filepath.Join(t.TempDir(), "none"), data.Options{ReadOnly: true})
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestSecondProcessIsToldWhoHoldsTheFile(t *testing.T) {
	t.Parallel() // it waits for the lock
	f := open(t)
	f.load(line())
	_, err := data.Open(f.path, data.Options{})
	var locked *data.LockedError
	require.ErrorAs(t, err, &locked)
	require.ErrorIs(t, err, data.ErrLocked)
	require.Equal(t, os.Getpid(), locked.Holder.PID)
	require.Equal(t, f.path, locked.Path)
	require.Contains(t, locked.Error(), fmt.Sprint(os.Getpid()))

	// What cannot be read, or names a process that is gone, is nobody.
	for _, note := range []string{"{", dead(t)} {
		require.NoError(t, os.WriteFile(f.path+".lock-info", []byte(note), 0o600))
		_, err = data.Open(f.path, data.Options{})
		require.ErrorAs(t, err, &locked)
		require.False(t, locked.Holder.Known(), note)
		require.NotContains(t, locked.Error(), "pid")
	}
}

// dead is the note of a process of this host that has ended.
func dead(t *testing.T) string {
	t.Helper()
	host, err := os.Hostname()
	require.NoError(t, err)
	raw, err := json.Marshal(data.Holder{PID: 1 << 22, Host: host}) // one above the largest Linux gives
	require.NoError(t, err)
	return string(raw)
}

func TestReadOnlyReadsTheLastCommitWhileAnotherWrites(t *testing.T) {
	t.Parallel() // it waits for the lock
	f := open(t)
	f.load(line())
	s, err := data.Open(f.path, data.Options{ReadOnly: true})
	require.NoError(t, err)
	defer func() { _ = s.Close() }()
	before := f.network()
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	n, err := s.Network(t.Context())
	require.NoError(t, err)
	require.Equal(t, string(dump(t, before)), string(dump(t, n)))
	require.True(t, s.ReadOnly())
	for name, do := range commands() {
		require.ErrorIs(t, do(t.Context(), data.NewEditor(s, allow{model.PermEdit: true})), data.ErrReadOnly, name)
	}
	require.NoError(t, f.DeleteRoute(t.Context(), "G1"), "the reader holds nobody up")
}

func TestReadersShareAClosedFile(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.store.Close())
	require.NoError(t, os.Chmod(f.path, 0o400))
	for range 2 {
		s, err := data.Open(f.path, data.Options{ReadOnly: true})
		require.NoError(t, err)
		found, err := s.Check(t.Context())
		require.NoError(t, err)
		unbroken(t, found)
		defer func() { _ = s.Close() }()
	}
	require.NoError(t, os.Chmod(f.path, 0o600))
}

func TestReplacedFileTakesNoEdits(t *testing.T) {
	f := open(t)
	f.load(line())
	aside := f.path + ".aside"
	require.NoError(t, os.Rename(f.path, aside))
	require.ErrorIs(t, f.DeleteRoute(t.Context(), "D7"), data.ErrReplaced)
	require.NoError(t, os.WriteFile(f.path, []byte("other"), 0o600))
	require.ErrorIs(t, f.DeleteRoute(t.Context(), "D7"), data.ErrReplaced)
	require.NoError(t, os.Rename(aside, f.path))
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
}

func TestFullDiskRefusesTheEditAndGoesOn(t *testing.T) {
	f := open(t)
	f.load(line())
	before, rev := f.network(), f.store.Revision()
	f.store.Limit(1 << 17)
	err := f.Replace(t.Context(), national(2000), nil)
	require.Error(t, err)
	require.NotErrorIs(t, err, data.ErrDamaged)
	require.Equal(t, before, f.network())
	require.Equal(t, rev, f.store.Revision())
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	f.sound()
	f.reopen()
	f.load(national(2000))
}

func TestNewerFileIsRefusedUnchanged(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.store.Close())
	require.NoError(t, data.SetSchema(f.path, data.Schema+1))
	before, err := os.ReadFile(f.path)
	require.NoError(t, err)
	for _, readOnly := range []bool{false, true} {
		_, err = data.Open(f.path, data.Options{ReadOnly: readOnly})
		require.ErrorIs(t, err, data.ErrSchemaTooNew)
	}
	after, err := os.ReadFile(f.path)
	require.NoError(t, err)
	require.Equal(t, before, after)
	list, err := os.ReadDir(filepath.Dir(f.path))
	require.NoError(t, err)
	require.Len(t, list, 1)
}

func TestEveryOldSchemaIsMigrated(t *testing.T) {
	for v := 1; v < data.Schema; v++ {
		old, err := os.ReadFile(fmt.Sprintf("testdata/schema%d.db", v))
		require.NoError(t, err)
		golden, err := os.ReadFile(fmt.Sprintf("testdata/schema%d.json", v))
		require.NoError(t, err)
		var want model.Network
		require.NoError(t, json.Unmarshal(golden, &want))
		path := filepath.Join(t.TempDir(), "network.db")
		require.NoError(t, os.WriteFile(path, old, 0o600))

		_, err = data.Open(path, data.Options{ReadOnly: true})
		require.ErrorIs(t, err, data.ErrSchemaOld)

		s, err := data.Open(path, data.Options{})
		require.NoError(t, err)
		got, err := s.Network(t.Context())
		require.NoError(t, err)
		require.Equal(t, want.Revision, got.Revision)
		require.Equal(t, string(dump(t, want)), string(dump(t, got)))
		found, err := s.Check(t.Context())
		require.NoError(t, err)
		unbroken(t, found)
		require.NoError(t, data.NewEditor(s, allow{model.PermEdit: true}).DeleteRoute(t.Context(), "D7"))
		require.NoError(t, s.Close())

		// The copy made before can take its place.
		require.NoError(t, os.Rename(fmt.Sprintf("%s.schema%d", path, v), path))
		s, err = data.Open(path, data.Options{})
		require.NoError(t, err)
		got, err = s.Network(t.Context())
		require.NoError(t, err)
		require.Equal(t, string(dump(t, want)), string(dump(t, got)))
		require.NoError(t, s.Close())
	}
}

func TestDamagedRecordIsNamedAndNeverServed(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.store.Close())
	require.NoError(t, data.Spoil(f.path, "g1"))
	s, err := data.Open(f.path, data.Options{})
	require.NoError(t, err)
	defer func() { _ = s.Close() }()
	_, err = s.Network(t.Context())
	require.ErrorIs(t, err, data.ErrDamaged)
	require.ErrorContains(t, err, `trips "g1"`)
	_, err = s.Route("G1")
	require.ErrorIs(t, err, data.ErrDamaged)
	_, err = s.Route("D7")
	require.NoError(t, err)
	found, err := s.Check(t.Context())
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, rules.Damaged, found[0].Code)
	require.Equal(t, "network/trips/g1", found[0].Where())
}

// verdict opens and reads a file: the network, or an error that is ErrDamaged.
func verdict(t *testing.T, path string) (model.Network, error) {
	t.Helper()
	s, err := data.Open(path, data.Options{})
	if err != nil {
		return model.Network{}, err
	}
	defer func() { _ = s.Close() }()
	return s.Network(t.Context())
}

func TestTruncatedFileIsDamagedOrWhole(t *testing.T) {
	whole, want := sample(t)
	path := filepath.Join(t.TempDir(), "cut.db")
	damaged := 0
	for size := 0; size < len(whole); size += 2048 {
		for _, n := range []int{size, size + 1, size + 777} {
			require.NoError(t, os.WriteFile(path, whole[:min(n, len(whole))], 0o600))
			n, err := verdict(t, path)
			if err == nil {
				require.Equal(t, string(want), string(dump(t, n)), "cut at %d", size)
				continue
			}
			require.ErrorIs(t, err, data.ErrDamaged, "cut at %d", size)
			damaged++
		}
	}
	require.Greater(t, damaged, 40)
}

// sample is a data file with some edits, closed, and the network in it.
func sample(t *testing.T) (file, want []byte) {
	t.Helper()
	f := open(t)
	f.load(line())
	require.NoError(t, f.PutRoute(t.Context(), shuttle()))
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	want = dump(t, f.network())
	require.NoError(t, f.store.Close())
	file, err := os.ReadFile(f.path)
	require.NoError(t, err)
	return file, want
}

// TestFlippedBitsAreNoticedOrHarmless leaves the two meta pages out: of those
// bbolt falls back to the older state, which is whole but not the last one.
func TestFlippedBitsAreNoticedOrHarmless(t *testing.T) {
	dense, want := compacted(t)
	r := rand.New(rand.NewPCG(3, 4))
	path := filepath.Join(t.TempDir(), "flip.db")
	noticed := 0
	for range 500 {
		at := 2*os.Getpagesize() + r.IntN(len(dense)-2*os.Getpagesize())
		bit := byte(1) << r.IntN(8)
		dense[at] ^= bit
		require.NoError(t, os.WriteFile(path, dense, 0o600))
		dense[at] ^= bit
		n, err := verdict(t, path)
		if err != nil {
			require.ErrorIs(t, err, data.ErrDamaged, "bit %d of byte %d", bit, at)
			noticed++
			continue
		}
		require.Equal(t, string(want), string(dump(t, n)), "bit %d of byte %d", bit, at)
	}
	t.Logf("%d of 500 noticed", noticed)
	require.Greater(t, noticed, 100)
}

// compacted is a data file without free pages, and the network in it.
func compacted(t *testing.T) (file, want []byte) {
	t.Helper()
	f := open(t)
	n := national(100)
	n.Cities, n.Stations = n.Cities[:40], n.Stations[:40]
	for i := range n.Trips {
		for k := range n.Trips[i].Calls {
			n.Trips[i].Calls[k].Station = n.Stations[(i+k)%40].ID
		}
	}
	f.load(n)
	want = dump(t, f.network())
	require.NoError(t, f.store.Close())
	from, err := bolt.Open(f.path, 0o600, nil)
	require.NoError(t, err)
	dense := f.path + ".dense"
	to, err := bolt.Open(dense, 0o600, nil)
	require.NoError(t, err)
	require.NoError(t, bolt.Compact(to, from, 0))
	require.NoError(t, errors.Join(from.Close(), to.Close()))
	file, err = os.ReadFile(dense)
	require.NoError(t, err)
	return file, want
}
