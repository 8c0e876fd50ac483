package data_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

// clocked is a fixture whose clock is set by hand.
func clocked(t *testing.T, now *time.Time) *fixture {
	t.Helper()
	f := &fixture{T: t, path: filepath.Join(t.TempDir(), "network.db")}
	s, err := data.Open(f.path, data.Options{Now: func() time.Time { return *now }})
	require.NoError(t, err)
	t.Cleanup(func() { _ = f.store.Close() })
	f.store, f.Editor = s, data.NewEditor(s, allow{model.PermEdit: true})
	return f
}

func (f *fixture) touch() {
	f.Helper()
	_, err := f.PutCity(f.Context(), model.City{Name: "x"}, []model.Station{{Name: "y"}})
	require.NoError(f, err)
}

func (f *fixture) rotated() bool {
	f.Helper()
	made, err := f.store.Rotate(f.Context())
	require.NoError(f, err)
	return made
}

func TestBackupsComeByTheHourAndOnlyAfterChanges(t *testing.T) {
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	f := clocked(t, &now)
	f.load(line())
	require.True(t, f.rotated(), "there was none")
	f.touch()
	require.False(t, f.rotated(), "an hour has not passed")
	now = now.Add(time.Hour)
	require.True(t, f.rotated())
	now = now.Add(24 * time.Hour)
	require.False(t, f.rotated(), "nothing has changed")
	f.touch()
	now = now.Add(-40 * 24 * time.Hour)
	require.True(t, f.rotated(), "the clock went back")
	f.touch()
	require.False(t, f.rotated())
	now = now.Add(time.Hour)
	require.True(t, f.rotated())

	list, err := data.Backups(f.path)
	require.NoError(t, err)
	require.Len(t, list, 4)
	for i, b := range list {
		require.Equal(t, uint64(4-i), b.N, "the order is that of making")
	}
	b, ok, err := data.NewestGood(t.Context(), f.path)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, list[0], b)
	want := dump(t, f.network())
	f.restored(b.Path)
	require.Equal(t, string(want), string(dump(t, f.network())))
}

func TestDamagedBackupsArePassedOver(t *testing.T) {
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	f := clocked(t, &now)
	f.load(line())
	for range 4 {
		f.touch()
		now = now.Add(2 * time.Hour)
		require.True(t, f.rotated())
	}
	list, err := data.Backups(f.path)
	require.NoError(t, err)
	require.Len(t, list, 4)
	require.NoError(t, data.Spoil(list[0].Path, "g1"))
	require.NoError(t, os.Truncate(list[1].Path, 0))
	require.NoError(t, os.WriteFile(filepath.Join(filepath.Dir(list[0].Path), "00000009-note.txt"), []byte("x"), 0o600))
	b, ok, err := data.NewestGood(t.Context(), f.path)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, list[2], b)
}

// TestThinningKeepsWhatItsRuleSays lives through 400 days with failures and a
// clock that jumps, and asks every day what a person may expect to find.
func TestThinningKeepsWhatItsRuleSays(t *testing.T) {
	for range effort(t, 5) {
		seed := rand.Uint64()
		r := rand.New(rand.NewPCG(seed, 1))
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		var list []data.KeptBackup // the newest first
		made := map[string]bool{}  // days on which a backup was made
		for n := uint64(1); now.Before(time.Date(2027, 2, 5, 0, 0, 0, 0, time.UTC)); now = now.Add(time.Hour) {
			if r.IntN(5) == 0 || r.IntN(20) == 0 && now.Hour() == 0 {
				continue // nothing changed, or the disk was full
			}
			b := data.KeptBackup{N: n, At: now, Size: 1}
			if n%1500 == 700 {
				b.At = now.Add(time.Duration(r.IntN(20000)-10000) * time.Hour) // the clock was wrong
			} else {
				made[now.Format("2006-01-02")] = true
			}
			n++
			list = append([]data.KeptBackup{b}, list...)
			drop := data.Superfluous(list, 1<<40)
			require.False(t, slices.Contains(drop, b), "seed %d: the newest stays", seed)
			list = slices.DeleteFunc(list, func(b data.KeptBackup) bool { return slices.Contains(drop, b) })
			require.LessOrEqual(t, len(list), 5+7+5+12, "seed %d", seed)
			if now.Hour() == 12 {
				expectDays(t, list, made, now, fmt.Sprintf("seed %d, %s", seed, now))
			}
		}
		require.Greater(t, len(list), 15, "seed %d", seed)
	}
}

