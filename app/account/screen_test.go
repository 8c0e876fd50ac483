package account_test

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

func TestSigningInLeadsBackToWhereThePersonCameFrom(t *testing.T) {
	d := newDesk(t, i18n.Zh, look.Light)
	back := screen.Route{Name: screen.Cities, Args: screen.EditCity{ID: "bj"}}
	d.show(screen.SignIn{Return: back})
	d.requireText("account.status.waiting")
	d.requireText("account.phone.pick")

	d.tap("alice")
	d.requireText("account.status.scanned", i18n.A{"name": "alice"})
	d.requireText("account.phone.ask", i18n.A{"name": "alice"})
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()

	require.Equal(t, "alice", d.session.User.Name)
	require.True(t, d.session.Can(model.PermEdit))
	require.Equal(t, []screen.Route{back}, d.opened)
	require.Equal(t, []string{d.tr.T("account.welcome", i18n.A{"name": "alice"})}, d.toasts)
	require.Empty(t, d.reported)

	d.show(nil) // later, from the menu: who is signed in, and no way back any more
	d.settle()
	require.Len(t, d.opened, 1)
	d.requireText("account.me.demo")
	d.requireText("account.role.editor")
	d.tap(d.tr.T("account.me.sign-out"))
	d.settle()
	require.False(t, d.session.SignedIn())
	d.requireText("account.status.waiting")
	require.Empty(t, d.reported)
	_, left := d.service.Sweep()
	require.False(t, left)
}

func TestSigningInFromTheMenuStaysAndShowsWho(t *testing.T) {
	d := newDesk(t, i18n.En, look.Dark)
	d.show(nil)
	d.tap("erin")
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()
	require.Empty(t, d.opened)
	require.Contains(t, d.read(), "erin")
	d.requireText("account.me.demo.note")
	d.tap(d.tr.T("account.me.plan"))
	require.Equal(t, []screen.Route{{Name: screen.Planner}}, d.opened)
}

func TestGuestGoesOnWithoutSigningIn(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(screen.SignIn{Return: screen.Route{Name: screen.Cities}})
	d.tap(d.tr.T("account.guest"))
	require.Equal(t, []screen.Route{{Name: screen.Planner}}, d.opened)
	require.False(t, d.session.SignedIn())
}

func TestEveryRefusalHasOneWayOn(t *testing.T) {
	for _, tt := range []struct {
		name   string
		do     func(d *desk)
		status i18n.Key
		who    string
		way    i18n.Key
	}{
		{"declined", func(d *desk) { d.tap("alice"); d.tap(d.tr.T("account.phone.decline")) },
			"account.status.declined", "alice", "account.again"},
		{"expired", func(d *desk) {
			d.tap("alice")
			d.now = d.now.Add(5 * time.Minute)
			d.tap(d.tr.T("account.phone.allow"))
		},
			"account.status.expired", "alice", "account.refresh"},
		{"blocked", func(d *desk) {
			d.tap(d.tr.T("account.phone.banned", i18n.A{"name": "mallory"}))
			d.tap(d.tr.T("account.phone.allow"))
		}, "account.status.blocked", "mallory", "account.other"},
		{"busy", func(d *desk) { d.platform.Busy(1); d.tap("alice"); d.tap(d.tr.T("account.phone.allow")) },
			"account.status.busy", "alice", "account.again"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, i18n.En, look.Light)
			d.show(nil)
			tt.do(d)
			d.settle()
			d.requireText(tt.status, i18n.A{"name": tt.who})
			require.NotContains(t, d.read(), "Code expires in", "a code that is over counts nothing down")
			require.False(t, d.session.SignedIn())

			d.tap(d.tr.T(tt.way))
			d.requireText("account.status.waiting")
			d.tap("bob")
			d.tap(d.tr.T("account.phone.allow"))
			d.settle()
			require.Equal(t, "bob", d.session.User.Name)
			require.Empty(t, d.reported)
		})
	}
}

func TestComingBackFindsTheRequestAsItWas(t *testing.T) {
	d := newDesk(t, i18n.Zh, look.Light)
	d.show(nil)
	d.tap("alice")
	d.leave()
	d.now = d.now.Add(90 * time.Second)
	d.show(nil)
	d.requireText("account.status.scanned", i18n.A{"name": "alice"})
	d.requireText("account.countdown", i18n.A{"time": "3:30"})
}

func TestSwitchingTheLanguageKeepsTheRequest(t *testing.T) {
	d := newDesk(t, i18n.Zh, look.Light)
	d.show(nil)
	d.tap("alice")
	d.tr.Set(i18n.En)
	d.window.SetContent(d.screen.Build()) // the visit goes on
	d.requireText("account.status.scanned", i18n.A{"name": "alice"})
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()
	require.Equal(t, "alice", d.session.User.Name)
}

func TestCountdownRunsWhileThePersonLooks(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	ticks, ui := make(chan time.Time), make(chan func())
	g := task.NewGroup(t.Context(), func(f func()) { ui <- f }, task.WithTicks(
		func(time.Duration) (<-chan time.Time, func()) { return ticks, func() {} }))
	defer g.Close()
	d.window.SetContent(d.screen.Build())
	d.screen.Enter(g, nil)
	for _, want := range []string{"4:59", "4:58"} {
		d.now = d.now.Add(time.Second)
		ticks <- d.now
		(<-ui)()
		d.requireText("account.countdown", i18n.A{"time": want})
	}
	d.now = d.now.Add(5 * time.Minute)
	ticks <- d.now
	(<-ui)()
	d.requireText("account.status.expired")
}

func TestExpiryWhileShowingWhoOffersToSignIn(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(nil)
	d.tap("alice")
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()
	d.now = d.now.Add(time.Hour)
	d.service.Sweep()
	d.settle()
	require.False(t, d.session.SignedIn())
	d.requireText("account.status.waiting")
}

func TestWholeSignInWithTheKeyboard(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(nil)
	c := d.window.Canvas()
	press := func(want string) { // Tab until the wanted control, then Space
		for range 20 {
			test.FocusNext(c)
			w, ok := c.Focused().(fyne.Widget)
			if ok && contains(collect(nil, w, fyne.Position{}), want) {
				c.Focused().TypedRune(' ')
				c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
				return
			}
		}
		require.Fail(t, "not reached with the keyboard", want)
	}
	press("carol")
	d.requireText("account.status.scanned", i18n.A{"name": "carol"})
	press(d.tr.T("account.phone.allow"))
	d.settle()
	require.Equal(t, "carol", d.session.User.Name)
}

func contains(texts []seen, want string) bool {
	for _, s := range texts {
		if s.Text.Text == want {
			return true
		}
	}
	return false
}

func TestLeavingBeforeTheSessionBeginsSignsNobodyIn(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(nil)
	d.tap("alice")
	d.leave() // the group's work is cancelled before it starts
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()
	require.False(t, d.session.SignedIn())
	_, left := d.service.Sweep()
	require.False(t, left)
	d.show(nil)
	d.requireText("account.status.waiting")
}

func TestUnexpectedFailureIsReportedOnce(t *testing.T) {
	broken := errors.New("out of order")
	d := newDesk(t, i18n.En, look.Light)
	d.failBegin = broken
	d.show(nil)
	d.requireText("account.status.failed")
	require.Equal(t, []error{broken}, d.reported)
	d.failBegin = nil
	d.tap(d.tr.T("account.again"))
	d.requireText("account.status.waiting")
}
