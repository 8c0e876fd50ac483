package account_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/widgets/look"
)

func (d *desk) signInAs(name string) {
	d.show(nil)
	d.tap(name)
	d.tap(d.tr.T("account.phone.allow"))
	d.settle()
}

func TestBeingRememberedIsChosenAndTakenBack(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.signInAs("alice")
	d.requireText("account.remember.memory")
	require.False(t, d.service.Remembered(d.session.User.ID), "never by itself")
	d.tap(d.tr.T("account.remember"))
	d.settle()
	require.True(t, d.service.Remembered(d.session.User.ID))
	d.tap(d.tr.T("account.remember"))
	d.settle()
	require.False(t, d.service.Remembered(d.session.User.ID))
	require.Empty(t, d.reported)
}

func TestOwnSessionsAreListedAndEnded(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	var elsewhere []auth.Session
	for range 2 {
		d.signInAs("alice")
		elsewhere = append(elsewhere, d.session)
		d.session = auth.Session{} // another window has it
	}
	d.signInAs("alice")
	mine := d.session
	d.requireText("account.sessions.own", i18n.A{"since": "Tue 1 Dec 08:00"})
	list, err := d.service.Sessions(auth.WithSession(t.Context(), mine))
	require.NoError(t, err)
	require.Len(t, list, 3)

	d.window.Content().Refresh() // a real window lays out anew what was shown or hidden, this driver does not
	d.tap(d.tr.T("account.sessions.end"))
	d.settle()
	list, err = d.service.Sessions(auth.WithSession(t.Context(), mine))
	require.NoError(t, err)
	require.Len(t, list, 2)
	d.window.Content().Refresh()
	d.tap(d.tr.T("account.sessions.others"))
	d.settle()
	for _, s := range elsewhere {
		require.Error(t, d.service.Touch(s))
	}
	require.NoError(t, d.service.Touch(mine))
	require.NotContains(t, d.read(), d.tr.T("account.sessions.others"))
	require.Empty(t, d.reported)
}

func TestAnAdministratorIsNeverRemembered(t *testing.T) {
	d := newDesk(t, i18n.En, look.Light)
	d.setUp()
	d.show(nil)
	d.tab("account.tab.admin")
	d.write("account.admin.pass", passphrase)
	d.enter("account.admin.pass")
	d.requireText("account.remember.never")
	d.tap(d.tr.T("account.remember"))
	d.settle()
	require.False(t, d.service.Remembered(d.session.User.ID))
	require.Empty(t, d.reported)
}
