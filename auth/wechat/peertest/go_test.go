package peertest

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	sdk "github.com/silenceper/wechat/v2"
	"github.com/silenceper/wechat/v2/cache"
	"github.com/silenceper/wechat/v2/credential"
	"github.com/silenceper/wechat/v2/miniprogram"
	mini "github.com/silenceper/wechat/v2/miniprogram/config"
	official "github.com/silenceper/wechat/v2/officialaccount/config"
	"github.com/silenceper/wechat/v2/util"
	"github.com/stretchr/testify/require"

	"tongtu/auth"
	"tongtu/auth/wechat"
)

// redirect points the library at the stand-in: the only thing it is told.
func redirect(t *testing.T, base string) {
	t.Helper()
	util.SetURIModifier(func(uri string) string {
		return strings.Replace(uri, "https://api.weixin.qq.com", base, 1)
	})
	t.Cleanup(func() { util.SetURIModifier(nil) })
}

func program(app wechat.App) *miniprogram.MiniProgram {
	return sdk.NewWechat().GetMiniProgram(&mini.Config{AppID: app.ID, AppSecret: app.Secret.Reveal(), Cache: cache.NewMemory()})
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	require.ErrorContains(t, err, "errcode="+code)
}

func TestGoMiniProgram(t *testing.T) {
	s := newSite(t)
	redirect(t, s.base)
	apps := wechat.DemoApps()
	one, two, three := program(apps[0]), program(apps[1]), program(apps[2])

	code := s.code(apps[0], "alice", "js")
	got, err := one.GetAuth().Code2Session(code)
	require.NoError(t, err)
	require.Len(t, got.OpenID, 28)
	require.Len(t, got.SessionKey, 24)
	_, err = one.GetAuth().Code2Session(code)
	refused(t, err, "40163")
	late := s.code(apps[0], "alice", "js")
	s.advance(5 * time.Minute)
	_, err = one.GetAuth().Code2Session(late)
	refused(t, err, "40029")
	_, err = two.GetAuth().Code2Session(s.code(apps[0], "alice", "js"))
	refused(t, err, "40029")
	wrong := apps[0]
	wrong.Secret = auth.NewSecret("wrong")
	_, err = program(wrong).GetAuth().Code2Session(s.code(apps[0], "alice", "js"))
	refused(t, err, "40125")
	_, err = one.GetAuth().Code2Session(s.code(apps[0], "mallory", "js"))
	refused(t, err, "40226")
	s.mock("busy", map[string]any{"count": 1})
	fresh := s.code(apps[0], "bob", "js")
	_, err = one.GetAuth().Code2Session(fresh)
	refused(t, err, "-1")
	_, err = one.GetAuth().Code2Session(fresh)
	require.NoError(t, err)
	bound, err := two.GetAuth().Code2Session(s.code(apps[1], "alice", "js"))
	require.NoError(t, err)
	require.Equal(t, got.UnionID, bound.UnionID)
	unbound, err := three.GetAuth().Code2Session(s.code(apps[2], "alice", "js"))
	require.NoError(t, err)
	require.Empty(t, unbound.UnionID)

	sign := func(key string) string { return wechat.Sign(auth.NewSecret(key), "") }
	require.NoError(t, one.GetAuth().CheckSession(sign(got.SessionKey), got.OpenID))
	require.Error(t, one.GetAuth().CheckSession(sign("x"), got.OpenID))
	reset, err := one.GetAuth().ResetUserSessionKey(sign(got.SessionKey), got.OpenID)
	require.NoError(t, err)
	require.Equal(t, got.OpenID, reset.OpenID)
	require.Error(t, one.GetAuth().CheckSession(sign(got.SessionKey), got.OpenID))
	require.NoError(t, one.GetAuth().CheckSession(sign(reset.SessionKey), got.OpenID))

	sealed := s.mock("encrypt", map[string]any{"appid": apps[0].ID, "openid": got.OpenID, "data": map[string]any{"nickName": "乐队"}})
	plain, err := one.GetEncryptor().Decrypt(reset.SessionKey, sealed["encryptedData"].(string), sealed["iv"].(string))
	require.NoError(t, err)
	require.Equal(t, "乐队", plain.NickName)
	require.Equal(t, apps[0].ID, plain.Watermark.AppID)

	number := s.code(apps[0], "alice", "phone")
	info, err := one.GetAuth().GetPhoneNumber(number)
	require.NoError(t, err)
	require.Equal(t, "13800138000", info.PhoneInfo.PurePhoneNumber)
	require.Equal(t, "86", info.PhoneInfo.CountryCode)
	require.Equal(t, apps[0].ID, info.PhoneInfo.WaterMark.AppID)
	_, err = one.GetAuth().GetPhoneNumber(number)
	require.Error(t, err)

	for range 100 {
		_, err = one.GetAuth().Code2Session(s.code(apps[0], "erin", "js"))
		require.NoError(t, err)
	}
	_, err = one.GetAuth().Code2Session(s.code(apps[0], "erin", "js"))
	refused(t, err, "45011")
}

