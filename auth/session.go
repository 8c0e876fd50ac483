package auth

import (
	"context"
	"sync"
	"time"

	"tongtu/data/model"
)

// A Session is what a client carries to prove a sign-in. Its exported fields are
// copies for display; the service trusts only its own record. The zero value is
// a guest. Sessions are comparable: copies of one session are equal.
type Session struct {
	ID      string // to list and end it by; opens nothing
	User    User
	Role    Role
	Since   time.Time     // when it was signed in
	Expires time.Time     // when it ends whatever happens
	Idle    time.Duration // how long it may go unused

	token Secret
	life  *life
}

// SignedIn reports whether s was ever signed in; a guest is not, nor one at a kiosk.
func (s Session) SignedIn() bool { return !s.token.Empty() && s.Role > Guest }

// Bearer is the token, for a client that carries it over a wire.
func (s Session) Bearer() Secret { return s.token }

// Can reports whether s grants p. Use it to show or hide controls; use
// Service.Authorize to enforce.
func (s Session) Can(p model.Permission) bool { return s.Role.Can(p) }

type sessionKey struct{}

// WithSession returns a ctx that acts as s. It is cancelled, with ErrSignedOut
// or ErrExpired as its cause, as soon as the session ends.
func WithSession(ctx context.Context, s Session) context.Context {
	ctx = context.WithValue(ctx, sessionKey{}, s)
	if s.life == nil {
		return ctx
	}
	ctx, cancel := context.WithCancelCause(ctx)
	s.life.bind(ctx, cancel)
	return ctx
}

// SessionOf returns the session ctx acts as; without one, a guest.
func SessionOf(ctx context.Context) Session {
	s, _ := ctx.Value(sessionKey{}).(Session)
	return s
}

// life is the span of a session: it ends once and then cancels all work bound to it.
type life struct {
	mu    sync.Mutex
	cause error
	bound map[*context.CancelCauseFunc]struct{}
}

func (l *life) bind(ctx context.Context, cancel context.CancelCauseFunc) {
	l.mu.Lock()
	if l.cause != nil {
		l.mu.Unlock()
		cancel(l.cause)
		return
	}
	if l.bound == nil {
		l.bound = map[*context.CancelCauseFunc]struct{}{}
	}
	l.bound[&cancel] = struct{}{}
	l.mu.Unlock()
	context.AfterFunc(ctx, func() { // finished work is not kept until the session ends
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.bound, &cancel)
	})
}

func (l *life) end(cause error) {
	l.mu.Lock()
	if l.cause != nil {
		l.mu.Unlock()
		return
	}
	l.cause = cause
	bound := l.bound
	l.bound = nil
	l.mu.Unlock()
	for cancel := range bound {
		(*cancel)(cause)
	}
}

// over returns why the session ended, or nil.
func (l *life) over() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.cause
}
