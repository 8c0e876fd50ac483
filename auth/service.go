package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"sync"
	"time"

	"tongtu/data/model"
	"tongtu/data/topic"
)

const tokenBytes = 32 // 256 bits

// Options configure a Service. Zero fields take the defaults named.
type Options struct {
	// Now is the clock; time.Now. Its monotonic reading, if any, is used.
	Now func() time.Time
	// Limits says how long a session of a role lasts; DefaultLimits.
	Limits func(Role) Limits
	// Grant is the role somebody gets who signs in; on a desktop install,
	// Editor. A demonstration identity never gets more than Editor.
	Grant func(User) Role
}

// Service signs people in and keeps the live sessions. It is safe for
// concurrent use.
type Service struct {
	now       func() time.Time
	limits    func(Role) Limits
	grant     func(User) Role
	providers map[string]Provider
	changes   topic.Topic[Change]

	mu   sync.Mutex
	live map[tokenHash]*record
	keys map[string]Secret // by user ID: the provider's newest session key
}

type tokenHash [sha256.Size]byte

// record is the service's own view of a session; it holds no token.
type record struct {
	user   User
	role   Role
	limits Limits
	span   span
	shown  Session // the client's copy without its token
}

// NewService returns a service without sessions that knows the given providers.
func NewService(o Options, providers ...Provider) *Service {
	s := &Service{
		now: o.Now, limits: o.Limits, grant: o.Grant,
		providers: map[string]Provider{},
		live:      map[tokenHash]*record{}, keys: map[string]Secret{},
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.limits == nil {
		s.limits = DefaultLimits
	}
	if s.grant == nil {
		s.grant = func(User) Role { return Editor }
	}
	for _, p := range providers {
		s.providers[p.Name()] = p
	}
	return s
}

// Begin starts a sign-in attempt with the named provider.
func (s *Service) Begin(ctx context.Context, provider string) (Challenge, error) {
	p, ok := s.providers[provider]
	if !ok {
		return nil, fmt.Errorf("begin %q: %w", provider, ErrUnknownProvider)
	}
	c, err := p.Begin(ctx)
	if err != nil {
		return nil, fmt.Errorf("begin %q: %w", provider, err)
	}
	return c, nil
}

// SignIn redeems the code of a consent and starts a session. The code is spent
// even when ctx ends meanwhile.
func (s *Service) SignIn(ctx context.Context, provider string, code Secret) (Session, error) {
	p, ok := s.providers[provider]
	if !ok {
		return Session{}, fmt.Errorf("sign in with %q: %w", provider, ErrUnknownProvider)
	}
	id, err := p.Redeem(ctx, code)
	if err != nil {
		return Session{}, fmt.Errorf("sign in with %q: %w", provider, err)
	}
	if err := context.Cause(ctx); err != nil {
		id.Key.Wipe()
		return Session{}, fmt.Errorf("sign in with %q: %w", provider, err)
	}
	sess := s.admit(id)
	s.changes.Publish(Change{To: sess, Reason: SignedIn})
	return sess, nil
}

// admit makes the record and the client's copy of a new session.
func (s *Service) admit(id Identity) Session {
	user := User{ID: id.Provider + ":" + id.Subject, Name: id.Name, Demo: id.Demo}
	role := s.grant(user)
	if user.Demo && role > Editor {
		role = Editor // anybody can pick a demonstration identity
	}
	var raw [tokenBytes]byte
	rand.Read(raw[:]) // never fails: crypto/rand ends the program instead
	token := NewSecret(base64.RawURLEncoding.EncodeToString(raw[:]))

	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	limits := s.limits(role)
	shown := Session{
		User: user, Role: role, Idle: limits.Idle,
		Since: now.Round(0), Expires: now.Add(limits.Total).Round(0),
		life: &life{},
	}
	s.live[hashOf(token.Reveal())] = &record{user, role, limits, newSpan(now), shown}
	s.keys[user.ID].Wipe() // the older one died with this sign-in
	s.keys[user.ID] = id.Key
	shown.token = token
	return shown
}

func hashOf(token string) tokenHash { return sha256.Sum256([]byte(token)) }

// Authenticate returns the live session a token belongs to, and counts as use
// of it. It fails with ErrNotSignedIn for a token that opens nothing, with
// ErrExpired for one that just ran out.
func (s *Service) Authenticate(token Secret) (Session, error) {
	rec, err := s.check(token)
	if err != nil {
		return Session{}, err
	}
	sess := rec.shown
	sess.token = token
	return sess, nil
}

// Authorize returns nil if the session that ctx acts as may do p at this
// moment, and counts as use of it. What guests may do is always allowed.
// Otherwise it fails with ErrNotSignedIn, ErrExpired, ErrSignedOut or
// model.ErrForbidden.
func (s *Service) Authorize(ctx context.Context, p model.Permission) error {
	if Guest.Can(p) {
		return nil
	}
	claimed := SessionOf(ctx)
	if !claimed.SignedIn() {
		return ErrNotSignedIn
	}
	rec, err := s.check(claimed.token)
	switch {
	case err != nil && claimed.life.over() != nil:
		return claimed.life.over()
	case err != nil:
		return err
	case !rec.role.Can(p):
		return model.ErrForbidden
	}
	return nil
}

// Touch counts as use of sess, so that it does not run idle while a person
// works without asking for anything. It fails like Authenticate.
func (s *Service) Touch(sess Session) error {
	_, err := s.check(sess.token)
	return err
}

// check finds the live record of a token and marks its use; a record past its
// limits is ended instead.
func (s *Service) check(token Secret) (*record, error) {
	hash := hashOf(token.Reveal())
	s.mu.Lock()
	rec, ok := s.live[hash]
	if !ok || token.Empty() {
		s.mu.Unlock()
		return nil, ErrNotSignedIn
	}
	if rec.span.use(s.now(), rec.limits) {
		s.mu.Unlock()
		return rec, nil
	}
	s.remove(hash)
	s.mu.Unlock()
	s.ended(rec, ErrExpired, Expired)
	return nil, ErrExpired
}

// SignOut ends sess at once: the next Authorize fails and work under way is
// cancelled. A guest or a session that already ended is left as it is.
func (s *Service) SignOut(sess Session) {
	hash := hashOf(sess.token.Reveal())
	s.mu.Lock()
	rec, ok := s.live[hash]
	if ok {
		s.remove(hash)
	}
	s.mu.Unlock()
	if ok {
		s.ended(rec, ErrSignedOut, SignedOut)
	}
}

// remove drops a record and, with a user's last session, the session key.
func (s *Service) remove(hash tokenHash) {
	user := s.live[hash].user.ID
	delete(s.live, hash)
	for _, r := range s.live {
		if r.user.ID == user {
			return
		}
	}
	s.keys[user].Wipe()
	delete(s.keys, user)
}

// ended tells everybody, with no lock held.
func (s *Service) ended(rec *record, cause error, why Reason) {
	rec.shown.life.end(cause)
	s.changes.Publish(Change{From: rec.shown, Reason: why})
}
