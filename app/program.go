package app

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"tongtu/app/drafts"
	"tongtu/app/i18n"
	"tongtu/app/prefs"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/engine/timetable"
	"tongtu/widgets/look"
)

const (
	keyStatus   i18n.Key = "shell.status"    // {name} {cities} {stations} {routes} {trips} {revision}
	keyNameless i18n.Key = "shell.nameless"  // a network without a name
	keySample   i18n.Key = "shell.sample"    // the name of the demonstration network
	keyUpdating i18n.Key = "shell.compiling" // {status}
)

// Env is what a Program stands on.
type Env struct {
	Options
	App     fyne.App
	Log     *slog.Logger
	Prefs   *prefs.Store
	UI      func(func()) // runs a function on the UI thread
	MapPost func(func()) // as UI, for maps; nil draws them at once
	Task    []task.Option
	Now     func() time.Time
	Auto    i18n.Lang      // the system's language
	Began   time.Time      // when the program was started, for the log
	Sample  []byte         // the network of a first start; nil: the embedded one
	WeChat  wechat.Options // clock and randomness of the sign-in stand-in
}

// Program is one run of the desktop application.
type Program struct {
	o       Env
	ctx     context.Context
	win     fyne.Window
	look    *appearance
	shell   *Shell
	core    *core                // nil until the data file is open
	opened  atomic.Pointer[core] // as core, but set at once, to be closed at the end
	unsubs  []func()             // ends the subscriptions
	sweeper *task.Group          // ends sessions that ran out, prepares answers
	day     model.Date           // whose answers are prepared
	drafts  *drafts.Store        // unsaved work that survives a crash; nil: none
}

// NewProgram makes the window, not yet shown.
func NewProgram(ctx context.Context, o Env) *Program {
	p := &Program{o: o, ctx: ctx}
	tr := i18n.New(o.Auto)
	p.look = &appearance{app: o.App, tr: tr, prefs: o.Prefs, auto: o.Auto, force: o.Language}
	p.note(p.look.apply())
	o.App.SetIcon(look.AppIcon())
	p.win = o.App.NewWindow(tr.T(keyName))
	p.win.SetPadded(false)
	p.win.SetMaster()
	p.win.SetCloseIntercept(p.quit)
	size := prefs.Window.Get(o.Prefs)
	p.win.Resize(fyne.NewSize(float32(size.W), float32(size.H)))
	p.shell = NewShell(ctx, ShellOptions{
		Window: p.win, Tr: tr, Log: o.Log, UI: o.UI, Task: o.Task,
		Hooks: ShellHooks{p.toggleLanguage, p.toggleTheme, p.textSize, p.active},
	})
	p.shell.closing = true
	p.look.follow(func() { p.change(nil) })
	p.win.SetMainMenu(p.menu())
	return p
}

// Shell is the part the screens see.
func (p *Program) Shell() *Shell { return p.shell }

// Window is the program's window.
func (p *Program) Window() fyne.Window { return p.win }

// Ready reports whether the data file is open and the screens are made.
func (p *Program) Ready() bool { return p.core != nil }

// note logs an error that does not stop anybody.
func (p *Program) note(err error) {
	if err != nil {
		p.o.Log.Warn("window", "error", err.Error())
	}
}

// Show brings the window up and begins to open the data file.
func (p *Program) Show() {
	p.shell.Add(newStart(startDeps{
		shell: p.shell, ready: p.ready, quit: p.leave, path: p.o.DataPath, now: p.o.Now,
		open: func(ctx context.Context, how openHow, report func(progress)) (*core, error) {
			how.readOnly = how.readOnly || p.o.ReadOnly
			c, err := openCore(ctx, coreOptions{
				path: p.o.DataPath, how: how,
				now: p.o.Now, sample: p.o.Sample, wechat: p.o.WeChat,
			}, report)
			p.opened.Store(c)
			return c, err
		},
	}))
	p.shell.Open(screen.Route{Name: startName})
	p.win.Show()
}