// expectDays asks for a backup of each of the last days, weeks and months in
// which one was made; fewer than the rule's, since wrong clocks use some up.
func expectDays(t *testing.T, list []data.KeptBackup, made map[string]bool, now time.Time, what string) {
	t.Helper()
	today := now.Truncate(24 * time.Hour)
	monday := today.AddDate(0, 0, -(int(today.Weekday())+6)%7)
	first := today.AddDate(0, 0, 1-today.Day())
	for i := range 4 {
		expectOne(t, list, made, today.AddDate(0, 0, -i), today.AddDate(0, 0, 1-i), what)
	}
	for i := range 3 {
		expectOne(t, list, made, monday.AddDate(0, 0, -7*i), monday.AddDate(0, 0, 7-7*i), what)
	}
	for i := range 6 {
		expectOne(t, list, made, first.AddDate(0, -i, 0), first.AddDate(0, 1-i, 0), what)
	}
}

func expectOne(t *testing.T, list []data.KeptBackup, made map[string]bool, from, to time.Time, what string) {
	t.Helper()
	for day := from; day.Before(to); day = day.AddDate(0, 0, 1) {
		if made[day.Format("2006-01-02")] {
			require.True(t, slices.ContainsFunc(list, func(b data.KeptBackup) bool {
				return !b.At.Before(from) && b.At.Before(to)
			}), "%s: nothing from %s to %s", what, from, to)
		}
	}
}

func TestThinningMindsTheBytes(t *testing.T) {
	at := time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	var list []data.KeptBackup
	for i := range 10 {
		list = append(list, data.KeptBackup{N: uint64(10 - i), At: at.AddDate(0, 0, -i), Size: 100})
	}
	require.Len(t, data.Superfluous(list, 450), 6)
	require.Len(t, data.Superfluous(list, 1), 8, "two stay in any case")
}

// TestFailedBackupLeavesTheOthers puts a file where the folder belongs.
func TestFailedBackupLeavesTheOthers(t *testing.T) {
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	f := clocked(t, &now)
	f.load(line())
	require.NoError(t, os.WriteFile(f.path+".backups", []byte("x"), 0o600))
	_, err := f.store.Rotate(t.Context())
	require.Error(t, err)
	f.touch() // the store goes on
	require.NoError(t, os.Remove(f.path+".backups"))
	require.True(t, f.rotated())
	f.touch()
	now = now.Add(time.Hour)
	require.NoError(t, data.SpoilOpen(f.store, "g1"))
	_, err = f.store.Rotate(t.Context())
	require.ErrorIs(t, err, data.ErrDamaged)
	list, err := data.Backups(f.path)
	require.NoError(t, err)
	require.Len(t, list, 1, "a damaged file does not push out the good copies")
}

func TestWhatKilledProcessesLeftIsRemoved(t *testing.T) {
	f := open(t)
	f.load(line())
	require.True(t, f.rotated())
	require.NoError(t, f.store.Close())
	dir, backups := filepath.Dir(f.path), f.path+".backups"
	old := time.Now().Add(-2 * time.Hour)
	for name, stays := range map[string]bool{
		dir + "/.network.db-123": false, dir + "/.network.db.new-4": false, backups + "/.00000001-x": false,
		dir + "/.network.db-5": true, dir + "/.other.db-6": true, dir + "/network.db-7": true,
	} {
		require.NoError(t, os.WriteFile(name, []byte("x"), 0o600))
		if filepath.Base(name) != ".network.db-5" { // somebody is at it
			require.NoError(t, os.Chtimes(name, old, old))
		}
		f.store = nil
		f.reopen()
		require.NoError(t, f.store.Close())
		_, err := os.Stat(name)
		require.Equal(t, stays, err == nil, name)
	}
	list, err := data.Backups(f.path)
	require.NoError(t, err)
	require.Len(t, list, 1)
}
