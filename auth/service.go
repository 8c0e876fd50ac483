package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
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
	// Ledger keeps accounts and the audit log; one that ends with the process.
	Ledger Ledger
	// Keys keeps secrets outside the data file; such that end with the process.
	Keys Keys
	// Cost is what a passphrase's hash costs; DefaultCost.
	Cost Cost
	// Feed is told of every message of a sign-in; nobody.
	Feed *Feed
}

// Service signs people in, keeps the live sessions and the audit log. It is safe
// for concurrent use.
type Service struct {
	now       func() time.Time
	limits    func(Role) Limits
	ledger    Ledger
	keys      Keys
	cost      Cost
	feed      *Feed
	providers map[string]Provider
	changes   topic.Topic[Change]

	// mu is held for moments only, never while the ledger is written: whoever
	// asks what a session may do does not wait for the disk.
	mu     sync.Mutex
	live   map[tokenHash]*record
	state  model.AuthState // what the ledger holds; changed under write and mu
	chores []chore

	// write is held by who changes state, and taken before mu.
	write sync.Mutex

	sealing sync.Mutex // held while the keyring is asked, which may take its time
	sealer  *sealer    // nil until it is needed
}

type tokenHash [sha256.Size]byte

// record is the service's own view of a session; it holds no token.
type record struct {
	user   User
	role   Role
	limits Limits
	span   span
	shown  Session // the client's copy without its token
	under  *record // of an administrator's: the person's, put aside
}

// NewService returns a service that knows nothing from before and forgets
// everything with the process: o.Ledger is not used.
func NewService(o Options, providers ...Provider) *Service {
	o.Ledger = nil
	s, _ := Open(o, providers...) // a ledger in memory does not fail
	return s
}

// Open returns a service that knows what its ledger holds and the given providers.
func Open(o Options, providers ...Provider) (*Service, error) {
	s := &Service{
		now: o.Now, limits: o.Limits, ledger: o.Ledger, keys: o.Keys, cost: o.Cost, feed: o.Feed,
		providers: map[string]Provider{}, live: map[tokenHash]*record{},
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.limits == nil {
		s.limits = DefaultLimits
	}
	if s.ledger == nil {
		s.ledger = NewMemoryLedger()
	}
	if s.keys == nil {
		s.keys = NewMemoryKeys()
	}
	if s.cost == (Cost{}) {
		s.cost = DefaultCost()
	}
	for _, p := range providers {
		s.providers[p.Name()] = p
	}
	var err error
	if s.state, err = s.ledger.Load(); err != nil {
		return nil, fmt.Errorf("auth: %w", err)
	}
	s.write.Lock()
	defer s.write.Unlock()
	return s, s.tidy()
}

// begin takes the right to change state, and does what was left to be done.
func (s *Service) begin() {
	s.write.Lock()
	s.settle()
}

// commit makes c last and then true here. Callers hold write.
func (s *Service) commit(c model.AuthChange) error {
	if err := s.ledger.Save(c); err != nil {
		return fmt.Errorf("auth: %w", err)
	}
	s.mu.Lock()
	apply(&s.state, c)
	s.mu.Unlock()
	return nil
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

// SignIn redeems the code of a consent and starts a session; the one that ctx
// acts as ends, so that a token known before a sign-in is of no use after it.
// The code is spent even when ctx ends meanwhile.
func (s *Service) SignIn(ctx context.Context, provider string, code Secret) (Session, error) {
	s.feed.send(LaneApp, LaneService, StepLogin, Shown("provider", provider), Masked("code", code))
	sess, err := s.signIn(ctx, provider, code)
	if err != nil {
		s.feed.refuse(LaneService, LaneApp, StepSession, err)
		return Session{}, fmt.Errorf("sign in with %q: %w", provider, err)
	}
	s.feed.send(LaneService, LaneApp, StepSession, Masked("token", sess.token),
		Shown("expires_in", fmt.Sprint(int(s.limits(sess.Role).Total/time.Second))),
		Shown("user", sess.User.Name), Shown("role", sess.Role.String()))
	return sess, nil
}

func (s *Service) signIn(ctx context.Context, provider string, code Secret) (Session, error) {
	p, ok := s.providers[provider]
	if !ok {
		return Session{}, ErrUnknownProvider
	}
	id, err := p.Redeem(ctx, code)
	if err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		id.Key.Wipe()
		s.note(SessionOf(ctx), "sign-in", provider, err)
		return Session{}, err
	}
	return s.admit(ctx, id)
}

// mint makes the record and the client's copy of a new session. Callers hold mu.
func (s *Service) mint(user User, role Role) (*record, Session) {
	token := newToken()
	var id [8]byte
	rand.Read(id[:])
	now, limits := s.now(), s.limits(role)
	shown := Session{
		ID: hex.EncodeToString(id[:]), User: user, Role: role, Idle: limits.Idle,
		Since: now.Round(0), Expires: now.Add(limits.Total).Round(0),
		life: &life{},
	}
	rec := &record{user: user, role: role, limits: limits, span: newSpan(now), shown: shown}
	s.live[hashOf(token.Reveal())] = rec
	shown.token = token
	return rec, shown
}

func newToken() Secret {
	var raw [tokenBytes]byte
	rand.Read(raw[:]) // never fails: crypto/rand ends the program instead
	return NewSecret(base64.RawURLEncoding.EncodeToString(raw[:]))
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
	_, err := s.acting(ctx, func(rec *record) bool { return rec.role.Can(p) })
	return err
}

// acting returns the record of the session that ctx acts as, if it may.
func (s *Service) acting(ctx context.Context, may func(*record) bool) (*record, error) {
	claimed := SessionOf(ctx)
	if claimed.token.Empty() {
		return nil, ErrNotSignedIn
	}
	rec, err := s.check(claimed.token)
	switch {
	case err != nil && claimed.life.over() != nil:
		return nil, claimed.life.over()
	case err != nil:
		return nil, err
	case rec.role == Guest:
		return nil, ErrNotSignedIn
	case !may(rec):
		return nil, model.ErrForbidden
	}
	return rec, nil
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
	over := s.remove(hash)
	s.mu.Unlock()
	s.expired(over)
	return nil, ErrExpired
}
