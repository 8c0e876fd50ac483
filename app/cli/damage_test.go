package cli_test

import (
	"encoding/binary"
	"encoding/json"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/cli"
)

// checked is what `check --json` says about a data file.
func checked(t *testing.T, db string) (code int, codes []string) {
	t.Helper()
	code, out, errs := run(t, "", "check", "--json", "--data", db)
	var got struct{ Findings []map[string]string }
	require.NoError(t, json.Unmarshal([]byte(out), &got), errs)
	for _, f := range got.Findings {
		codes = append(codes, f["severity"]+" "+f["code"])
		require.NotEmpty(t, f["where"])
	}
	return code, codes
}

func TestCheckNamesDamageOfEveryKind(t *testing.T) {
	for name, spoil := range map[string]func(raw []byte) []byte{
		"cut":     func(raw []byte) []byte { return raw[:len(raw)/2] },
		"empty":   func([]byte) []byte { return nil },
		"foreign": func([]byte) []byte { return []byte("hello") },
	} {
		db := imported(t)
		raw, err := os.ReadFile(db)
		require.NoError(t, err)
		spoiled := spoil(raw)
		require.NoError(t, os.WriteFile(db, spoiled, 0o600))
		code, codes := checked(t, db)
		require.Equal(t, cli.ExitNo, code, name)
		require.Contains(t, codes, "error damaged", name)
		for _, cmd := range [][]string{{"undo"}, {"history"}, {"plan", "甲", "丙"}} {
			code, _, errs := run(t, "", append(cmd, "--data", db)...)
			require.Equal(t, cli.ExitUsage, code, "%s %s", name, cmd)
			require.Contains(t, errs, "damaged", "%s %s", name, cmd)
		}
		kept, err := os.ReadFile(db)
		require.NoError(t, err)
		require.Equal(t, string(spoiled), string(kept), "%s: nothing was changed", name)
	}
}

// TestALostStateIsAnErrorAndAnOlderCopyIsSaid damages what bbolt would fall back
// over without a word, and puts an older copy back.
func TestALostStateIsAnErrorAndAnOlderCopyIsSaid(t *testing.T) {
	db := imported(t)
	older, err := os.ReadFile(db)
	require.NoError(t, err)
	code, _, errs := run(t, "", "undo", "--data", db)
	require.Zero(t, code, errs)
	newer, err := os.ReadFile(db)
	require.NoError(t, err)

	at, size := 0, os.Getpagesize()
	if binary.NativeEndian.Uint64(newer[size+64:]) > binary.NativeEndian.Uint64(newer[64:]) {
		at = size
	}
	newer[at+40] ^= 1
	require.NoError(t, os.WriteFile(db, newer, 0o600))
	code, codes := checked(t, db)
	require.Equal(t, cli.ExitNo, code)
	require.Contains(t, codes, "error fell-back")
	code, _, errs = run(t, "", "redo", "--data", db)
	require.Equal(t, cli.ExitUsage, code)
	require.Contains(t, errs, "Restore a backup")
	// What is left may be taken as it is.
	code, _, errs = run(t, "", "restore", db, "--data", db)
	require.Zero(t, code, errs)
	require.Len(t, history(t, db), 1)

	require.NoError(t, os.WriteFile(db, older, 0o600))
	_, codes = checked(t, db)
	require.NotContains(t, codes, "error fell-back")
	code, _, errs = run(t, "", "undo", "--data", db)
	require.Zero(t, code, errs)
	code, codes = checked(t, db)
	require.Zero(t, code, codes)
}

// TestImportMakesAFileAnew also where one was deleted and its backups are left.
func TestImportMakesAFileAnew(t *testing.T) {
	db := imported(t)
	require.NoError(t, os.Remove(db))
	code, _, errs := run(t, "", "undo", "--data", db)
	require.Equal(t, cli.ExitUsage, code, errs)
	code, _, errs = run(t, "", "import", "--data", db, folder(t, nil))
	require.Zero(t, code, errs)
	require.Empty(t, errs)
	code, codes := checked(t, db)
	require.Zero(t, code, codes)
}
