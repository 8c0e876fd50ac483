package auth_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data/model"
)

func TestNobodyEditsAtAKiosk(t *testing.T) {
	h := newHouse(t)
	alice := auth.WithSession(t.Context(), signIn(t, h.Service, "alice"))
	require.NoError(t, h.Remember(alice))
	_, err := h.KioskGuest()
	require.ErrorIs(t, err, model.ErrForbidden)
	boss := admin(t, h.Service)
	require.NoError(t, h.SetKiosk(auth.WithSession(t.Context(), boss), true))
	require.ErrorIs(t, h.Touch(boss), auth.ErrNotSignedIn, "the administrator's session ends too")
	require.ErrorIs(t, h.Authorize(alice, model.PermEdit), auth.ErrSignedOut)
	h.restart()
	require.True(t, h.Policy().Kiosk, "a restart does not leave the kiosk")
	_, err = h.Resume(t.Context())
	require.ErrorIs(t, err, auth.ErrNotRemembered)
	sess := signIn(t, h.Service, "alice")
	require.Equal(t, auth.Viewer, sess.Role)
	require.ErrorIs(t, h.Remember(auth.WithSession(t.Context(), sess)), auth.ErrKiosk)
	boss = admin(t, h.Service)
	require.NoError(t, h.SetKiosk(auth.WithSession(t.Context(), boss), false))
	require.Equal(t, auth.Editor, signIn(t, h.Service, "alice").Role)
}

func TestKioskGuestsAreWipedAfterTwoMinutes(t *testing.T) {
	h := newHouse(t)
	boss := admin(t, h.Service)
	require.NoError(t, h.SetKiosk(auth.WithSession(t.Context(), boss), true))
	guest, err := h.KioskGuest()
	require.NoError(t, err)
	require.False(t, guest.SignedIn())
	ctx := auth.WithSession(t.Context(), guest)
	require.NoError(t, h.Authorize(ctx, model.PermPlan))
	require.ErrorIs(t, h.Authorize(ctx, model.PermEdit), auth.ErrNotSignedIn)
	require.ErrorIs(t, h.Authorize(ctx, model.PermAdmin), auth.ErrNotSignedIn)
	_, err = h.Sessions(ctx)
	require.ErrorIs(t, err, auth.ErrNotSignedIn)
	visitor := signIn(t, h.Service, "alice") // at the same screen
	var ended []auth.Change
	h.Changes().Subscribe(func(c auth.Change) { ended = append(ended, c) })
	h.clock.Advance(2*time.Minute - time.Second)
	require.NoError(t, h.Touch(guest))
	h.clock.Advance(2*time.Minute - time.Second)
	h.Sweep()
	require.Empty(t, ended)
	h.clock.Advance(time.Second)
	h.Sweep()
	require.Len(t, ended, 2)
	require.True(t, ended[0].Ends(guest))
	require.Equal(t, auth.Expired, ended[0].Reason)
	require.True(t, ended[1].Ends(visitor))
	require.Error(t, ctx.Err())
	require.ErrorIs(t, h.Touch(visitor), auth.ErrNotSignedIn)

	// The passphrase leads from the guest to the administrator and back to nobody.
	guest, err = h.KioskGuest()
	require.NoError(t, err)
	boss, err = h.Elevate(auth.WithSession(t.Context(), guest), "", auth.NewSecret(passphrase))
	require.NoError(t, err)
	require.ErrorIs(t, h.Touch(guest), auth.ErrNotSignedIn)
	back, err := h.StepDown(auth.WithSession(t.Context(), boss))
	require.NoError(t, err)
	require.Equal(t, auth.Session{}, back)
}
