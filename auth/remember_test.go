package auth_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data/model"
)

func TestRememberedPersonComesBackWithoutACode(t *testing.T) {
	h := newHouse(t)
	_, err := h.Resume(t.Context())
	require.ErrorIs(t, err, auth.ErrNotRemembered)
	require.ErrorIs(t, h.Remember(t.Context()), auth.ErrNotSignedIn)
	alice := signIn(t, h.Service, "alice")
	require.NoError(t, h.Remember(auth.WithSession(t.Context(), alice)))
	require.True(t, h.Remembered(alice.User.ID))
	first, err := h.keys.Get("remember")
	require.NoError(t, err)
	require.NotEqual(t, auth.TokenOf(alice), first.Reveal(), "no session's token is kept")
	h.clock.Advance(29 * 24 * time.Hour)
	h.restart()
	back, err := h.Resume(t.Context())
	require.NoError(t, err)
	require.Equal(t, alice.User, back.User)
	require.NoError(t, h.Authorize(auth.WithSession(t.Context(), back), model.PermEdit))
	second, err := h.keys.Get("remember")
	require.NoError(t, err)
	require.False(t, first.Equal(second))
	require.NoError(t, h.keys.Set("remember", first))
	h.restart()
	_, err = h.Resume(t.Context())
	require.ErrorIs(t, err, auth.ErrNotRemembered, "a copy of the token that was used before")

	require.NoError(t, h.keys.Set("remember", second))
	h.clock.Advance(30 * 24 * time.Hour)
	h.restart()
	_, err = h.Resume(t.Context())
	require.ErrorIs(t, err, auth.ErrNotRemembered, "thirty days")
}

func TestNotRememberedAfterSignOutForgetAndRemoval(t *testing.T) {
	h := newHouse(t)
	for name, leave := range map[string]func(auth.Session){
		"sign-out": h.SignOut,
		"forget":   func(s auth.Session) { require.NoError(t, h.Forget(auth.WithSession(t.Context(), s))) },
		"removal": func(s auth.Session) {
			require.NoError(t, h.Remove(auth.WithSession(t.Context(), admin(t, h.Service)), s.User.ID))
		},
		"another person": func(auth.Session) {
			bob := auth.WithSession(t.Context(), signIn(t, h.Service, "bob"))
			require.NoError(t, h.Remember(bob))
			require.NoError(t, h.Forget(bob))
		},
	} {
		sess := signIn(t, h.Service, "alice")
		require.NoError(t, h.Remember(auth.WithSession(t.Context(), sess)))
		leave(sess)
		require.False(t, h.Remembered(sess.User.ID), name)
		_, err := h.Resume(t.Context())
		require.ErrorIs(t, err, auth.ErrNotRemembered, name)
	}
	require.ErrorIs(t, h.Remember(auth.WithSession(t.Context(), admin(t, h.Service))), model.ErrForbidden, "never an administrator")
}

// noKeys is a place for secrets that refuses.
type noKeys struct{ *auth.MemoryKeys }

var errNoKeys = errors.New("locked")

func (noKeys) Set(string, auth.Secret) error { return errNoKeys }

func TestWithoutAPlaceForSecretsNothingIsRemembered(t *testing.T) {
	s := auth.NewService(auth.Options{Keys: noKeys{auth.NewMemoryKeys()}}, names{})
	_, err := s.SignIn(t.Context(), "names", auth.NewSecret("alice"))
	require.ErrorIs(t, err, errNoKeys, "a session key is not kept in clear")
}
