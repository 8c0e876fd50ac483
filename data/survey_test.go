package data_test

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/rules"
)

// effort is how many times a test tries to break something: few of each in
// every run, TONGTU_TORTURE times as many by `make torture`.
func effort(t *testing.T, few int) int {
	t.Helper()
	n := 0
	if text := os.Getenv("TONGTU_TORTURE"); text != "" {
		_, err := fmt.Sscan(text, &n)
		require.NoError(t, err)
	}
	return few * max(n, 1)
}

// contents is all that a data file says: network, history, accounts.
func contents(t testing.TB, s *data.Store) (string, error) {
	t.Helper()
	n, err := s.Network(t.Context())
	if err != nil {
		return "", err
	}
	list, done, err := s.History(t.Context())
	if err != nil {
		return "", err
	}
	ledger, err := s.Ledger().Load()
	if err != nil {
		return "", err
	}
	rest, err := json.Marshal([]any{list, done, ledger})
	return string(dump(t, n)) + string(rest), err
}

// lively is a closed data file with several levels of pages, a history, a
// network on the shelf and an account, and what it says.
func lively(t *testing.T) (path, want string) {
	t.Helper()
	f := open(t)
	f.load(national(300))
	f.load(line())
	for range 30 {
		_, err := f.PutCity(t.Context(), model.City{Name: "x"}, []model.Station{{Name: "y"}})
		require.NoError(t, err)
	}
	_, err := f.Undo(t.Context())
	require.NoError(t, err)
	require.NoError(t, f.store.Ledger().Save(model.AuthChange{Accounts: map[model.UserID]*model.Account{"a": {ID: "a"}}}))
	want, err = contents(t, f.store)
	require.NoError(t, err)
	require.NoError(t, f.store.Close())
	return f.path, want
}

// judge opens a file that was tampered with: it is damaged, or says what it said.
func judge(t *testing.T, path, want, what string) (damaged bool) {
	t.Helper()
	s, err := data.Open(path, data.Options{ReadOnly: true})
	if err != nil {
		require.ErrorIs(t, err, data.ErrDamaged, what)
		return true
	}
	defer func() { _ = s.Close() }()
	got, err := contents(t, s)
	if err != nil {
		require.ErrorIs(t, err, data.ErrDamaged, what)
		return true
	}
	require.Equal(t, want, got, what)
	return false
}

// tampered lets change spoil some bytes of the file at path, look at it, and
// puts them right again.
func tampered(t *testing.T, path string, at int64, b []byte, look func()) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	before := make([]byte, len(b))
	_, err = f.ReadAt(before, at)
	require.NoError(t, err)
	_, err = f.WriteAt(b, at)
	require.NoError(t, err)
	look()
	_, err = f.WriteAt(before, at)
	require.NoError(t, err)
}

// TestNoFlippedBitIsServed flips bits all over a file, in the two pages at its
// start as often as in all others together.
func TestNoFlippedBitIsServed(t *testing.T) {
	path, want := lively(t)
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 1))
	damaged, n := 0, effort(t, 600)
	for i := range n {
		at := r.IntN(len(raw))
		if i%2 == 0 {
			at = r.IntN(2)*os.Getpagesize() + r.IntN(100)
		}
		b := []byte{raw[at] ^ 1<<r.IntN(8)}
		tampered(t, path, int64(at), b, func() {
			if judge(t, path, want, fmt.Sprintf("seed %d, try %d, byte %d", seed, i, at)) {
				damaged++
			}
		})
	}
	t.Logf("%d of %d noticed", damaged, n)
	require.Greater(t, damaged, n/6)
	require.False(t, judge(t, path, want, "all put right again"))
}

