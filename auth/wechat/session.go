package wechat

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"tongtu/auth"
)

const (
	// GrantAuthorizationCode is the only grant_type of Code2Session.
	GrantAuthorizationCode = "authorization_code"
	// SigMethod is the only sig_method of CheckSession.
	SigMethod = "hmac_sha256"

	sessionKeyBytes = 16
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

// API is what an app's server asks of the platform.
type API interface {
	// Code2Session redeems a code. A refusal is an *Error. Of any number of
	// concurrent redemptions of one code exactly one succeeds.
	Code2Session(ctx context.Context, r Code2SessionRequest) (Code2SessionResponse, error)
}

var _ API = (*Platform)(nil)

// Code2Session implements API. The checks come in the documented order, so the
// first thing wrong decides the errcode; a code is spent only when all pass.
func (p *Platform) Code2Session(ctx context.Context, r Code2SessionRequest) (Code2SessionResponse, error) {
	if err := context.Cause(ctx); err != nil {
		return Code2SessionResponse{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	app, code, err := p.redeemable(r)
	if err != nil {
		return Code2SessionResponse{}, err
	}
	user := p.users[code.user]
	openID := OpenID(app, user)
	key, err := p.newSessionKey(openID)
	if err != nil {
		return Code2SessionResponse{}, err
	}
	code.used = true
	return Code2SessionResponse{OpenID: openID, SessionKey: key, UnionID: UnionID(app, user)}, nil
}

// redeemable runs the checks of Code2Session.
func (p *Platform) redeemable(r Code2SessionRequest) (App, *codeRecord, error) {
	app, code := p.apps[r.AppID], p.codes[hashCode(r.JSCode.Reveal())]
	now := p.now()
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
	case code == nil, code.app != app.ID, code.kind != KindJS, !now.Before(code.expires):
		return App{}, nil, p.fail(CodeInvalidCode)
	case code.used:
		return App{}, nil, p.fail(CodeCodeUsed)
	case p.users[code.user].Blocked:
		return App{}, nil, p.fail(CodeBlockedUser)
	}
	p.calls[code.user] = recent(p.calls[code.user], now, time.Minute)
	if len(p.calls[code.user]) >= callsPerMinute {
		return App{}, nil, p.fail(CodeTooFrequent)
	}
	p.calls[code.user] = append(p.calls[code.user], now)
	if p.busy > 0 {
		p.busy--
		return App{}, nil, p.fail(CodeBusy)
	}
	return app, code, nil
}

// newSessionKey replaces the session_key of openID; the older one dies.
func (p *Platform) newSessionKey(openID string) (auth.Secret, error) {
	raw := make([]byte, sessionKeyBytes)
	if _, err := io.ReadFull(p.rand, raw); err != nil {
		return auth.Secret{}, fmt.Errorf("read randomness: %w", err)
	}
	text := base64.StdEncoding.EncodeToString(raw)
	p.keys[openID].Wipe()
	p.keys[openID] = auth.NewSecret(text)
	return auth.NewSecret(text), nil // the caller's own copy: wiping it leaves ours
}

// CheckSession is the comparison behind /wxa/checksession: it returns nil if
// signature was made with the valid session_key of openID (see Sign), otherwise
// an *Error.
func (p *Platform) CheckSession(openID, signature, method string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	key, ok := p.keys[openID]
	switch {
	case !ok:
		return p.fail(CodeInvalidOpenID)
	case method != SigMethod:
		return p.fail(CodeSignMethod)
	case !hmac.Equal([]byte(Sign(key, "")), []byte(signature)):
		return p.fail(CodeSignature)
	}
	return nil
}

// Sign returns the hmac_sha256 of body in hexadecimal. Its key is the base64
// text of the session_key, not the bytes behind it.
func Sign(sessionKey auth.Secret, body string) string {
	mac := hmac.New(sha256.New, []byte(sessionKey.Reveal()))
	mac.Write([]byte(body))
	return hex.EncodeToString(mac.Sum(nil))
}
