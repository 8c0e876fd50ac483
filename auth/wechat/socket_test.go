package wechat_test

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

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