// TestNoWildPageIsServed puts noise, zeroes, and other pages of the same file in
// the place of pages, and pointers to anywhere into their heads and elements.
func TestNoWildPageIsServed(t *testing.T) {
	path, want := lively(t)
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	size := os.Getpagesize()
	pages := len(raw) / size
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 2))
	damaged, n := 0, effort(t, 300)
	for i := range n {
		at := r.IntN(pages) * size
		b := make([]byte, size)
		copy(b, raw[at:])
		switch i % 5 {
		case 0:
			for k := range b {
				b[k] = byte(r.Uint32())
			}
		case 1:
			clear(b)
		case 2:
			copy(b, raw[r.IntN(pages)*size:][:size])
		case 3: // another page, which says it is this one
			copy(b[8:], raw[r.IntN(pages)*size+8:][:size-8])
		default: // a page number, a position or a length, small or large
			number := uint64(r.IntN(2 * pages))
			if r.IntN(4) == 0 {
				number = r.Uint64()
			}
			binary.NativeEndian.PutUint64(b[8*r.IntN(24):], number)
		}
		tampered(t, path, int64(at), b, func() {
			if judge(t, path, want, fmt.Sprintf("seed %d, try %d, page %d", seed, i, at/size)) {
				damaged++
			}
		})
	}
	t.Logf("%d of %d noticed", damaged, n)
	require.Greater(t, damaged, n/6)
}

// TestFileCutAnywhereIsDamaged cuts at every page and beside it.
func TestFileCutAnywhereIsDamaged(t *testing.T) {
	path, want := lively(t)
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	cut := filepath.Join(t.TempDir(), "cut.db")
	damaged := 0
	for at := 0; at < len(raw); at += os.Getpagesize() {
		for _, n := range []int{at, at + 1, at + 777} {
			require.NoError(t, os.WriteFile(cut, raw[:min(n, len(raw))], 0o600))
			if judge(t, cut, want, fmt.Sprintf("cut at %d", n)) {
				damaged++
			}
		}
	}
	require.Greater(t, damaged, 100)
}

// newerStart is the page at the start of the file whose record is in force.
func newerStart(t *testing.T, path string) int64 {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	size := os.Getpagesize()
	if binary.NativeEndian.Uint64(raw[64:]) > binary.NativeEndian.Uint64(raw[size+64:]) {
		return 0
	}
	return int64(size)
}

// TestFallBackIsNoticed damages the newer of the two pages that bbolt may start
// from: it would open the state before, which an acknowledged edit is missing in.
func TestFallBackIsNoticed(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	require.NoError(t, f.store.Close())
	start := newerStart(t, f.path)
	tampered(t, f.path, start+40, []byte{0xff, 0xff}, func() {
		for _, readOnly := range []bool{true, false} {
			_, err := data.Open(f.path, data.Options{ReadOnly: readOnly})
			require.ErrorIs(t, err, data.ErrFellBack)
			require.ErrorIs(t, err, data.ErrDamaged)
		}
	})
	f.store = nil
	f.reopen()
	require.Len(t, f.network().Routes, 1, "asking has not spoiled the file")
	require.NoError(t, f.store.Close())

	// Whoever says so goes on with what is left, and is not asked again.
	raw, err := os.ReadFile(f.path)
	require.NoError(t, err)
	raw[start+40] ^= 0xff
	require.NoError(t, os.WriteFile(f.path, raw, 0o600))
	s, err := data.Open(f.path, data.Options{AcceptLoss: true})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	f.store = nil
	f.reopen()
	require.Len(t, f.network().Routes, 2)
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	f.reopen()
	require.Len(t, f.network().Routes, 1)
	f.sound()
}

// TestTornCommitIsNoFallBack is what a power cut leaves of a commit that nobody
// was told of: a torn page at the start, and the number of the commit before.
func TestTornCommitIsNoFallBack(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.store.Close())
	noted, err := os.ReadFile(f.path + ".gen")
	require.NoError(t, err)
	f.store = nil
	f.reopen()
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	require.NoError(t, f.store.Close())
	require.NoError(t, os.WriteFile(f.path+".gen", noted, 0o600))
	tampered(t, f.path, newerStart(t, f.path)+40, []byte{0xff, 0xff}, func() {
		s, err := data.Open(f.path, data.Options{ReadOnly: true})
		require.NoError(t, err)
		n, err := s.Network(t.Context())
		require.NoError(t, err)
		require.Len(t, n.Routes, 2)
		require.NoError(t, s.Close())
	})
}

