package app_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app"
	"tongtu/app/drafts"
	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/gtfs"
	"tongtu/data/model"
)

// smallSample is a network of two cities and one train:
//
//	北京 ──08:00 G1 12:30── 上海
func smallSample(t *testing.T) []byte {
	t.Helper()
	n := model.Network{
		Info:      model.Info{Demo: true},
		Cities:    []model.City{{ID: "bj", Name: "北京", Pos: model.LonLat{Lon: 116.4, Lat: 39.9}}, {ID: "sh", Name: "上海", Pos: model.LonLat{Lon: 121.5, Lat: 31.2}}},
		Stations:  []model.Station{{ID: "bjs", City: "bj", Name: "北京南", Pos: model.LonLat{Lon: 116.4, Lat: 39.9}}, {ID: "shh", City: "sh", Name: "上海虹桥", Pos: model.LonLat{Lon: 121.3, Lat: 31.2}}},
		Operators: []model.Operator{{ID: "cr", Name: "CR"}},
		Routes:    []model.Route{{ID: "g1", Number: "G1", Operator: "cr", Mode: model.Rail}},
		Calendars: []model.Calendar{{ID: "daily", Days: model.EveryDay, From: model.NewDate(2026, 1, 1), To: model.NewDate(2026, 12, 31)}},
		Trips: []model.Trip{{ID: "g1-1", Route: "g1", Calendar: "daily", Calls: []model.Call{
			{Station: "bjs", Arr: 8 * model.Hour, Dep: 8 * model.Hour},
			{Station: "shh", Arr: 12*model.Hour + 1800, Dep: 12*model.Hour + 1800},
		}}},
		ChangeTable: model.DefaultChangeTable(),
	}
	var b bytes.Buffer
	require.NoError(t, gtfs.Write(&b, n))
	return b.Bytes()
}

// run is a program whose UI thread is the test's.
type run struct {
	*app.Program
	t     *testing.T
	queue task.Queue
	log   bytes.Buffer
	prefs *prefs.Store
}

func noon() time.Time { return time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC) }

// start shows the window and lets the opening end.
func start(t *testing.T, o app.Options) *run {
	t.Helper()
	r := &run{t: t, prefs: prefs.Memory()}
	r.Program = app.NewProgram(t.Context(), app.Env{
		Options: o, App: test.NewTempApp(t), Log: slog.New(slog.NewTextHandler(&r.log, nil)), Prefs: r.prefs,
		UI: r.queue.Post, Task: []task.Option{task.WithTicks(task.NoTicks)}, Now: noon, Auto: i18n.En,
		Began: noon(), Sample: smallSample(t),
	})
	r.Show()
	r.settle()
	return r
}

func (r *run) settle() {
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	defer cancel()
	r.queue.Settle(ctx, r.Shell().Visit())
}

func (r *run) stop() {
	r.t.Helper()
	require.NoError(r.t, r.End())
	r.queue.Drain()
}

func (r *run) texts() string { return strings.Join(texts(r.Window()), "\n") }

func dataPath(t *testing.T) string { return filepath.Join(t.TempDir(), "deep", "tongtu.db") }

func TestAFirstStartInstallsTheSample(t *testing.T) {
	path := dataPath(t)
	r := start(t, app.Options{DataPath: path})
	require.True(t, r.Ready(), r.texts())
	require.Contains(t, r.texts(), "Sample network · 2 cities · 2 stations · 1 routes · 1 trips · revision 1 · offline")
	require.Contains(t, r.texts(), "Demonstration timetable · not for travel")
	info, err := os.Stat(filepath.Dir(path))
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o700), info.Mode().Perm(), "nobody else reads the folder")
	r.stop()

	r = start(t, app.Options{DataPath: path})
	require.True(t, r.Ready())
	require.Contains(t, r.texts(), "revision 1", "a later start installs nothing")
	r.stop()
}

