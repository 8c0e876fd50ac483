package auth

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"tongtu/data/model"
)

// Account is what an administrator sees of somebody.
type Account struct {
	User
	Role     Role // what a sign-in gives now; of an administrator: Admin
	Decided  bool // the role was given by an administrator, not by the policy
	Approved bool // may edit where only approved identities may
	Local    bool // an administrator of this device, not an identity of a provider
	Sessions int  // live now
	Since    time.Time
	Seen     time.Time // newest sign-in
}

// localPrefix starts the IDs of administrators.
const localPrefix = "local:"

func isLocal(id model.UserID) bool {
	return len(id) > len(localPrefix) && id[:len(localPrefix)] == localPrefix
}

// roleOf is what a sign-in gives a person now. No identity of a provider ever
// becomes administrator: that takes the passphrase of a local account.
func roleOf(a model.Account, p model.AccessPolicy) Role {
	decided, ok := ParseRole(a.Role)
	switch {
	case p.Kiosk:
		return Viewer
	case ok && a.Role != "":
		return min(decided, Editor)
	case p.ApprovedOnly && !a.Approved:
		return Viewer
	}
	return Editor
}

// admit starts the session of an identity a provider vouches for.
func (s *Service) admit(ctx context.Context, id Identity) (Session, error) {
	defer id.Key.Wipe()
	user := User{ID: model.UserID(id.Provider + ":" + id.Subject), Name: id.Name, Demo: id.Demo}
	sealed, err := s.seal(user.ID, id.Key)
	if err != nil {
		return Session{}, err
	}
	s.begin()
	now := s.now().Round(0)
	a, known := s.state.Accounts[user.ID]
	if !known {
		a = model.Account{ID: user.ID, Since: now}
	}
	a.Name, a.Demo, a.Seen, a.Key = user.Name, user.Demo, now, sealed
	err = s.commit(model.AuthChange{
		Accounts: map[model.UserID]*model.Account{user.ID: &a},
		Log:      []model.AuditEntry{s.line(user, "sign-in", id.Provider, nil)},
	})
	if err != nil {
		s.write.Unlock()
		return Session{}, err
	}
	s.mu.Lock()
	_, sess := s.mint(user, roleOf(a, s.state.Policy))
	over := s.remove(hashOf(SessionOf(ctx).token.Reveal()))
	s.mu.Unlock()
	s.write.Unlock()
	kept := []Field{Shown("openid", id.Subject), Hashed("token", sess.token)}
	if len(sealed) > 0 { // a phone has no session_key
		kept = append(kept, Sealed("session_key", "AES-256-GCM"))
	}
	s.feed.send(LaneService, LaneStore, StepKeep, kept...)
	s.replaced(over, sess, SignedIn)
	return sess, nil
}

// replaced ends the sessions that sess takes the place of, and tells everybody.
func (s *Service) replaced(over []*record, sess Session, why Reason) {
	c := Change{To: sess, Reason: why}
	for _, rec := range over {
		c.From = rec.shown
		rec.shown.life.end(ErrSignedOut)
		s.leave(chore{drop: rec.user.ID})
	}
	s.changes.Publish(c)
}

// Accounts are the people and administrators known here. It needs PermAdmin.
func (s *Service) Accounts(ctx context.Context) ([]Account, error) {
	if err := s.Authorize(ctx, model.PermAdmin); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Account
	for _, a := range s.state.Accounts {
		v := Account{
			User: User{ID: a.ID, Name: a.Name, Demo: a.Demo}, Role: roleOf(a, s.state.Policy),
			Decided: a.Role != "", Approved: a.Approved, Local: isLocal(a.ID),
		}
		if v.Local {
			v.Role, _ = ParseRole(a.Role)
		}
		v.Since, v.Seen = a.Since, a.Seen
		for _, rec := range s.live {
			if rec.user.ID == a.ID {
				v.Sessions++
			}
		}
		out = append(out, v)
	}
	slices.SortFunc(out, func(a, b Account) int { return cmp.Compare(a.ID, b.ID) })
	return out, nil
}

