package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"tongtu/auth"
)

// API is what an app's server asks of the platform. A refusal is an *Error.
type API interface {
	// Code2Session redeems a code. Of any number of concurrent redemptions of
	// one code exactly one succeeds.
	Code2Session(ctx context.Context, r Code2SessionRequest) (Code2SessionResponse, error)
	CheckSession(ctx context.Context, r SessionRequest) error
	ResetSessionKey(ctx context.Context, r SessionRequest) (Code2SessionResponse, error)
	AccessToken(ctx context.Context, r TokenRequest) (Token, error)
	StableToken(ctx context.Context, r TokenRequest) (Token, error)
	PhoneNumber(ctx context.Context, token, code auth.Secret) (PhoneInfo, error)
	OAuthToken(ctx context.Context, r OAuthRequest) (OAuthToken, error)
	RefreshToken(ctx context.Context, r OAuthRequest) (OAuthToken, error)
	CheckAccess(ctx context.Context, token auth.Secret, openID string) error
	Userinfo(ctx context.Context, token auth.Secret, openID string) (Profile, error)
}

var (
	_ API = (*Platform)(nil)
	_ API = (*Client)(nil)
)

// BaseURL is where the real platform answers.
const BaseURL = "https://api.weixin.qq.com"

const (
	clientTimeout = 10 * time.Second
	maxAnswer     = 1 << 20
)

// Client asks a platform over HTTP: the stand-in on a socket, or the real one.
type Client struct {
	base string
	http *http.Client
}

// NewClient returns a client of the platform at base, such as BaseURL. It
// follows no redirect: parameters hold secrets.
func NewClient(base string) (*Client, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "https" && (u.Scheme != "http" || !loopbackName(u.Hostname())) {
		return nil, fmt.Errorf("wechat: base address %q: %w", base, errBase)
	}
	return &Client{strings.TrimSuffix(base, "/"), &http.Client{
		Timeout:       clientTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

var errBase = errors.New("not an https address, nor http on this machine")

// Code2Session implements API.
func (c *Client) Code2Session(ctx context.Context, r Code2SessionRequest) (Code2SessionResponse, error) {
	var w wireSession
	err := c.get(ctx, "/sns/jscode2session", url.Values{
		"appid": {r.AppID}, "secret": {r.Secret.Reveal()}, "js_code": {r.JSCode.Reveal()}, "grant_type": {r.GrantType},
	}, &w)
	return w.session(), err
}

func (r SessionRequest) values() url.Values {
	return url.Values{"access_token": {r.Access.Reveal()}, "openid": {r.OpenID}, "signature": {r.Signature}, "sig_method": {r.Method}}
}

// CheckSession implements API.
func (c *Client) CheckSession(ctx context.Context, r SessionRequest) error {
	return c.get(ctx, "/wxa/checksession", r.values(), &struct{}{})
}

// ResetSessionKey implements API.
func (c *Client) ResetSessionKey(ctx context.Context, r SessionRequest) (Code2SessionResponse, error) {
	var w wireSession
	err := c.get(ctx, "/wxa/resetusersessionkey", r.values(), &w)
	return w.session(), err
}

// AccessToken implements API.
func (c *Client) AccessToken(ctx context.Context, r TokenRequest) (Token, error) {
	var w wireToken
	err := c.get(ctx, "/cgi-bin/token", url.Values{
		"grant_type": {r.GrantType}, "appid": {r.AppID}, "secret": {r.Secret.Reveal()},
	}, &w)
	return w.token(), err
}

// StableToken implements API.
func (c *Client) StableToken(ctx context.Context, r TokenRequest) (Token, error) {
	var w wireToken
	err := c.post(ctx, "/cgi-bin/stable_token", wireTokenRequest{r.GrantType, r.AppID, r.Secret.Reveal(), r.Force}, &w)
	return w.token(), err
}

// PhoneNumber implements API.
func (c *Client) PhoneNumber(ctx context.Context, token, code auth.Secret) (PhoneInfo, error) {
	var w wirePhone
	err := c.post(ctx, "/wxa/business/getuserphonenumber?access_token="+url.QueryEscape(token.Reveal()), wireCode{code.Reveal()}, &w)
	return PhoneInfo{w.Info.Pure, w.Info.Country, w.Info.Watermark}, err
}

// OAuthToken implements API.
func (c *Client) OAuthToken(ctx context.Context, r OAuthRequest) (OAuthToken, error) {
	var w wireOAuth
	err := c.get(ctx, "/sns/oauth2/access_token", url.Values{
		"appid": {r.AppID}, "secret": {r.Secret.Reveal()}, "code": {r.Code.Reveal()}, "grant_type": {r.GrantType},
	}, &w)
	return w.token(), err
}

// RefreshToken implements API.
func (c *Client) RefreshToken(ctx context.Context, r OAuthRequest) (OAuthToken, error) {
	var w wireOAuth
	err := c.get(ctx, "/sns/oauth2/refresh_token", url.Values{
		"appid": {r.AppID}, "grant_type": {r.GrantType}, "refresh_token": {r.Code.Reveal()},
	}, &w)
	return w.token(), err
}

// CheckAccess implements API.
func (c *Client) CheckAccess(ctx context.Context, token auth.Secret, openID string) error {
	return c.get(ctx, "/sns/auth", url.Values{"access_token": {token.Reveal()}, "openid": {openID}}, &struct{}{})
}

// Userinfo implements API.
func (c *Client) Userinfo(ctx context.Context, token auth.Secret, openID string) (Profile, error) {
	var w wireProfile
	err := c.get(ctx, "/sns/userinfo", url.Values{"access_token": {token.Reveal()}, "openid": {openID}, "lang": {"zh_CN"}}, &w)
	return w.profile(), err
}

func (c *Client) get(ctx context.Context, path string, q url.Values, into any) error {
	return c.call(ctx, http.MethodGet, path+"?"+q.Encode(), nil, into)
}

func (c *Client) post(ctx context.Context, path string, body, into any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return c.call(ctx, http.MethodPost, path, raw, into)
}

// call asks once. No error of it holds the address, whose parameters are secret.
func (c *Client) call(ctx context.Context, method, path string, body []byte, into any) error {
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return errors.New("wechat: request not valid")
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := c.http.Do(req)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			return cause
		}
		var e *url.Error
		if errors.As(err, &e) {
			err = e.Err
		}
		return fmt.Errorf("wechat: %w: %w", auth.ErrBusy, err)
	}
	defer func() { _ = res.Body.Close() }() // nothing is written
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil || res.StatusCode != http.StatusOK {
		return fmt.Errorf("wechat: %w: status %s", auth.ErrBusy, strconv.Itoa(res.StatusCode))
	}
	var status wireStatus
	if json.Unmarshal(raw, &status) != nil || json.Unmarshal(raw, into) != nil {
		return fmt.Errorf("wechat: %w: answer not understood", auth.ErrBusy)
	}
	if status.Code != 0 {
		return &Error{status.Code, status.Msg}
	}
	return nil
}
