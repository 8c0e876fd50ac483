package wechat

import (
	"fmt"
	"slices"
	"strings"

	"tongtu/auth"
)

// Phone is the demonstration phone of one person: it scans, then the person
// allows or declines.
type Phone struct {
	platform *Platform
	user     User
}

// Phone returns the phone of a demonstration identity; ok is false if there is
// no such identity.
func (p *Platform) Phone(name string) (_ *Phone, ok bool) {
	u, ok := p.users[name]
	return &Phone{p, u}, ok
}

// Users returns the demonstration identities by name.
func (p *Platform) Users() []User {
	var out []User
	for _, u := range p.users {
		out = append(out, u)
	}
	slices.SortFunc(out, func(a, b User) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Scan reads what a QR code holds. The request is then this person's to answer;
// another phone may still take it over until it is answered.
func (f *Phone) Scan(payload string) error {
	a, err := ParseAddress(payload)
	if err != nil {
		return fmt.Errorf("scan: %w", err)
	}
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	r, ok := f.platform.requests[a.State]
	if !ok || r.address != a || r.current().Final() {
		return fmt.Errorf("scan: %w", auth.ErrChallengeExpired)
	}
	r.stage, r.user = auth.Scanned, f.user.Name
	return nil
}

// Allow consents to the request this phone scanned last: a code goes to the app.
func (f *Phone) Allow(payload string) error {
	var code auth.Secret
	a, err := f.answer("allow", payload, func(r *Request) (err error) {
		if code, err = f.platform.login(r.address.AppID, f.user.Name, KindJS); err != nil {
			return err
		}
		r.code = code
		r.finish(auth.Confirmed)
		return nil
	})
	if err == nil {
		f.platform.tellCode(a, code)
	}
	return err
}

// Decline refuses the request: the app learns nothing but that.
func (f *Phone) Decline(payload string) error {
	a, err := f.answer("decline", payload, func(r *Request) error {
		r.finish(auth.Declined)
		return nil
	})
	if err == nil {
		f.platform.tellDeclined(a)
	}
	return err
}

func (f *Phone) answer(what, payload string, act func(*Request) error) (Address, error) {
	a, err := ParseAddress(payload)
	if err != nil {
		return a, fmt.Errorf("%s: %w", what, err)
	}
	f.platform.mu.Lock()
	defer f.platform.mu.Unlock()
	r, ok := f.platform.requests[a.State]
	if !ok || r.current() != auth.Scanned || r.user != f.user.Name {
		return a, fmt.Errorf("%s: %w", what, auth.ErrChallengeExpired)
	}
	if err := act(r); err != nil {
		return a, fmt.Errorf("%s: %w", what, err)
	}
	return a, nil
}
