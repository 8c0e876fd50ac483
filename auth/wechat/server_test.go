package wechat_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

func TestCode2SessionOverASocket(t *testing.T) {
	s := newSite(t, true)
	got := s.session(one, s.code(one, "alice", "js"))
	require.Len(t, got, 3)
	require.Len(t, got["session_key"], 24)
	raw, err := base64.StdEncoding.DecodeString(got["session_key"].(string))
	require.NoError(t, err)
	require.Len(t, raw, 16)
	unbound := s.session(three, s.code(three, "alice", "js"))
	require.NotContains(t, unbound, "unionid")
	require.Equal(t, got["unionid"], s.session(two, s.code(two, "alice", "js"))["unionid"])

	used, fresh := s.code(one, "bob", "js"), s.code(one, "carol", "js")
	require.NotContains(t, s.session(one, used), "errcode")
	ask := func(appID, secret, code, grant string) map[string]any {
		return s.get("/sns/jscode2session", "appid", appID, "secret", secret, "js_code", code, "grant_type", grant)
	}
	secret, grant := one.Secret.Reveal(), "authorization_code"
	for _, tt := range []struct {
		name                       string
		appID, secret, code, grant string
		want                       int
	}{
		{"nothing", "", "", "", "", 41002},
		{"no secret", "x", "", "", "", 41004},
		{"no code", "x", "x", "", "", 41008},
		{"unknown app", "x", "x", "x", "x", 40013},
		{"wrong secret", one.ID, "x", "x", "x", 40125},
		{"bad grant", one.ID, secret, fresh, "client_credential", 40002},
		{"unknown code", one.ID, secret, "x", grant, 40029},
		{"another app's code", two.ID, two.Secret.Reveal(), fresh, grant, 40029},
		{"another kind's code", one.ID, secret, s.code(one, "carol", "phone"), grant, 40029},
		{"another kind's code", one.ID, secret, s.code(one, "carol", "oauth"), grant, 40029},
		{"used", one.ID, secret, used, grant, 40163},
		{"blocked", one.ID, secret, s.code(one, "mallory", "js"), grant, 40226},
	} {
		s.refused(ask(tt.appID, tt.secret, tt.code, tt.grant), tt.want)
	}
	require.Equal(t, json.Number("0"), s.post("/mock/busy", m{"count": 1})["errcode"])
	s.refused(s.session(one, fresh), -1)
	require.Contains(t, s.session(one, fresh), "openid")
	late := s.code(one, "dave", "js")
	s.advance(5 * time.Minute)
	s.refused(s.session(one, late), 40029)
	s.refused(s.session(one, used), 40029)

	for range 100 {
		require.Contains(t, s.session(one, s.code(one, "erin", "js")), "openid")
	}
	s.refused(s.session(one, s.code(one, "erin", "js")), 45011)
	s.advance(time.Minute)
	require.Contains(t, s.session(one, s.code(one, "erin", "js")), "openid")
}

func TestOneOfManyRedemptionsOverASocketWins(t *testing.T) {
	s := newSite(t, true)
	code := s.code(one, "alice", "js")
	c, err := wechat.NewClient(s.base)
	require.NoError(t, err)
	var won, reused atomic.Int32
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			_, err := c.Code2Session(context.Background(), wechat.Code2SessionRequest{
				AppID: one.ID, Secret: one.Secret, JSCode: auth.NewSecret(code), GrantType: wechat.GrantAuthorizationCode})
			if err == nil {
				won.Add(1)
			} else if e, ok := err.(*wechat.Error); ok && e.Code == 40163 { //nolint:errorlint // the client returns it bare
				reused.Add(1)
			}
		})
	}
	wg.Wait()
	require.EqualValues(t, 1, won.Load())
	require.EqualValues(t, 31, reused.Load())
}

