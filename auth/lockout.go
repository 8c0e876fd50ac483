package auth

import (
	"time"

	"tongtu/data/model"
)

// triesPassphrase is the record of wrong passphrases, of all administrators
// together.
const triesPassphrase = "passphrase"

const (
	freeTries  = 5
	firstDelay = 30 * time.Second
	lastDelay  = time.Hour
)

// lockDelay is the wait after so many wrong tries: none up to the fifth, then
// 30 seconds, doubling up to an hour.
func lockDelay(failed int) time.Duration {
	if failed < freeTries {
		return 0
	}
	d := firstDelay
	for range failed - freeTries {
		if d *= 2; d >= lastDelay {
			return lastDelay
		}
	}
	return d
}

// attempt counts a try at the passphrase before it is made, so that neither a crash nor tries at
// the same time are free. It fails with a *WaitError before the next one's time.
func (s *Service) attempt() error {
	s.begin()
	defer s.write.Unlock()
	t, now := s.state.Tries[triesPassphrase], s.now()
	// A clock that was set back must not lock anybody out for longer than promised.
	if wait := min(t.Until.Sub(now), lockDelay(t.Failed)); wait > 0 {
		return &WaitError{wait}
	}
	t.Failed++
	t.Until = now.Add(lockDelay(t.Failed))
	return s.commit(model.AuthChange{Tries: map[string]*model.Tries{triesPassphrase: &t}})
}

// succeeded forgets the wrong tries, as part of a change.
func succeeded() map[string]*model.Tries { return map[string]*model.Tries{triesPassphrase: nil} }

// PassphraseWait is how long until the passphrase may be tried again; 0: now.
func (s *Service) PassphraseWait() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.state.Tries[triesPassphrase]
	return max(0, min(t.Until.Sub(s.now()), lockDelay(t.Failed)))
}
