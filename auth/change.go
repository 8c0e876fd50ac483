package auth

import (
	"context"
	"time"

	"tongtu/data/topic"
)

// Reason says why sessions changed.
type Reason uint8

// The reasons.
const (
	SignedIn    Reason = iota
	SignedOut          // by the person, or by an administrator
	Expired            // it reached a limit; of a kiosk guest: wipe the screen
	SteppedUp          // the administrator's passphrase was given
	SteppedDown        // back from administrator to the person
)

// A Change is one session that began or ended. From is the one that ended and To
// the one that holds now; either may be a guest.
type Change struct {
	From, To Session
	Reason   Reason
}

// Ends reports whether c ended sess.
func (c Change) Ends(sess Session) bool {
	return sess.life != nil && c.From.life == sess.life
}

// Changes is where sign-ins, sign-outs and expiries are published, after they
// took effect and on the goroutine that caused them.
func (s *Service) Changes() *topic.Topic[Change] { return &s.changes }

// Sweep ends every session past its limits and returns when to look again; ok
// is false when no session is left.
func (s *Service) Sweep() (next time.Duration, ok bool) {
	s.mu.Lock()
	now := s.now()
	var over []*record
	for hash, rec := range s.live {
		left := rec.span.left(now, rec.limits)
		if left <= 0 {
			over = append(over, s.remove(hash)...)
			continue
		}
		if !ok || left < next {
			next, ok = left, true
		}
	}
	s.mu.Unlock()
	s.expired(over)
	return next, ok
}

// longestNap bounds how late Run notices a clock that jumped or a session that
// began meanwhile.
const longestNap = 5 * time.Second

// Run sweeps until ctx ends, so that sessions expire while nobody asks. It
// returns the cause of ctx.
func (s *Service) Run(ctx context.Context) error {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-timer.C:
			nap := longestNap
			if next, ok := s.Sweep(); ok {
				nap = min(nap, next)
			}
			timer.Reset(nap)
		}
	}
}
