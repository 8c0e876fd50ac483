package account

import (
	"context"

	"rsc.io/qr"

	"tongtu/app/i18n"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/wechat"
)

func (s *Screen) identities(tr *i18n.Catalogue) []identity {
	var out []identity
	for _, u := range s.d.Phones.Users() {
		id := identity{u.Name, u.Name}
		if u.Blocked {
			id.label = tr.T(keyBanned, i18n.A{"name": u.Name})
		}
		out = append(out, id)
	}
	return out
}

// restart shows a fresh request.
func (s *Screen) restart() {
	s.state, s.code = state{}, nil
	c, err := s.d.Sessions.Begin(s.group.Context(), wechat.ProviderName)
	if err == nil {
		s.challenge = c
		s.code, err = qr.Encode(c.QR(), qr.L)
	}
	if err != nil {
		s.challenge = nil
		s.fail(err)
	}
	if s.signIn != nil {
		s.signIn.showQR(s.code)
	}
	s.tick()
}

// redeem hands the code of the consent to the auth service.
func (s *Screen) redeem() {
	c := s.challenge
	s.returning = true
	task.Latest(s.group, slotSignIn,
		func(ctx context.Context) (auth.Session, error) {
			code, err := c.Wait(ctx)
			if err != nil {
				return auth.Session{}, err
			}
			return s.d.Sessions.SignIn(ctx, wechat.ProviderName, code)
		},
		func(_ auth.Session, err error) {
			if err != nil {
				s.returning = false
				s.fail(err)
				s.draw()
				return
			}
			s.arrived()
		})
}

func (s *Screen) fail(err error) {
	if !s.state.fail(err) {
		s.d.Shell.Report(err)
	}
}

// pick scans the code with the phone of the identity.
func (s *Screen) pick(name string) {
	s.state.who = name
	s.phone(func(f *wechat.Phone, code string) error { return f.Scan(code) })
}

func (s *Screen) allow() {
	s.phone(func(f *wechat.Phone, code string) error { return f.Allow(code) })
}

func (s *Screen) decline() {
	s.phone(func(f *wechat.Phone, code string) error { return f.Decline(code) })
}

// phone does something with the picked identity's phone.
func (s *Screen) phone(act func(*wechat.Phone, string) error) {
	f, ok := s.d.Phones.Phone(s.state.who)
	if !ok || s.challenge == nil {
		return
	}
	if err := act(f, s.challenge.QR()); err != nil {
		s.fail(err)
	}
	s.tick()
}
