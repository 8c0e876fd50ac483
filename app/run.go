// Package app is the composition root and the window: it opens the data file
// behind a progress bar, makes the screens, shows one at a time, and keeps the
// timetable in step with the stored network.
//
// [Run] is the whole desktop program. [Shell] is the part of it the screens see;
// [Shots] draws every screen into a picture without a display.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"

	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/app/task"
	"tongtu/widgets/look"
)

// Version of the program.
const Version = "0.1.0"

// ID names the program to the desktop.
const ID = "org.tongtu.Tongtu"

// Options say how to run. Empty paths take the defaults.
type Options struct {
	DataPath     string
	SettingsPath string
	LogPath      string
	ReadOnly     bool
	Language     i18n.Lang // empty: as set, else as the system says
}

// withDefaults fills the empty paths.
func (o Options) withDefaults() (Options, error) {
	for _, p := range []struct {
		path *string
		def  func() (string, error)
	}{{&o.DataPath, DefaultDataPath}, {&o.SettingsPath, DefaultSettingsPath}, {&o.LogPath, DefaultLogPath}} {
		if *p.path != "" {
			continue
		}
		path, err := p.def()
		if err != nil {
			return o, err
		}
		*p.path = path
	}
	return o, nil
}

// Run shows the window and returns when it is closed or ctx ends. It must be
// called on the main goroutine.
func Run(ctx context.Context, o Options) (err error) {
	if noDisplay(os.Getenv) {
		return ErrNoDisplay
	}
	o, err = o.withDefaults()
	if err != nil {
		return err
	}
	log, closer := openLog(o.LogPath)
	defer func() { err = errors.Join(err, closer.Close()) }()
	defer func() {
		if r := recover(); r != nil {
			p := recovered(r)
			log.Error("crash", "value", fmt.Sprint(r), "stack", stackOf(p))
			err = fmt.Errorf("app: %w (%v); log: %s", ErrCrashed, r, o.LogPath)
		}
	}()
	// Without the migration to fyne.Do, which the build tag migrated_fynedo sets: a
	// build without the tag is to report calls from a wrong goroutine.
	fyneapp.SetMetadata(fyne.AppMetadata{ID: ID, Name: "Tongtu", Version: Version, Build: 1, Icon: look.AppIcon()})
	return run(ctx, fyneapp.NewWithID(ID), o, log)
}

func run(ctx context.Context, a fyne.App, o Options, log *slog.Logger) error {
	began := time.Now()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	settings, err := prefs.Open(o.SettingsPath)
	if err != nil {
		log.Warn("settings", "error", err.Error())
	}
	p := NewProgram(ctx, Env{
		Options: o, App: a, Log: log, Prefs: settings, UI: task.UI, MapPost: task.UI, Now: time.Now,
		Auto: i18n.Detect(os.Getenv), Began: began,
	})
	stop := context.AfterFunc(ctx, func() { task.UI(a.Quit) })
	defer stop()
	p.Show()
	a.Run()
	return p.End()
}
