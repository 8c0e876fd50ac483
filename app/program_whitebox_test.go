package app

import (
	"bytes"
	"context"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/gtfs"
	"tongtu/data/model"
)

// tinySample is one train between two cities.
func tinySample(t *testing.T) []byte {
	t.Helper()
	n := model.Network{
		Cities:    []model.City{{ID: "a", Name: "A"}, {ID: "b", Name: "B", Pos: model.LonLat{Lon: 1}}},
		Stations:  []model.Station{{ID: "as", City: "a", Name: "A"}, {ID: "bs", City: "b", Name: "B", Pos: model.LonLat{Lon: 1}}},
		Operators: []model.Operator{{ID: "o", Name: "O"}},
		Routes:    []model.Route{{ID: "r", Number: "R1", Operator: "o"}},
		Calendars: []model.Calendar{{ID: "c", Days: model.EveryDay, From: model.NewDate(2026, 1, 1), To: model.NewDate(2026, 12, 31)}},
		Trips: []model.Trip{{ID: "t", Route: "r", Calendar: "c", Calls: []model.Call{
			{Station: "as"}, {Station: "bs", Arr: model.Hour, Dep: model.Hour}}}},
		ChangeTable: model.DefaultChangeTable(),
	}
	var b bytes.Buffer
	require.NoError(t, gtfs.Write(&b, n))
	return b.Bytes()
}

// An edit reaches the timetable in force without anybody asking for it.
func TestACommittedEditIsCompiledAndPutIntoForce(t *testing.T) {
	var (
		queue task.Queue
		log   bytes.Buffer
	)
	p := NewProgram(t.Context(), Env{
		Options: Options{DataPath: filepath.Join(t.TempDir(), "t.db")}, App: test.NewTempApp(t),
		Log: slog.New(slog.NewTextHandler(&log, nil)), Prefs: prefs.Memory(), UI: queue.Post,
		Task: []task.Option{task.WithTicks(task.NoTicks)}, Now: shotTime, Auto: i18n.En, Began: shotTime(),
		Sample: tinySample(t),
	})
	p.Show()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	queue.Settle(ctx, p.shell.Visit())
	require.True(t, p.Ready(), log.String())
	before := p.core.engine.Timetable()

	ed := data.NewEditor(p.core.store, installer{})
	for _, name := range []string{"新城", "另一城"} {
		_, err := ed.PutCity(ctx, model.City{Name: name, Pos: model.LonLat{Lon: 100, Lat: 30}},
			[]model.Station{{Name: name, Pos: model.LonLat{Lon: 100, Lat: 30}}})
		require.NoError(t, err)
	}
	require.Same(t, before, p.core.engine.Timetable(), "the window is not blocked meanwhile")
	queue.Settle(ctx, p.shell.Group())
	after := p.core.engine.Timetable()
	require.Equal(t, p.core.store.Revision(), after.Revision())
	require.Equal(t, before.Counts().Cities+2, after.Counts().Cities)
	require.NotContains(t, p.network().Status, "updating the timetable")
	require.NoError(t, p.End())
}

// Answers of today, then of the day asked about, are prepared without anybody
// asking for it, and again after an edit.
func TestAnswersArePreparedInTheBackground(t *testing.T) {
	var (
		queue task.Queue
		log   bytes.Buffer
	)
	soon := func(every time.Duration) (<-chan time.Time, func()) {
		if every != prepareAfter {
			return task.NoTicks(every)
		}
		c := make(chan time.Time, 1)
		c <- shotTime()
		return c, func() {}
	}
	p := NewProgram(t.Context(), Env{
		Options: Options{DataPath: filepath.Join(t.TempDir(), "t.db")}, App: test.NewTempApp(t),
		Log: slog.New(slog.NewTextHandler(&log, nil)), Prefs: prefs.Memory(), UI: queue.Post,
		Task: []task.Option{task.WithTicks(soon)}, Now: shotTime, Auto: i18n.En, Began: shotTime(),
		Sample: tinySample(t),
	})
	p.Show()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	queue.Settle(ctx, p.shell.Visit())
	require.True(t, p.Ready(), log.String())
	wait := func(want model.Date) {
		t.Helper()
		for ctx.Err() == nil {
			queue.Drain()
			if day, ok := p.core.engine.Prepared(); ok && day == want {
				return
			}
			runtime.Gosched()
		}
		t.Fatalf("%v was not prepared: %s", want, log.String())
	}
	today := model.MomentOf(shotTime()).Date()
	wait(today)
	p.searched(today + 1)
	wait(today + 1)
	_, err := data.NewEditor(p.core.store, installer{}).PutCity(ctx, model.City{Name: "新城", Pos: model.LonLat{Lon: 100, Lat: 30}},
		[]model.Station{{Name: "新城", Pos: model.LonLat{Lon: 100, Lat: 30}}})
	require.NoError(t, err)
	queue.Settle(ctx, p.shell.Group())
	require.Equal(t, p.core.store.Revision(), p.core.engine.Timetable().Revision())
	wait(today + 1)
	require.NoError(t, p.End())
}

func TestEveryScreenIsDrawn(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, Shots(t.Context(), dir, ShotOptions{W: 1100, H: 700, Lang: i18n.Zh, Theme: prefs.Light}))
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, files, len(scenes()))
	for _, sc := range scenes() {
		f, err := os.Open(filepath.Join(dir, sc.name+"-zh-light-1100x700.png"))
		require.NoError(t, err)
		img, err := png.Decode(f)
		require.NoError(t, err, sc.name)
		require.NoError(t, f.Close())
		require.Equal(t, 1100, img.Bounds().Dx(), sc.name)
		require.Equal(t, 700, img.Bounds().Dy(), sc.name)
	}
}

func TestAPictureOfNothingIsRefused(t *testing.T) {
	for name, o := range map[string]ShotOptions{
		"screen":   {Screen: "nowhere"},
		"theme":    {Theme: "pink"},
		"language": {Lang: "fr"},
	} {
		t.Run(name, func(t *testing.T) {
			var refused *model.FieldError
			require.ErrorAs(t, Shots(t.Context(), t.TempDir(), o), &refused)
			require.Equal(t, model.RuleUnknownRef, refused.Rule)
		})
	}
}
