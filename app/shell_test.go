package app_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"tongtu/app"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

// page is a screen that notes what the shell does with it.
type page struct {
	name    screen.Name
	needs   model.Permission
	tr      *i18n.Catalogue
	typed   string
	builds  int
	entered []any
	unsaved bool
	changes int
	group   *task.Group
	panics  bool
}

func (p *page) Name() screen.Name       { return p.name }
func (p *page) Needs() model.Permission { return p.needs }
func (p *page) Unsaved() bool           { return p.unsaved }
func (p *page) Discard()                { p.unsaved = false }
func (p *page) NetworkChanged()         { p.changes++ }

func (p *page) Build() fyne.CanvasObject {
	p.builds++
	e := widget.NewEntry()
	e.SetText(p.typed)
	e.OnChanged = func(s string) { p.typed = s }
	return e
}

func (p *page) Enter(g *task.Group, args any) {
	p.group = g
	p.entered = append(p.entered, args)
	if p.panics {
		panic("screen broke")
	}
}

// desk is a shell in a test window, with a planner and an editor.
type desk struct {
	*app.Shell
	t       *testing.T
	win     fyne.Window
	tr      *i18n.Catalogue
	queue   task.Queue
	log     bytes.Buffer
	planner *page
	cities  *page
	account *page
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Theme(look.Light, 1))
	d := &desk{t: t, win: test.NewTempWindow(t, nil), tr: i18n.New(i18n.En)}
	d.win.Resize(fyne.NewSize(1200, 700))
	d.Shell = app.NewShell(t.Context(), app.ShellOptions{
		Window: d.win, Tr: d.tr, Log: slog.New(slog.NewTextHandler(&d.log, nil)), UI: d.queue.Post,
		Task: []task.Option{task.WithTicks(task.NoTicks)},
		Hooks: app.ShellHooks{Language: func() {
			d.tr.Set(d.tr.Lang().Other())
			d.Rebuild()
		}, Theme: func() {}, TextSize: func(int) {}},
	})
	d.planner = &page{name: screen.Planner, needs: model.PermPlan, tr: d.tr}
	d.cities = &page{name: screen.Cities, needs: model.PermEdit, tr: d.tr}
	d.account = &page{name: screen.Account, needs: model.PermPlan, tr: d.tr}
	d.Add(d.planner, d.cities, d.account)
	t.Cleanup(d.Close)
	d.Open(screen.Route{Name: screen.Planner})
	return d
}

// texts is every text to be seen, dialogs included.
func (d *desk) texts() []string { return texts(d.win) }

func texts(win fyne.Window) []string {
	var out []string
	trees := append([]fyne.CanvasObject{win.Content()}, win.Canvas().Overlays().List()...)
	for _, tree := range trees {
		for _, o := range visible(tree) {
			switch o := o.(type) {
			case *canvas.Text:
				out = append(out, o.Text)
			case *widget.Label:
				out = append(out, o.Text)
			case *widget.Button:
				out = append(out, o.Text)
			}
		}
	}
	return out
}

// visible lists o and everything in it that is shown.
func visible(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	out := []fyne.CanvasObject{o}
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			out = append(out, visible(c)...)
		}
	case *widget.PopUp:
		out = append(out, visible(o.Content)...)
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			out = append(out, visible(c)...)
		}
	}
	return out
}

// tap taps whatever carries the text.
func tap(t *testing.T, win fyne.Window, text string) {
	t.Helper()
	trees := append([]fyne.CanvasObject{win.Content()}, win.Canvas().Overlays().List()...)
	for i := len(trees) - 1; i >= 0; i-- {
		var last fyne.Tappable
		for _, o := range visible(trees[i]) {
			if tappable, ok := o.(fyne.Tappable); ok {
				last = tappable
			}
			if c, ok := o.(*canvas.Text); ok && c.Text == text && last != nil {
				test.Tap(last)
				return
			}
			if b, ok := o.(*widget.Button); ok && b.Text == text {
				test.Tap(b)
				return
			}
		}
	}
	t.Fatalf("nothing to tap called %q in %q", text, texts(win))
}

func TestTabsLeadToTheirScreens(t *testing.T) {
	d := newDesk(t)
	first := d.planner.group
	tap(t, d.win, "Cities")
	require.Equal(t, screen.Cities, d.Screen().Name())
	require.Equal(t, []any{nil}, d.cities.entered)
	require.True(t, first.Closed(), "the work of the screen left is cancelled")
	require.False(t, d.cities.group.Closed())
}

func TestOpenHandsTheArgumentsOver(t *testing.T) {
	d := newDesk(t)
	d.Open(screen.Route{Name: screen.Cities, Args: screen.EditCity{ID: "beijing"}})
	require.Equal(t, []any{screen.EditCity{ID: "beijing"}}, d.cities.entered)
}

