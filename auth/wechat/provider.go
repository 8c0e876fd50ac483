package wechat

import (
	"context"
	"crypto/subtle"
	"fmt"
	"time"

	"tongtu/auth"
)

// ProviderName is how the auth service knows this provider.
const ProviderName = "wechat"

// redirectURI is where the real platform would send a browser; .invalid never
// resolves (RFC 2606).
const redirectURI = "https://tongtu.invalid/auth/wechat/callback"

// ErrState is returned when an answer carries another state than the request: it
// belongs to somebody else's sign-in and must not be used.
var ErrState error = &noticed{"state does not match the request", "state"}

// Provider is the app's side: it shows requests of one app and redeems its
// codes. It implements auth.Provider.
type Provider struct {
	platform *Platform
	api      API
	app      App
}

var (
	_ auth.Provider = (*Provider)(nil)
	_ auth.Checker  = (*Provider)(nil)
)

// NewProvider returns the provider of the first demonstration app on p.
func NewProvider(p *Platform) *Provider { return &Provider{p, p, DemoApps()[0]} }

// Through returns a provider that redeems codes by another way to the platform,
// such as a Client of the real one.
func (v *Provider) Through(api API) *Provider { return &Provider{v.platform, api, v.app} }

// Name implements auth.Provider.
func (v *Provider) Name() string { return ProviderName }

// Begin implements auth.Provider: it opens a request under a fresh state.
func (v *Provider) Begin(ctx context.Context) (auth.Challenge, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	v.platform.mu.Lock()
	state, err := v.platform.random(16)
	v.platform.mu.Unlock()
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	r, err := v.platform.Connect(Address{AppID: v.app.ID, RedirectURI: redirectURI, State: state})
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	return &challenge{r, state}, nil
}

// Redeem implements auth.Provider through code2Session.
func (v *Provider) Redeem(ctx context.Context, code auth.Secret) (auth.Identity, error) {
	r := Code2SessionRequest{AppID: v.app.ID, Secret: v.app.Secret, JSCode: code, GrantType: GrantAuthorizationCode}
	v.tellRedeem(r)
	got, err := v.api.Code2Session(ctx, r)
	v.tellOpened(got, err)
	if err != nil {
		return auth.Identity{}, fmt.Errorf("code2Session: %w", err)
	}
	return auth.Identity{
		Provider: ProviderName, Subject: got.OpenID, Union: got.UnionID,
		Name: v.platform.nickname(v.app, got.OpenID), Demo: true, Key: got.SessionKey,
	}, nil
}

// Check implements auth.Checker through checksession.
func (v *Provider) Check(ctx context.Context, subject string, key auth.Secret) error {
	err := v.check(ctx, subject, key)
	if err != nil {
		v.platform.feed.Send(auth.Refusal(auth.LanePlatform, auth.LaneService, auth.StepCheck, err))
		return fmt.Errorf("checksession: %w", err)
	}
	v.platform.feed.Send(auth.Message{From: auth.LanePlatform, To: auth.LaneService, Step: auth.StepCheck})
	return nil
}

func (v *Provider) check(ctx context.Context, subject string, key auth.Secret) error {
	token, err := v.api.StableToken(ctx, TokenRequest{GrantType: GrantClientCredential, AppID: v.app.ID, Secret: v.app.Secret})
	if err != nil {
		return err
	}
	v.platform.feed.Send(auth.Message{From: auth.LaneService, To: auth.LanePlatform, Step: auth.StepCheck, Fields: []auth.Field{
		auth.Shown("openid", subject), auth.Masked("access_token", token.Access), auth.Shown("sig_method", SigMethod),
	}})
	return v.api.CheckSession(ctx, SessionRequest{token.Access, subject, Sign(key, ""), SigMethod})
}

// nickname is the demonstration identity behind an openid; the protocol itself
// gives an app no name.
func (p *Platform) nickname(app App, openID string) string {
	if u, ok := p.userOf(app, openID); ok {
		return u.Name
	}
	return openID
}

// challenge is a request as the app sees it.
type challenge struct {
	r     *Request
	state string // what the app sent, to compare with what comes back
}

func (c *challenge) QR() string         { return c.r.Address().String() }
func (c *challenge) Expires() time.Time { return c.r.Expires() }
func (c *challenge) Stage() auth.Stage  { return c.r.Stage() }

func (c *challenge) Wait(ctx context.Context) (auth.Secret, error) {
	code, state, err := c.r.Wait(ctx)
	switch {
	case err != nil:
		c.r.Withdraw()
		return auth.Secret{}, err
	case subtle.ConstantTimeCompare([]byte(state), []byte(c.state)) != 1:
		return auth.Secret{}, ErrState
	case code.Empty():
		return auth.Secret{}, auth.ErrDeclined
	}
	return code, nil
}
