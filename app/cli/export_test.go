package cli_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/cli"
)

func TestWhatIsExportedImportsEqual(t *testing.T) {
	db := imported(t)
	dir := t.TempDir()
	want := exported(t, db, filepath.Join(dir, "first.json"))
	for _, name := range []string{"net.zip", "net.json"} {
		file, other := filepath.Join(dir, name), filepath.Join(dir, name+".db")
		exported(t, db, file)
		code, _, errs := run(t, "", "import", "--data", other, file)
		require.Zero(t, code, errs)
		require.Equal(t, want, exported(t, other, filepath.Join(dir, "again.json")), name)
	}
}

// exported exports db to file and returns what is in it.
func exported(t *testing.T, db, file string) string {
	t.Helper()
	code, out, errs := run(t, "", "export", "--data", db, file)
	require.Zero(t, code, errs)
	require.Contains(t, out, "exported 3 cities")
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(b)
}

func TestExportNeedsAFormat(t *testing.T) {
	db := imported(t)
	dir := t.TempDir()
	code, _, errs := run(t, "", "export", "--data", db, filepath.Join(dir, "net"))
	require.Equal(t, cli.ExitUsage, code)
	require.Contains(t, errs, "--format")
	code, _, errs = run(t, "", "export", "--data", db, filepath.Join(dir, "net"), "--format", "xlsx")
	require.Equal(t, cli.ExitUsage, code)
	require.Contains(t, errs, "xlsx")
	code, _, errs = run(t, "", "export", "--data", db, filepath.Join(dir, "net"), "--format", "json")
	require.Zero(t, code, errs)
}

func TestAFailedExportLeavesTheOldFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "net.json")
	require.NoError(t, os.WriteFile(file, []byte("old"), 0o600))
	code, _, errs := run(t, "", "export", "--data", filepath.Join(t.TempDir(), "none.db"), file)
	require.Equal(t, cli.ExitUsage, code, errs)
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "old", string(b))
}

func TestFindingsAreReadable(t *testing.T) {
	dir := folder(t, map[string]string{"stops.txt": feed["stops.txt"] + "D,丁,33,113\n"})
	code, out, errs := run(t, "", "import", "--dry-run", dir)
	require.Zero(t, code, errs)
	require.Contains(t, out, "note: stops.txt, column stop_id: no trip calls here (“D”) [stop_without_stop_time, 1×]")
	code, out, errs = run(t, "", "import", "--dry-run", "--lang", "zh", dir)
	require.Zero(t, code, errs)
	require.Contains(t, out, "提示：stops.txt")
}

func TestBadRowsAreLeftOutOnRequestOnly(t *testing.T) {
	dir := folder(t, map[string]string{"stop_times.txt": feed["stop_times.txt"] + "G1,11:00:00,11:30:00,nowhere,4,\n"})
	db := filepath.Join(t.TempDir(), "t.db")
	code, _, errs := run(t, "", "import", "--data", db, dir)
	require.Equal(t, cli.ExitUsage, code)
	require.Contains(t, errs, "stop_times.txt, line 7, column stop_id")
	code, out, errs := run(t, "", "import", "--data", db, "--leave-out-bad", dir)
	require.Zero(t, code, errs)
	require.Contains(t, out, "imported 3 cities, 3 stations, 2 routes, 1 trips, 2 calls")
	require.Contains(t, out, "error: stop_times.txt, line 7, column stop_id")
}
