package auth

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"tongtu/data/model"
)

// deviceLife is how long a device remembers somebody who does not come back.
const deviceLife = 30 * 24 * time.Hour

// Remember lets the person that ctx acts as come back without signing in, on
// this device and with Resume. Never an administrator, and never at a kiosk.
func (s *Service) Remember(ctx context.Context) error {
	rec, err := s.acting(ctx, func(rec *record) bool { return rec.role != Admin })
	if err != nil {
		return err
	}
	s.begin()
	if s.state.Policy.Kiosk {
		s.write.Unlock()
		return ErrKiosk
	}
	token, err := s.rememberAs(rec.user)
	s.write.Unlock()
	if err != nil {
		return err
	}
	return s.keep(token)
}

// rememberAs replaces what this device remembers. Callers hold write.
func (s *Service) rememberAs(u User) (Secret, error) {
	token := newToken()
	now := s.now().Round(0)
	c := model.AuthChange{
		Devices: map[string]*model.Device{},
		Log:     []model.AuditEntry{s.line(u, "remember", string(u.ID), nil)},
	}
	for name := range s.state.Devices {
		c.Devices[name] = nil
	}
	c.Devices[deviceName(token)] = &model.Device{User: u.ID, Since: now, Until: now.Add(deviceLife)}
	return token, s.commit(c)
}

// keep puts the token where only this device has it. No lock is held: the
// keyring may take its time.
func (s *Service) keep(token Secret) error {
	if err := s.keys.Set(keyRemember, token); err != nil {
		return fmt.Errorf("auth: remember: %w", err)
	}
	return nil
}

func deviceName(token Secret) string {
	h := hashOf(token.Reveal())
	return hex.EncodeToString(h[:])
}

// Remembered reports whether the person is remembered on this device.
func (s *Service) Remembered(id model.UserID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.chores {
		if x.forget == id {
			return false
		}
	}
	return len(s.devicesOf(id)) > 0
}

// Resume starts a session for who is remembered on this device, and replaces the
// token it used. It fails with ErrNotRemembered.
func (s *Service) Resume(ctx context.Context) (Session, error) {
	s.begin()
	none := len(s.state.Devices) == 0 || s.state.Policy.Kiosk
	s.write.Unlock()
	if none { // the keyring need not be asked
		return Session{}, ErrNotRemembered
	}
	token, err := s.keys.Get(keyRemember)
	if errors.Is(err, model.ErrNotFound) {
		return Session{}, ErrNotRemembered
	}
	if err != nil {
		return Session{}, fmt.Errorf("auth: resume: %w", err)
	}
	if err := context.Cause(ctx); err != nil {
		return Session{}, err
	}
	sess, fresh, err := s.resume(token)
	if err != nil {
		s.note(Session{}, "resume", "", err)
		return Session{}, err
	}
	s.changes.Publish(Change{To: sess, Reason: SignedIn})
	// Failing that, the person signs in again next time.
	return sess, s.keep(fresh)
}

func (s *Service) resume(token Secret) (sess Session, fresh Secret, err error) {
	s.begin()
	defer s.write.Unlock()
	d, ok := s.state.Devices[deviceName(token)]
	a, known := s.state.Accounts[d.User]
	now := s.now()
	if !ok || !known || isLocal(a.ID) || s.state.Policy.Kiosk || !now.Before(d.Until) || now.Before(d.Since.Add(-stepBack)) {
		return Session{}, Secret{}, ErrNotRemembered
	}
	u := User{ID: a.ID, Name: a.Name, Demo: a.Demo}
	if fresh, err = s.rememberAs(u); err != nil {
		return Session{}, Secret{}, err
	}
	s.mu.Lock()
	_, sess = s.mint(u, roleOf(a, s.state.Policy))
	s.mu.Unlock()
	return sess, fresh, nil
}

// Forget stops remembering the person that ctx acts as.
func (s *Service) Forget(ctx context.Context) error {
	rec, err := s.acting(ctx, func(*record) bool { return true })
	if err != nil {
		return err
	}
	s.begin()
	err = s.commit(model.AuthChange{Devices: s.devicesOf(rec.user.ID)})
	s.write.Unlock()
	if err != nil {
		return err
	}
	return s.keys.Delete(keyRemember)
}

// devicesOf is the change that forgets a person. Callers hold mu or write.
func (s *Service) devicesOf(id model.UserID) map[string]*model.Device {
	c := map[string]*model.Device{}
	for name, d := range s.state.Devices {
		if d.User == id {
			c[name] = nil
		}
	}
	return c
}
