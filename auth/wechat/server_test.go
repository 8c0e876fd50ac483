package wechat_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

// site is the stand-in on a real socket.
type site struct {
	*testing.T
	base     string
	platform *wechat.Platform
	clock    *auth.Clock
	sessions *auth.Service
}

func newSite(t *testing.T, control bool) *site {
	t.Helper()
	clock := auth.StoppedClock(time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC))
	p := wechat.NewPlatform(wechat.Options{Now: clock.Now, Rand: rand.NewChaCha8([32]byte{1})})
	s := &site{T: t, platform: p, clock: clock, sessions: auth.NewService(auth.Options{Now: clock.Now}, wechat.NewProvider(p))}
	server := wechat.NewServer(wechat.ServerOptions{Platform: p, Sessions: s.sessions, Clock: clock, Control: control})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
	})
	s.base = "http://" + l.Addr().String()
	return s
}

// do sends one request and returns the answer with its body read.
func (s *site) do(method, path, body string, headers ...string) (*http.Response, string) {
	s.Helper()
	req, err := http.NewRequestWithContext(s.Context(), method, s.base+path, strings.NewReader(body))
	require.NoError(s, err)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			req.Host = headers[i+1]
		} else {
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	require.NoError(s, err)
	raw, err := io.ReadAll(res.Body)
	require.NoError(s, err)
	require.NoError(s, res.Body.Close())
	require.Equal(s, "no-store", res.Header.Get("Cache-Control"))
	require.Empty(s, res.Header.Get("Access-Control-Allow-Origin"))
	return res, string(raw)
}

// ask expects JSON with status 200 and keeps numbers as they are written.
func (s *site) ask(method, path, body string) map[string]any {
	s.Helper()
	res, raw := s.do(method, path, body)
	require.Equal(s, 200, res.StatusCode, raw)
	dec := json.NewDecoder(strings.NewReader(raw))
	dec.UseNumber()
	var m map[string]any
	require.NoError(s, dec.Decode(&m), raw)
	return m
}

func (s *site) get(path string, q ...string) map[string]any {
	s.Helper()
	v := url.Values{}
	for i := 0; i < len(q); i += 2 {
		v.Set(q[i], q[i+1])
	}
	return s.ask("GET", path+"?"+v.Encode(), "")
}

func (s *site) post(path string, body any) map[string]any {
	s.Helper()
	raw, err := json.Marshal(body)
	require.NoError(s, err)
	return s.ask("POST", path, string(raw))
}

type m = map[string]any

func (s *site) code(app wechat.App, user, kind string) string {
	s.Helper()
	got := s.post("/mock/code", m{"appid": app.ID, "user": user, "kind": kind})
	require.IsType(s, "", got["code"], got)
	return got["code"].(string)
}

func (s *site) advance(d time.Duration) { s.post("/mock/advance", m{"seconds": d.Seconds()}) }

func (s *site) session(app wechat.App, code string) map[string]any {
	s.Helper()
	return s.get("/sns/jscode2session", "appid", app.ID, "secret", app.Secret.Reveal(), "js_code", code, "grant_type", "authorization_code")
}

