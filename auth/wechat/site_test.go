package wechat_test

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
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

// head is an answer without its body.
type head struct {
	StatusCode int
	Header     http.Header
}

// do sends one request and returns the answer and its body.
func (s *site) do(method, path, body string, headers ...string) (head, string) {
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
	return head{res.StatusCode, res.Header}, string(raw)
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