func TestALanguageSwitchKeepsWhatWasTyped(t *testing.T) {
	d := newDesk(t)
	group := d.planner.group
	d.planner.typed = "Xi'an"
	d.Rebuild()
	tap(t, d.win, "中 | EN")
	require.Equal(t, i18n.Zh, d.tr.Lang())
	require.Contains(t, d.texts(), "规划")
	require.NotContains(t, d.texts(), "Plan")
	require.Contains(t, d.texts(), "Xi'an")
	require.Equal(t, 3, d.planner.builds)
	require.Len(t, d.planner.entered, 1, "a rebuild is no new visit")
	require.False(t, group.Closed(), "work under way goes on")
}

func TestLeavingUnsavedChangesIsAskedFirst(t *testing.T) {
	d := newDesk(t)
	d.planner.unsaved = true
	tap(t, d.win, "Cities")
	require.Equal(t, screen.Planner, d.Screen().Name())
	require.Contains(t, d.texts(), "Discard unsaved changes?")

	tapOrKey(d, fyne.KeyEscape)
	require.Equal(t, screen.Planner, d.Screen().Name())
	require.True(t, d.planner.unsaved)

	tap(t, d.win, "Cities")
	tap(t, d.win, "Discard")
	require.Equal(t, screen.Cities, d.Screen().Name())
	require.False(t, d.planner.unsaved, "what was discarded is gone")
}

func TestGoingToSignInKeepsUnsavedChanges(t *testing.T) {
	d := newDesk(t)
	d.planner.unsaved = true
	d.Open(screen.Route{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.Planner}}})
	require.Equal(t, screen.Account, d.Screen().Name())
	require.True(t, d.planner.unsaved)

	left := false
	d.Leave(func() { left = true })
	require.False(t, left, "the program asks for screens not shown too")
	tap(t, d.win, "Discard")
	require.True(t, left)
}

