package wechat

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"sync"
	"time"

	"tongtu/auth"
)

// Options configure a Platform. Zero fields take the defaults named.
type Options struct {
	Now  func() time.Time // its clock, which may be a virtual one; time.Now
	Rand io.Reader        // where codes, keys and states come from; crypto/rand
	Feed *auth.Feed       // is told of the messages of a sign-in; nobody
}

// Platform is WeChat's side of the sign-in, in process. It is safe for
// concurrent use.
type Platform struct {
	now   func() time.Time
	feed  *auth.Feed
	apps  map[string]App
	users map[string]User

	mu       sync.Mutex
	rand     io.Reader
	codes    map[codeHash]*codeRecord
	logins   map[string][]time.Time // by user: recent wx.login calls
	calls    map[string][]time.Time // by user: recent code2Session calls
	keys     map[string]sessionKey  // by openid: the one valid session_key
	requests map[string]*Request    // by state: those not final

	tokens        map[codeHash]*appToken // every access token of an app
	plain, stable map[string]*appToken   // by app: the newest of each endpoint
	accesses      map[codeHash]*access   // of web sign-ins
	refreshes     map[codeHash]*grant

	busy int // how many calls shall still fail with −1
}

// NewPlatform returns a platform with the demonstration apps and users.
func NewPlatform(o Options) *Platform {
	p := &Platform{
		now: o.Now, rand: o.Rand, feed: o.Feed,
		apps: map[string]App{}, users: map[string]User{},
		codes:  map[codeHash]*codeRecord{},
		logins: map[string][]time.Time{}, calls: map[string][]time.Time{},
		keys: map[string]sessionKey{}, requests: map[string]*Request{},
		tokens: map[codeHash]*appToken{}, plain: map[string]*appToken{}, stable: map[string]*appToken{},
		accesses: map[codeHash]*access{}, refreshes: map[codeHash]*grant{},
	}
	if p.now == nil {
		p.now = time.Now
	}
	if p.rand == nil {
		p.rand = rand.Reader
	}
	for _, a := range DemoApps() {
		p.apps[a.ID] = a
	}
	for _, u := range DemoUsers() {
		p.users[u.Name] = u
	}
	return p
}

// Busy makes the next n calls of an app's server fail with errcode −1, if
// nothing else is wrong with them.
func (p *Platform) Busy(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.busy = max(n, 0)
}

// fail makes an Error with a fresh rid in the real one's form. Callers hold the lock.
func (p *Platform) fail(code int) *Error {
	var r [8]byte
	// A rid only has to tell calls apart: without randomness the time will do.
	_, _ = io.ReadFull(p.rand, r[:])
	rid := fmt.Sprintf("%08x-%08x-%08x", uint32(p.now().Unix()),
		binary.BigEndian.Uint32(r[:4]), binary.BigEndian.Uint32(r[4:]))
	return &Error{code, messages[code] + ", rid: " + rid}
}

// random returns n random bytes as URL-safe text. Callers hold the lock.
func (p *Platform) random(n int) (string, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(p.rand, b); err != nil {
		return "", fmt.Errorf("read randomness: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

// identifier derives an openid or unionid: 28 characters that start with "o",
// the same in every run.
func identifier(scope, user string) string {
	mac := hmac.New(sha256.New, []byte("tongtu demonstration identity"))
	mac.Write([]byte(scope + "\x00" + user))
	return "o" + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))[:27]
}

// OpenID is how app knows user; it differs from app to app.
func OpenID(app App, user User) string { return identifier("app "+app.ID, user.Name) }

// UnionID is how all apps of the open-platform account know user; empty for an
// app that is not bound to it.
func UnionID(app App, user User) string {
	if !app.Bound {
		return ""
	}
	return identifier("open-platform", user.Name)
}

// recent drops what is older than window from times, which are in order.
func recent(times []time.Time, now time.Time, window time.Duration) []time.Time {
	for len(times) > 0 && now.Sub(times[0]) >= window {
		times = times[1:]
	}
	return times
}
