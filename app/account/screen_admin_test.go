package account_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/auth"
	"tongtu/widgets/look"
)

const passphrase = "correct horse battery"

// codeIn reads the recovery code off the screen.
func (d *desk) codeIn() string {
	d.t.Helper()
	d.tap(d.tr.T("account.admin.code.copy"))
	require.NotEmpty(d.t, d.copied)
	require.Contains(d.t, d.read(), d.copied)
	return d.copied
}

// setUp makes an administrator, signs out again, and returns the recovery code.
func (d *desk) setUp() string {
	d.t.Helper()
	d.show(screen.SignIn{By: screen.ByAdmin})
	d.requireText("account.admin.set")
	d.write("account.admin.pass", passphrase)
	d.write("account.admin.pass.again", passphrase)
	d.enter("account.admin.pass.again")
	code := d.codeIn()
	d.tap(d.tr.T("account.admin.code.kept"))
	d.settle()
	d.requireText("account.role.admin")
	require.NotContains(d.t, d.read(), code, "shown once")
	d.tap(d.tr.T("account.me.step-down"))
	d.settle()
	require.False(d.t, d.session.SignedIn())
	return code
}

func TestTheFirstPassphraseIsSetWithCare(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(nil)
	d.tab("account.tab.admin")
	d.write("account.admin.pass", "short")
	d.write("account.admin.pass.again", "short")
	d.enter("account.admin.pass.again")
	d.requireText("errors.auth.passphrase-short")
	d.write("account.admin.pass", "long enough")
	d.requireText("account.admin.weak")
	d.enter("account.admin.pass.again")
	d.requireText("account.admin.unlike")
	require.Equal(t, d.field("account.admin.pass.again"), d.window.Canvas().Focused())
	require.False(t, d.service.AdminSet())
	d.setUp()
}

func TestAWrongPassphraseIsToldAndHasToWait(t *testing.T) {
	d := newDesk(t, i18n.Zh, look.Light)
	d.setUp()
	d.show(nil)
	d.tab("account.tab.admin")
	for range 5 {
		d.write("account.admin.pass", "wrong passphrase")
		d.enter("account.admin.pass")
		require.False(t, d.session.SignedIn())
		require.Equal(t, d.field("account.admin.pass"), d.window.Canvas().Focused(), "the keyboard stays")
		require.Empty(t, d.field("account.admin.pass").Text)
	}
	d.requireText("account.admin.wait", i18n.A{"time": "0:30"})
	d.write("account.admin.pass", passphrase)
	d.enter("account.admin.pass")
	require.False(t, d.session.SignedIn(), "too early")
	d.pass(10 * time.Second)
	d.requireText("account.admin.wait", i18n.A{"time": "0:20"})
	d.pass(20 * time.Second)
	d.write("account.admin.pass", passphrase)
	d.enter("account.admin.pass")
	require.Equal(t, auth.Admin, d.session.Role)
	require.Empty(t, d.reported)
}

func TestARecoveryCodeSetsANewPassphraseOnce(t *testing.T) {
	d := newDesk(t, i18n.En, look.Dark)
	code := d.setUp()
	recover := func() {
		d.show(nil)
		d.tab("account.tab.admin")
		d.tap(d.tr.T("account.admin.forgot"))
		d.write("account.admin.recovery", code)
		d.write("account.admin.pass.new", "another long passphrase")
		d.write("account.admin.pass.again", "another long passphrase")
		d.enter("account.admin.pass.again")
	}
	recover()
	fresh := d.codeIn()
	require.NotEqual(t, code, fresh)
	d.tap(d.tr.T("account.admin.code.kept"))
	d.settle()
	require.Equal(t, auth.Admin, d.session.Role)
	d.tap(d.tr.T("account.me.step-down"))
	d.settle()
	recover()
	d.requireText("errors.auth.recovery")
	require.False(t, d.session.SignedIn())
}

func TestSomebodySignedInStepsUpAndDown(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.setUp()
	d.show(nil)
	d.tap("alice")
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()
	back := screen.Route{Name: screen.Cities}
	d.show(screen.SignIn{Return: back, By: screen.ByAdmin})
	require.Equal(t, "alice", d.session.User.Name)
	d.write("account.admin.pass", passphrase)
	d.enter("account.admin.pass")
	require.Equal(t, auth.Admin, d.session.Role)
	require.Equal(t, []screen.Route{back}, d.opened)
	d.tap(d.tr.T("account.me.step-down"))
	d.settle()
	require.Equal(t, "alice", d.session.User.Name)

	d.tap(d.tr.T("account.me.elevate"))
	d.tap(d.tr.T("account.admin.back"))
	d.requireText("account.role.editor")
	require.Empty(t, d.reported)
}

func TestTheRecoveryCodeOutlivesTheVisit(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.show(screen.SignIn{By: screen.ByAdmin})
	d.write("account.admin.pass", passphrase)
	d.write("account.admin.pass.again", passphrase)
	d.tap(d.tr.T("account.admin.set.do"))
	d.leave() // at once: another screen, or the session that begins
	d.show(nil)
	d.settle()
	d.codeIn()
}