// tapOrKey sends a key to whatever has the keyboard.
func tapOrKey(d *desk, key fyne.KeyName) {
	if f := d.win.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestAQuestionIsAnsweredByKeys(t *testing.T) {
	for _, row := range []struct {
		name string
		keys []fyne.KeyName
		done bool
	}{
		{"Enter alone changes nothing", []fyne.KeyName{fyne.KeyReturn}, false},
		{"Escape changes nothing", []fyne.KeyName{fyne.KeyEscape}, false},
		{"Space changes nothing", []fyne.KeyName{fyne.KeySpace}, false},
		{"Tab and Enter agree", []fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, true},
	} {
		t.Run(row.name, func(t *testing.T) {
			d := newDesk(t)
			done := false
			d.Confirm("Delete?", "42 trips go with it.", "Delete", func() { done = true })
			require.Contains(t, d.texts(), "42 trips go with it.")
			for _, k := range row.keys {
				if k == fyne.KeyTab {
					test.FocusNext(d.win.Canvas())
					continue
				}
				tapOrKey(d, k)
			}
			require.Equal(t, row.done, done)
			require.NotContains(t, d.texts(), "42 trips go with it.")
		})
	}
}

// signIn makes a real session.
func signIn(t *testing.T, s *auth.Service, p *wechat.Platform, name string) auth.Session {
	t.Helper()
	c, err := s.Begin(t.Context(), wechat.ProviderName)
	require.NoError(t, err)
	phone, ok := p.Phone(name)
	require.True(t, ok)
	require.NoError(t, phone.Scan(c.QR()))
	require.NoError(t, phone.Allow(c.QR()))
	code, err := c.Wait(t.Context())
	require.NoError(t, err)
	sess, err := s.SignIn(t.Context(), wechat.ProviderName, code)
	require.NoError(t, err)
	return sess
}

func TestTheFrameFollowsWhoIsSignedIn(t *testing.T) {
	d := newDesk(t)
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	platform := wechat.NewPlatform(wechat.Options{Rand: rand.NewChaCha8([32]byte{1})})
	service := auth.NewService(auth.Options{Now: func() time.Time { return now }}, wechat.NewProvider(platform))
	service.Changes().Subscribe(d.SetSession)

	d.Open(screen.Route{Name: screen.Cities})
	guest := d.cities.group

	sess := signIn(t, service, platform, "alice")
	require.Equal(t, sess, d.Session())
	require.Contains(t, d.texts(), "alice (demo)")
	require.NotContains(t, d.texts(), "Your identity may look but not edit.")
	require.True(t, guest.Closed())
	require.NoError(t, service.Authorize(d.cities.group.Context(), model.PermEdit), "the new visit carries the session")

	now = now.Add(24 * 365 * time.Hour)
	service.Sweep()
	require.False(t, d.Session().SignedIn())
	require.Contains(t, d.texts(), "Your sign-in has expired")
	require.Contains(t, d.texts(), "Sign in")
}

func TestAPersonWhoMayOnlyLookIsTold(t *testing.T) {
	d := newDesk(t)
	platform := wechat.NewPlatform(wechat.Options{Rand: rand.NewChaCha8([32]byte{1})})
	service := auth.NewService(auth.Options{}, wechat.NewProvider(platform))
	admin, _, err := service.SetUp(t.Context(), auth.NewSecret("correct horse battery"))
	require.NoError(t, err)
	require.NoError(t, service.SetApprovedOnly(auth.WithSession(t.Context(), admin), true))
	service.SignOut(admin)
	service.Changes().Subscribe(d.SetSession)
	signIn(t, service, platform, "bob")
	require.NotContains(t, d.texts(), "Your identity may look but not edit.")
	d.Open(screen.Route{Name: screen.Cities})
	require.Contains(t, d.texts(), "Your identity may look but not edit.")
}

func TestAnErrorIsShownInWordsAndLogged(t *testing.T) {
	d := newDesk(t)
	d.Report(nil)
	d.Report(context.Canceled)
	require.Empty(t, d.log.String())
	d.Report(errors.New("bolt: page 7 has pgid 0"))
	require.Contains(t, d.texts(), "Something unexpected went wrong; nothing was changed. The details are in the log.")
	require.Contains(t, d.log.String(), "page 7")
	tap(t, d.win, "Close")
	require.NotContains(t, d.texts(), "Something unexpected went wrong; nothing was changed. The details are in the log.")
	d.Report(model.ErrConflict)
	require.Contains(t, d.texts(), "This was changed while you were editing. Open it again, then edit.")
}

func TestAPanicOfAScreenIsReported(t *testing.T) {
	d := newDesk(t)
	d.cities.panics = true
	d.Open(screen.Route{Name: screen.Cities})
	require.Contains(t, d.log.String(), "screen broke")
	require.Contains(t, d.log.String(), "shell_test.go")
	d.Open(screen.Route{Name: screen.Planner})
	task.Latest(d.planner.group, "x", func(context.Context) (int, error) { return 0, nil }, func(int, error) { panic("callback broke") })
	d.queue.Settle(t.Context(), d.planner.group)
	require.Contains(t, d.log.String(), "callback broke")
}

func TestTheStatusLineTellsTheNetworkAndItsMark(t *testing.T) {
	d := newDesk(t)
	d.SetNetwork(func() app.Network { return app.Network{Status: "338 cities", Demo: true, ReadOnly: true} })
	require.Contains(t, d.texts(), "338 cities")
	require.Contains(t, d.texts(), "Demonstration timetable · not for travel")
	require.Contains(t, d.texts(), "Opened read-only: you can plan, but change nothing.")
	d.Open(screen.Route{Name: screen.Cities})
	require.Contains(t, d.texts(), "Demonstration timetable · not for travel", "on every screen")
	d.NetworkChanged()
	require.Equal(t, 1, d.planner.changes, "screens not shown are told too")
	require.Equal(t, 1, d.cities.changes)
}

func TestANoticeGoesAway(t *testing.T) {
	d := newDesk(t)
	d.Toast("Saved")
	require.Contains(t, d.texts(), "Saved")
	d.Rebuild()
	require.Contains(t, d.texts(), "Saved", "a rebuild keeps it")
}

func TestUnknownScreenIsReported(t *testing.T) {
	d := newDesk(t)
	d.Open(screen.Route{Name: "nowhere"})
	require.Equal(t, screen.Planner, d.Screen().Name())
	require.Contains(t, d.log.String(), "nowhere")
}

func TestAnExpiredSessionLeadsBackToUnsavedWork(t *testing.T) {
	d := newDesk(t)
	clock := auth.StoppedClock(time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC))
	platform := wechat.NewPlatform(wechat.Options{Now: clock.Now, Rand: rand.NewChaCha8([32]byte{3})})
	service := auth.NewService(auth.Options{Now: clock.Now}, wechat.NewProvider(platform))
	service.Changes().Subscribe(d.SetSession)
	d.Open(screen.Route{Name: screen.Cities})
	signIn(t, service, platform, "alice")
	d.cities.unsaved = true
	clock.Advance(time.Hour)
	service.Sweep()
	require.False(t, d.Session().SignedIn())
	require.Equal(t, screen.Cities, d.Screen().Name())
	require.Contains(t, d.texts(), d.tr.T("shell.session-expired.again"))

	tap(t, d.win, d.tr.T("shell.session-expired.again"))
	require.Equal(t, screen.Account, d.Screen().Name(), "without a question")
	require.True(t, d.cities.unsaved)
	require.Equal(t, screen.SignIn{Return: screen.Route{Name: screen.Cities}}, d.account.entered[0])
	signIn(t, service, platform, "alice")
	d.Open(screen.Route{Name: screen.Cities})
	require.True(t, d.cities.unsaved)
	require.NotContains(t, d.texts(), d.tr.T("shell.session-expired.again"))
}
