package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data/model"
)

const (
	keyName      i18n.Key = "shell.name"
	keyPlan      i18n.Key = "shell.tab.planner"
	keyCities    i18n.Key = "shell.tab.cities"
	keyRoutes    i18n.Key = "shell.tab.routes"
	keySignIn    i18n.Key = "shell.sign-in"
	keyDemoUser  i18n.Key = "shell.demo-identity" // {name}
	keyLanguage  i18n.Key = "shell.language"
	keyDemo      i18n.Key = "shell.demo"
	keyReadOnly  i18n.Key = "shell.read-only"
	keyOlder     i18n.Key = "shell.older"
	keyBackupErr i18n.Key = "shell.backup-failed" // {detail}
	keyNotYours  i18n.Key = "shell.not-allowed"
	keyExpired   i18n.Key = "shell.session-expired"
	keyLapsed    i18n.Key = "shell.session-expired.here"
	keyAgain     i18n.Key = "shell.session-expired.again"
	keySignedOut i18n.Key = "shell.signed-out"
	keyLeave     i18n.Key = "shell.leave"
	keyLeaveBody i18n.Key = "shell.leave.body"
	keyLeaveYes  i18n.Key = "shell.leave.yes"
	keyStay      i18n.Key = "shell.leave.no"
)

// ShellOptions is what a Shell is made of.
type ShellOptions struct {
	Window fyne.Window
	Tr     *i18n.Catalogue
	Log    *slog.Logger
	UI     func(func()) // runs a function on the UI thread: task.UI or a task.Queue's Post
	Task   []task.Option
	Hooks  ShellHooks
}

// ShellHooks is what a person can ask of the program as a whole.
type ShellHooks struct {
	Language func()         // the other language
	Theme    func()         // dark or light
	TextSize func(step int) // larger or smaller
	Active   func()         // somebody is at work; nil: nobody cares
}

// Network is what the frame tells about the timetable in force. The zero value
// is no timetable yet.
type Network struct {
	Status   string // one line
	Demo     bool   // the demonstration timetable
	ReadOnly bool   // nothing can be changed
	Older    bool   // the data file is a copy of an earlier state
}

// Shell shows one screen at a time in a window, with the frame around it. It
// implements screen.Shell. All methods are for the UI thread.
type Shell struct {
	o       ShellOptions
	ctx     context.Context
	frame   *frame
	screens []screen.Screen
	at      screen.Screen // nil before the first Open
	visit   *task.Group
	own     *task.Group // work of the shell itself
	session auth.Session
	network func() Network // asked for at each drawing: its words follow the language
	problem *notice
	lapsed  bool // a session expired and nobody signed in again or waved it off
	closing bool // the tabs lead nowhere: starting or leaving
}

var _ screen.Shell = (*Shell)(nil)

// NewShell returns a shell without screens. Work of the screens ends with ctx.
func NewShell(ctx context.Context, o ShellOptions) *Shell {
	s := &Shell{o: o, ctx: ctx, network: func() Network { return Network{} }}
	s.own = s.group(ctx)
	s.frame = s.newFrame()
	return s
}

// group starts background work whose callbacks cannot take the program down.
func (s *Shell) group(ctx context.Context) *task.Group {
	return task.NewGroup(ctx, s.post, s.o.Task...)
}

// post runs f on the UI thread. It may be called from any goroutine.
func (s *Shell) post(f func()) {
	s.o.UI(func() {
		defer s.caught()
		f()
	})
}

// caught reports a panic of the function that defers it.
func (s *Shell) caught() {
	if r := recover(); r != nil {
		s.Report(recovered(r))
	}
}

// Add registers screens. The tabs appear in this order.
func (s *Shell) Add(screens ...screen.Screen) { s.screens = append(s.screens, screens...) }

// Screen is the screen being shown; nil before the first Open.
func (s *Shell) Screen() screen.Screen { return s.at }

// Group is the background work of the shell itself; it ends with the program.
func (s *Shell) Group() *task.Group { return s.own }

// Visit is the background work of the current visit.
func (s *Shell) Visit() *task.Group { return s.visit }

// SetNetwork says what the frame tells about the timetable in force.
func (s *Shell) SetNetwork(network func() Network) {
	s.network = network
	s.draw()
}

// Open implements screen.Shell.
func (s *Shell) Open(to screen.Route) {
	if a, ok := to.Args.(screen.SignIn); ok && s.at != nil && a.Return.Name == s.at.Name() {
		s.enter(to) // comes back to what is unsaved
		return
	}
	s.guarded(func() { s.enter(to) }, s.at)
}

// Leave runs then, after asking when any screen has unsaved changes.
func (s *Shell) Leave(then func()) { s.guarded(then, s.screens...) }

