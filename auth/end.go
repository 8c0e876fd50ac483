package auth

import (
	"cmp"
	"context"
	"slices"

	"tongtu/data/model"
)

// SignOut ends sess at once: the next Authorize fails and work under way is
// cancelled. The person is no longer remembered on this device. A guest or a
// session that already ended is left as it is.
func (s *Service) SignOut(sess Session) {
	s.mu.Lock()
	over := s.remove(hashOf(sess.token.Reveal()))
	s.mu.Unlock()
	for _, rec := range over {
		s.leave(chore{forget: rec.user.ID})
	}
	s.end(over, ErrSignedOut, SignedOut, "sign-out")
}

// Sessions are the live sessions of the person that ctx acts as, the oldest first.
func (s *Service) Sessions(ctx context.Context) ([]Session, error) {
	own, err := s.acting(ctx, func(*record) bool { return true })
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Session
	for _, rec := range s.live {
		if rec.user.ID == own.user.ID {
			out = append(out, rec.shown)
		}
	}
	slices.SortFunc(out, func(a, b Session) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// EndSession ends a session of the person that ctx acts as; an administrator
// may end anybody's.
func (s *Service) EndSession(ctx context.Context, id string) error {
	own, err := s.acting(ctx, func(*record) bool { return true })
	if err != nil {
		return err
	}
	over := s.removeWhere(func(rec *record) bool {
		return rec.shown.ID == id && (rec.user.ID == own.user.ID || own.role.Can(model.PermAdmin))
	})
	if len(over) == 0 {
		return model.ErrNotFound
	}
	s.end(over, ErrSignedOut, SignedOut, "end-session")
	return nil
}

// EndOthers ends every session of the person that ctx acts as but this one.
func (s *Service) EndOthers(ctx context.Context) error {
	own, err := s.acting(ctx, func(*record) bool { return true })
	if err != nil {
		return err
	}
	s.end(s.removeWhere(func(rec *record) bool { return rec != own && rec.user.ID == own.user.ID }),
		ErrSignedOut, SignedOut, "end-session")
	return nil
}

// removeWhere drops the records that match and returns them.
func (s *Service) removeWhere(match func(*record) bool) (over []*record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for hash, rec := range s.live {
		if match(rec) {
			over = append(over, s.remove(hash)...)
		}
	}
	return over
}

// remove drops a record, with an administrator's also the person's put aside.
// Callers hold mu and end what it returns.
func (s *Service) remove(hash tokenHash) []*record {
	var over []*record
	for rec := s.live[hash]; rec != nil; rec = rec.under {
		over = append(over, rec)
	}
	delete(s.live, hash)
	return over
}

// present reports whether a person has a session, also one put aside. Callers
// hold mu.
func (s *Service) present(id model.UserID) bool {
	for _, rec := range s.live {
		for ; rec != nil; rec = rec.under {
			if rec.user.ID == id {
				return true
			}
		}
	}
	return false
}

// end tells everybody, with no lock held. The first record of an administrator
// comes before the person's put aside, which nobody holds a token of.
func (s *Service) end(over []*record, cause error, why Reason, what string) {
	for _, rec := range over {
		rec.shown.life.end(cause)
		s.leave(chore{who: rec.user, what: what, target: string(rec.user.ID), drop: rec.user.ID})
		s.feed.send(LaneService, LaneStore, StepEnd, Shown("session", rec.shown.ID), Shown("user", rec.user.Name), Shown("reason", what))
		s.changes.Publish(Change{From: rec.shown, Reason: why})
	}
}

// expired ends records that ran out. A kiosk guest's wipes the whole place.
func (s *Service) expired(over []*record) {
	wipe := false
	for _, rec := range over {
		wipe = wipe || rec.role == Guest
	}
	if wipe {
		over = append(over, s.removeWhere(func(*record) bool { return true })...)
	}
	s.end(over, ErrExpired, Expired, "expired")
}