// ready makes the screens once the data file is open, and shows the planner.
func (p *Program) ready(c *core) {
	p.core = c
	p.shell.Add(p.screens(c)...)
	p.shell.closing = false
	p.unsubs = append(p.unsubs,
		c.store.Changes().Subscribe(func(data.Change) { p.shell.post(p.recompile) }),
		c.auth.Changes().Subscribe(func(ch auth.Change) { p.shell.post(func() { p.shell.SetSession(ch) }) }))
	p.sweeper = p.shell.group(p.ctx)
	task.Latest(p.sweeper, "sessions",
		func(ctx context.Context) (struct{}, error) { return struct{}{}, c.auth.Run(ctx) },
		func(_ struct{}, err error) { p.shell.Report(err) })
	p.setCurrency()
	p.shell.SetNetwork(p.network)
	p.shell.Open(screen.Route{Name: screen.Planner})
	p.resume()
	p.backUp()
	p.unsubs = append(p.unsubs, p.sweeper.Every(backupLook, p.backUp))
	p.offerLeft()
	p.prepare(model.MomentOf(p.o.Now()).Date())
	p.o.Log.Info("ready", "after", p.o.Now().Sub(p.o.Began).Round(time.Millisecond).String(), "file", p.o.DataPath)
}

// resume signs in who is remembered on this device.
func (p *Program) resume() {
	task.Latest(p.sweeper, "resume", p.core.auth.Resume, func(_ auth.Session, err error) {
		if !errors.Is(err, auth.ErrNotRemembered) {
			p.shell.Report(err)
		}
	})
}

// backupLook is how often the program looks whether a backup is due.
const backupLook = 10 * time.Minute

// backUp makes a backup in the background if one is due. An edit that grows the
// file waits for it, which takes a moment only.
func (p *Program) backUp() {
	task.Latest(p.sweeper, "backup", p.core.store.Rotate, func(_ bool, err error) { p.shell.ReportBackup(err) })
}

// recompile makes a timetable of what is stored now, in the background. Edits
// that come meanwhile start it again.
func (p *Program) recompile() {
	c := p.core
	task.Latest(p.shell.Group(), "compile", c.compile, func(tt *timetable.Timetable, err error) {
		if err != nil {
			p.shell.Report(err)
			return
		}
		if c.engine.Swap(tt) {
			p.setCurrency()
			p.shell.NetworkChanged()
			p.prepare(p.day)
		}
	})
	p.shell.SetNetwork(p.network)
}

func (p *Program) setCurrency() { p.look.tr.SetCurrency(p.core.engine.Timetable().Info().Currency) }

// network is what the frame tells about the timetable in force.
func (p *Program) network() Network {
	tr, tt := p.look.tr, p.core.engine.Timetable()
	info, n := tt.Info(), tt.Counts()
	name := info.Name
	switch {
	case info.Demo:
		name = tr.T(keySample)
	case name == "":
		name = tr.T(keyNameless)
	}
	status := tr.T(keyStatus, i18n.A{"name": name, "cities": n.Cities, "stations": n.Stations,
		"routes": n.Routes, "trips": n.Trips, "revision": int(tt.Revision())})
	if p.shell.Group().Busy("compile") {
		status = tr.T(keyUpdating, i18n.A{"status": status})
	}
	return Network{Status: status, Demo: info.Demo, ReadOnly: p.core.store.ReadOnly(), Older: p.core.store.Older()}
}

// active counts as use of the session, so that moving about keeps it alive.
func (p *Program) active() {
	if p.core != nil && p.shell.Session().SignedIn() {
		p.note(p.core.auth.Touch(p.shell.Session()))
	}
}

func (p *Program) toggleLanguage() { p.change(p.look.toggleLanguage()) }
func (p *Program) toggleTheme()    { p.change(p.look.toggleTheme()) }
func (p *Program) toggleContrast() { p.change(p.look.toggleContrast()) }
func (p *Program) textSize(by int) { p.change(p.look.stepTextSize(by)) }

// change applies a new choice; one that could not be stored still holds until
// the end of this run.
func (p *Program) change(err error) {
	p.shell.Report(err)
	p.note(p.look.apply())
	p.win.SetTitle(p.look.tr.T(keyName))
	p.win.SetMainMenu(p.menu())
	p.shell.Rebuild()
}

// quit leaves after asking about unsaved changes.
func (p *Program) quit() { p.shell.Leave(p.leave) }

// leave closes the window, which ends the program.
func (p *Program) leave() {
	if !p.win.FullScreen() {
		s := p.win.Canvas().Size()
		p.note(prefs.Window.Put(p.o.Prefs, prefs.Size{W: int(s.Width), H: int(s.Height)}))
	}
	p.win.Close()
}

// End stops all work and releases the data file.
func (p *Program) End() error {
	p.quiesce()
	if c := p.opened.Load(); c != nil {
		return c.close()
	}
	return nil
}

// quiesce stops all work; the data file stays open.
func (p *Program) quiesce() {
	for _, cancel := range p.unsubs {
		cancel()
	}
	if p.sweeper != nil {
		p.sweeper.Close()
		p.sweeper.Wait()
	}
	p.shell.Close()
}
