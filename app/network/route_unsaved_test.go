package network_test

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/drafts"
	"tongtu/app/screen"
	"tongtu/auth"
	"tongtu/data/model"
)

var run = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

// keeping gives the desk a folder of drafts, for the nth run of the program.
func (d *desk) keeping(path string, n int) *desk {
	d.drafts, d.keepNow = drafts.Open(drafts.Beside(path), run.Add(time.Duration(n)*time.Hour)), true
	return d.routes()
}

// kept waits until the draft is on disk.
func (d *desk) kept() {
	d.t.Helper()
	for d.group.Busy("keep") {
		d.settle()
		runtime.Gosched()
	}
}

// left is what a later run would find.
func left(t *testing.T, path string) []drafts.Draft {
	t.Helper()
	out, err := drafts.Open(drafts.Beside(path), run.Add(1000*time.Hour)).Left(drafts.Route)
	require.NoError(t, err)
	return out
}

const childEnv = "TONGTU_NETWORK_CHILD"

// TestChildEdits is the process that TestUnsavedWorkSurvivesKill kills.
func TestChildEdits(t *testing.T) {
	path := os.Getenv(childEnv)
	if path == "" {
		t.Skip("a part of TestUnsavedWorkSurvivesKill")
	}
	d := deskOver(t, path)
	require.NoError(t, d.editor.Replace(auth.WithSession(t.Context(), asEditor()), small(), nil))
	d.keeping(path, 0)
	d.openRow("G1")
	d.fill("Name", "typed and not saved")
	d.cell(2, 1, "1250")
	d.cell(1, 0, "火星")
	d.press("Copy")
	d.kept()
	fmt.Println("kept")
	select {} // until killed
}

func TestUnsavedWorkSurvivesKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tongtu.db")
	cmd := exec.Command(os.Args[0], "-test.run=^TestChildEdits$")
	cmd.Env = append(os.Environ(), childEnv+"="+path)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "kept" {
	}
	require.Equal(t, "kept", lines.Text())
	require.NoError(t, cmd.Process.Kill())
	require.Error(t, cmd.Wait(), "killed")

	d := deskOver(t, path).keeping(path, 1)
	d.sees("Unsaved changes of G1 were kept when the program ended")
	require.NotContains(t, d.read(), "changed since")
	d.press("Go on with it")
	d.sees("2/2 · 09:00 – 13:50")
	d.sees("No such station")
	require.NotContains(t, d.read(), "were kept")
	d.kept()
	require.Len(t, left(t, path), 1, "it is kept on, once")
	d.cell(1, 0, "郑州东")
	d.press("Delete trip")
	d.cell(1, 0, "郑州东")
	d.press("Save")
	d.kept()
	require.Empty(t, d.reported)
	require.Empty(t, left(t, path), "what is saved is no draft")
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, "typed and not saved", r.Route.Name)
	require.Len(t, r.Trips, 1)
	require.Equal(t, clock(12, 50), r.Trips[0].Calls[2].Arr)
	require.Equal(t, model.TripID("G1-1"), r.Trips[0].ID)
}

// typed leaves unsaved work behind and ends the run without a word.
func typed(t *testing.T, path string, n int, edit func(d *desk)) *desk {
	d := deskOver(t, path)
	if n == 0 {
		require.NoError(t, d.editor.Replace(auth.WithSession(t.Context(), asEditor()), small(), nil))
	}
	d.keeping(path, n)
	edit(d)
	d.kept()
	return d
}

