package wechat_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

// FuzzServer sends anything to every endpoint: none may panic, and those of the
// wire format answer with status 200 and JSON.
func FuzzServer(f *testing.F) {
	clock := auth.StoppedClock(time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC))
	p := wechat.NewPlatform(wechat.Options{Now: clock.Now})
	server := wechat.NewServer(wechat.ServerOptions{
		Platform: p, Clock: clock, Control: true,
		Sessions: auth.NewService(auth.Options{Now: clock.Now}, wechat.NewProvider(p)),
	})
	paths := []string{
		"/sns/jscode2session", "/wxa/checksession", "/wxa/resetusersessionkey", "/cgi-bin/token", "/cgi-bin/stable_token",
		"/wxa/business/getuserphonenumber", "/sns/oauth2/access_token", "/sns/oauth2/refresh_token", "/sns/auth", "/sns/userinfo",
		"/mock/code", "/mock/advance", "/mock/busy", "/mock/encrypt", "/connect/qrconnect", "/auth/wechat/login", "/auth/me", "/auth/logout",
	}
	f.Add(uint8(0), false, "appid=wxlocal0000000001&secret=x&js_code=%00", "", "")
	f.Add(uint8(13), true, "", `{"appid":"wxlocal0000000001","openid":"x","data":null}`, "Bearer x")
	f.Add(uint8(14), false, "appid=wxlocal0000000001&redirect_uri=http://[::1&response_type=code&scope=snsapi_login&mock_user=alice", "", "")
	f.Add(uint8(11), true, "", `{"seconds":-1e308}`, "bearer")
	f.Fuzz(func(t *testing.T, n uint8, post bool, query, body, authorization string) {
		path := paths[int(n)%len(paths)]
		method := http.MethodGet
		if post {
			method = http.MethodPost
		}
		req := httptest.NewRequest(method, "http://127.0.0.1"+path, strings.NewReader(body))
		req.URL = &url.URL{Path: path, RawQuery: query}
		req.Header.Set("Authorization", authorization)
		rec := httptest.NewRecorder()
		server.ServeHTTP(rec, req)
		require.Equal(t, "no-store", rec.Header().Get("Cache-Control"))
		switch {
		case strings.HasPrefix(path, "/auth/"):
			require.Contains(t, []int{200, 204, 400, 401, 403, 405, 413, 429, 503}, rec.Code)
		case path == "/connect/qrconnect":
			require.Contains(t, []int{200, 302}, rec.Code)
		default:
			require.Equal(t, 200, rec.Code)
			require.True(t, json.Valid(rec.Body.Bytes()))
		}
	})
}