func TestALockedFileOffersReadOnly(t *testing.T) {
	path := dataPath(t)
	first := start(t, app.Options{DataPath: path})
	defer first.stop()

	r := start(t, app.Options{DataPath: path})
	defer r.stop()
	require.False(t, r.Ready())
	require.Contains(t, r.texts(), "The data file is in use")
	require.Contains(t, r.texts(), path)

	tap(t, r.Window(), "Try again")
	r.settle()
	require.Contains(t, r.texts(), "The data file is in use")

	tap(t, r.Window(), "Open read-only")
	r.settle()
	require.True(t, r.Ready(), r.texts())
	require.Contains(t, r.texts(), "Opened read-only: you can plan, but change nothing.")
}

func TestTheStartScreenFollowsTheLanguage(t *testing.T) {
	path := dataPath(t)
	first := start(t, app.Options{DataPath: path})
	defer first.stop()
	r := start(t, app.Options{DataPath: path})
	defer r.stop()
	tap(t, r.Window(), "中 | EN")
	require.Contains(t, r.texts(), "数据文件正在使用中")
	require.Contains(t, r.texts(), "以只读方式打开")
	require.Equal(t, prefs.Zh, prefs.Language.Get(r.prefs), "the choice is remembered")
}

func TestADamagedFileIsKeptWhenStartingAgain(t *testing.T) {
	path := dataPath(t)
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o700))
	rubbish := bytes.Repeat([]byte("not a database "), 1000)
	require.NoError(t, os.WriteFile(path, rubbish, 0o600))

	r := start(t, app.Options{DataPath: path})
	defer r.stop()
	require.False(t, r.Ready())
	require.Contains(t, r.texts(), "The data file is damaged")
	require.Contains(t, r.texts(), path)
	now, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, rubbish, now, "nothing was changed")

	tap(t, r.Window(), "Set aside and start again")
	require.Contains(t, r.texts(), "Nothing is deleted.")
	tap(t, r.Window(), "Set aside and start again")
	r.settle()
	require.True(t, r.Ready(), r.texts())
	kept, err := os.ReadFile(path + ".damaged-20261201-120000")
	require.NoError(t, err)
	require.Equal(t, rubbish, kept)
}

// damaged is a data file with a backup, spoiled after an edit that the backup lacks.
func damaged(t *testing.T, spoil func(path string)) (path string) {
	t.Helper()
	path = dataPath(t)
	r := start(t, app.Options{DataPath: path})
	require.Eventually(t, func() bool {
		list, err := data.Backups(path)
		return err == nil && len(list) == 1
	}, time.Minute, time.Millisecond, "a backup is made by itself")
	r.stop()
	s, err := data.Open(path, data.Options{})
	require.NoError(t, err)
	_, err = data.NewEditor(s, editor{}).PutCity(t.Context(), model.City{Name: "广州"}, []model.Station{{Name: "广州南"}})
	require.NoError(t, err)
	require.NoError(t, s.Close())
	spoil(path)
	return path
}

func TestTheNewestGoodBackupIsOfferedForADamagedFile(t *testing.T) {
	for name, tt := range map[string]struct {
		title string
		spoil func(path string)
	}{
		"half":    {"The data file is damaged", func(path string) { require.NoError(t, os.Truncate(path, 20000)) }},
		"nothing": {"The data file is damaged", func(path string) { require.NoError(t, os.Truncate(path, 0)) }},
		"gone":    {"The data file is gone", func(path string) { require.NoError(t, os.Remove(path)) }},
	} {
		t.Run(name, func(t *testing.T) {
			path := damaged(t, tt.spoil)
			r := start(t, app.Options{DataPath: path})
			defer r.stop()
			require.False(t, r.Ready())
			require.Contains(t, r.texts(), tt.title)
			require.Contains(t, r.texts(), "Newest whole backup:")
			tap(t, r.Window(), "Restore the backup")
			r.settle()
			require.True(t, r.Ready(), r.texts())
			require.Contains(t, r.texts(), "2 cities")
		})
	}
}

func TestALostEditIsNeverPassedOverInSilence(t *testing.T) {
	path := damaged(t, func(path string) {
		raw, err := os.ReadFile(path)
		require.NoError(t, err)
		size := os.Getpagesize()
		at := 0 // of the newer of the two pages bbolt may start from
		if binary.NativeEndian.Uint64(raw[size+64:]) > binary.NativeEndian.Uint64(raw[64:]) {
			at = size
		}
		raw[at+40] ^= 1
		require.NoError(t, os.WriteFile(path, raw, 0o600))
	})
	r := start(t, app.Options{DataPath: path})
	defer r.stop()
	require.False(t, r.Ready())
	require.Contains(t, r.texts(), "The newest change is lost")
	tap(t, r.Window(), "Go on with the rest")
	r.settle()
	require.True(t, r.Ready(), r.texts())
	require.Contains(t, r.texts(), "2 cities")
}

