package drafts_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/drafts"
)

func draft(name string) drafts.Draft {
	return drafts.Draft{Kind: drafts.Route, Name: name, At: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), Body: json.RawMessage(`{"number":"` + name + `"}`)}
}

func folder(t *testing.T) string { return drafts.Beside(filepath.Join(t.TempDir(), "tongtu.db")) }

var began = time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)

// names are those of the drafts that were left, newest first.
func names(t *testing.T, s *drafts.Store) (out []string) {
	t.Helper()
	left, err := s.Left(drafts.Route)
	require.NoError(t, err)
	for _, d := range left {
		out = append(out, d.Name)
	}
	return out
}

func TestADraftIsFoundByTheNextRun(t *testing.T) {
	dir := folder(t)
	s := drafts.Open(dir, began)
	require.Empty(t, names(t, s))
	require.NoError(t, s.Keep(s.Turn(), draft("G1")))
	require.NoError(t, s.Keep(s.Turn(), draft("G2")))
	require.Empty(t, names(t, s), "its own is none that was left")
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, 1, "no temporary file stays behind")

	next := drafts.Open(dir, began.Add(time.Second))
	require.Equal(t, []string{"G2"}, names(t, next))
	d := draft("G3")
	d.At = d.At.Add(time.Hour)
	require.NoError(t, next.Keep(next.Turn(), d))
	third := drafts.Open(dir, began.Add(time.Minute))
	require.Equal(t, []string{"G3", "G2"}, names(t, third), "nothing was written over")
	left, err := third.Left(drafts.Route)
	require.NoError(t, err)
	require.JSONEq(t, `{"number":"G3"}`, string(left[0].Body))
	require.NoError(t, third.Discard(left[0]))
	require.Equal(t, []string{"G2"}, names(t, third))
	require.NoError(t, s.Drop(s.Turn(), drafts.Route))
	require.NoError(t, s.Drop(s.Turn(), drafts.Route), "dropping nothing is no error")
	require.Empty(t, names(t, third))
}

func TestOfTwoWritesTheLaterOneStays(t *testing.T) {
	dir := folder(t)
	s, other := drafts.Open(dir, began), drafts.Open(dir, began.Add(1))
	early, late := s.Turn(), s.Turn()
	require.NoError(t, s.Drop(late, drafts.Route))
	require.NoError(t, s.Keep(early, draft("G1")), "written too late to count")
	require.Empty(t, names(t, other))

	turns := make([]uint64, 50)
	for i := range turns {
		turns[i] = s.Turn()
	}
	var wg sync.WaitGroup
	for i, turn := range turns {
		wg.Go(func() {
			name := "early"
			if i == len(turns)-1 {
				name = "last"
			}
			if err := s.Keep(turn, draft(name)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	require.Equal(t, []string{"last"}, names(t, other))
}

func TestADamagedDraftIsSetAside(t *testing.T) {
	for name, content := range map[string]string{"empty": "", "cut off": `{"kind":"route","na`, "other kind": `{"kind":"city","body":{}}`, "no body": `{"kind":"route"}`} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t)
			require.NoError(t, os.MkdirAll(dir, 0o700))
			file := filepath.Join(dir, "route-1.json")
			require.NoError(t, os.WriteFile(file, []byte(content), 0o600))
			s := drafts.Open(dir, began)
			left, err := s.Left(drafts.Route)
			require.ErrorIs(t, err, drafts.ErrDamaged)
			require.Empty(t, left)
			kept, err := os.ReadFile(file + ".damaged")
			require.NoError(t, err)
			require.Equal(t, content, string(kept))
			require.Empty(t, names(t, s))
		})
	}
}

func TestNoStoreKeepsNothing(t *testing.T) {
	var s *drafts.Store
	require.NoError(t, s.Keep(s.Turn(), draft("G1")))
	require.NoError(t, s.Drop(s.Turn(), drafts.Route))
	require.NoError(t, s.Discard(draft("G1")))
	require.Empty(t, names(t, s))
}
