package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/exchange"
	"tongtu/data/feed"
)

// refused reads a file that must be refused and returns the first problem.
func refused(t *testing.T, path string) *feed.Error {
	t.Helper()
	_, _, err := exchange.Read(t.Context(), path, exchange.Options{})
	problems := feed.Errors(err)
	require.NotEmpty(t, problems)
	return problems[0]
}

func TestTenGigabytesOfNothingAreRefusedUnread(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nothing.csv")
	f, err := os.Create(path)
	require.NoError(t, err)
	if err := f.Truncate(10 << 30); err != nil {
		t.Skip("no sparse files here")
	}
	require.NoError(t, f.Close())
	require.Equal(t, feed.CodeTooLarge, refused(t, path).Code)
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	if _, err := os.Stat(os.DevNull); err != nil {
		t.Skip("no such device here")
	}
	require.Equal(t, feed.CodeIO, refused(t, os.DevNull).Code)
}

// TestAnArchiveThatUnpacksToMoreThanItSays: the sizes that were held against
// the limits are those of the directory, and a table that grows beyond is
// dropped there.
func TestAnArchiveThatUnpacksToMoreThanItSays(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("stops.txt")
	require.NoError(t, err)
	_, err = w.Write(bytes.Repeat([]byte("stop_id\n"), 1<<20))
	require.NoError(t, err)
	for _, name := range []string{"agency.txt", "routes.txt", "trips.txt", "stop_times.txt"} {
		_, err := z.Create(name)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	raw := b.Bytes()
	at := bytes.Index(raw, []byte("PK\x01\x02")) // the directory's record of the first table
	binary.LittleEndian.PutUint32(raw[at+24:], 100)
	path := filepath.Join(t.TempDir(), "lying.zip")
	require.NoError(t, os.WriteFile(path, raw, 0o600))
	e := refused(t, path)
	require.Equal(t, []any{feed.CodeDamagedZip, "stops.txt"}, []any{e.Code, e.File})
}