func TestAnOlderCopyPutBackIsSaid(t *testing.T) {
	path := dataPath(t)
	start(t, app.Options{DataPath: path}).stop()
	copied, err := os.ReadFile(path)
	require.NoError(t, err)
	s, err := data.Open(path, data.Options{})
	require.NoError(t, err)
	require.NoError(t, data.NewEditor(s, editor{}).DeleteCity(t.Context(), "sh"))
	require.NoError(t, s.Close())
	require.NoError(t, os.WriteFile(path, copied, 0o600))
	r := start(t, app.Options{DataPath: path})
	defer r.stop()
	require.True(t, r.Ready(), r.texts())
	require.Contains(t, r.texts(), "as if a copy had been put back")
}

// editor allows everything.
type editor struct{}

func (editor) Authorize(context.Context, model.Permission) error { return nil }

func TestAReadOnlyStartOfNothingSaysSo(t *testing.T) {
	r := start(t, app.Options{DataPath: dataPath(t), ReadOnly: true})
	defer r.stop()
	require.False(t, r.Ready())
	require.Contains(t, r.texts(), "The data file cannot be opened")
	require.Contains(t, r.texts(), "The file cannot be found.")
}

func TestAnOpenedFileIsReleasedAtTheEnd(t *testing.T) {
	path := dataPath(t)
	start(t, app.Options{DataPath: path}).stop()
	s, err := data.Open(path, data.Options{})
	require.NoError(t, err)
	defer func() { require.NoError(t, s.Close()) }()
	_, err = data.NewEditor(s, editor{}).PutCity(t.Context(), model.City{Name: "广州", Pos: model.LonLat{Lon: 113.3, Lat: 23.1}},
		[]model.Station{{Name: "广州南", Pos: model.LonLat{Lon: 113.3, Lat: 23.1}}})
	require.NoError(t, err)
}

func TestLanguageThemeAndTextSizeAreSwitchedAndRemembered(t *testing.T) {
	r := start(t, app.Options{DataPath: dataPath(t)})
	defer r.stop()
	r.Shell().Open(screen.Route{Name: screen.Account})
	tap(t, r.Window(), "A+")
	require.Equal(t, 115, prefs.TextSize.Get(r.prefs))
	tap(t, r.Window(), "A")
	tap(t, r.Window(), "A")
	require.Equal(t, 100, prefs.TextSize.Get(r.prefs), "the smallest size stays")
	tap(t, r.Window(), "中 | EN")
	require.Equal(t, "通途", r.Window().Title())
	require.Equal(t, screen.Account, r.Shell().Screen().Name(), "the screen stays")
	for _, item := range r.Window().MainMenu().Items[1].Items {
		if item.Label == "深色 / 浅色" {
			item.Action()
		}
	}
	require.Equal(t, prefs.Dark, prefs.Theme.Get(r.prefs))
}

func TestWorkThatWasLeftIsOfferedAtTheStart(t *testing.T) {
	path := dataPath(t)
	start(t, app.Options{DataPath: path}).stop()
	earlier := drafts.Open(drafts.Beside(path), noon().Add(-time.Hour))
	require.NoError(t, earlier.Keep(earlier.Turn(), drafts.Draft{Kind: drafts.Route, Name: "G7", At: noon(), Body: []byte(`{"Number":"G7"}`)}))
	r := start(t, app.Options{DataPath: path})
	require.True(t, r.Ready())
	for !strings.Contains(r.texts(), "changes of “G7” were not saved") {
		require.NoError(t, t.Context().Err())
		r.settle()
	}
	r.stop()
	r = start(t, app.Options{DataPath: path, ReadOnly: true})
	require.NotContains(t, r.texts(), "G7", "of another process, perhaps")
	r.stop()
}
