package keyring_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	gokeyring "github.com/zalando/go-keyring"

	"tongtu/auth"
	"tongtu/auth/keyring"
	"tongtu/data/model"
)

// exercise is what any place must do.
func exercise(t *testing.T, again func() auth.Keys) {
	t.Helper()
	k := again()
	_, err := k.Get("a")
	require.ErrorIs(t, err, model.ErrNotFound)
	require.NoError(t, k.Delete("a"))
	require.NoError(t, k.Set("a", auth.NewSecret("one")))
	require.NoError(t, k.Set("b", auth.NewSecret("two")))
	require.NoError(t, k.Set("a", auth.NewSecret("three")))
	k = again()
	got, err := k.Get("a")
	require.NoError(t, err)
	require.Equal(t, "three", got.Reveal())
	require.NoError(t, k.Delete("a"))
	_, err = again().Get("a")
	require.ErrorIs(t, err, model.ErrNotFound)
	got, err = again().Get("b")
	require.NoError(t, err)
	require.Equal(t, "two", got.Reveal())
}

func TestKeysAreKeptByTheKeyring(t *testing.T) {
	gokeyring.MockInit() // the library's keyring in memory
	path := filepath.Join(t.TempDir(), "keys")
	exercise(t, func() auth.Keys { return keyring.Open("x", path) })
	require.Equal(t, auth.Place{Keyring: true}, keyring.Open("x", path).Place())
	_, err := keyring.Open("y", path).Get("b")
	require.ErrorIs(t, err, model.ErrNotFound, "another data file's")
	require.NoFileExists(t, path)
}

func TestWithoutAKeyringAPrivateFileIsAnnounced(t *testing.T) {
	refusal := errors.New("no such service")
	gokeyring.MockInitWithError(refusal)
	path := filepath.Join(t.TempDir(), "deep", "keys")
	exercise(t, func() auth.Keys { return keyring.Open("x", path) })
	place := keyring.Open("x", path).Place()
	require.Equal(t, path, place.File)
	require.False(t, place.Keyring)
	require.ErrorIs(t, place.Why, refusal)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
	list, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, list, 1, "nothing temporary is left")
	exercise(t, func() auth.Keys { return keyring.InFile(path + "2") })
}

func TestWhatIsNoKeyFileIsRefusedUnquoted(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "keys")
	require.NoError(t, os.WriteFile(path, []byte("CANARY is no JSON"), 0o600))
	for _, p := range []string{path, dir} {
		k := keyring.InFile(p)
		_, err := k.Get("a")
		require.ErrorIs(t, err, fs.ErrInvalid)
		require.NotContains(t, err.Error(), "CANARY")
		require.Error(t, k.Set("a", auth.NewSecret("x")))
	}
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "CANARY is no JSON", string(raw))
}