// SetRole gives a person the role from now on; their sessions end. The last
// administrator stays one, and no identity of a provider becomes one.
func (s *Service) SetRole(ctx context.Context, id model.UserID, role Role) error {
	return s.alter(ctx, "set-role", id, func(a *model.Account) error {
		switch {
		case role == Guest || role > Admin:
			return fmt.Errorf("role %v: %w", role, model.ErrForbidden)
		case role == Admin && !isLocal(id):
			return ErrNeverAdmin
		case role != Admin && s.lastAdmin(id):
			return ErrLastAdmin
		}
		a.Role = role.String()
		return nil
	})
}

// Approve lets a person edit where only approved identities may, or no longer;
// their sessions end.
func (s *Service) Approve(ctx context.Context, id model.UserID, yes bool) error {
	what := "approve"
	if !yes {
		what = "disapprove"
	}
	return s.alter(ctx, what, id, func(a *model.Account) error {
		a.Approved = yes
		return nil
	})
}

// Remove forgets an account, ends its sessions and forgets it on this device.
// The last administrator stays.
func (s *Service) Remove(ctx context.Context, id model.UserID) error {
	return s.alter(ctx, "remove", id, func(a *model.Account) error {
		if s.lastAdmin(id) {
			return ErrLastAdmin
		}
		*a = model.Account{}
		return nil
	})
}

// lastAdmin reports whether nobody but id administers. Callers hold write.
func (s *Service) lastAdmin(id model.UserID) bool {
	for _, a := range s.admins() {
		if a.ID != id {
			return false
		}
	}
	return s.state.Accounts[id].Role == Admin.String() && isLocal(id)
}

// alter changes one account and ends its sessions. An account that fn empties is
// removed.
func (s *Service) alter(ctx context.Context, what string, id model.UserID, fn func(*model.Account) error) error {
	return s.administer(ctx, what, string(id), func(c *model.AuthChange) ([]*record, error) {
		a, ok := s.state.Accounts[id]
		if !ok {
			return nil, model.ErrNotFound
		}
		if err := fn(&a); err != nil {
			return nil, err
		}
		c.Accounts = map[model.UserID]*model.Account{id: &a}
		if a.ID == "" {
			c.Accounts[id] = nil
			c.Devices = s.devicesOf(id)
		}
		return s.liveOf(func(rec *record) bool { return rec.user.ID == id }), nil
	})
}

// administer runs one function that needs PermAdmin: it is refused or done, and
// logged, in one go. fn prepares the change and names the sessions it ends; it
// holds write and mu.
func (s *Service) administer(ctx context.Context, what, target string, fn func(*model.AuthChange) ([]*record, error)) error {
	if err := s.Authorize(ctx, model.PermAdmin); err != nil {
		s.note(SessionOf(ctx), what, target, err)
		return err
	}
	s.begin()
	var c model.AuthChange
	s.mu.Lock()
	over, err := fn(&c)
	s.mu.Unlock()
	if err != nil {
		c, over = model.AuthChange{}, nil
	}
	c.Log = append(c.Log, s.line(SessionOf(ctx).User, what, target, err))
	if saved := s.commit(c); saved != nil {
		s.write.Unlock()
		return saved
	}
	s.mu.Lock()
	ended := s.removeAll(over)
	s.mu.Unlock()
	s.write.Unlock()
	s.end(ended, ErrSignedOut, SignedOut, "sign-out")
	return err
}

// liveOf are the records that match, also those put aside. Callers hold mu.
func (s *Service) liveOf(match func(*record) bool) (out []*record) {
	for _, rec := range s.live {
		for r := rec; r != nil; r = r.under {
			if match(r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// removeAll drops records; of one put aside only itself. Callers hold mu.
func (s *Service) removeAll(over []*record) (ended []*record) {
	for hash, rec := range s.live {
		if rec.under != nil && slices.Contains(over, rec.under) {
			ended = append(ended, rec.under)
			rec.under = nil
		}
		if slices.Contains(over, rec) {
			ended = append(ended, s.remove(hash)...)
		}
	}
	return ended
}
