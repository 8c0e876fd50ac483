package wechat_test

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

func TestFirstThingWrongDecidesTheErrcode(t *testing.T) {
	c := newClock()
	p := wechat.NewPlatform(wechat.Options{Now: c.Now})
	p.Busy(1) // comes last: only a call without other faults sees it
	used := mint(t, p, one, "alice")
	p.Busy(0)
	_, err := redeem(t, p, one, used)
	require.NoError(t, err)
	p.Busy(1)
	expired := mint(t, p, one, "bob")
	c.Advance(5*time.Minute - time.Second)
	fresh, blocked := mint(t, p, one, "carol"), mint(t, p, one, "mallory")
	phone, err := p.Login(one.ID, "carol", wechat.KindPhone)
	require.NoError(t, err)

	secret, bad, none := one.Secret, auth.NewSecret("wrong"), auth.Secret{}
	for _, tt := range []struct {
		name  string
		appID string
		key   auth.Secret
		code  auth.Secret
		grant string
		want  int
	}{
		{"everything missing", "", none, none, "", wechat.CodeMissingAppID},
		{"secret missing", "nobody", none, none, "", wechat.CodeMissingSecret},
		{"code missing", "nobody", bad, none, "", wechat.CodeMissingCode},
		{"unknown app", "nobody", bad, bad, "", wechat.CodeInvalidAppID},
		{"wrong secret", one.ID, bad, bad, "", wechat.CodeInvalidSecret},
		{"another app's secret", one.ID, two.Secret, fresh, "authorization_code", wechat.CodeInvalidSecret},
		{"bad grant_type", one.ID, secret, bad, "password", wechat.CodeInvalidGrantType},
		{"unknown code", one.ID, secret, bad, "authorization_code", wechat.CodeInvalidCode},
		{"another app's code", two.ID, two.Secret, fresh, "authorization_code", wechat.CodeInvalidCode},
		{"another kind's code", one.ID, secret, phone, "authorization_code", wechat.CodeInvalidCode},
		{"used code", one.ID, secret, used, "authorization_code", wechat.CodeCodeUsed},
		{"blocked user", one.ID, secret, blocked, "authorization_code", wechat.CodeBlockedUser},
		{"busy", one.ID, secret, fresh, "authorization_code", wechat.CodeBusy},
		{"nothing wrong", one.ID, secret, fresh, "authorization_code", 0},
		{"nothing wrong, again", one.ID, secret, fresh, "authorization_code", wechat.CodeCodeUsed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := p.Code2Session(t.Context(), wechat.Code2SessionRequest{AppID: tt.appID, Secret: tt.key, JSCode: tt.code, GrantType: tt.grant})
			if tt.want == 0 {
				require.NoError(t, err)
				return
			}
			requireCode(t, err, tt.want)
		})
	}

	c.Advance(time.Second)
	for _, code := range []auth.Secret{expired, used} { // the used one's record is gone too
		_, err = redeem(t, p, one, code)
		requireCode(t, err, wechat.CodeInvalidCode)
	}
}

func TestCodeLivesFiveMinutes(t *testing.T) {
	for _, tt := range []struct {
		name string
		wait time.Duration
		ok   bool
	}{{"just before", 5*time.Minute - time.Millisecond, true}, {"at the limit", 5 * time.Minute, false}} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClock()
			p := wechat.NewPlatform(wechat.Options{Now: c.Now})
			code := mint(t, p, one, "alice")
			c.Advance(tt.wait)
			_, err := redeem(t, p, one, code)
			if tt.ok {
				require.NoError(t, err)
				return
			}
			requireCode(t, err, wechat.CodeInvalidCode)
		})
	}
}

func TestCodesAreURLSafeAndDiffer(t *testing.T) {
	c := newClock()
	p := wechat.NewPlatform(wechat.Options{Now: c.Now})
	seen := map[string]bool{}
	for range 100 {
		code := mint(t, p, one, "alice").Reveal()
		require.Regexp(t, `^[A-Za-z0-9_-]{32}$`, code)
		require.False(t, seen[code])
		seen[code] = true
		c.Advance(time.Second)
	}
}

