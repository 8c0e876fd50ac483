package auth

import (
	"encoding/base64"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
)

// TokenOf lets the external tests look for a token where none may be.
func TokenOf(s Session) string { return s.token.Reveal() }

func admitted(t testing.TB, s *Service, id Identity) Session {
	t.Helper()
	sess, err := s.admit(t.Context(), id)
	require.NoError(t, err)
	return sess
}

func TestTokenIs256BitsAndOnlyItsHashIsKept(t *testing.T) {
	s := NewService(Options{})
	one, two := admitted(t, s, Identity{Subject: "a"}), admitted(t, s, Identity{Subject: "a"})
	raw, err := base64.RawURLEncoding.DecodeString(TokenOf(one))
	require.NoError(t, err)
	require.Len(t, raw, 32)
	require.NotEqual(t, TokenOf(one), TokenOf(two))
	require.Contains(t, s.live, hashOf(TokenOf(one)))
	for _, rec := range s.live {
		require.True(t, rec.shown.token.Empty())
	}
}

func TestSessionKeyIsEncryptedAndGoesWithTheLastSession(t *testing.T) {
	s := NewService(Options{})
	id := Identity{Provider: "p", Subject: "a", Key: NewSecret("first")}
	one := admitted(t, s, id)
	require.True(t, id.Key.Empty(), "nothing is left of it in clear")
	id.Key = NewSecret("second")
	two := admitted(t, s, id)
	key, err := s.unseal("p:a")
	require.NoError(t, err)
	require.Equal(t, "second", key.Reveal(), "the newer sign-in replaced it")
	_, err = s.sealer.open("p:b", s.state.Accounts["p:a"].Key)
	require.Error(t, err, "of another account")
	_, err = s.sealer.open("p:a", nil)
	require.Error(t, err)
	s.SignOut(one)
	_, err = s.unseal("p:a")
	require.NoError(t, err)
	s.SignOut(two)
	s.Flush()
	_, err = s.unseal("p:a")
	require.ErrorIs(t, err, model.ErrNotFound)
	require.Nil(t, s.state.Accounts["p:a"].Key)
}

func TestLockDelayDoublesFromThirtySecondsToAnHour(t *testing.T) {
	require.Equal(t, []time.Duration{0, 0, 0, 0, 0, 30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute,
		8 * time.Minute, 16 * time.Minute, 32 * time.Minute, time.Hour, time.Hour},
		[]time.Duration{lockDelay(0), lockDelay(1), lockDelay(2), lockDelay(3), lockDelay(4), lockDelay(5), lockDelay(6), lockDelay(7),
			lockDelay(8), lockDelay(9), lockDelay(10), lockDelay(11), lockDelay(12), lockDelay(1000)})
}

func TestPassphrasesCostWhatOWASPAsksFor(t *testing.T) {
	c := DefaultCost()
	require.GreaterOrEqual(t, c.Memory, uint32(19<<10))
	require.GreaterOrEqual(t, c.Time, uint32(2))
	stored := hashPassphrase(NewSecret("correct horse"), c)
	require.Regexp(t, `^\$argon2id\$v=19\$m=65536,t=3,p=4\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`, stored)
	for text, want := range map[string]bool{"correct horse": true, "correct horse ": false, "": false, "ｃorrect horse": true} {
		ok, err := verifyPassphrase(NewSecret(text), stored)
		require.NoError(t, err)
		require.Equal(t, want, ok, text)
	}
	require.NotEqual(t, stored, hashPassphrase(NewSecret("correct horse"), c), "salted")
	_, err := verifyPassphrase(NewSecret("x"), "$argon2i$v=19$m=65536,t=3,p=4$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA")
	require.ErrorIs(t, err, errPHC)
}

func TestMaskGivesNothingAway(t *testing.T) {
	require.Equal(t, "6 characters", Masked("code", NewSecret("123456")).Proof)
	require.Equal(t, "18 characters", Masked("code", NewSecret("13800138000\x00123456")).Proof)
	require.Regexp(t, `^32 characters, SHA-256 [0-9a-f]{8}$`, Masked("code", NewSecret("0123456789abcdef0123456789abcdef")).Proof)
}

func FuzzParsePHC(f *testing.F) {
	f.Add(hashPassphrase(NewSecret("correct horse"), Cost{Memory: 8, Time: 1, Threads: 1}))
	f.Add("$argon2id$v=19$m=4294967295,t=4294967295,p=255$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA")
	f.Add("$argon2id$v=19$m=8,t=0,p=0$$")
	f.Add("$$$$$")
	f.Fuzz(func(t *testing.T, text string) {
		h, err := parsePHC(text)
		if err != nil {
			return
		}
		require.Equal(t, text, h.String())
		require.LessOrEqual(t, h.cost.Memory, uint32(maxMemory))
	})
}

func FuzzAuthenticate(f *testing.F) {
	s := NewService(Options{})
	own := TokenOf(admitted(f, s, Identity{Subject: "a"}))
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
