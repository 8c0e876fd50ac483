package data_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
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
	require.Len(t, list, 2, "the file and its generation")
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
	require.Len(t, list, 2, "the file and its generation")
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
	for _, readOnly := range []bool{false, true} {
		_, err := data.Open(f.path, data.Options{ReadOnly: readOnly})
		var d *data.DamageError
		require.ErrorAs(t, err, &d)
		require.ErrorIs(t, err, data.ErrDamaged)
		require.Len(t, d.Findings, 1)
		require.Equal(t, rules.Damaged, d.Findings[0].Code)
		require.Equal(t, "network/trips/g1", d.Findings[0].Where())
	}
}
