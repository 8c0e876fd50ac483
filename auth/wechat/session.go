package wechat

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"time"

	"crypto/hmac"

	"tongtu/auth"
)

const (
	// GrantAuthorizationCode is the only grant_type of Code2Session.
	GrantAuthorizationCode = "authorization_code"
	// SigMethod is the only sig_method of CheckSession.
	SigMethod = "hmac_sha256"

	sessionKeyBytes = 16
	sessionKeyLife  = 3 * 24 * time.Hour
	callsPerMinute  = 100
)

// Code2SessionRequest are the parameters of GET /sns/jscode2session.
type Code2SessionRequest struct {
	AppID     string
	Secret    auth.Secret
	JSCode    auth.Secret
	GrantType string
}

// Code2SessionResponse is its answer.
type Code2SessionResponse struct {
	OpenID     string
	SessionKey auth.Secret // standard base64 of 16 bytes
	UnionID    string      // only if the app is bound to an open-platform account
}

// SessionRequest are the parameters of /wxa/checksession and resetusersessionkey.
type SessionRequest struct {
	Access    auth.Secret // an app's access token
	OpenID    string
	Signature string // of the empty text; see Sign
	Method    string // SigMethod
}

// sessionKey is the one valid session_key of a user and app.
type sessionKey struct {
	text    auth.Secret
	expires time.Time
}

// Code2Session implements API. The checks come in the documented order, so the
// first thing wrong decides the errcode; a code is spent only when all pass.
func (p *Platform) Code2Session(ctx context.Context, r Code2SessionRequest) (Code2SessionResponse, error) {
	if err := context.Cause(ctx); err != nil {
		return Code2SessionResponse{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	app, code, err := p.redeemable(r, KindJS)
	if err == nil {
		err = p.called(code.user)
	}
	if err == nil {
		err = p.busyNow()
	}
	if err != nil {
		return Code2SessionResponse{}, err
	}
	user := p.users[code.user]
	openID := OpenID(app, user)
	key, err := p.newSessionKey(openID, p.now().Add(sessionKeyLife))
	if err != nil {
		return Code2SessionResponse{}, err
	}
	code.used = true
	return Code2SessionResponse{OpenID: openID, SessionKey: key, UnionID: UnionID(app, user)}, nil
}

// redeemable runs the checks that all redemptions of a code have in common.
func (p *Platform) redeemable(r Code2SessionRequest, kind Kind) (App, *codeRecord, error) {
	app, code := p.apps[r.AppID], p.codes[hashCode(r.JSCode.Reveal())]
	switch {
	case r.AppID == "":
		return App{}, nil, p.fail(CodeMissingAppID)
	case r.Secret.Empty():
		return App{}, nil, p.fail(CodeMissingSecret)
	case r.JSCode.Empty():
		return App{}, nil, p.fail(CodeMissingCode)
	case app.ID == "":
		return App{}, nil, p.fail(CodeInvalidAppID)
	case !app.Secret.Equal(r.Secret):
		return App{}, nil, p.fail(CodeInvalidSecret)
	case r.GrantType != GrantAuthorizationCode:
		return App{}, nil, p.fail(CodeInvalidGrantType)
	case !code.valid(app, kind, p.now()):
		return App{}, nil, p.fail(CodeInvalidCode)
	case code.used:
		return App{}, nil, p.fail(CodeCodeUsed)
	case p.users[code.user].Blocked:
		return App{}, nil, p.fail(CodeBlockedUser)
	}
	return app, code, nil
}

// called counts a call for a user and refuses more than 100 a minute.
func (p *Platform) called(user string) error {
	now := p.now()
	p.calls[user] = recent(p.calls[user], now, time.Minute)
	if len(p.calls[user]) >= callsPerMinute {
		return p.fail(CodeTooFrequent)
	}
	p.calls[user] = append(p.calls[user], now)
	return nil
}

// newSessionKey replaces the session_key of openID; the older one dies.
func (p *Platform) newSessionKey(openID string, expires time.Time) (auth.Secret, error) {
	raw := make([]byte, sessionKeyBytes)
	if _, err := io.ReadFull(p.rand, raw); err != nil {
		return auth.Secret{}, fmt.Errorf("read randomness: %w", err)
	}
	text := base64.StdEncoding.EncodeToString(raw)
	p.keys[openID].text.Wipe()
	p.keys[openID] = sessionKey{auth.NewSecret(text), expires}
	return auth.NewSecret(text), nil // the caller's own copy: wiping it leaves ours
}

// CheckSession is GET /wxa/checksession: nil if the signature was made with the
// valid session_key of the user.
func (p *Platform) CheckSession(ctx context.Context, r SessionRequest) error {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.checkSession(r)
}

// ResetSessionKey is GET /wxa/resetusersessionkey: a new session_key, which lives
// no longer than the old one would have.
func (p *Platform) ResetSessionKey(ctx context.Context, r SessionRequest) (Code2SessionResponse, error) {
	if err := context.Cause(ctx); err != nil {
		return Code2SessionResponse{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := p.checkSession(r); err != nil {
		return Code2SessionResponse{}, err
	}
	key, err := p.newSessionKey(r.OpenID, p.keys[r.OpenID].expires)
	return Code2SessionResponse{OpenID: r.OpenID, SessionKey: key}, err
}

func (p *Platform) checkSession(r SessionRequest) error {
	app, err := p.bearer(r.Access)
	if err != nil {
		return err
	}
	key := p.keys[r.OpenID]
	_, known := p.userOf(app, r.OpenID)
	switch {
	case !known:
		return p.fail(CodeInvalidOpenID)
	case r.Method != SigMethod:
		return p.fail(CodeSignMethod)
	case key.text.Empty(), !p.now().Before(key.expires), !hmac.Equal([]byte(Sign(key.text, "")), []byte(r.Signature)):
		return p.fail(CodeSignature)
	}
	return p.busyNow()
}

// userOf is who app knows as openID.
func (p *Platform) userOf(app App, openID string) (User, bool) {
	for _, u := range p.users {
		if OpenID(app, u) == openID {
			return u, true
		}
	}
	return User{}, false
}
