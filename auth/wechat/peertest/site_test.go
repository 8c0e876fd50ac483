package peertest

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

// site is the stand-in on a socket, with its control plane.
type site struct {
	*testing.T
	base string
}

func newSite(t *testing.T) *site {
	t.Helper()
	clock := auth.StoppedClock(time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC))
	p := wechat.NewPlatform(wechat.Options{Now: clock.Now, Rand: rand.NewChaCha8([32]byte{1})})
	server := wechat.NewServer(wechat.ServerOptions{
		Platform: p, Clock: clock, Control: true,
		Sessions: auth.NewService(auth.Options{Now: clock.Now}, wechat.NewProvider(p)),
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Serve(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
	})
	return &site{t, "http://" + l.Addr().String()}
}

// mock asks the control plane.
func (s *site) mock(path string, in map[string]any) map[string]any {
	s.Helper()
	raw, err := json.Marshal(in)
	require.NoError(s, err)
	res, err := http.Post(s.base+"/mock/"+path, "application/json", bytes.NewReader(raw))
	require.NoError(s, err)
	defer func() { _ = res.Body.Close() }()
	var out map[string]any
	require.NoError(s, json.NewDecoder(res.Body).Decode(&out))
	return out
}

func (s *site) code(app wechat.App, user, kind string) string {
	s.Helper()
	code, ok := s.mock("code", map[string]any{"appid": app.ID, "user": user, "kind": kind})["code"].(string)
	require.True(s, ok)
	return code
}

func (s *site) advance(d time.Duration) { s.mock("advance", map[string]any{"seconds": d.Seconds()}) }

// scan lets somebody allow or, without a name, decline what a library's address
// shows, and returns where the browser is sent.
func (s *site) scan(address, user string) url.Values {
	s.Helper()
	u, err := url.Parse(address)
	require.NoError(s, err)
	q := u.Query()
	if user == "" {
		q.Set("mock_deny", "1")
	} else {
		q.Set("mock_user", user)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(s.base + u.Path + "?" + q.Encode())
	require.NoError(s, err)
	require.NoError(s, res.Body.Close())
	to, err := url.Parse(res.Header.Get("Location"))
	require.NoError(s, err)
	return to.Query()
}
