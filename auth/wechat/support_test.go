package wechat_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

// clock is the platform's virtual time.
type clock struct{ t time.Time }

func newClock() *clock { return &clock{time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time          { return c.t }
func (c *clock) Advance(d time.Duration) { c.t = c.t.Add(d) }

var (
	one   = wechat.DemoApps()[0]
	two   = wechat.DemoApps()[1]
	three = wechat.DemoApps()[2]
)

func mint(t *testing.T, p *wechat.Platform, app wechat.App, user string) auth.Secret {
	t.Helper()
	code, err := p.Login(app.ID, user, wechat.KindJS)
	require.NoError(t, err)
	return code
}

// redeem asks as an app's server does.
func redeem(t *testing.T, p *wechat.Platform, app wechat.App, code auth.Secret) (wechat.Code2SessionResponse, error) {
	t.Helper()
	return p.Code2Session(t.Context(), wechat.Code2SessionRequest{
		AppID: app.ID, Secret: app.Secret, JSCode: code, GrantType: wechat.GrantAuthorizationCode,
	})
}

func requireCode(t *testing.T, err error, want int) {
	t.Helper()
	var e *wechat.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, want, e.Code, e.Msg)
	require.Regexp(t, `^[a-z].*, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$`, e.Msg)
}