func TestWhatBecameOfTheRouteMeanwhileIsSaid(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(d *desk)
		says   string
		check  func(d *desk, n model.Network)
	}{
		{"changed", func(d *desk) {
			r, err := d.store.Route("G1")
			require.NoError(d.t, err)
			r.Route.Operator, r.Route.Name = "", "theirs"
			require.NoError(d.t, d.editor.PutRoute(auth.WithSession(d.t.Context(), asEditor()), r))
		}, "changed since", func(d *desk, n model.Network) {
			require.Len(d.t, n.Routes, 2)
			require.Equal(d.t, "mine", n.Routes[1].Name)
		}},
		{"deleted", func(d *desk) {
			require.NoError(d.t, d.editor.DeleteRoute(auth.WithSession(d.t.Context(), asEditor()), "G1"))
		}, "deleted since", func(d *desk, n model.Network) {
			require.Len(d.t, n.Routes, 2)
			require.Len(d.t, n.Trips, 2)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "tongtu.db")
			d := typed(t, path, 0, func(d *desk) { d.openRow("G1"); d.fill("Name", "mine") })
			c.change(d)
			d.drafts = drafts.Open(drafts.Beside(path), run.Add(time.Hour))
			d.routes()
			d.sees(c.says)
			d.press("Go on with it")
			require.True(t, d.screen.(screen.Dirty).Unsaved())
			d.press("Save")
			require.Empty(t, d.reported)
			c.check(d, d.whole())
			d.kept()
			require.Empty(t, left(t, path))
		})
	}
}

func TestUnsavedWorkIsGivenUpWhenDiscarded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tongtu.db")
	d := typed(t, path, 0, func(d *desk) { d.press("Add route"); d.fill("Number", "G99") })
	require.Equal(t, "G99", left(t, path)[0].Name)
	d.press("Revert")
	d.kept()
	require.Empty(t, left(t, path))
	d.openRow("G1")
	d.fill("Name", "x")
	d.kept()
	require.Len(t, left(t, path), 1)
	d.screen.(screen.Dirty).Discard()
	require.Empty(t, left(t, path), "at once: the program may end now")
}

func TestAnUnansweredOfferIsNotWrittenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tongtu.db")
	d := typed(t, path, 0, func(d *desk) { d.press("Add route"); d.fill("Number", "G98") })
	d.drafts = drafts.Open(drafts.Beside(path), run.Add(time.Hour))
	d.routes()
	d.sees("changes of G98")
	d.openRow("D7")
	d.fill("Name", "other work")
	d.kept()
	require.Len(t, left(t, path), 2)
	d.press("Discard")
	require.Equal(t, "Discard the kept changes of G98?\nThe unsaved changes of “G98” that were kept will be gone for good.", d.asked[0])
	d.kept()
	require.Equal(t, "D7", left(t, path)[0].Name)
	require.Len(t, left(t, path), 1)
	require.NotContains(t, d.read(), "were kept")
}

func TestUnsavedWorkOnACitySurvives(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tongtu.db")
	d := deskOver(t, path)
	require.NoError(t, d.editor.Replace(auth.WithSession(t.Context(), asEditor()), small(), nil))
	d.drafts, d.keepNow = drafts.Open(drafts.Beside(path), run), true
	d.cities()
	d.enter(screen.EditCity{ID: "xa"})
	d.fill("Other names", "长安")
	d.kept()
	found, err := drafts.Open(drafts.Beside(path), run.Add(1000*time.Hour)).Left(drafts.City)
	require.NoError(t, err)
	require.Len(t, found, 1)

	d.drafts = drafts.Open(drafts.Beside(path), run.Add(time.Hour))
	d.cities()
	d.sees("Unsaved changes of 西安 were kept when the program ended")
	d.press("Go on with it")
	require.True(t, d.screen.(screen.Dirty).Unsaved())
	d.press("Save")
	d.kept()
	require.Empty(t, d.reported)
	found, err = drafts.Open(drafts.Beside(path), run.Add(1000*time.Hour)).Left(drafts.City)
	require.NoError(t, err)
	require.Empty(t, found)
	for _, c := range d.whole().Cities {
		if c.ID == "xa" {
			require.Equal(t, []string{"长安"}, c.Aliases)
		}
	}
	require.Len(t, d.whole().Stations, 4, "its stations are what they were")
}
