package auth_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data/model"
)

func TestPersonListsAndEndsOwnSessions(t *testing.T) {
	h := newHouse(t)
	first := signIn(t, h.Service, "alice")
	h.clock.Advance(time.Second)
	second := signIn(t, h.Service, "alice")
	h.clock.Advance(time.Second)
	third := signIn(t, h.Service, "alice")
	bob := signIn(t, h.Service, "bob")
	ctx := auth.WithSession(t.Context(), second)
	ids := func() (out []string) {
		list, err := h.Sessions(ctx)
		require.NoError(t, err)
		for _, s := range list {
			require.True(t, s.Bearer().Empty(), "no token is told, not even one's own")
			out = append(out, s.ID)
		}
		return out
	}
	require.Equal(t, []string{first.ID, second.ID, third.ID}, ids())
	require.ErrorIs(t, h.EndSession(ctx, bob.ID), model.ErrNotFound)
	require.ErrorIs(t, h.EndSession(ctx, "x"), model.ErrNotFound)
	require.NoError(t, h.EndSession(ctx, first.ID))
	require.ErrorIs(t, h.Authorize(auth.WithSession(t.Context(), first), model.PermEdit), auth.ErrSignedOut)
	require.Equal(t, []string{second.ID, third.ID}, ids())
	require.NoError(t, h.EndOthers(ctx))
	require.Equal(t, []string{second.ID}, ids())
	require.NoError(t, h.Touch(bob))
	boss := auth.WithSession(t.Context(), admin(t, h.Service))
	require.NoError(t, h.EndSession(boss, bob.ID), "an administrator may end anybody's")
	require.ErrorIs(t, h.Touch(bob), auth.ErrNotSignedIn)
	require.NoError(t, h.EndSession(ctx, second.ID), "also one's own")
	_, err := h.Sessions(ctx)
	require.ErrorIs(t, err, auth.ErrSignedOut)
}

func TestSignInChangesTheToken(t *testing.T) {
	h := newHouse(t)
	alice := signIn(t, h.Service, "alice")
	ctx := auth.WithSession(t.Context(), alice)
	var change auth.Change
	h.Changes().Subscribe(func(c auth.Change) { change = c })
	bob, err := h.SignIn(ctx, "names", auth.NewSecret("bob"))
	require.NoError(t, err)
	require.True(t, change.Ends(alice))
	require.True(t, change.To == bob)
	require.ErrorIs(t, h.Touch(alice), auth.ErrNotSignedIn)
	require.Error(t, ctx.Err())
	_, err = h.SignIn(auth.WithSession(t.Context(), bob), "names", auth.Secret{})
	require.ErrorIs(t, err, auth.ErrCode)
	require.NoError(t, h.Touch(bob), "a failed sign-in ends nothing")
}
