package auth

import (
	"context"

	"tongtu/data/model"
)

// Policy says who may edit.
func (s *Service) Policy() model.AccessPolicy {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.Policy
}

// SetApprovedOnly lets only approved identities edit, or whoever signed in.
// Sessions whose role that changes end.
func (s *Service) SetApprovedOnly(ctx context.Context, yes bool) error {
	what := "policy-anyone"
	if yes {
		what = "policy-approved-only"
	}
	return s.administer(ctx, what, "", func(c *model.AuthChange) ([]*record, error) {
		p := s.state.Policy
		p.ApprovedOnly = yes
		c.Policy = &p
		return s.affected(p), nil
	})
}

// affected are the records of people whose role p changes. Callers hold mu.
func (s *Service) affected(p model.AccessPolicy) []*record {
	return s.liveOf(func(rec *record) bool {
		a, known := s.state.Accounts[rec.user.ID]
		return known && !isLocal(a.ID) && rec.role != roleOf(a, p)
	})
}

// SetKiosk turns the kiosk on or off. Turning it on ends every session, the
// administrator's too, and forgets who is remembered on this device; nobody
// edits while it is on.
func (s *Service) SetKiosk(ctx context.Context, on bool) error {
	what := "kiosk-off"
	if on {
		what = "kiosk-on"
	}
	return s.administer(ctx, what, "", func(c *model.AuthChange) ([]*record, error) {
		p := s.state.Policy
		p.Kiosk = on
		c.Policy = &p
		if !on {
			return s.liveOf(func(rec *record) bool { return rec.role == Guest }), nil
		}
		c.Devices = map[string]*model.Device{}
		for name := range s.state.Devices {
			c.Devices[name] = nil
		}
		return s.liveOf(func(*record) bool { return true }), nil
	})
}

// KioskGuest starts the session of somebody who steps up to the kiosk. It grants
// nothing; it ends after two minutes without a Touch, together with everybody
// else's, and then the screen is to be wiped.
func (s *Service) KioskGuest() (Session, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.Policy.Kiosk {
		return Session{}, model.ErrForbidden
	}
	_, sess := s.mint(User{}, Guest)
	return sess, nil
}