// refused expects exactly errcode, as a number, and errmsg.
func (s *site) refused(got map[string]any, code int) {
	s.Helper()
	require.Equal(s, json.Number(itoa(code)), got["errcode"], got)
	require.Regexp(s, `^[a-z].*, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$`, got["errmsg"])
	require.Len(s, got, 2)
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func (s *site) token(app wechat.App) string {
	s.Helper()
	got := s.get("/cgi-bin/token", "grant_type", "client_credential", "appid", app.ID, "secret", app.Secret.Reveal())
	require.Equal(s, json.Number("7200"), got["expires_in"], got)
	return got["access_token"].(string)
}

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

// consent walks through the page as a browser does.
func (s *site) consent(q ...string) (*http.Response, string) {
	v := url.Values{"appid": {one.ID}, "redirect_uri": {"http://127.0.0.1:9/cb?x=1"}, "response_type": {"code"}, "scope": {"snsapi_login"}, "state": {"a b&c"}}
	for i := 0; i < len(q); i += 2 {
		v.Set(q[i], q[i+1])
	}
	return s.do("GET", "/connect/qrconnect?"+v.Encode(), "")
}

func TestWebSignInFromPageToProfile(t *testing.T) {
	s := newSite(t, true)
	res, page := s.consent()
	require.Equal(t, 200, res.StatusCode)
	require.Contains(t, res.Header.Get("Content-Type"), "text/html")
	require.Contains(t, page, "mock_user=alice")
	require.Contains(t, page, "data:image/png;base64,")
	res, _ = s.consent("mock_deny", "1")
	require.Equal(t, 302, res.StatusCode)
	require.Equal(t, "http://127.0.0.1:9/cb?state=a+b%26c&x=1", res.Header.Get("Location"), "state alone")
	res, _ = s.consent("mock_user", "alice")
	require.Equal(t, 302, res.StatusCode)
	to, err := url.Parse(res.Header.Get("Location"))
	require.NoError(t, err)
	require.Equal(t, "a b&c", to.Query().Get("state"))
	code := to.Query().Get("code")
	for _, bad := range [][]string{
		{"redirect_uri", ""}, {"redirect_uri", "javascript:alert(1)"}, {"redirect_uri", "/cb"}, {"redirect_uri", "https://"},
		{"redirect_uri", "https://a@b/"}, {"scope", "snsapi_base"}, {"scope", ""}, {"response_type", "token"}, {"appid", "x"}, {"appid", ""},
		{"mock_user", "nobody"},
	} {
		res, body := s.consent(append([]string{"mock_user", "alice"}, bad...)...)
		require.Equal(t, 200, res.StatusCode, bad)
		require.Empty(t, res.Header.Get("Location"), bad)
		require.Contains(t, body, `"errcode":`, bad)
	}

	exchange := func(app wechat.App, code string) map[string]any {
		return s.get("/sns/oauth2/access_token", "appid", app.ID, "secret", app.Secret.Reveal(), "code", code, "grant_type", "authorization_code")
	}
	s.refused(exchange(two, code), 40029)
	s.refused(exchange(one, s.code(one, "alice", "js")), 40029)
	got := exchange(one, code)
	require.Equal(t, json.Number("7200"), got["expires_in"])
	require.Equal(t, "snsapi_login", got["scope"])
	require.Contains(t, got, "unionid")
	require.Contains(t, got, "refresh_token")
	require.NotContains(t, got, "errcode")
	s.refused(exchange(one, code), 40163)
	late := s.code(one, "alice", "oauth")
	s.advance(10*time.Minute - time.Second)
	require.NotContains(t, exchange(one, late), "errcode")
	late = s.code(one, "alice", "oauth")
	s.advance(10 * time.Minute)
	s.refused(exchange(one, late), 40029)

	got = exchange(one, s.code(one, "alice", "oauth"))
	token, openID := got["access_token"].(string), got["openid"].(string)
	require.Equal(t, m{"errcode": json.Number("0"), "errmsg": "ok"}, s.get("/sns/auth", "access_token", token, "openid", openID))
	profile := s.get("/sns/userinfo", "access_token", token, "openid", openID)
	require.NotContains(t, profile, "errmsg")
	require.NotContains(t, profile, "errcode")
	require.Equal(t, "alice", profile["nickname"])
	require.IsType(t, json.Number(""), profile["sex"])
	for _, path := range []string{"/sns/auth", "/sns/userinfo"} {
		s.refused(s.get(path, "access_token", "x", "openid", openID), 40001)
		s.refused(s.get(path, "access_token", s.token(one), "openid", openID), 40001)
		s.refused(s.get(path, "access_token", token, "openid", "x"), 40003)
	}

	refresh := func(appID, grant, token string) map[string]any {
		return s.get("/sns/oauth2/refresh_token", "appid", appID, "grant_type", grant, "refresh_token", token)
	}
	long := got["refresh_token"].(string)
	s.refused(refresh(one.ID, "refresh_token", "x"), 40030)
	s.refused(refresh(two.ID, "refresh_token", long), 40030)
	s.refused(refresh("x", "refresh_token", long), 40013)
	s.refused(refresh(one.ID, "x", long), 40002)
	s.advance(time.Hour)
	live := refresh(one.ID, "refresh_token", long)
	require.Equal(t, token, live["access_token"], "still live: the same")
	require.Equal(t, json.Number("7200"), live["expires_in"], "and longer")
	require.Equal(t, long, live["refresh_token"])
	s.advance(2 * time.Hour)
	for _, path := range []string{"/sns/auth", "/sns/userinfo"} {
		s.refused(s.get(path, "access_token", token, "openid", openID), 42001)
	}
	renewed := refresh(one.ID, "refresh_token", long)
	require.NotEqual(t, token, renewed["access_token"])
	s.refused(s.get("/sns/auth", "access_token", token, "openid", openID), 42001)
	require.Equal(t, json.Number("0"), s.get("/sns/auth", "access_token", renewed["access_token"].(string), "openid", openID)["errcode"])
	s.advance(30*24*time.Hour - 3*time.Hour)
	s.refused(refresh(one.ID, "refresh_token", long), 42002)
}

func TestAppSessionService(t *testing.T) {
	s := newSite(t, true)
	login := func(code string) map[string]any { return s.post("/auth/wechat/login", m{"code": code}) }
	me := func(token string) (int, string) {
		res, body := s.do("GET", "/auth/me", "", "Authorization", "Bearer "+token)
		return res.StatusCode, body
	}
	code := s.code(one, "alice", "js")
	got := login(code)
	require.Equal(t, json.Number("28800"), got["expires_in"])
	require.Equal(t, "alice", got["user"].(m)["name"])
	require.Equal(t, true, got["user"].(m)["demo"])
	token := got["token"].(string)
	raw, err := base64.RawURLEncoding.DecodeString(token)
	require.NoError(t, err)
	require.Len(t, raw, 32)
	status, body := me(token)
	require.Equal(t, 200, status)
	require.Contains(t, body, `"name":"alice"`)

	for _, tt := range []struct {
		body string
		want int
	}{
		{`{"code":"` + code + `"}`, 401}, {`{"code":"` + s.code(two, "alice", "js") + `"}`, 401},
		{`{"code":"` + s.code(one, "mallory", "js") + `"}`, 403}, {`{"code":""}`, 400}, {`{`, 400}, {``, 400},
		{strings.Repeat("x", 64<<10+1), 413},
	} {
		res, _ := s.do("POST", "/auth/wechat/login", tt.body)
		require.Equal(t, tt.want, res.StatusCode)
	}
	s.post("/mock/busy", m{"count": 1})
	fresh := s.code(one, "alice", "js")
	res, _ := s.do("POST", "/auth/wechat/login", `{"code":"`+fresh+`"}`)
	require.Equal(t, 503, res.StatusCode)
	// A sign-in that carries a token ends its session.
	res, _ = s.do("POST", "/auth/wechat/login", `{"code":"`+fresh+`"}`, "Authorization", "Bearer "+token)
	require.Equal(t, 200, res.StatusCode)
	status, _ = me(token)
	require.Equal(t, 401, status)

	token = login(s.code(one, "bob", "js"))["token"].(string)
	res, _ = s.do("POST", "/auth/logout", "", "Authorization", "Bearer "+token)
	require.Equal(t, 204, res.StatusCode)
	status, _ = me(token)
	require.Equal(t, 401, status)
	for _, bad := range []string{"", "x", token + "x", strings.Repeat("x", 5000)} {
		status, _ = me(bad)
		require.Equal(t, 401, status)
	}
	token = login(s.code(one, "carol", "js"))["token"].(string)
	s.advance(14 * time.Minute)
	status, _ = me(token)
	require.Equal(t, 200, status)
	s.advance(15 * time.Minute)
	status, _ = me(token)
	require.Equal(t, 401, status, "idle")
	res, _ = s.do("GET", "/auth/logout", "")
	require.Equal(t, 405, res.StatusCode)
}

func TestSocketIsOnlyForThisMachinesOwnClients(t *testing.T) {
	s := newSite(t, false)
	for _, path := range []string{"/mock/code", "/mock/advance", "/mock/busy", "/mock/encrypt", "/", "/mock/"} {
		res, _ := s.do("POST", path, `{}`)
		require.Equal(t, 404, res.StatusCode, path)
	}
	port := s.base[strings.LastIndex(s.base, ":"):]
	for host, want := range map[string]int{
		"127.0.0.1" + port: 200, "localhost" + port: 200, "LOCALHOST": 200, "[::1]" + port: 200, "api.weixin.qq.com": 200,
		"evil.invalid": 403, "evil.invalid" + port: 403, "192.168.1.1": 403, "127.0.0.1.evil.invalid": 403, "localhost.evil.invalid": 403,
	} {
		res, _ := s.do("GET", "/cgi-bin/token", "", "Host", host)
		require.Equal(t, want, res.StatusCode, host)
	}
	res, _ := s.do("POST", "/auth/logout", "", "Origin", "https://evil.invalid")
	require.Equal(t, 403, res.StatusCode)
	res, _ = s.do("OPTIONS", "/auth/me", "", "Origin", s.base)
	require.Equal(t, 405, res.StatusCode)
	res, _ = s.do("GET", "/auth/me", "", "Origin", s.base)
	require.Equal(t, 401, res.StatusCode)
	s.refused(s.ask("POST", "/sns/jscode2session", ""), 43001)
	s.refused(s.ask("GET", "/cgi-bin/stable_token", ""), 43002)
	s.refused(s.ask("GET", "/sns/nothing", ""), 40066)
	s.refused(s.ask("POST", "/cgi-bin/stable_token", strings.Repeat(" ", 64<<10+1)), 45002)
	s.refused(s.ask("GET", "/sns/jscode2session?appid=%zz&;", ""), 41002)
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