// guarded runs then, after asking when one of these screens has unsaved changes,
// which are discarded.
func (s *Shell) guarded(then func(), left ...screen.Screen) {
	if s.o.Hooks.Active != nil {
		s.o.Hooks.Active()
	}
	var dirty []screen.Dirty
	for _, c := range left {
		if d, ok := c.(screen.Dirty); ok && d.Unsaved() {
			dirty = append(dirty, d)
		}
	}
	if len(dirty) == 0 {
		then()
		return
	}
	tr := s.o.Tr
	ask(s.o.Window, question{tr.T(keyLeave), tr.T(keyLeaveBody), tr.T(keyLeaveYes), tr.T(keyStay), func() {
		for _, d := range dirty {
			d.Discard()
		}
		then()
	}})
}

// enter ends the current visit and begins the next.
func (s *Shell) enter(to screen.Route) {
	i := slices.IndexFunc(s.screens, func(c screen.Screen) bool { return c.Name() == to.Name })
	if i < 0 {
		s.Report(fmt.Errorf("app: screen %q: %w", to.Name, model.ErrNotFound))
		return
	}
	defer s.caught()
	if s.visit != nil {
		s.visit.Close()
	}
	s.removeShortcuts()
	s.at, s.problem = s.screens[i], nil
	s.visit = s.group(auth.WithSession(s.ctx, s.session))
	s.draw()
	s.frame.put(s.at.Build())
	s.addShortcuts()
	s.at.Enter(s.visit, to.Args)
}

// Rebuild makes the frame and the current screen's widgets anew, after a change
// of language, theme or text size. The visit goes on.
func (s *Shell) Rebuild() {
	defer s.caught()
	said := s.frame.toast
	s.frame = s.newFrame()
	if said.Visible() {
		s.frame.say(said.Text())
	}
	s.draw()
	if s.at != nil {
		s.frame.put(s.at.Build())
	}
}

func (s *Shell) newFrame() *frame {
	f := newFrame(frameHooks{
		open:     func(n screen.Name) { s.Open(screen.Route{Name: n}) },
		language: s.o.Hooks.Language, theme: s.o.Hooks.Theme, textSize: s.o.Hooks.TextSize,
	})
	s.o.Window.SetContent(f.root)
	return f
}

// SetSession says who uses the window now, and why that changed. The current
// screen is entered anew with the new identity.
func (s *Shell) SetSession(c auth.Change) {
	switch {
	case c.To.SignedIn():
		s.session, s.lapsed = c.To, false
	case c.Ends(s.session):
		s.session = auth.Session{}
		key := keySignedOut
		if c.Reason == auth.Expired {
			key, s.lapsed = keyExpired, true
		}
		s.Toast(s.o.Tr.T(key))
	default:
		return // a session this window does not use
	}
	if s.at != nil {
		s.enter(screen.Route{Name: s.at.Name()})
	}
}

// NetworkChanged tells every screen that a new timetable is in force.
func (s *Shell) NetworkChanged() {
	defer s.caught()
	for _, c := range s.screens {
		if w, ok := c.(screen.Watcher); ok {
			w.NetworkChanged()
		}
	}
	s.draw()
}

// Close ends all work and waits for it. The shell is not used afterwards.
func (s *Shell) Close() {
	s.own.Close()
	if s.visit != nil {
		s.visit.Close()
		s.visit.Wait()
	}
	s.own.Wait()
}

// Tr implements screen.Shell.
func (s *Shell) Tr() *i18n.Catalogue { return s.o.Tr }

// Session implements screen.Shell.
func (s *Shell) Session() auth.Session { return s.session }

// Confirm implements screen.Shell.
func (s *Shell) Confirm(title, body, yes string, then func()) {
	ask(s.o.Window, question{title, body, yes, s.o.Tr.T(i18n.Cancel), then})
}

// toastTime is how long a notice stays.
const toastTime = 5 * time.Second

// Toast implements screen.Shell.
func (s *Shell) Toast(text string) {
	s.frame.say(text)
	s.own.After("toast", toastTime, func() { s.frame.toast.Hide() })
}

// Report implements screen.Shell.
func (s *Shell) Report(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	s.report(noticeError, func(text string) string { return text }, err)
}

// ReportBackup says that a backup made by itself failed: what is stored is safe.
func (s *Shell) ReportBackup(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	s.report(noticeWarning, func(text string) string { return s.o.Tr.T(keyBackupErr, i18n.A{"detail": text}) }, err)
}

func (s *Shell) report(kind noticeKind, phrase func(string) string, err error) {
	text, known := s.o.Tr.Describe(err)
	s.logError(err, known)
	s.problem = &notice{kind: kind, text: phrase(text), dismiss: func() { s.problem = nil; s.draw() }}
	s.draw()
}

// logError logs what went wrong. Errors hold no secrets: auth keeps its own
// behind a type that prints as a placeholder.
func (s *Shell) logError(err error, known bool) {
	var p *task.PanicError
	if errors.As(err, &p) {
		s.o.Log.Error("panic", "value", fmt.Sprint(p.Value), "stack", string(p.Stack))
		return
	}
	if known {
		s.o.Log.Warn("reported", "error", err.Error())
		return
	}
	s.o.Log.Error("unexpected", "error", err.Error())
}

// draw shows the frame's state.
func (s *Shell) draw() { s.frame.show(s.state()) }