func TestOlderCopyPutBackIsSaid(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.store.Close())
	older, err := os.ReadFile(f.path)
	require.NoError(t, err)
	f.store = nil
	f.reopen()
	require.False(t, f.store.Older())
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	require.NoError(t, f.store.Close())
	require.NoError(t, os.WriteFile(f.path, older, 0o600))

	for range 2 { // readers do not settle it
		s, err := data.Open(f.path, data.Options{ReadOnly: true})
		require.NoError(t, err)
		require.True(t, s.Older())
		found, err := s.Check(t.Context())
		require.NoError(t, err)
		require.NotEmpty(t, found)
		require.Equal(t, rules.Older, found[0].Code)
		require.Equal(t, rules.Warning, found[0].Severity)
		require.NoError(t, s.Close())
	}
	f.store = nil
	f.reopen()
	require.True(t, f.store.Older())
	f.reopen()
	require.False(t, f.store.Older())
}

func TestFileThatIsGoneIsNoFirstStart(t *testing.T) {
	f := open(t)
	f.load(line())
	_, err := f.store.Rotate(t.Context())
	require.NoError(t, err)
	require.NoError(t, f.store.Close())
	for _, also := range []string{"", ".gen"} {
		require.NoError(t, os.RemoveAll(f.path))
		if also != "" {
			require.NoError(t, os.Remove(f.path+also))
		}
		_, err = data.Open(f.path, data.Options{})
		require.ErrorIs(t, err, data.ErrMissing)
		_, err = os.Stat(f.path)
		require.ErrorIs(t, err, os.ErrNotExist)
	}
	b, ok, err := data.NewestGood(t.Context(), f.path)
	require.NoError(t, err)
	require.True(t, ok)
	_, err = data.Restore(t.Context(), f.path, b.Path, time.Now())
	require.NoError(t, err)
	f.store = nil
	f.reopen()
	require.Len(t, f.network().Routes, 2)
	require.NoError(t, f.store.Close())

	require.NoError(t, os.Remove(f.path))
	s, err := data.Open(f.path, data.Options{New: true})
	require.NoError(t, err)
	require.True(t, s.Empty())
	require.False(t, s.Older())
	require.NoError(t, s.Close())
}

// TestEditsGoOnWithoutTheGeneration puts a directory where its file belongs.
func TestEditsGoOnWithoutTheGeneration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "network.db")
	require.NoError(t, os.MkdirAll(path+".gen/x", 0o700))
	for i := range 3 {
		s, err := data.Open(path, data.Options{})
		require.NoError(t, err)
		require.Equal(t, uint64(i), s.Revision())
		_, err = data.NewEditor(s, allow{model.PermEdit: true}).PutCity(t.Context(), model.City{Name: "x"}, []model.Station{{Name: "y"}})
		require.NoError(t, err)
		require.NoError(t, s.Close())
	}
}

// TestTornGenerationKeepsTheOneBefore spoils the slot written last.
func TestTornGenerationKeepsTheOneBefore(t *testing.T) {
	f := open(t)
	f.load(line())
	require.NoError(t, f.DeleteRoute(t.Context(), "D7"))
	require.NoError(t, f.store.Close())
	for _, at := range []int64{3, 515} {
		tampered(t, f.path+".gen", at, []byte{0xff}, func() {
			s, err := data.Open(f.path, data.Options{ReadOnly: true})
			require.NoError(t, err)
			require.False(t, s.Older())
			require.NoError(t, s.Close())
		})
	}
}
