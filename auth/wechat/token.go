package wechat

import (
	"context"
	"time"

	"tongtu/auth"
)

const (
	// GrantClientCredential is the grant_type of AccessToken and StableToken.
	GrantClientCredential = "client_credential"

	tokenLife    = 2 * time.Hour
	tokenOverlap = 5 * time.Minute // how long a replaced token still lives
	tokenBytes   = 60
	// recordLife is how long the platform still knows an expired token as such.
	recordLife = 31 * 24 * time.Hour
)

// TokenRequest are the parameters of /cgi-bin/token and /cgi-bin/stable_token.
type TokenRequest struct {
	GrantType string
	AppID     string
	Secret    auth.Secret
	Force     bool // of StableToken: a new one, at once
}

// Token is an access token of an app.
type Token struct {
	Access  auth.Secret
	Expires time.Duration // from now
}

// appToken is the platform's record of an app's access token.
type appToken struct {
	app     string
	text    auth.Secret
	expires time.Time
}

// AccessToken is GET /cgi-bin/token: a new token; the one before lives 5 more
// minutes.
func (p *Platform) AccessToken(ctx context.Context, r TokenRequest) (Token, error) {
	return p.appToken(ctx, r, p.plain, true)
}

// StableToken is POST /cgi-bin/stable_token: the same token until it is about to
// expire or a new one is asked for.
func (p *Platform) StableToken(ctx context.Context, r TokenRequest) (Token, error) {
	return p.appToken(ctx, r, p.stable, r.Force)
}

// appToken serves both: each has tokens of its own, by app.
func (p *Platform) appToken(ctx context.Context, r TokenRequest, newest map[string]*appToken, fresh bool) (Token, error) {
	if err := context.Cause(ctx); err != nil {
		return Token{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	app, err := p.client(r.AppID, r.Secret)
	if err == nil && r.GrantType != GrantClientCredential {
		err = p.fail(CodeInvalidGrantType)
	}
	if err == nil {
		err = p.busyNow()
	}
	if err != nil {
		return Token{}, err
	}
	now := p.now()
	old := newest[app.ID]
	if old != nil && !fresh && old.expires.Sub(now) > tokenOverlap {
		return Token{old.text, old.expires.Sub(now)}, nil
	}
	text, err := p.random(tokenBytes)
	if err != nil {
		return Token{}, err
	}
	if old != nil && old.expires.After(now.Add(tokenOverlap)) {
		old.expires = now.Add(tokenOverlap)
	}
	for hash, t := range p.tokens {
		if now.Sub(t.expires) > recordLife {
			delete(p.tokens, hash)
		}
	}
	t := &appToken{app.ID, auth.NewSecret(text), now.Add(tokenLife)}
	newest[app.ID], p.tokens[hashCode(text)] = t, t
	return Token{t.text, tokenLife}, nil
}

// client checks who calls: the first checks of every call with an app's secret.
// Callers hold the lock.
func (p *Platform) client(appID string, secret auth.Secret) (App, error) {
	app := p.apps[appID]
	switch {
	case appID == "":
		return App{}, p.fail(CodeMissingAppID)
	case secret.Empty():
		return App{}, p.fail(CodeMissingSecret)
	case app.ID == "":
		return App{}, p.fail(CodeInvalidAppID)
	case !app.Secret.Equal(secret):
		return App{}, p.fail(CodeInvalidSecret)
	}
	return app, nil
}

// busyNow fails a call while Busy has some left. Callers hold the lock.
func (p *Platform) busyNow() error {
	if p.busy > 0 {
		p.busy--
		return p.fail(CodeBusy)
	}
	return nil
}

// bearer is the app that an access token belongs to. Callers hold the lock.
func (p *Platform) bearer(token auth.Secret) (App, error) {
	t, ok := p.tokens[hashCode(token.Reveal())]
	switch {
	case !ok:
		return App{}, p.fail(CodeInvalidCredential)
	case !p.now().Before(t.expires):
		return App{}, p.fail(CodeTokenExpired)
	}
	return p.apps[t.app], nil
}
