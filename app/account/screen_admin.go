package account

import (
	"context"
	"time"

	"tongtu/app/task"
	"tongtu/auth"
)

const slotAdmin = "admin"

// editAdmin takes over what was typed.
func (s *Screen) editAdmin(at place, text string) {
	switch at {
	case atPass:
		s.admin.pass = text
	case atAgain:
		s.admin.again = text
	case atRecovery:
		s.admin.recovery = text
	}
	s.admin.typed(at)
	s.draw()
}

// otherAdmin goes to the recovery code, or back to the passphrase.
func (s *Screen) otherAdmin() {
	recover := s.admin.step == adminAsk
	s.admin.open(s.d.Admins.AdminSet())
	if recover {
		s.admin.step = adminRecover
	}
	s.tick()
	s.focusAdmin()
}

// nextFrame is when what was just built is on the screen.
const nextFrame = 100 * time.Millisecond

// focusAdmin moves the keyboard to where the administrator types next.
func (s *Screen) focusAdmin() {
	if s.signIn != nil && s.method == byAdmin && !s.signIn.admin.focus(s.admin.panel(s.d.Shell.Tr()).at) {
		s.group.After("focus", nextFrame, s.focusAdmin)
	}
}

// doAdmin sends what the form holds.
func (s *Screen) doAdmin() {
	if !s.admin.panel(s.d.Shell.Tr()).canDo {
		return
	}
	if !s.admin.check() {
		s.draw()
		s.focusAdmin()
		return
	}
	s.admin.busy = true
	s.draw()
	pass, recovery := auth.NewSecret(s.admin.pass), auth.NewSecret(s.admin.recovery)
	switch s.admin.step {
	case adminAsk:
		s.elevate(pass)
	case adminSet:
		s.set(func(ctx context.Context) (auth.Secret, error) {
			_, code, err := s.d.Admins.SetUp(ctx, pass)
			return code, err
		})
	case adminRecover:
		s.set(func(ctx context.Context) (auth.Secret, error) {
			_, code, err := s.d.Admins.Recover(ctx, recovery, pass)
			return code, err
		})
	}
}

func (s *Screen) elevate(pass auth.Secret) {
	s.returning = true
	task.Latest(s.group, slotAdmin,
		func(ctx context.Context) (auth.Session, error) { return s.d.Admins.Elevate(ctx, "", pass) },
		func(_ auth.Session, err error) {
			pass.Wipe()
			if err == nil {
				s.arrived()
				return
			}
			s.returning = false
			s.adminFailed(err)
		})
}

func (s *Screen) adminFailed(err error) {
	if !s.admin.fail(err) {
		s.d.Shell.Report(err)
	}
	s.tick()
	s.focusAdmin()
}

// set sets a passphrase and waits for the recovery code.
func (s *Screen) set(work func(context.Context) (auth.Secret, error)) {
	p := &pending{done: make(chan struct{})}
	s.setting = p
	task.Latest(s.group, slotAdmin,
		func(ctx context.Context) (struct{}, error) {
			code, err := work(ctx)
			p.resolve(answer{code, err})
			return struct{}{}, nil
		},
		func(struct{}, error) {})
	s.await()
}

// await goes on when the passphrase is set, in whatever visit that is.
func (s *Screen) await() {
	p := s.setting
	task.Latest(s.group, slotSignIn,
		func(ctx context.Context) (answer, error) {
			select {
			case <-p.done:
				return p.got, nil
			case <-ctx.Done():
				return answer{}, context.Cause(ctx)
			}
		},
		func(a answer, err error) {
			if err != nil || s.setting != p {
				return // the next visit waits
			}
			s.setting = nil
			if a.err != nil {
				s.adminFailed(a.err)
				return
			}
			s.admin = adminState{code: a.code}
			s.rebuild()
		})
}

func (s *Screen) copyCode() {
	s.d.Copy(s.admin.code.Reveal())
	s.d.Shell.Toast(s.d.Shell.Tr().T(keyCodeCopied))
}

// codeKept forgets the recovery code, which was written down, and goes on.
func (s *Screen) codeKept() {
	s.admin.code.Wipe()
	s.returning = true
	s.arrived()
	s.rebuild()
}

// stepUp asks somebody signed in for the passphrase.
func (s *Screen) stepUp() {
	s.stepping, s.method = true, byAdmin
	s.begin()
	s.rebuild()
	s.tick()
	s.focusAdmin()
}

// stay leaves the administrator's form.
func (s *Screen) stay() {
	s.stepping, s.method, s.admin, s.back = false, byScan, adminState{}, nil
	s.rebuild()
}

// stepDown goes back from administrator to the person.
func (s *Screen) stepDown() {
	task.Latest(s.group, slotAdmin,
		func(ctx context.Context) (auth.Session, error) { return s.d.Admins.StepDown(ctx) },
		func(_ auth.Session, err error) { s.d.Shell.Report(err) })
}
