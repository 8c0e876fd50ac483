package auth_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/data/model"
)

func TestPassphraseIsSetOnceAndChecked(t *testing.T) {
	h := newHouse(t)
	require.False(t, h.AdminSet())
	_, err := h.elevate(passphrase)
	require.ErrorIs(t, err, auth.ErrNoPassphrase)
	for text, want := range map[string]error{
		"": auth.ErrPassphraseShort, "1234567": auth.ErrPassphraseShort, "口令口令口令口": auth.ErrPassphraseShort,
		strings.Repeat("x", 1025): auth.ErrPassphraseLong,
	} {
		_, _, err := h.SetUp(t.Context(), auth.NewSecret(text))
		require.ErrorIs(t, err, want)
	}
	weak, err := auth.CheckPassphrase(auth.NewSecret("12345678"))
	require.NoError(t, err)
	require.True(t, weak)
	weak, err = auth.CheckPassphrase(auth.NewSecret("123456789012345"))
	require.NoError(t, err)
	require.False(t, weak)
	sess, recovery, err := h.SetUp(t.Context(), auth.NewSecret(passphrase))
	require.NoError(t, err)
	require.Equal(t, auth.Admin, sess.Role)
	require.Regexp(t, `^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$`, recovery.Reveal())
	_, _, err = h.SetUp(t.Context(), auth.NewSecret(passphrase))
	require.ErrorIs(t, err, auth.ErrPassphraseSet)
	h.restart()
	require.True(t, h.AdminSet())
	require.ErrorIs(t, h.Touch(sess), auth.ErrNotSignedIn, "sessions end with the process")
	_, err = h.elevate("wrong")
	require.ErrorIs(t, err, auth.ErrPassphrase)
	_, err = h.elevate(passphrase)
	require.NoError(t, err)
	_, err = h.Elevate(t.Context(), "local:nobody", auth.NewSecret(passphrase))
	require.ErrorIs(t, err, model.ErrNotFound)
}

func TestStepUpAndDownChangeTheToken(t *testing.T) {
	h := newHouse(t)
	var reasons []auth.Reason
	h.Changes().Subscribe(func(c auth.Change) { reasons = append(reasons, c.Reason) })
	alice := signIn(t, h.Service, "alice")
	ctx := auth.WithSession(t.Context(), alice)
	boss, _, err := h.SetUp(ctx, auth.NewSecret(passphrase))
	require.NoError(t, err)
	require.NotEqual(t, auth.TokenOf(alice), auth.TokenOf(boss))
	require.ErrorIs(t, h.Touch(alice), auth.ErrNotSignedIn)
	require.Error(t, ctx.Err(), "work of the old session ends")
	require.Equal(t, "local:admin", string(boss.User.ID))
	require.False(t, boss.User.Demo)
	again, err := h.Elevate(auth.WithSession(t.Context(), boss), "", auth.NewSecret(passphrase))
	require.NoError(t, err, "an administrator once more")
	h.clock.Advance(4 * time.Minute)
	back, err := h.StepDown(auth.WithSession(t.Context(), again))
	require.NoError(t, err)
	require.Equal(t, alice.User, back.User)
	require.Equal(t, auth.Editor, back.Role)
	require.NotEqual(t, auth.TokenOf(alice), auth.TokenOf(back))
	require.Equal(t, alice.Expires, back.Expires, "no longer than before")
	require.ErrorIs(t, h.Touch(again), auth.ErrNotSignedIn)
	require.NoError(t, h.Touch(back))
	_, err = h.StepDown(auth.WithSession(t.Context(), back))
	require.ErrorIs(t, err, model.ErrForbidden)
	require.Equal(t, []auth.Reason{auth.SignedIn, auth.SteppedUp, auth.SteppedUp, auth.SteppedDown}, reasons)

	// Nobody was there before: a guest again.
	boss, err = h.elevate(passphrase)
	require.NoError(t, err)
	back, err = h.StepDown(auth.WithSession(t.Context(), boss))
	require.NoError(t, err)
	require.Equal(t, auth.Session{}, back)

	// An administrator who goes away leaves nobody signed in.
	_, err = h.Elevate(auth.WithSession(t.Context(), signIn(t, h.Service, "bob")), "", auth.NewSecret(passphrase))
	require.NoError(t, err)
	h.clock.Advance(5 * time.Minute)
	h.Sweep()
	boss = admin(t, h.Service)
	list, err := h.Accounts(auth.WithSession(t.Context(), boss))
	require.NoError(t, err)
	for _, a := range list {
		if a.Name == "bob" {
			require.Zero(t, a.Sessions)
		}
	}
}

