package app

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data/model"
)

// ShotOptions say which pictures to draw. Zero values mean all, or the default.
type ShotOptions struct {
	W, H   int       // of the window; 1280 × 800
	Theme  string    // prefs.Light, prefs.Dark or prefs.Contrast; light and dark
	Lang   i18n.Lang // zh or en
	Screen string    // the name of one scene
}

// shotTime is the clock of all pictures: a Tuesday morning where the sample
// network is, so that all screens show the same time.
func shotTime() time.Time {
	return time.Date(2026, time.December, 1, 7, 58, 0, 0, time.FixedZone("", 8*60*60))
}

// settleTime is how long a scene may take until it stands still; generous, because
// tests run under the race detector on busy machines too.
const settleTime = 2 * time.Minute

// Shots draws every screen with the sample network and a fixed clock into dir,
// one PNG per screen, language, theme and size. It needs no display.
func Shots(ctx context.Context, dir string, o ShotOptions) (err error) {
	if o, err = o.withDefaults(); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("app: shots: %w", err)
	}
	temp, err := os.MkdirTemp("", "tongtu-shots-*")
	if err != nil {
		return fmt.Errorf("app: shots: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	c, err := openCore(ctx, coreOptions{
		path: filepath.Join(temp, "tongtu.db"), now: shotTime,
		wechat: wechat.Options{Now: shotTime, Rand: rand.NewChaCha8([32]byte{})},
		keys:   auth.NewMemoryKeys(),
	}, func(progress) {})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	session, err := signIn(ctx, c)
	if err != nil {
		return fmt.Errorf("app: shots: sign in: %w", err)
	}
	admin, _, err := c.auth.SetUp(ctx, auth.NewSecret("a passphrase for pictures"))
	if err != nil {
		return fmt.Errorf("app: shots: administrator: %w", err)
	}
	for _, lang := range langsOf(o.Lang) {
		for _, theme := range themesOf(o.Theme) {
			for _, sc := range scenes() {
				if o.Screen != "" && o.Screen != sc.name {
					continue
				}
				file := filepath.Join(dir, fmt.Sprintf("%s-%s-%s-%dx%d.png", sc.name, lang, theme, o.W, o.H))
				if err := shoot(ctx, c, cast{session, admin}, sc, shot{o.W, o.H, lang, theme, file}); err != nil {
					return fmt.Errorf("app: shot %s: %w", sc.name, err)
				}
			}
		}
	}
	return nil
}

func (o ShotOptions) withDefaults() (ShotOptions, error) {
	if o.W == 0 || o.H == 0 {
		o.W, o.H = 1280, 800
	}
	if o.Lang != "" {
		lang, ok := i18n.ParseLang(string(o.Lang))
		if !ok {
			return o, unknown("--lang", string(o.Lang))
		}
		o.Lang = lang
	}
	if o.Theme != "" && !slices.Contains([]string{prefs.Light, prefs.Dark, prefs.Contrast}, o.Theme) {
		return o, unknown("--theme", o.Theme)
	}
	if o.Screen != "" && !slices.ContainsFunc(scenes(), func(sc scene) bool { return sc.name == o.Screen }) {
		return o, unknown("--screen", o.Screen)
	}
	return o, nil
}

// unknown refuses a value that names nothing.
func unknown(flag, value string) error {
	return &model.FieldError{Field: flag, Rule: model.RuleUnknownRef, Value: value}
}

func langsOf(l i18n.Lang) []i18n.Lang {
	if l != "" {
		return []i18n.Lang{l}
	}
	return i18n.Langs()
}

func themesOf(t string) []string {
	if t != "" {
		return []string{t}
	}
	return []string{prefs.Light, prefs.Dark}
}

// studio is a program whose UI thread is the caller's.
type studio struct {
	*Program
	cast
	ctx   context.Context
	queue *task.Queue
}

// cast are the sessions of those in the pictures.
type cast struct {
	member auth.Session // of somebody who may edit
	admin  auth.Session
}

// shot is one picture.
type shot struct {
	w, h  int
	lang  i18n.Lang
	theme string
	file  string
}

// shoot plays one scene and captures the window.
func shoot(ctx context.Context, c *core, who cast, sc scene, o shot) error {
	ctx, cancel := context.WithTimeout(ctx, settleTime)
	defer cancel()
	settings := prefs.Memory()
	if err := errors.Join(prefs.Theme.Put(settings, o.theme), prefs.Language.Put(settings, string(o.lang))); err != nil {
		return err
	}
	var queue task.Queue
	st := &studio{ctx: ctx, queue: &queue, cast: who, Program: NewProgram(ctx, Env{
		App: test.NewApp(), Log: slog.New(slog.DiscardHandler), Prefs: settings, UI: queue.Post,
		Task: []task.Option{task.WithTicks(task.NoTicks)}, Now: shotTime, Auto: o.lang, Began: shotTime(),
		Options: Options{DataPath: "tongtu.db"},
	})}
	defer st.strike()
	st.win.Resize(fyne.NewSize(float32(o.w), float32(o.h)))
	if err := sc.play(st, c); err != nil {
		return err
	}
	st.queue.Drain()
	st.win.Resize(fyne.NewSize(float32(o.w), float32(o.h)))
	st.win.Content().Refresh() // a real window lays out anew what was shown or hidden, this driver does not
	st.queue.Drain()
	f, err := os.Create(o.file)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, st.win.Canvas().Capture()), f.Close())
}

// strike ends the scene; the data file stays open for the next.
func (st *studio) strike() {
	st.quiesce()
	st.win.Close()
}

// settle runs the UI until the visit's work is done.
func (st *studio) settle() { st.queue.Settle(st.ctx, st.shell.Visit()) }
