package cli_test

import (
	"os"
	"path/filepath"
	"strings"
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

func TestASecondImportIsLaidOverTheFirst(t *testing.T) {
	db := imported(t)
	code, out, errs := run(t, "", "import", "--data", db, folder(t, nil))
	require.Zero(t, code, errs)
	require.Contains(t, out, "trips: 0 added, 0 updated, 0 added under another id, 2 unchanged")
	code, out, errs = run(t, "", "history", "--json", "--data", db)
	require.Zero(t, code, errs)
	require.NotContains(t, out, `"n":2`, "nothing new is no edit")

	later := folder(t, map[string]string{"stop_times.txt": strings.Replace(feed["stop_times.txt"], "G1,11:00:00,11:00:00", "G1,11:05:00,11:05:00", 1)})
	code, out, errs = run(t, "", "import", "--data", db, "--dry-run", later)
	require.Zero(t, code, errs)
	require.Contains(t, out, "trips G1: Calls[2].Arr 11:00:00 → 11:05:00")
	code, out, errs = run(t, "", "import", "--data", db, "--json", later)
	require.Zero(t, code, errs)
	require.Contains(t, out, `"trip":{"added":0,"updated":1,"renamed":0,"unchanged":1}`)
	require.Contains(t, out, `{"kind":"trip","id":"G1","field":"Calls[2].Arr","old":"11:00:00","new":"11:05:00"}`)
	_, out, _ = run(t, "", "plan", "--data", db, "甲", "丙", "--depart", "2026-12-01T07:00", "--json")
	require.Contains(t, out, "T11:05:00")
	code, _, errs = run(t, "", "undo", "--data", db)
	require.Zero(t, code, errs)
	_, out, _ = run(t, "", "plan", "--data", db, "甲", "丙", "--depart", "2026-12-01T07:00", "--json")
	require.Contains(t, out, "T11:00:00")
}

func TestPlainTablesImport(t *testing.T) {
	dir := t.TempDir()
	services, places := filepath.Join(dir, "services.csv"), filepath.Join(dir, "places.csv")
	require.NoError(t, os.WriteFile(services, []byte("方式,车次,Von,Nach,出发时间,到达时间,票价\n火车,G1,北京,上海,07:00,11:28,¥553\n飞机,MU1,上海,远方,22:00,01:10,800\n"), 0o600))
	require.NoError(t, os.WriteFile(places, []byte("name,lat,lon\n远方,20,100\n"), 0o600))
	db := filepath.Join(dir, "t.db")
	code, _, errs := run(t, "", "import", "--data", db, services)
	require.Equal(t, cli.ExitUsage, code)
	require.Contains(t, errs, "services.csv, line 1")
	code, out, errs := run(t, "", "import", "--data", db, "--column", "from=Von", "--column", "to=Nach", services, places)
	require.Zero(t, code, errs)
	require.Contains(t, out, "imported 3 cities, 3 stations, 2 routes, 2 trips, 4 calls")
	require.Contains(t, out, "taken as the next day")
	require.NotContains(t, out, "position of this place", "the other file says where it is")
	code, out, errs = run(t, "", "plan", "--data", db, "北京", "远方", "--depart", "2026-12-01T06:00", "--json")
	require.Zero(t, code, errs)
	require.Contains(t, out, `"arrive":"2026-12-02T01:10:00+08:00"`)
	require.Contains(t, out, `"fare_fen":135300`)

	code, out, errs = run(t, "", "export", "--data", db, filepath.Join(dir, "out.csv"))
	require.Zero(t, code, errs)
	require.Contains(t, out, "exported")
	code, out, errs = run(t, "", "import", "--data", filepath.Join(dir, "u.db"), filepath.Join(dir, "out.csv"))
	require.Zero(t, code, errs)
	require.Contains(t, out, "imported 3 cities, 3 stations, 2 routes, 2 trips, 4 calls")
	for _, args := range [][]string{{"--column", "colour=red"}, {"--column", "from"}, {"--encoding", "klingon"}} {
		code, _, errs = run(t, "", append([]string{"import", "--data", db, services}, args...)...)
		require.Equal(t, cli.ExitUsage, code)
		require.Contains(t, errs, args[0])
	}
}