// TestAThousandWrongPassphrases counts what an attacker has to wait for.
func TestAThousandWrongPassphrases(t *testing.T) {
	h := newHouse(t)
	h.SignOut(admin(t, h.Service))
	r := rand.New(rand.NewPCG(5, 6))
	var waited time.Duration
	for i := range 1000 {
		if i == 20 { // from here on only the length of the wait is of interest
			over, err := auth.Overlay(h.store.Ledger())
			require.NoError(t, err)
			h.fast = over
			h.restart()
		}
		wait := h.PassphraseWait()
		switch {
		case i < 5:
			require.Zero(t, wait)
		case i < 12:
			require.Equal(t, 30*time.Second<<(i-5), wait)
		default:
			require.Equal(t, time.Hour, wait)
		}
		if wait > 0 {
			if r.IntN(4) == 0 {
				h.restart() // which must not help
			}
			h.clock.Advance(wait - time.Millisecond)
			_, err := h.elevate(passphrase) // right, but too early
			var w *auth.WaitError
			require.ErrorAs(t, err, &w)
			require.Equal(t, time.Millisecond, w.Wait)
			h.clock.Advance(time.Millisecond)
		}
		waited += wait
		_, err := h.elevate("wrong")
		require.ErrorIs(t, err, auth.ErrPassphrase)
	}
	require.Equal(t, 127*30*time.Second+988*time.Hour, waited)
	h.clock.Advance(time.Hour)
	_, err := h.elevate(passphrase)
	require.NoError(t, err, "in the end the administrator gets in")
	require.Zero(t, h.PassphraseWait())
}

func TestTriesAtTheSameTimeAllCount(t *testing.T) {
	h := newHouse(t)
	h.SignOut(admin(t, h.Service))
	errs := make(chan error)
	for range 64 {
		go func() {
			_, err := h.Elevate(t.Context(), "", auth.NewSecret("wrong"))
			errs <- err
		}()
	}
	wrong := 0
	for range 64 {
		if err := <-errs; err != nil && !isWait(err) {
			require.ErrorIs(t, err, auth.ErrPassphrase)
			wrong++
		}
	}
	require.Equal(t, 5, wrong, "the others were not looked at")
}

func isWait(err error) bool {
	_, ok := err.(*auth.WaitError) //nolint:errorlint // Elevate returns it bare
	return ok
}

func TestClockSetBackLocksNobodyOut(t *testing.T) {
	h := newHouse(t)
	h.SignOut(admin(t, h.Service))
	for range 5 {
		_, err := h.elevate("wrong")
		require.ErrorIs(t, err, auth.ErrPassphrase)
	}
	h.clock.Advance(-30 * 24 * time.Hour)
	h.restart()
	require.LessOrEqual(t, h.PassphraseWait(), 30*time.Second)
}

func TestRecoveryCodeWorksOnceAlsoWhileLocked(t *testing.T) {
	h := newHouse(t)
	boss, recovery, err := h.SetUp(t.Context(), auth.NewSecret(passphrase))
	require.NoError(t, err)
	for range 5 {
		_, err = h.elevate("wrong")
		require.ErrorIs(t, err, auth.ErrPassphrase)
	}
	h.restart()
	_, err = h.elevate(passphrase)
	require.ErrorIs(t, err, auth.ErrTooMany)
	for _, bad := range []string{"", "x", recovery.Reveal() + "0", recovery.Reveal()[1:]} {
		_, _, err = h.Recover(t.Context(), auth.NewSecret(bad), auth.NewSecret("another passphrase"))
		require.ErrorIs(t, err, auth.ErrRecovery)
	}
	_, _, err = h.Recover(t.Context(), recovery, auth.NewSecret("short"))
	require.ErrorIs(t, err, auth.ErrPassphraseShort, "and the code is not spent")
	typed := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(recovery.Reveal(), "-", " "), "0", "o"))
	sess, next, err := h.Recover(t.Context(), auth.NewSecret(typed), auth.NewSecret("another passphrase"))
	require.NoError(t, err)
	require.Equal(t, auth.Admin, sess.Role)
	require.ErrorIs(t, h.Touch(boss), auth.ErrNotSignedIn)
	_, _, err = h.Recover(t.Context(), recovery, auth.NewSecret("another passphrase"))
	require.ErrorIs(t, err, auth.ErrRecovery, "used")
	_, err = h.elevate("another passphrase")
	require.NoError(t, err, "the lock is gone")
	h.restart()
	_, err = h.elevate(passphrase)
	require.ErrorIs(t, err, auth.ErrPassphrase)
	_, _, err = h.Recover(t.Context(), next, auth.NewSecret(passphrase))
	require.NoError(t, err)
}

func TestPassphraseIsChangedByWhoKnowsIt(t *testing.T) {
	h := newHouse(t)
	first, old, err := h.SetUp(t.Context(), auth.NewSecret(passphrase))
	require.NoError(t, err)
	second, err := h.elevate(passphrase)
	require.NoError(t, err)
	ctx := auth.WithSession(t.Context(), first)
	_, err = h.ChangePassphrase(ctx, auth.NewSecret("wrong"), auth.NewSecret("a new passphrase"))
	require.ErrorIs(t, err, auth.ErrPassphrase)
	_, err = h.ChangePassphrase(ctx, auth.NewSecret(passphrase), auth.NewSecret("short"))
	require.ErrorIs(t, err, auth.ErrPassphraseShort)
	code, err := h.ChangePassphrase(ctx, auth.NewSecret(passphrase), auth.NewSecret("a new passphrase"))
	require.NoError(t, err)
	require.NoError(t, h.Touch(first))
	require.ErrorIs(t, h.Touch(second), auth.ErrNotSignedIn, "the other session of the administrator ends")
	_, err = h.elevate("a new passphrase")
	require.NoError(t, err)
	_, _, err = h.Recover(t.Context(), old, auth.NewSecret(passphrase))
	require.ErrorIs(t, err, auth.ErrRecovery)
	_, _, err = h.Recover(t.Context(), code, auth.NewSecret(passphrase))
	require.NoError(t, err)
}
