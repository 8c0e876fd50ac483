package auth_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data/model"
)

func TestNoProvidersIdentityBecomesAdminAndTheLastAdminStays(t *testing.T) {
	h := newHouse(t)
	alice := signIn(t, h.Service, "alice")
	ctx := auth.WithSession(t.Context(), admin(t, h.Service))
	require.ErrorIs(t, h.SetRole(ctx, alice.User.ID, auth.Admin), auth.ErrNeverAdmin)
	for _, role := range []auth.Role{auth.Guest, auth.Role(9)} {
		require.ErrorIs(t, h.SetRole(ctx, alice.User.ID, role), model.ErrForbidden)
	}
	for _, role := range []auth.Role{auth.Viewer, auth.Editor} {
		require.ErrorIs(t, h.SetRole(ctx, "local:admin", role), auth.ErrLastAdmin)
	}
	require.ErrorIs(t, h.Remove(ctx, "local:admin"), auth.ErrLastAdmin)
	require.ErrorIs(t, h.Remove(ctx, "names:nobody"), model.ErrNotFound)

	id, recovery, err := h.AddAdmin(ctx, " 站长 ", auth.NewSecret("the second passphrase"))
	require.NoError(t, err)
	require.Equal(t, model.UserID("local:站长"), id)
	require.False(t, recovery.Empty())
	_, _, err = h.AddAdmin(ctx, "站长", auth.NewSecret("the second passphrase"))
	require.ErrorIs(t, err, model.ErrExists)
	for _, name := range []string{"", "  ", strings.Repeat("长", 41)} {
		_, _, err = h.AddAdmin(ctx, name, auth.NewSecret("the second passphrase"))
		require.NotEmpty(t, model.FieldErrors(err), "%q", name)
	}
	second, err := h.Elevate(t.Context(), id, auth.NewSecret("the second passphrase"))
	require.NoError(t, err)
	require.NoError(t, h.SetRole(auth.WithSession(t.Context(), second), "local:admin", auth.Editor))
	require.ErrorIs(t, h.Authorize(ctx, model.PermAdmin), auth.ErrSignedOut, "at once")
	_, err = h.Elevate(t.Context(), "local:admin", auth.NewSecret(passphrase))
	require.ErrorIs(t, err, model.ErrNotFound)
	ctx = auth.WithSession(t.Context(), second)
	require.ErrorIs(t, h.Remove(ctx, id), auth.ErrLastAdmin)
	require.NoError(t, h.SetRole(ctx, "local:admin", auth.Admin))
	require.NoError(t, h.Remove(ctx, id))
	require.ErrorIs(t, h.Authorize(ctx, model.PermAdmin), auth.ErrSignedOut)
}

func TestRolesAndApprovalTakeEffectAtOnceAndStay(t *testing.T) {
	h := newHouse(t)
	alice, bob := signIn(t, h.Service, "alice"), signIn(t, h.Service, "bob")
	a, b := auth.WithSession(t.Context(), alice), auth.WithSession(t.Context(), bob)
	boss := auth.WithSession(t.Context(), admin(t, h.Service))
	require.NoError(t, h.SetRole(boss, alice.User.ID, auth.Viewer))
	require.ErrorIs(t, h.Authorize(a, model.PermEdit), auth.ErrSignedOut)
	require.NoError(t, h.Authorize(b, model.PermEdit))
	require.Equal(t, auth.Viewer, signIn(t, h.Service, "alice").Role)

	require.NoError(t, h.SetApprovedOnly(boss, true))
	require.ErrorIs(t, h.Authorize(b, model.PermEdit), auth.ErrSignedOut, "bob is not approved")
	h.restart()
	require.True(t, h.Policy().ApprovedOnly)
	require.Equal(t, auth.Viewer, signIn(t, h.Service, "bob").Role)
	boss = auth.WithSession(t.Context(), admin(t, h.Service))
	require.NoError(t, h.Approve(boss, bob.User.ID, true))
	require.Equal(t, auth.Editor, signIn(t, h.Service, "bob").Role)
	require.Equal(t, auth.Viewer, signIn(t, h.Service, "alice").Role, "a decision goes before approval")
	require.NoError(t, h.Approve(boss, bob.User.ID, false))
	require.NoError(t, h.SetApprovedOnly(boss, false))
	require.Equal(t, auth.Editor, signIn(t, h.Service, "bob").Role)

	list, err := h.Accounts(boss)
	require.NoError(t, err)
	require.Len(t, list, 3)
	require.Equal(t, "local:admin", string(list[0].ID))
	require.True(t, list[0].Local)
	require.Equal(t, auth.Admin, list[0].Role)
	require.Equal(t, auth.Viewer, list[1].Role)
	require.True(t, list[1].Decided)
	require.True(t, list[1].Demo)
	require.Equal(t, 1, list[2].Sessions)
	require.NoError(t, h.Remove(boss, alice.User.ID))
	require.Equal(t, auth.Editor, signIn(t, h.Service, "alice").Role, "a stranger again")
}

// TestPersonPutAsideIsDemotedToo: an administrator's session must not bring back
// more than the person has by now.
func TestPersonPutAsideIsDemotedToo(t *testing.T) {
	h := newHouse(t)
	alice := signIn(t, h.Service, "alice")
	boss, _, err := h.SetUp(auth.WithSession(t.Context(), alice), auth.NewSecret(passphrase))
	require.NoError(t, err)
	require.NoError(t, h.SetRole(auth.WithSession(t.Context(), boss), alice.User.ID, auth.Viewer))
	back, err := h.StepDown(auth.WithSession(t.Context(), boss))
	require.NoError(t, err)
	require.False(t, back.SignedIn(), "its session ended with the demotion")
}
