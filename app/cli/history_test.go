package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/cli"
)

func TestImportsAreUndoneRedoneAndListed(t *testing.T) {
	db := imported(t)
	plan := []string{"plan", "--data", db, "甲", "丙", "--depart", "2026-12-01T07:00"}
	code, _, errs := run(t, "", plan...)
	require.Zero(t, code, errs)

	code, out, errs := run(t, "", "undo", "--data", db)
	require.Zero(t, code, errs)
	require.Contains(t, out, "Undone: import of")
	code, _, _ = run(t, "", plan...)
	require.Equal(t, cli.ExitUsage, code, "the network is gone")
	code, _, errs = run(t, "", "undo", "--data", db)
	require.Equal(t, cli.ExitNo, code)
	require.Contains(t, errs, "nothing to undo")

	require.True(t, history(t, db)[0]["undone"].(bool))
	_, out, _ = run(t, "", "history", "--data", db)
	require.Contains(t, out, "(undone)")

	code, out, errs = run(t, "", "redo", "--data", db)
	require.Zero(t, code, errs)
	require.Contains(t, out, "Redone: import of")
	code, _, errs = run(t, "", plan...)
	require.Zero(t, code, errs)
	code, _, errs = run(t, "", "redo", "--data", db)
	require.Equal(t, cli.ExitNo, code)
	require.Contains(t, errs, "nothing to redo")

	list := history(t, db)
	require.Len(t, list, 1)
	require.Equal(t, "import", list[0]["kind"])
	require.Equal(t, "2026-12-01T00:00:00Z", list[0]["at"])
	require.NotEmpty(t, list[0]["who"])
	require.False(t, list[0]["undone"].(bool))
}

// history is what `history --json` lists.
func history(t *testing.T, db string) []map[string]any {
	t.Helper()
	code, out, errs := run(t, "", "history", "--json", "--data", db)
	require.Zero(t, code, errs)
	var got struct {
		File     string           `json:"file"`
		Commands []map[string]any `json:"commands"`
	}
	require.NoError(t, json.Unmarshal([]byte(out), &got))
	require.Equal(t, db, got.File)
	return got.Commands
}

func TestBackupIsRestored(t *testing.T) {
	db := imported(t)
	plan := []string{"plan", "--json", "--data", db, "甲", "丙", "--depart", "2026-12-01T07:00"}
	copied := filepath.Join(t.TempDir(), "copy.db")
	for range 2 { // an earlier backup is replaced
		code, out, errs := run(t, "", "backup", copied, "--data", db)
		require.Zero(t, code, errs)
		require.Contains(t, out, copied)
	}
	code, _, errs := run(t, "", "import", "--replace", "--data", db, folder(t, map[string]string{
		"stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nG1,08:00:00,08:00:00,A,1\nG1,09:00:00,09:00:00,B,2\nK9,23:00:00,23:00:00,A,1\nK9,30:00:00,30:00:00,C,2\n",
	}))
	require.Zero(t, code, errs)
	_, out, _ := run(t, "", plan...)
	require.Contains(t, out, "K9")

	code, out, errs = run(t, "", "restore", copied, "--data", db)
	require.Zero(t, code, errs)
	require.Contains(t, out, "kept as")
	_, out, _ = run(t, "", plan...)
	require.Contains(t, out, "G1")
	require.Len(t, history(t, db), 1, "the history is that of the backup")
	code, _, errs = run(t, "", "check", "--data", db)
	require.Zero(t, code, errs)

	// Into a place where nothing was.
	fresh := filepath.Join(t.TempDir(), "deep", "fresh.db")
	code, out, errs = run(t, "", "restore", copied, "--data", fresh)
	require.Zero(t, code, errs)
	require.NotContains(t, out, "kept as")
	require.Len(t, history(t, fresh), 1)
}

func TestWhatIsNoBackupIsRefused(t *testing.T) {
	db := imported(t)
	before, err := os.ReadFile(db)
	require.NoError(t, err)
	for name, content := range map[string]string{"text": "hello", "empty": "", "cut": string(before[:len(before)/2])} {
		file := filepath.Join(t.TempDir(), "x")
		require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
		code, _, errs := run(t, "", "restore", file, "--data", db)
		require.Equal(t, cli.ExitUsage, code, "%s: %s", name, errs)
		require.Contains(t, errs, "damaged", name)
		if name == "text" {
			code, _, errs = run(t, "", "backup", file, "--data", db)
			require.Equal(t, cli.ExitUsage, code)
			require.Contains(t, errs, "is left as it is")
			kept, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, content, string(kept))
		}
	}
	code, _, errs := run(t, "", "backup", db, "--data", db)
	require.Equal(t, cli.ExitUsage, code, errs)
	code, _, errs = run(t, "", "restore", filepath.Join(t.TempDir(), "none"), "--data", db)
	require.Equal(t, cli.ExitUsage, code, errs)
	after, err := os.ReadFile(db)
	require.NoError(t, err)
	require.Equal(t, before, after)
	list, err := os.ReadDir(filepath.Dir(db))
	require.NoError(t, err)
	require.Len(t, list, 3, "the file, its generation, its backups: nothing else is left")
}

func TestHistoryCommandsNeedADataFile(t *testing.T) {
	for _, args := range [][]string{{"undo"}, {"redo"}, {"history"}, {"backup", "x"}} {
		none := filepath.Join(t.TempDir(), "none.db")
		code, _, errs := run(t, "", append(args, "--data", none)...)
		require.Equal(t, cli.ExitUsage, code, args)
		require.Contains(t, errs, "there is no data file", args)
		code, _, errs = run(t, "", append(args, "--sample")...)
		require.Equal(t, cli.ExitUsage, code, args)
		require.Contains(t, errs, "--sample", args)
		code, _, _ = run(t, "", append(args, "a", "b", "--data", none)...)
		require.Equal(t, cli.ExitUsage, code, args)
		_, err := os.Stat(none)
		require.ErrorIs(t, err, os.ErrNotExist, args)
	}
}
