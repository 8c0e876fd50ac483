package wechat

import (
	"crypto/sha256"
	"time"

	"tongtu/auth"
)

// Kind is what a code may be redeemed for.
type Kind string

// The kinds of code the platform mints.
const (
	KindJS    Kind = "js"    // wx.login, for jscode2session
	KindPhone Kind = "phone" // a phone number
	KindOAuth Kind = "oauth" // web authorization
)

const (
	codeLife   = 5 * time.Minute
	loginsPerS = 4
	codeBytes  = 24
)

type codeHash [sha256.Size]byte

func hashCode(code string) codeHash { return sha256.Sum256([]byte(code)) }

type codeRecord struct {
	app     string
	user    string
	kind    Kind
	expires time.Time
	used    bool
}

// Login is wx.login: it mints a code that lets app learn who user is. The code
// is URL-safe, lives 5 minutes, works once, and only for this app and kind. More
// than 4 a second for one user fail with errcode 45011.
func (p *Platform) Login(appID, user string, kind Kind) (auth.Secret, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.login(appID, user, kind)
}

// login is Login for callers that hold the lock.
func (p *Platform) login(appID, user string, kind Kind) (auth.Secret, error) {
	if err := p.known(appID, user); err != nil {
		return auth.Secret{}, err
	}
	now := p.now()
	p.logins[user] = recent(p.logins[user], now, time.Second)
	if len(p.logins[user]) >= loginsPerS {
		return auth.Secret{}, p.fail(CodeTooFrequent)
	}
	code, err := p.mint(appID, user, kind)
	if err == nil {
		p.logins[user] = append(p.logins[user], now)
	}
	return code, err
}

// mint makes a code. Callers hold the lock.
func (p *Platform) mint(appID, user string, kind Kind) (auth.Secret, error) {
	if err := p.known(appID, user); err != nil {
		return auth.Secret{}, err
	}
	now := p.now()
	p.forget(now)
	code, err := p.random(codeBytes)
	if err != nil {
		return auth.Secret{}, err
	}
	life := codeLife
	if kind == KindOAuth {
		life = oauthCodeLife
	}
	p.codes[hashCode(code)] = &codeRecord{app: appID, user: user, kind: kind, expires: now.Add(life)}
	return auth.NewSecret(code), nil
}

// known refuses an app or a user the platform has not.
func (p *Platform) known(appID, user string) error {
	if _, ok := p.apps[appID]; !ok {
		return p.fail(CodeInvalidAppID)
	}
	if _, ok := p.users[user]; !ok {
		return p.fail(CodeInvalidOpenID)
	}
	return nil
}

// valid reports whether the code is one of app and kind and of age; it may be
// used already. There is none for nil.
func (c *codeRecord) valid(app App, kind Kind, now time.Time) bool {
	return c != nil && c.app == app.ID && c.kind == kind && now.Before(c.expires)
}

// forget drops expired codes, used or not: from then on they are unknown.
func (p *Platform) forget(now time.Time) {
	for hash, c := range p.codes {
		if !now.Before(c.expires) {
			delete(p.codes, hash)
		}
	}
}
