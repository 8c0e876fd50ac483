package auth

import (
	"encoding/base64"
	"testing"

	"github.com/stretchr/testify/require"
)

// TokenOf lets the external tests look for a token where none may be.
func TokenOf(s Session) string { return s.token.Reveal() }

func TestTokenIs256BitsAndOnlyItsHashIsKept(t *testing.T) {
	s := NewService(Options{})
	one, two := s.admit(Identity{Subject: "a"}), s.admit(Identity{Subject: "a"})
	raw, err := base64.RawURLEncoding.DecodeString(TokenOf(one))
	require.NoError(t, err)
	require.Len(t, raw, 32)
	require.NotEqual(t, TokenOf(one), TokenOf(two))
	require.Contains(t, s.live, hashOf(TokenOf(one)))
	for _, rec := range s.live {
		require.True(t, rec.shown.token.Empty())
	}
}

func TestSessionKeyIsWipedWithTheLastSession(t *testing.T) {
	s := NewService(Options{})
	first, second := NewSecret("first"), NewSecret("second")
	one := s.admit(Identity{Subject: "a", Key: first})
	two := s.admit(Identity{Subject: "a", Key: second})
	require.True(t, first.Empty(), "the newer sign-in replaced it")
	s.SignOut(one)
	require.False(t, second.Empty())
	s.SignOut(two)
	require.True(t, second.Empty())
	require.Empty(t, s.keys)
}

func FuzzAuthenticate(f *testing.F) {
	s := NewService(Options{})
	own := TokenOf(s.admit(Identity{Subject: "a"}))
	for _, seed := range []string{"", own, own[:42], own + "=", " " + own, own + "\x00", "Bearer " + own} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sess, err := s.Authenticate(NewSecret(text))
		if text == own {
			require.NoError(t, err)
			require.True(t, sess.SignedIn())
			return
		}
		require.ErrorIs(t, err, ErrNotSignedIn)
		require.Equal(t, Session{}, sess)
	})
}
