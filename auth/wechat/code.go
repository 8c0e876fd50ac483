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
	if _, ok := p.apps[appID]; !ok {
		return auth.Secret{}, p.fail(CodeInvalidAppID)
	}
	if _, ok := p.users[user]; !ok {
		return auth.Secret{}, p.fail(CodeInvalidOpenID)
	}
	now := p.now()
	p.logins[user] = recent(p.logins[user], now, time.Second)
	if len(p.logins[user]) >= loginsPerS {
		return auth.Secret{}, p.fail(CodeTooFrequent)
	}
	p.forget(now)
	code, err := p.random(codeBytes)
	if err != nil {
		return auth.Secret{}, err
	}
	p.logins[user] = append(p.logins[user], now)
	p.codes[hashCode(code)] = &codeRecord{app: appID, user: user, kind: kind, expires: now.Add(codeLife)}
	return auth.NewSecret(code), nil
}

// forget drops expired codes, used or not: from then on they are unknown.
func (p *Platform) forget(now time.Time) {
	for hash, c := range p.codes {
		if !now.Before(c.expires) {
			delete(p.codes, hash)
		}
	}
}