func TestSessionKeyIsCheckedAndReset(t *testing.T) {
	s := newSite(t, true)
	open := s.session(one, s.code(one, "alice", "js"))
	openID, key, token := open["openid"].(string), open["session_key"].(string), s.token(one)
	sign := func(key string) string { return wechat.Sign(auth.NewSecret(key), "") }
	ask := func(path, token, openID, signature, method string) map[string]any {
		return s.get(path, "access_token", token, "openid", openID, "signature", signature, "sig_method", method)
	}
	for _, path := range []string{"/wxa/checksession", "/wxa/resetusersessionkey"} {
		s.refused(ask(path, "x", openID, sign(key), "hmac_sha256"), 40001)
		s.refused(ask(path, token, "x", sign(key), "hmac_sha256"), 40003)
		s.refused(ask(path, s.token(two), openID, sign(key), "hmac_sha256"), 40003)
		s.refused(ask(path, token, openID, sign(key), "md5"), 87008)
		s.refused(ask(path, token, openID, sign("x"), "hmac_sha256"), 87009)
		s.refused(ask(path, token, wechat.OpenID(one, wechat.User{Name: "bob"}), sign(key), "hmac_sha256"), 87009)
	}
	require.Equal(t, m{"errcode": json.Number("0"), "errmsg": "ok"}, ask("/wxa/checksession", token, openID, sign(key), "hmac_sha256"))
	s.advance(time.Hour)
	reset := ask("/wxa/resetusersessionkey", token, openID, sign(key), "hmac_sha256")
	require.Equal(t, json.Number("0"), reset["errcode"])
	require.Equal(t, openID, reset["openid"])
	fresh := reset["session_key"].(string)
	require.Len(t, fresh, 24)
	require.NotEqual(t, key, fresh)
	s.refused(ask("/wxa/checksession", token, openID, sign(key), "hmac_sha256"), 87009)
	require.Equal(t, json.Number("0"), ask("/wxa/checksession", token, openID, sign(fresh), "hmac_sha256")["errcode"])
	s.advance(71*time.Hour + time.Second) // of three days one hour had gone before the reset
	s.refused(ask("/wxa/checksession", s.token(one), openID, sign(fresh), "hmac_sha256"), 87009)

	a := s.session(one, s.code(one, "alice", "js"))["session_key"].(string)
	s.session(one, s.code(one, "alice", "js")) // a second wx.login meanwhile
	s.refused(ask("/wxa/checksession", s.token(one), openID, sign(a), "hmac_sha256"), 87009)
}

func TestAppTokensOverlapAndStableOnesStay(t *testing.T) {
	s := newSite(t, true)
	ask := func(grant, appID, secret string) map[string]any {
		return s.get("/cgi-bin/token", "grant_type", grant, "appid", appID, "secret", secret)
	}
	secret := one.Secret.Reveal()
	s.refused(ask("client_credential", "x", secret), 40013)
	s.refused(ask("client_credential", one.ID, "x"), 40125)
	s.refused(ask("x", one.ID, secret), 40002)
	works := func(token string) any {
		return s.get("/wxa/checksession", "access_token", token, "openid", "x")["errcode"]
	}
	good := json.Number("40003") // the token passed, the openid not
	old := s.token(one)
	fresh := s.token(one)
	require.NotEqual(t, old, fresh)
	require.Equal(t, good, works(old))
	s.advance(5*time.Minute - time.Second)
	require.Equal(t, good, works(old))
	s.advance(time.Second)
	require.Equal(t, json.Number("42001"), works(old))
	require.Equal(t, good, works(fresh))
	s.advance(2*time.Hour - 5*time.Minute)
	require.Equal(t, json.Number("42001"), works(fresh))

	stable := func(force bool) map[string]any {
		return s.post("/cgi-bin/stable_token", m{"grant_type": "client_credential", "appid": one.ID, "secret": secret, "force_refresh": force})
	}
	first := stable(false)
	require.Equal(t, json.Number("7200"), first["expires_in"])
	s.advance(time.Minute)
	again := stable(false)
	require.Equal(t, first["access_token"], again["access_token"])
	require.Equal(t, json.Number("7140"), again["expires_in"])
	forced := stable(true)["access_token"].(string)
	require.NotEqual(t, first["access_token"], forced)
	require.Equal(t, forced, stable(false)["access_token"])
	require.Equal(t, good, works(first["access_token"].(string)))
	s.advance(5 * time.Minute)
	require.Equal(t, json.Number("42001"), works(first["access_token"].(string)))
	s.token(one)
	require.Equal(t, good, works(forced), "the other endpoint's token is another one")
	s.refused(s.post("/cgi-bin/stable_token", m{"grant_type": "client_credential", "appid": one.ID, "secret": "x"}), 40125)
	s.refused(s.post("/cgi-bin/stable_token", m{"grant_type": "x", "appid": one.ID, "secret": secret}), 40002)
	s.refused(s.ask("POST", "/cgi-bin/stable_token", "{"), 47001)
}