func TestGoRedemptionsAtOnce(t *testing.T) {
	s := newSite(t)
	redirect(t, s.base)
	app := wechat.DemoApps()[0]
	one, code := program(app), s.code(app, "alice", "js")
	var won, reused atomic.Int32
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			switch _, err := one.GetAuth().Code2Session(code); {
			case err == nil:
				won.Add(1)
			case strings.Contains(err.Error(), "errcode=40163"):
				reused.Add(1)
			}
		})
	}
	wg.Wait()
	require.EqualValues(t, 1, won.Load())
	require.EqualValues(t, 31, reused.Load())
}

func TestGoStableToken(t *testing.T) {
	s := newSite(t)
	redirect(t, s.base)
	app := wechat.DemoApps()[0]
	token := func() string {
		got, err := credential.NewStableAccessToken(app.ID, app.Secret.Reveal(), "x", cache.NewMemory()).GetAccessToken()
		require.NoError(t, err)
		return got
	}
	require.Equal(t, token(), token())
}

func TestGoWebSignIn(t *testing.T) {
	s := newSite(t)
	redirect(t, s.base)
	app := wechat.DemoApps()[0]
	web := sdk.NewWechat().GetOfficialAccount(&official.Config{AppID: app.ID, AppSecret: app.Secret.Reveal(), Cache: cache.NewMemory()}).GetOauth()
	address, err := web.GetWebAppRedirectURL("https://app.invalid/cb", "snsapi_login", "state-1")
	require.NoError(t, err)
	back := s.scan(address, "")
	require.Equal(t, "state-1", back.Get("state"))
	require.Empty(t, back.Get("code"))
	back = s.scan(address, "alice")
	require.Equal(t, "state-1", back.Get("state"))
	got, err := web.GetUserAccessToken(back.Get("code"))
	require.NoError(t, err)
	require.EqualValues(t, 7200, got.ExpiresIn)
	require.NotEmpty(t, got.UnionID)
	_, err = web.GetUserAccessToken(back.Get("code"))
	refused(t, err, "40163")
	ok, err := web.CheckAccessToken(got.AccessToken, got.OpenID)
	require.NoError(t, err)
	require.True(t, ok)
	profile, err := web.GetUserInfo(got.AccessToken, got.OpenID, "zh_CN")
	require.NoError(t, err)
	require.Equal(t, "alice", profile.Nickname)
	again, err := web.RefreshAccessToken(got.RefreshToken)
	require.NoError(t, err)
	require.Equal(t, got.AccessToken, again.AccessToken)
	s.advance(2 * time.Hour)
	_, err = web.GetUserInfo(got.AccessToken, got.OpenID, "zh_CN")
	refused(t, err, "42001")
	again, err = web.RefreshAccessToken(got.RefreshToken)
	require.NoError(t, err)
	require.NotEqual(t, got.AccessToken, again.AccessToken)
	s.advance(30 * 24 * time.Hour)
	_, err = web.RefreshAccessToken(got.RefreshToken)
	refused(t, err, "42002")
}
