package auth

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"tongtu/data/model"
)

const (
	firstAdmin   model.UserID = localPrefix + "admin"
	maxAdminName              = 40
)

// AdminSet reports whether an administrator's passphrase is set.
func (s *Service) AdminSet() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.admins()) > 0
}

// admins are those who may administer, by ID. Callers hold mu or write.
func (s *Service) admins() (out []model.Account) {
	for _, a := range s.state.Accounts {
		if isLocal(a.ID) && a.Role == Admin.String() {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b model.Account) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// SetUp sets the passphrase of the first administrator, starts that one's
// session, and returns the recovery code, which is shown once. It fails with
// ErrPassphraseSet when there is an administrator.
func (s *Service) SetUp(ctx context.Context, pass Secret) (_ Session, recovery Secret, err error) {
	if _, err := CheckPassphrase(pass); err != nil {
		return Session{}, Secret{}, err
	}
	hash := hashPassphrase(pass, s.cost)
	recovery = newRecovery()
	s.begin()
	if len(s.admins()) > 0 {
		s.write.Unlock()
		return Session{}, Secret{}, ErrPassphraseSet
	}
	a := s.newAdmin(firstAdmin, "admin", hash, recovery)
	err = s.commit(model.AuthChange{
		Accounts: map[model.UserID]*model.Account{a.ID: &a},
		Tries:    succeeded(),
		Log:      []model.AuditEntry{s.line(SessionOf(ctx).User, "set-passphrase", string(a.ID), nil)},
	})
	if err != nil {
		s.write.Unlock()
		return Session{}, Secret{}, err
	}
	return s.stepUp(ctx, a), recovery, nil
}

func (s *Service) newAdmin(id model.UserID, name, hash string, recovery Secret) model.Account {
	now := s.now().Round(0)
	return model.Account{ID: id, Name: name, Role: Admin.String(), Since: now, Seen: now, Pass: hash, Recovery: hashRecovery(recovery)}
}

// stepUp puts the session of ctx aside and starts an administrator's under a new
// token. Callers hold write, which it releases.
func (s *Service) stepUp(ctx context.Context, a model.Account) Session {
	s.mu.Lock()
	hash := hashOf(SessionOf(ctx).token.Reveal())
	old := s.live[hash]
	delete(s.live, hash)
	rec, sess := s.mint(User{ID: a.ID, Name: a.Name}, Admin)
	if old != nil && old.role != Admin && old.role != Guest {
		rec.under = old
	} else if old != nil { // an administrator again, or a kiosk's guest
		rec.under = old.under
	}
	s.mu.Unlock()
	s.write.Unlock()
	c := Change{To: sess, Reason: SteppedUp}
	if old != nil {
		c.From = old.shown
		old.shown.life.end(ErrSignedOut)
	}
	s.changes.Publish(c)
	return sess
}

// Elevate starts an administrator's session for whoever knows the passphrase,
// signed in or not; id may be empty for the only or first administrator. The
// session of ctx ends and is put aside until StepDown.
//
// It fails with ErrPassphrase, after five of those with a *WaitError, and with
// ErrNoPassphrase where SetUp is due.
func (s *Service) Elevate(ctx context.Context, id model.UserID, pass Secret) (Session, error) {
	a, err := s.adminOf(id)
	if err == nil {
		err = s.try(pass, a.Pass)
	}
	if err != nil {
		s.note(SessionOf(ctx), "elevate", string(a.ID), err)
		return Session{}, err
	}
	s.begin()
	if now, ok := s.state.Accounts[a.ID]; !ok || now.Pass != a.Pass || now.Role != a.Role { // changed meanwhile
		s.write.Unlock()
		return Session{}, ErrPassphrase
	}
	a.Seen = s.now().Round(0)
	err = s.commit(model.AuthChange{
		Accounts: map[model.UserID]*model.Account{a.ID: &a},
		Tries:    succeeded(),
		Log:      []model.AuditEntry{s.line(SessionOf(ctx).User, "elevate", string(a.ID), nil)},
	})
	if err != nil {
		s.write.Unlock()
		return Session{}, err
	}
	return s.stepUp(ctx, a), nil
}

// adminOf is the named administrator; without a name the first.
func (s *Service) adminOf(id model.UserID) (model.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := s.admins()
	if len(list) == 0 {
		return model.Account{}, ErrNoPassphrase
	}
	for _, a := range list {
		if a.ID == id || id == "" {
			return a, nil
		}
	}
	return model.Account{ID: id}, model.ErrNotFound
}

// try counts an attempt and compares.
func (s *Service) try(pass Secret, stored string) error {
	if err := s.attempt(); err != nil {
		return err
	}
	ok, err := verifyPassphrase(pass, stored)
	if err == nil && !ok {
		err = ErrPassphrase
	}
	return err
}

// StepDown ends the administrator's session of ctx and goes back to the person
// put aside, under a new token and for what was left of that session; a guest if
// there was nobody.
func (s *Service) StepDown(ctx context.Context) (Session, error) {
	rec, err := s.acting(ctx, func(rec *record) bool { return rec.role == Admin })
	if err != nil {
		return Session{}, err
	}
	s.mu.Lock()
	delete(s.live, hashOf(SessionOf(ctx).token.Reveal()))
	var back Session
	if u := rec.under; u != nil && u.span.left(s.now(), Limits{Idle: u.limits.Total, Total: u.limits.Total}) > 0 {
		role := u.role
		if a, ok := s.state.Accounts[u.user.ID]; ok {
			role = roleOf(a, s.state.Policy)
		}
		var again *record
		again, back = s.mint(u.user, role)
		again.span.start = u.span.start
		again.shown.Since, again.shown.Expires = u.shown.Since, u.shown.Expires
		back.Since, back.Expires = u.shown.Since, u.shown.Expires
	}
	s.mu.Unlock()
	rec.shown.life.end(ErrSignedOut)
	done := chore{who: rec.user, what: "step-down", target: string(rec.user.ID)}
	if rec.under != nil {
		done.drop = rec.under.user.ID // unless it goes on
	}
	s.leave(done)
	s.changes.Publish(Change{From: rec.shown, To: back, Reason: SteppedDown})
	return back, nil
}

// AddAdmin makes another administrator and returns that one's ID and recovery
// code. It needs PermAdmin.
func (s *Service) AddAdmin(ctx context.Context, name string, pass Secret) (id model.UserID, recovery Secret, err error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return "", Secret{}, &model.FieldError{Field: "name", Rule: model.RuleRequired}
	case utf8.RuneCountInString(name) > maxAdminName:
		return "", Secret{}, &model.FieldError{Field: "name", Rule: model.RuleTooLong}
	}
	if _, err := CheckPassphrase(pass); err != nil {
		return "", Secret{}, err
	}
	id = model.UserID(localPrefix + name)
	hash := hashPassphrase(pass, s.cost)
	recovery = newRecovery()
	err = s.administer(ctx, "add-admin", string(id), func(c *model.AuthChange) ([]*record, error) {
		if _, taken := s.state.Accounts[id]; taken {
			return nil, fmt.Errorf("%s: %w", id, model.ErrExists)
		}
		a := s.newAdmin(id, name, hash, recovery)
		c.Accounts = map[model.UserID]*model.Account{id: &a}
		return nil, nil
	})
	if err != nil {
		return "", Secret{}, err
	}
	return id, recovery, nil
}