func TestPhoneNumberNeedsItsOwnCode(t *testing.T) {
	s := newSite(t, true)
	token := s.token(one)
	ask := func(token, code string) map[string]any {
		return s.post("/wxa/business/getuserphonenumber?access_token="+url.QueryEscape(token), m{"code": code})
	}
	code := s.code(one, "alice", "phone")
	s.refused(ask("x", code), 40001)
	s.refused(ask(s.token(two), code), 40029)
	s.refused(ask(token, "x"), 40029)
	s.refused(ask(token, s.code(one, "alice", "js")), 40029)
	require.Equal(t, m{"errcode": json.Number("0"), "errmsg": "ok", "phone_info": m{
		"phoneNumber": "13800138000", "purePhoneNumber": "13800138000", "countryCode": "86",
		"watermark": m{"timestamp": json.Number(itoa(int(s.clock.Now().Unix()))), "appid": one.ID},
	}}, ask(token, code))
	s.refused(ask(token, code), 40029)
	late := s.code(one, "alice", "phone")
	s.advance(5 * time.Minute)
	s.refused(ask(token, late), 40029)
	s.advance(2 * time.Hour)
	s.refused(ask(token, late), 42001)
}

func TestWhatTheStandInEncryptsOpensWithTheKey(t *testing.T) {
	s := newSite(t, true)
	open := s.session(one, s.code(one, "alice", "js"))
	key := auth.NewSecret(open["session_key"].(string))
	for name, data := range map[string]any{"object": json.RawMessage(`{"nickName":"Band","a":{"b":[1,2]}}`), "empty": m{}, "text": `{ "nickName" : "乐队" }`} {
		got := s.post("/mock/encrypt", m{"appid": one.ID, "openid": open["openid"], "data": data})
		rawData := got["rawData"].(string)
		require.NoError(t, wechat.VerifyRawData(key, rawData, got["signature"].(string)), name)
		require.ErrorIs(t, wechat.VerifyRawData(key, rawData+" ", got["signature"].(string)), wechat.ErrRawData)
		plain, err := wechat.Decrypt(key, got["encryptedData"].(string), got["iv"].(string), one.ID)
		require.NoError(t, err, name)
		var want, have map[string]any
		require.NoError(t, json.Unmarshal([]byte(rawData), &want))
		require.NoError(t, json.Unmarshal(plain, &have))
		require.Equal(t, m{"timestamp": float64(s.clock.Now().Unix()), "appid": one.ID}, have["watermark"])
		delete(have, "watermark")
		require.Equal(t, want, have)
		_, err = wechat.Decrypt(key, got["encryptedData"].(string), got["iv"].(string), two.ID)
		require.ErrorIs(t, err, wechat.ErrWatermark)
	}
	s.refused(s.post("/mock/encrypt", m{"appid": one.ID, "openid": "x", "data": "{}"}), 40003)
	s.refused(s.post("/mock/encrypt", m{"appid": "x", "openid": open["openid"], "data": "{}"}), 40013)
	s.refused(s.post("/mock/code", m{"appid": one.ID, "user": "alice", "kind": "x"}), 47001)
	s.refused(s.post("/mock/code", m{"appid": "x", "user": "alice", "kind": "js"}), 40013)
	s.refused(s.post("/mock/code", m{"appid": one.ID, "user": "x", "kind": "js"}), 40003)
	s.refused(s.post("/mock/advance", m{"seconds": 1e18}), 47001)
	s.refused(s.post("/mock/advance", m{}), 47001)
}

func TestSameSeedSameAnswers(t *testing.T) {
	run := func() string {
		s := newSite(t, true)
		var out bytes.Buffer
		open := s.session(one, s.code(one, "alice", "js"))
		for _, v := range []any{open, s.token(one), s.session(one, "x"), s.post("/mock/encrypt", m{"appid": one.ID, "openid": open["openid"], "data": "{}"})} {
			require.NoError(t, json.NewEncoder(&out).Encode(v))
		}
		return out.String()
	}
	require.Equal(t, run(), run())
}