func TestOfManyConcurrentRedemptionsExactlyOneWins(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	code := mint(t, p, one, "alice")
	var won, reused atomic.Int32
	var wg sync.WaitGroup
	start := make(chan struct{})
	for range 32 {
		wg.Go(func() {
			<-start
			_, err := p.Code2Session(context.Background(), wechat.Code2SessionRequest{
				AppID: one.ID, Secret: one.Secret, JSCode: code, GrantType: wechat.GrantAuthorizationCode,
			})
			var e *wechat.Error
			switch {
			case err == nil:
				won.Add(1)
			case errors.As(err, &e) && e.Code == wechat.CodeCodeUsed:
				reused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	close(start)
	wg.Wait()
	require.EqualValues(t, 1, won.Load())
	require.EqualValues(t, 31, reused.Load())
}

func TestAnswerNamesTheUserPerApp(t *testing.T) {
	c := newClock()
	answer := func(app wechat.App, user string) wechat.Code2SessionResponse {
		p := wechat.NewPlatform(wechat.Options{Now: c.Now})
		got, err := redeem(t, p, app, mint(t, p, app, user))
		require.NoError(t, err)
		return got
	}
	a1, again, a2, a3, b1 := answer(one, "alice"), answer(one, "alice"), answer(two, "alice"), answer(three, "alice"), answer(one, "bob")
	require.Equal(t, a1.OpenID, again.OpenID, "the same in every run")
	require.NotEqual(t, a1.OpenID, a2.OpenID)
	require.NotEqual(t, a1.OpenID, b1.OpenID)
	require.Equal(t, a1.UnionID, a2.UnionID, "one open-platform account")
	require.NotEqual(t, a1.UnionID, b1.UnionID)
	require.Empty(t, a3.UnionID, "not bound to it")
	require.Len(t, a1.OpenID, 28)
	require.True(t, strings.HasPrefix(a1.OpenID, "o"))

	require.Len(t, a1.SessionKey.Reveal(), 24)
	raw, err := base64.StdEncoding.DecodeString(a1.SessionKey.Reveal())
	require.NoError(t, err)
	require.Len(t, raw, 16)
}

// bearer is a fresh access token of app.
func bearer(t *testing.T, p *wechat.Platform, app wechat.App) auth.Secret {
	t.Helper()
	got, err := p.AccessToken(t.Context(), wechat.TokenRequest{GrantType: wechat.GrantClientCredential, AppID: app.ID, Secret: app.Secret})
	require.NoError(t, err)
	return got.Access
}

func TestUserHasOneValidSessionKey(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	old, err := redeem(t, p, one, mint(t, p, one, "alice"))
	require.NoError(t, err)
	token := bearer(t, p, one)
	check := func(openID string, key auth.Secret) error {
		return p.CheckSession(t.Context(), wechat.SessionRequest{Access: token, OpenID: openID, Signature: wechat.Sign(key, ""), Method: wechat.SigMethod})
	}
	require.NoError(t, check(old.OpenID, old.SessionKey))
	fresh, err := redeem(t, p, one, mint(t, p, one, "alice"))
	require.NoError(t, err)
	require.False(t, fresh.SessionKey.Equal(old.SessionKey))
	requireCode(t, check(old.OpenID, old.SessionKey), wechat.CodeSignature)
	kept := auth.NewSecret(fresh.SessionKey.Reveal())
	fresh.SessionKey.Wipe() // the app forgets its copy
	require.NoError(t, check(old.OpenID, kept))
}

func TestLoginIsLimitedToFourASecond(t *testing.T) {
	c := newClock()
	p := wechat.NewPlatform(wechat.Options{Now: c.Now})
	for range 4 {
		mint(t, p, one, "alice")
		c.Advance(100 * time.Millisecond)
	}
	_, err := p.Login(one.ID, "alice", wechat.KindJS)
	requireCode(t, err, wechat.CodeTooFrequent)
	require.ErrorIs(t, err, auth.ErrTooMany)
	mint(t, p, one, "bob") // others go on
	c.Advance(600 * time.Millisecond)
	mint(t, p, one, "alice") // the first one is a second old

	_, err = p.Login("nobody", "alice", wechat.KindJS)
	requireCode(t, err, wechat.CodeInvalidAppID)
	_, err = p.Login(one.ID, "zoe", wechat.KindJS)
	requireCode(t, err, wechat.CodeInvalidOpenID)
}

func TestCallsAreLimitedToHundredAMinute(t *testing.T) {
	c := newClock()
	p := wechat.NewPlatform(wechat.Options{Now: c.Now})
	call := func(user string) error {
		c.Advance(250 * time.Millisecond)
		_, err := redeem(t, p, one, mint(t, p, one, user))
		return err
	}
	for range 100 {
		require.NoError(t, call("alice"))
	}
	err := call("alice")
	requireCode(t, err, wechat.CodeTooFrequent)
	require.NoError(t, call("bob"))
	c.Advance(time.Minute)
	require.NoError(t, call("alice"))
}

func TestBusyLeavesTheCodeUsable(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	p.Busy(2)
	code := mint(t, p, one, "alice")
	for range 2 {
		_, err := redeem(t, p, one, code)
		requireCode(t, err, wechat.CodeBusy)
		require.ErrorIs(t, err, auth.ErrBusy)
	}
	_, err := redeem(t, p, one, code)
	require.NoError(t, err)
}

func TestCancelledCallSpendsNothing(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	code := mint(t, p, one, "alice")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := p.Code2Session(ctx, wechat.Code2SessionRequest{AppID: one.ID, Secret: one.Secret, JSCode: code, GrantType: wechat.GrantAuthorizationCode})
	require.ErrorIs(t, err, context.Canceled)
	_, err = redeem(t, p, one, code)
	require.NoError(t, err)
}

func FuzzCode2Session(f *testing.F) {
	p := wechat.NewPlatform(wechat.Options{})
	f.Add(one.ID, one.Secret.Reveal(), "code", wechat.GrantAuthorizationCode)
	f.Add("", "", "", "")
	f.Add("wxlocal0000000001\x00", "秘密", strings.Repeat("a", 4096), "authorization_code ")
	f.Fuzz(func(t *testing.T, appID, secret, code, grant string) {
		_, err := p.Code2Session(t.Context(), wechat.Code2SessionRequest{
			AppID: appID, Secret: auth.NewSecret(secret), JSCode: auth.NewSecret(code), GrantType: grant,
		})
		var e *wechat.Error
		require.ErrorAs(t, err, &e)
		require.NotContains(t, e.Error(), one.Secret.Reveal())
	})
}
