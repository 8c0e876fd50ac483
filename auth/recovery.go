package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tongtu/data/model"
)

// recoveryEncoding is Crockford's base32.
var recoveryEncoding = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

const (
	recoveryBytes = 16 // 128 bits
	recoveryGroup = 4
)

// newRecovery returns a recovery code, in groups to be written down by hand:
// base32 without what looks alike.
func newRecovery() Secret {
	raw := make([]byte, recoveryBytes)
	rand.Read(raw)
	text := recoveryEncoding.EncodeToString(raw)
	var groups []string
	for i := 0; i < len(text); i += recoveryGroup {
		groups = append(groups, text[i:min(i+recoveryGroup, len(text))])
	}
	return NewSecret(strings.Join(groups, "-"))
}

// ChangePassphrase sets a new one for the administrator that ctx acts as, who
// gives the old one once more, and returns a new recovery code.
func (s *Service) ChangePassphrase(ctx context.Context, old, pass Secret) (recovery Secret, err error) {
	rec, err := s.acting(ctx, func(rec *record) bool { return rec.role.Can(model.PermAdmin) })
	if err != nil {
		return Secret{}, err
	}
	if _, err := CheckPassphrase(pass); err != nil {
		return Secret{}, err
	}
	a, err := s.adminOf(rec.user.ID)
	if err != nil {
		return Secret{}, err
	}
	if err := s.try(old, a.Pass); err != nil {
		s.note(SessionOf(ctx), "change-passphrase", string(a.ID), err)
		return Secret{}, err
	}
	recovery = newRecovery()
	a.Pass, a.Recovery = hashPassphrase(pass, s.cost), hashRecovery(recovery)
	return recovery, s.administer(ctx, "change-passphrase", string(a.ID), func(c *model.AuthChange) ([]*record, error) {
		c.Accounts = map[model.UserID]*model.Account{a.ID: &a}
		c.Tries = succeeded()
		return s.liveOf(func(r *record) bool { return r.user.ID == a.ID && r != rec }), nil
	})
}

// Recover spends an administrator's recovery code: a new passphrase is set, the
// administrator's sessions end, one starts, and a new code is returned. It works
// while the passphrase is locked, so that nobody can lock the only administrator
// out.
func (s *Service) Recover(ctx context.Context, code, pass Secret) (_ Session, recovery Secret, err error) {
	if _, err := CheckPassphrase(pass); err != nil {
		return Session{}, Secret{}, err
	}
	want := hashRecovery(code)
	hash := hashPassphrase(pass, s.cost)
	recovery = newRecovery()
	s.begin()
	var found *model.Account
	for _, a := range s.admins() {
		if subtle.ConstantTimeCompare(a.Recovery, want) == 1 {
			found = &a
		}
	}
	if found == nil {
		s.write.Unlock()
		s.note(SessionOf(ctx), "recover", "", ErrRecovery)
		return Session{}, Secret{}, ErrRecovery
	}
	a := *found
	a.Pass, a.Recovery, a.Seen = hash, hashRecovery(recovery), s.now().Round(0)
	err = s.commit(model.AuthChange{
		Accounts: map[model.UserID]*model.Account{a.ID: &a},
		Tries:    succeeded(),
		Log:      []model.AuditEntry{s.line(SessionOf(ctx).User, "recover", string(a.ID), nil)},
	})
	if err != nil {
		s.write.Unlock()
		return Session{}, Secret{}, err
	}
	s.mu.Lock()
	over := s.removeAll(s.liveOf(func(r *record) bool { return r.user.ID == a.ID }))
	s.mu.Unlock()
	sess := s.stepUp(ctx, a)
	s.end(over, ErrSignedOut, SignedOut, "sign-out")
	return sess, recovery, nil
}

// hashRecovery forgives how a code was typed: case, spaces, and what looks alike.
func hashRecovery(code Secret) []byte {
	text := strings.ToUpper(norm.NFKC.String(code.Reveal()))
	text = strings.NewReplacer("-", "", " ", "", "O", "0", "I", "1", "L", "1").Replace(text)
	sum := sha256.Sum256([]byte(text))
	return sum[:]
}
