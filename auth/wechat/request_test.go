package wechat_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data/model"
)

func phone(t *testing.T, p *wechat.Platform, name string) *wechat.Phone {
	t.Helper()
	f, ok := p.Phone(name)
	require.True(t, ok)
	return f
}

func begin(t *testing.T, p *wechat.Platform) auth.Challenge {
	t.Helper()
	c, err := wechat.NewProvider(p).Begin(t.Context())
	require.NoError(t, err)
	return c
}

func TestConsentLeadsToASession(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	s := auth.NewService(auth.Options{}, wechat.NewProvider(p))
	ch, err := s.Begin(t.Context(), wechat.ProviderName)
	require.NoError(t, err)
	require.Equal(t, auth.Waiting, ch.Stage())
	require.Regexp(t, `^https://open\.weixin\.qq\.com/connect/qrconnect\?appid=wxlocal0000000001&redirect_uri=https%3A%2F%2F[^&]+&response_type=code&scope=snsapi_login&state=[A-Za-z0-9_-]{22}#wechat_redirect$`, ch.QR())

	alice := phone(t, p, "alice")
	require.NoError(t, alice.Scan(ch.QR()))
	require.Equal(t, auth.Scanned, ch.Stage())
	require.NoError(t, alice.Allow(ch.QR()))
	require.Equal(t, auth.Confirmed, ch.Stage())
	code, err := ch.Wait(t.Context())
	require.NoError(t, err)

	sess, err := s.SignIn(t.Context(), wechat.ProviderName, code)
	require.NoError(t, err)
	require.Equal(t, auth.User{ID: model.UserID("wechat:" + wechat.OpenID(one, wechat.User{Name: "alice"})), Name: "alice", Demo: true}, sess.User)
	require.NoError(t, s.Authorize(auth.WithSession(t.Context(), sess), model.PermEdit))

	_, err = s.SignIn(t.Context(), wechat.ProviderName, code)
	require.ErrorIs(t, err, auth.ErrCode, "a replayed code")
}

func TestKeptSessionKeyIsCheckedWithThePlatform(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	s := auth.NewService(auth.Options{}, wechat.NewProvider(p))
	sess, err := s.SignIn(t.Context(), wechat.ProviderName, mint(t, p, one, "alice"))
	require.NoError(t, err)
	ctx := auth.WithSession(t.Context(), sess)
	require.NoError(t, s.CheckKey(ctx))
	_, err = redeem(t, p, one, mint(t, p, one, "alice")) // on another device
	require.NoError(t, err)
	requireCode(t, s.CheckKey(ctx), wechat.CodeSignature)
	p.Busy(1)
	require.ErrorIs(t, s.CheckKey(ctx), auth.ErrBusy)
	s.SignOut(sess)
	require.ErrorIs(t, s.CheckKey(ctx), auth.ErrSignedOut)
	require.ErrorIs(t, s.CheckKey(t.Context()), auth.ErrNotSignedIn)
}

func TestDeclinedRequestYieldsNoCode(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	ch, bob := begin(t, p), phone(t, p, "bob")
	require.NoError(t, bob.Scan(ch.QR()))
	require.NoError(t, bob.Decline(ch.QR()))
	require.Equal(t, auth.Declined, ch.Stage())
	code, err := ch.Wait(t.Context())
	require.ErrorIs(t, err, auth.ErrDeclined)
	require.True(t, code.Empty())
	require.ErrorIs(t, bob.Scan(ch.QR()), auth.ErrChallengeExpired)
	require.ErrorIs(t, bob.Allow(ch.QR()), auth.ErrChallengeExpired)
}

func TestBlockedUserConsentsButIsRefused(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	ch, mallory := begin(t, p), phone(t, p, "mallory")
	require.NoError(t, mallory.Scan(ch.QR()))
	require.NoError(t, mallory.Allow(ch.QR()))
	code, err := ch.Wait(t.Context())
	require.NoError(t, err)
	_, err = wechat.NewProvider(p).Redeem(t.Context(), code)
	require.ErrorIs(t, err, auth.ErrBlocked)
}

func TestOnlyThePhoneThatScannedLastAnswers(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	ch, alice, bob := begin(t, p), phone(t, p, "alice"), phone(t, p, "bob")
	require.Error(t, alice.Allow(ch.QR()), "not scanned yet")
	require.NoError(t, alice.Scan(ch.QR()))
	require.NoError(t, bob.Scan(ch.QR()))
	require.Error(t, alice.Allow(ch.QR()))
	require.Equal(t, auth.Scanned, ch.Stage())
	require.NoError(t, bob.Allow(ch.QR()))
}

func TestRequestLapsesAfterFiveMinutes(t *testing.T) {
	c := newClock()
	p := wechat.NewPlatform(wechat.Options{Now: c.Now})
	ch, alice := begin(t, p), phone(t, p, "alice")
	require.Equal(t, 5*time.Minute, ch.Expires().Sub(c.Now()))
	require.NoError(t, alice.Scan(ch.QR()))
	c.Advance(5 * time.Minute)
	require.ErrorIs(t, alice.Allow(ch.QR()), auth.ErrChallengeExpired)
	require.Equal(t, auth.Lapsed, ch.Stage())
	_, err := ch.Wait(t.Context())
	require.ErrorIs(t, err, auth.ErrChallengeExpired)
}

func TestWaitEndsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := wechat.NewPlatform(wechat.Options{})
		ch, start := begin(t, p), time.Now()
		_, err := ch.Wait(t.Context())
		require.ErrorIs(t, err, auth.ErrChallengeExpired)
		require.Equal(t, 5*time.Minute, time.Since(start))
	})
}

func TestWaitWakesUpWhenThePersonAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := wechat.NewPlatform(wechat.Options{})
		ch, alice := begin(t, p), phone(t, p, "alice")
		got := make(chan error)
		go func() {
			_, err := ch.Wait(t.Context())
			got <- err
		}()
		synctest.Wait()
		require.NoError(t, alice.Scan(ch.QR()))
		require.NoError(t, alice.Allow(ch.QR()))
		require.NoError(t, <-got)
	})
}

func TestLeavingWithdrawsTheRequest(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	ch, alice := begin(t, p), phone(t, p, "alice")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := ch.Wait(ctx)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, auth.Lapsed, ch.Stage())
	require.ErrorIs(t, alice.Scan(ch.QR()), auth.ErrChallengeExpired)
}

func TestConnectRefusesWhatItCannotShow(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	good := wechat.Address{AppID: one.ID, RedirectURI: "https://example.invalid/cb", State: "s"}
	_, err := p.Connect(good)
	require.NoError(t, err)
	for name, change := range map[string]func(*wechat.Address){
		"no app":             func(a *wechat.Address) { a.AppID = "" },
		"no state":           func(a *wechat.Address) { a.State = "" },
		"plain http":         func(a *wechat.Address) { a.RedirectURI = "http://example.invalid/cb" },
		"redirect to nobody": func(a *wechat.Address) { a.RedirectURI = "https:///cb" },
	} {
		a := good
		change(&a)
		_, err := p.Connect(a)
		require.ErrorIs(t, err, wechat.ErrAddress, name)
	}
	good.AppID = "nobody"
	_, err = p.Connect(good)
	requireCode(t, err, wechat.CodeInvalidAppID)
	_, ok := p.Phone("nobody")
	require.False(t, ok)
	require.ErrorIs(t, phone(t, p, "bob").Scan("https://example.com"), wechat.ErrAddress)
	require.ErrorIs(t, phone(t, p, "bob").Decline("?"), wechat.ErrAddress)
}

func TestUsersComeInOrderWithTheBlockedOneLast(t *testing.T) {
	require.Equal(t, wechat.DemoUsers(), wechat.NewPlatform(wechat.Options{}).Users())
}

func TestSameSeedSameRun(t *testing.T) {
	run := func() string {
		p := wechat.NewPlatform(wechat.Options{Now: newClock().Now, Rand: rand.NewChaCha8([32]byte{1})})
		got, err := redeem(t, p, one, mint(t, p, one, "alice"))
		require.NoError(t, err)
		return begin(t, p).QR() + got.SessionKey.Reveal()
	}
	require.Equal(t, run(), run())
}

func TestNothingPrintedHoldsASecret(t *testing.T) {
	p := wechat.NewPlatform(wechat.Options{})
	provider := wechat.NewProvider(p)
	ch, err := provider.Begin(t.Context())
	require.NoError(t, err)
	require.NoError(t, phone(t, p, "alice").Scan(ch.QR()))
	require.NoError(t, phone(t, p, "alice").Allow(ch.QR()))
	code, err := ch.Wait(t.Context())
	require.NoError(t, err)
	request := wechat.Code2SessionRequest{AppID: one.ID, Secret: one.Secret, JSCode: code, GrantType: wechat.GrantAuthorizationCode}
	got, err := p.Code2Session(t.Context(), request)
	require.NoError(t, err)
	_, reused := p.Code2Session(t.Context(), request)

	var out bytes.Buffer
	log := slog.New(slog.NewJSONHandler(&out, nil))
	for _, v := range []any{p, provider, ch, code, request, got, reused, wechat.DemoApps()} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&out, verb, v)
		}
		if b, err := json.Marshal(v); err == nil {
			out.Write(b)
		}
		log.Info("x", "v", v)
	}
	for _, secret := range []auth.Secret{one.Secret, two.Secret, code, got.SessionKey} {
		text := secret.Reveal()
		require.NotEmpty(t, text)
		for _, form := range []string{text, fmt.Sprintf("%x", text), fmt.Sprintf("%d", []byte(text))} {
			require.False(t, bytes.Contains(out.Bytes(), []byte(form)))
		}
	}
}

func FuzzParseAddress(f *testing.F) {
	f.Add(wechat.Address{AppID: one.ID, RedirectURI: "https://example.invalid/?a=b&c", State: "x y#z"}.String())
	f.Add("https://open.weixin.qq.com/connect/qrconnect?appid=%zz#wechat_redirect")
	f.Add("https://open.weixin.qq.com@evil.invalid/connect/qrconnect")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := wechat.ParseAddress(text)
		if err != nil {
			require.ErrorIs(t, err, wechat.ErrAddress)
			require.Zero(t, a)
			return
		}
		again, err := wechat.ParseAddress(a.String())
		if len(a.String()) <= 2048 { // escaping may lengthen it past the limit
			require.NoError(t, err)
			require.Equal(t, a, again)
		}
	})
}
