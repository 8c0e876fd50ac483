package wechat

import (
	"context"
	"time"

	"tongtu/auth"
)

const (
	// GrantRefreshToken is the grant_type of RefreshToken.
	GrantRefreshToken = "refresh_token"

	oauthCodeLife = 10 * time.Minute
	refreshLife   = 30 * 24 * time.Hour
)

// OAuthRequest are the parameters of /sns/oauth2/access_token and refresh_token.
type OAuthRequest struct {
	AppID     string
	Secret    auth.Secret // not of a refresh
	Code      auth.Secret // or the refresh token
	GrantType string
}

// OAuthToken is what a web sign-in yields.
type OAuthToken struct {
	Access, Refresh auth.Secret
	Expires         time.Duration // of Access, from now
	OpenID          string
	Scope           string
	UnionID         string // only if the app is bound to an open-platform account
}

// Profile is what /sns/userinfo tells of a person.
type Profile struct {
	OpenID, Nickname        string
	Sex                     int // 0 unknown
	Province, City, Country string
	Avatar                  string
	UnionID                 string
}

// grant is one web sign-in: its refresh token outlives its access tokens.
type grant struct {
	app, user string
	access    auth.Secret
	expires   time.Time
	refresh   auth.Secret
	until     time.Time // of refresh
}

// access is an access token of a grant; of the grant's newest the grant knows
// the end of life, of the others it has come.
type access struct {
	of  *grant
	old bool
}

// Authorize is the consent on the page of GET /connect/qrconnect: it mints a code
// for OAuthToken that lives 10 minutes.
func (p *Platform) Authorize(appID, user string) (auth.Secret, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.mint(appID, user, KindOAuth)
}

// OAuthToken redeems the code of a web sign-in.
func (p *Platform) OAuthToken(ctx context.Context, r OAuthRequest) (OAuthToken, error) {
	if err := context.Cause(ctx); err != nil {
		return OAuthToken{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	app, code, err := p.redeemable(Code2SessionRequest{r.AppID, r.Secret, r.Code, r.GrantType}, KindOAuth)
	if err == nil {
		err = p.busyNow()
	}
	if err != nil {
		return OAuthToken{}, err
	}
	refresh, err := p.random(tokenBytes)
	if err != nil {
		return OAuthToken{}, err
	}
	now := p.now()
	for hash, g := range p.refreshes {
		if now.Sub(g.until) > recordLife {
			delete(p.refreshes, hash)
		}
	}
	g := &grant{app: app.ID, user: code.user, refresh: auth.NewSecret(refresh), until: now.Add(refreshLife)}
	if err := p.renew(g); err != nil {
		return OAuthToken{}, err
	}
	p.refreshes[hashCode(refresh)] = g
	code.used = true
	return p.granted(g), nil
}

// renew gives g a new access token. Callers hold the lock.
func (p *Platform) renew(g *grant) error {
	text, err := p.random(tokenBytes)
	if err != nil {
		return err
	}
	for hash, a := range p.accesses {
		if p.now().Sub(a.of.until) > recordLife {
			delete(p.accesses, hash)
		}
	}
	if a := p.accesses[hashCode(g.access.Reveal())]; a != nil {
		a.old = true
	}
	g.access, g.expires = auth.NewSecret(text), p.now().Add(tokenLife)
	p.accesses[hashCode(text)] = &access{of: g}
	return nil
}

func (p *Platform) granted(g *grant) OAuthToken {
	app, user := p.apps[g.app], p.users[g.user]
	return OAuthToken{
		Access: g.access, Refresh: g.refresh, Expires: g.expires.Sub(p.now()),
		OpenID: OpenID(app, user), Scope: connectScope, UnionID: UnionID(app, user),
	}
}

// RefreshToken is GET /sns/oauth2/refresh_token: a live access token stays and
// lives on, an expired one is replaced. The refresh token's own 30 days go on.
func (p *Platform) RefreshToken(ctx context.Context, r OAuthRequest) (OAuthToken, error) {
	if err := context.Cause(ctx); err != nil {
		return OAuthToken{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	g, err := p.refreshable(r)
	if err != nil {
		return OAuthToken{}, err
	}
	if p.now().Before(g.expires) {
		g.expires = p.now().Add(tokenLife)
	} else if err := p.renew(g); err != nil {
		return OAuthToken{}, err
	}
	return p.granted(g), nil
}

func (p *Platform) refreshable(r OAuthRequest) (*grant, error) {
	g := p.refreshes[hashCode(r.Code.Reveal())]
	switch {
	case r.AppID == "":
		return nil, p.fail(CodeMissingAppID)
	case p.apps[r.AppID].ID == "":
		return nil, p.fail(CodeInvalidAppID)
	case r.GrantType != GrantRefreshToken:
		return nil, p.fail(CodeInvalidGrantType)
	case g == nil || g.app != r.AppID:
		return nil, p.fail(CodeInvalidRefresh)
	case !p.now().Before(g.until):
		return nil, p.fail(CodeRefreshExpired)
	}
	return g, p.busyNow()
}

// CheckAccess is GET /sns/auth: nil while the access token is good for openID.
func (p *Platform) CheckAccess(ctx context.Context, token auth.Secret, openID string) error {
	_, err := p.Userinfo(ctx, token, openID)
	return err
}

// Userinfo is GET /sns/userinfo.
func (p *Platform) Userinfo(ctx context.Context, token auth.Secret, openID string) (Profile, error) {
	if err := context.Cause(ctx); err != nil {
		return Profile{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	a := p.accesses[hashCode(token.Reveal())]
	switch {
	case a == nil:
		return Profile{}, p.fail(CodeInvalidCredential)
	case a.old || !p.now().Before(a.of.expires):
		return Profile{}, p.fail(CodeTokenExpired)
	}
	app, user := p.apps[a.of.app], p.users[a.of.user]
	if openID != OpenID(app, user) {
		return Profile{}, p.fail(CodeInvalidOpenID)
	}
	if err := p.busyNow(); err != nil {
		return Profile{}, err
	}
	return Profile{
		OpenID: openID, Nickname: user.Name, Province: "Guangdong", City: "Guangzhou", Country: "CN",
		Avatar:  "https://thirdwx.qlogo.cn/mmopen/tongtu/" + user.Name + "/132",
		UnionID: UnionID(app, user),
	}, nil
}
