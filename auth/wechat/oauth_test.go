package wechat_test

import (
	"encoding/json"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth/wechat"
)

// consent walks through the page as a browser does.
func (s *site) consent(q ...string) (head, string) {
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
