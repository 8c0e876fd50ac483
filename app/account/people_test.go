package account_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/account"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

// peopleDesk is a desk with the screen of users and roles on it, and alice, bob
// and an administrator known.
type peopleDesk struct {
	*desk
	people *account.People
	saved  bytes.Buffer
}

func newPeopleDesk(t *testing.T, lang i18n.Lang, asAdmin bool) *peopleDesk {
	d := &peopleDesk{desk: newDesk(t, lang, look.Light)}
	d.signInAs("alice")
	d.session = auth.Session{}
	d.signInAs("bob")
	_, _, err := d.service.SetUp(t.Context(), auth.NewSecret(passphrase))
	require.NoError(t, err)
	d.settle()
	if !asAdmin {
		d.session = auth.Session{}
		d.signInAs("bob")
	}
	d.people = account.NewPeople(account.PeopleDeps{
		Shell: d, Accounts: d.service, Audit: d.service, Copy: func(text string) { d.copied = text },
		Save: func(_ string, write func(io.Writer) error) { require.NoError(t, write(&d.saved)) },
	})
	d.enterPeople()
	return d
}

func (d *peopleDesk) enterPeople() {
	d.leave()
	d.group = task.NewGroup(auth.WithSession(d.t.Context(), d.session), d.queue.Post, task.WithTicks(task.NoTicks))
	d.t.Cleanup(d.group.Close)
	d.window.SetContent(d.people.Build())
	d.people.Enter(d.group, nil)
	d.settled()
}

// settled lets work end, and lays out what was shown or hidden, as a real window
// does.
func (d *peopleDesk) settled() {
	d.queue.Settle(d.t.Context(), d.group)
	d.window.Content().Refresh()
}

func (d *peopleDesk) roleOf(name string) auth.Account {
	d.t.Helper()
	list, err := d.service.Accounts(auth.WithSession(d.t.Context(), d.session))
	require.NoError(d.t, err)
	for _, a := range list {
		if a.Name == name {
			return a
		}
	}
	return auth.Account{}
}

// press is tap, and waits for what it starts.
func (d *peopleDesk) press(key i18n.Key, args ...i18n.A) {
	d.t.Helper()
	d.tap(d.tr.T(key, args...))
	d.settled()
}

// pressSegment is press for a text that the table has too, before it.
func (d *peopleDesk) pressSegment(key i18n.Key) {
	d.t.Helper()
	texts := d.texts()
	for i := len(texts) - 1; i >= 0; i-- {
		if o := texts[i]; o.Text.Text == d.tr.T(key) {
			test.TapCanvas(d.window.Canvas(), o.at.AddXY(4, o.Size().Height/2))
			d.settled()
			return
		}
	}
	require.Fail(d.t, "nothing to press", key)
}

func TestOthersAreShownTheWayToBecomeAdministrator(t *testing.T) {
	d := newPeopleDesk(t, i18n.En, false)
	require.NotContains(t, d.read(), "alice")
	d.press("people.needs.do")
	require.Equal(t, []screen.Route{{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.People}, By: screen.ByAdmin}}}, d.opened)
}

func TestAnAdministratorChangesRolesAndApproval(t *testing.T) {
	d := newPeopleDesk(t, i18n.En, true)
	require.Contains(t, d.read(), "alice (demo)")
	d.press("people.name.demo", i18n.A{"name": "alice"})
	d.requireText("people.never-admin")
	d.pressSegment("account.role.viewer")
	require.Equal(t, auth.Viewer, d.roleOf("alice").Role)
	require.Zero(t, d.roleOf("alice").Sessions, "at once")
	d.pressSegment("account.role.editor")
	require.Equal(t, auth.Editor, d.roleOf("alice").Role)
	d.press("people.policy.approved")
	require.True(t, d.service.Policy().ApprovedOnly)
	require.Equal(t, auth.Viewer, d.roleOf("bob").Role)
	d.press("people.policy.anyone")
	require.False(t, d.service.Policy().ApprovedOnly)
	d.press("people.remove")
	require.Empty(t, d.roleOf("alice").Name)
	require.Empty(t, d.reported)
}

func TestTheLastAdministratorStays(t *testing.T) {
	d := newPeopleDesk(t, i18n.Zh, true)
	d.tap("admin")
	d.settled()
	d.requireText("people.last-admin")
	d.press("people.remove")
	require.Equal(t, auth.Admin, d.roleOf("admin").Role)
	require.Error(t, d.service.Remove(auth.WithSession(t.Context(), d.session), "local:admin"), "the service refuses too")

	d.press("people.add-admin")
	d.write("people.add-admin.name", "zhou")
	d.write("account.admin.pass", "short")
	d.press("people.add-admin.do")
	d.requireText("errors.auth.passphrase-short")
	d.write("account.admin.pass", passphrase)
	d.press("people.add-admin.do")
	code := d.codeIn()
	d.press("account.admin.code.kept")
	require.NotContains(t, d.read(), code)
	require.Equal(t, auth.Admin, d.roleOf("zhou").Role)
	d.tap("zhou")
	d.settled()
	d.requireText("people.local-admin")
	require.Empty(t, d.reported)
}

func TestTheAuditLogIsReadCheckedAndSaved(t *testing.T) {
	d := newPeopleDesk(t, i18n.En, true)
	d.press("people.audit")
	d.requireText("people.did.set-passphrase")
	d.requireText("people.did.sign-in")
	d.press("people.audit.verify")
	require.Contains(t, d.read(), "none changed, added or taken out")
	d.press("people.audit.save")
	lines := strings.Split(strings.TrimSpace(d.saved.String()), "\n")
	require.GreaterOrEqual(t, len(lines), 3)
	require.Contains(t, lines[0], `"what":"sign-in"`)
	require.NotContains(t, d.saved.String(), passphrase)
	require.Empty(t, d.reported)
}

func TestWhoIsNoAdministratorAnyMoreSeesNothing(t *testing.T) {
	d := newPeopleDesk(t, i18n.En, true)
	d.service.SignOut(d.session)
	d.session = auth.Session{}
	d.enterPeople()
	require.NotContains(t, d.read(), "alice")
	d.requireText("people.needs")
	require.False(t, d.session.Can(model.PermAdmin))
}
