package account

import (
	"context"

	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/phone"
)

const slotText = "text"

// editText takes over what was typed.
func (s *Screen) editText(at place, text string) {
	switch at {
	case atNumber:
		s.text.number = text
	case atAnswer:
		s.text.answer = text
	case atCode:
		s.text.code = text
	}
	s.text.typed(at)
	s.tick()
}

// newPicture draws another picture.
func (s *Screen) newPicture() {
	c, err := s.d.Texts.Captcha()
	s.d.Shell.Report(err)
	s.text.captcha, s.text.answer = c, ""
	s.draw()
}

// send asks for a message.
func (s *Screen) send() {
	if !s.text.panel(s.d.Shell.Tr()).canSend {
		return
	}
	t := s.text
	s.text.busy = true
	s.draw()
	task.Latest(s.group, slotText,
		func(ctx context.Context) (phone.State, error) {
			return s.d.Texts.Send(ctx, t.number, t.captcha.ID, t.answer)
		},
		func(_ phone.State, err error) {
			s.text.busy, s.text.problem, s.text.at = false, nil, nowhere
			spent := true
			if err != nil {
				spent = s.textFailed(err, false)
			} else {
				s.text.asked, s.text.code = true, ""
			}
			if spent {
				s.newPicture()
			}
			s.tick()
			if s.signIn != nil && err == nil {
				s.signIn.text.code.focus()
			}
		})
}

func (s *Screen) textFailed(err error, signingIn bool) (spent bool) {
	known, spent := s.text.fail(err, signingIn)
	if !known {
		s.d.Shell.Report(err)
	}
	return spent
}

// useCode fills in the code of a message, as phones offer to.
func (s *Screen) useCode(code string) {
	s.text.code = code
	s.text.typed(atCode)
	s.tick()
}

// signByText signs in with the code of a message.
func (s *Screen) signByText() {
	if !s.text.panel(s.d.Shell.Tr()).canSign {
		return
	}
	proof := phone.Proof(s.text.number, s.text.code)
	s.text.busy, s.returning = true, true
	s.draw()
	task.Latest(s.group, slotSignIn,
		func(ctx context.Context) (auth.Session, error) {
			return s.d.Sessions.SignIn(ctx, phone.ProviderName, proof)
		},
		func(_ auth.Session, err error) {
			s.text.busy = false
			if err == nil {
				s.arrived()
				return
			}
			s.returning = false
			s.textFailed(err, true)
			s.tick()
			if s.signIn != nil {
				s.signIn.text.code.focus()
			}
		})
}
