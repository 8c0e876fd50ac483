package wechat_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data/model"
)

func TestEveryFaultLeadsWhereItShould(t *testing.T) {
	l := wechat.NewLab(1)
	for range 2 { // one run leaves nothing behind for the next
		for _, user := range []string{"alice", "bob"} {
			for _, f := range wechat.Faults() {
				got, err := l.Run(t.Context(), f, user)
				require.NoError(t, err)
				require.Equal(t, got.Expected, got.Actual, "%s", f)
				require.NotEmpty(t, got.Messages)
				with, all := auth.Carried(got.Messages, auth.LaneApp, "session_key")
				require.Zero(t, with, "%s", f)
				require.NotZero(t, all)
			}
		}
	}
	got, err := l.Run(t.Context(), wechat.FaultNone, "mallory")
	require.NoError(t, err)
	require.Equal(t, wechat.Verdict{Code: 40226, Word: "blocked"}, got.Actual)
	require.Equal(t, got.Expected, got.Actual)
	_, err = l.Run(t.Context(), "x", "alice")
	require.ErrorIs(t, err, model.ErrNotFound)
	_, err = l.Run(t.Context(), wechat.FaultNone, "x")
	require.ErrorIs(t, err, model.ErrNotFound)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = l.Run(ctx, wechat.FaultNone, "alice")
	require.ErrorIs(t, err, context.Canceled)
}

func TestMessagesTellWhoLearnsWhat(t *testing.T) {
	got, err := wechat.NewLab(1).Run(t.Context(), wechat.FaultNone, "alice")
	require.NoError(t, err)
	var steps []auth.Step
	for _, m := range got.Messages {
		steps = append(steps, m.Step)
	}
	require.Equal(t, []auth.Step{auth.StepConnect, auth.StepCode, auth.StepLogin, auth.StepRedeem, auth.StepOpen, auth.StepKeep,
		auth.StepSession, auth.StepUse, auth.StepUse}, steps)
	known := auth.Known(got.Messages)
	has := func(lane auth.Lane, names ...string) {
		t.Helper()
		for _, n := range names {
			require.Contains(t, known[lane], n, lane)
		}
	}
	has(auth.LaneApp, "code", "state", "token")
	has(auth.LaneService, "code", "secret", "openid", "session_key", "token")
	has(auth.LanePlatform, "session_key", "openid")
	has(auth.LaneStore, "openid", "session_key", "token_sha256")
	for _, name := range []string{"session_key", "secret", "openid"} {
		require.NotContains(t, known[auth.LaneApp], name)
	}
	require.NotContains(t, known[auth.LaneStore], "token")
	require.NotContains(t, known[auth.LanePlatform], "token")
	before := auth.Known(got.Messages[:3])
	require.NotContains(t, before[auth.LaneService], "session_key", "not yet")
	for _, m := range got.Messages {
		for _, f := range m.Fields {
			if f.Secret {
				require.Equal(t, "••••", f.Value)
				require.NotEmpty(t, f.Proof)
			}
		}
	}
}

// TestMessagesHoldNoSecret compares with the real texts, which the platform's
// deterministic randomness gives away.
func TestMessagesHoldNoSecret(t *testing.T) {
	l := wechat.NewLab(7)
	var tokens []string
	l.Sessions.Changes().Subscribe(func(c auth.Change) {
		if c.To.SignedIn() {
			tokens = append(tokens, c.To.Bearer().Reveal())
		}
	})
	var out []byte
	for _, f := range wechat.Faults() {
		got, err := l.Run(t.Context(), f, "alice")
		require.NoError(t, err)
		raw, err := json.Marshal(got)
		require.NoError(t, err)
		out = append(out, raw...)
	}
	require.NotEmpty(t, tokens)
	for _, secret := range append(tokens, one.Secret.Reveal(), two.Secret.Reveal()) {
		require.NotContains(t, string(out), secret)
	}
	// 16 bytes of base64 end in "==": no such text, and no code of 32 characters.
	require.NotRegexp(t, `[A-Za-z0-9+/]{22}==`, string(out))
	require.NotRegexp(t, `"[A-Za-z0-9_-]{32}"`, string(out))
}

func TestSignOutEndsTheOpaqueTokenOnly(t *testing.T) {
	got, err := wechat.NewLab(1).Compare(t.Context(), "alice")
	require.NoError(t, err)
	require.Len(t, got, 3)
	for i, want := range []wechat.Compared{
		{Moment: wechat.MomentSignedIn, Opaque: true, JWT: true},
		{Moment: wechat.MomentSignedOut, Opaque: false, JWT: true},
		{Moment: wechat.MomentExpired, Opaque: false, JWT: false},
	} {
		got[i].At = want.At
		require.Equal(t, want, got[i])
	}
	_, err = wechat.NewLab(1).Compare(t.Context(), "x")
	require.ErrorIs(t, err, model.ErrNotFound)
	_, err = wechat.NewLab(1).Compare(t.Context(), "mallory")
	require.ErrorIs(t, err, auth.ErrBlocked)
}
