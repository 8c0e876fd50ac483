package account

import (
	"errors"
	"sync"
	"time"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/auth/phone"
)

// place is the field of a form that a problem belongs to.
type place uint8

const (
	nowhere place = iota
	atNumber
	atAnswer // of the picture
	atCode
	atPass
	atAgain
	atRecovery
)

// textState is a sign-in by text message on the panel, without the widgets.
type textState struct {
	number, answer, code string // as typed
	captcha              phone.Captcha
	live                 phone.State // what the service says of the number
	asked                bool        // a message was sent on this panel
	busy                 bool
	at                   place
	problem              error
}

// fail shows err where it belongs; known is false when there are no words for it.
// The picture is spent unless the number was refused before anybody looked at it.
func (s *textState) fail(err error, signingIn bool) (known, spent bool) {
	s.problem, s.at = err, atAnswer
	switch {
	case errors.Is(err, phone.ErrNumber):
		s.at = atNumber
		return true, false
	case signingIn:
		s.at = atCode
	}
	var wait *auth.WaitError
	var code *phone.CodeError
	known = errors.Is(err, phone.ErrCaptcha) || errors.As(err, &wait) || errors.As(err, &code)
	return known, !signingIn
}

// typed ends the problem of a field that is being corrected.
func (s *textState) typed(at place) {
	if s.at == at {
		s.problem, s.at = nil, nowhere
	}
}

// textPanel is the form as shown.
type textPanel struct {
	problem  string
	at       place
	send     string // label of the button that asks for a message
	canSend  bool
	hint     string // below the code
	canEnter bool   // a code is alive
	canSign  bool
}

// panel puts s into words. Waiting is told by what the service says now, so a
// countdown goes on where it was when the panel is opened again.
func (s *textState) panel(tr *i18n.Catalogue) textPanel {
	p := textPanel{
		at: s.at, send: tr.T(keySend), hint: tr.T(keyCodeHint),
		canSend:  !s.busy && s.live.Resend <= 0 && s.number != "" && s.answer != "",
		canEnter: s.live.Expires > 0,
		canSign:  !s.busy && s.live.Expires > 0 && s.code != "",
	}
	switch {
	case s.live.Resend > 0:
		p.send = tr.T(keyResendIn, i18n.A{"time": countdown(s.live.Resend)})
	case s.asked:
		p.send = tr.T(keyResend)
	}
	if s.live.Expires > 0 {
		p.hint = tr.T(keyCodeLives, i18n.A{"time": countdown(s.live.Expires), "n": s.live.Tries})
	}
	var wait *auth.WaitError
	var code *phone.CodeError
	switch {
	case s.problem == nil:
	case errors.As(s.problem, &wait):
		if s.live.Resend > 0 {
			p.problem = tr.Error(&auth.WaitError{Wait: s.live.Resend})
		}
	case errors.As(s.problem, &code) && code.Left > 0 && !p.canEnter: // it died meanwhile
	default:
		p.problem = tr.Error(s.problem)
	}
	return p
}

// maxInbox is how many messages the on-screen phone keeps.
const maxInbox = 3

// inbox is what the on-screen phone received. It is safe for concurrent use:
// messages come from the goroutine that sent them.
type inbox struct {
	mu   sync.Mutex
	list []phone.SMS // the newest first
}

func (b *inbox) add(m phone.SMS) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.list = append([]phone.SMS{m}, b.list...)
	b.list = b.list[:min(len(b.list), maxInbox)]
}

func (b *inbox) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.list = nil
}

func (b *inbox) messages() []phone.SMS {
	b.mu.Lock()
	defer b.mu.Unlock()
	return append([]phone.SMS(nil), b.list...)
}

// message is one text message as shown.
type message struct{ to, at, text, code string }

// messagesOf puts what arrived into words; this is the one place where a code is
// revealed.
func messagesOf(list []phone.SMS, tr *i18n.Catalogue) []message {
	out := make([]message, len(list))
	for i, m := range list {
		code := m.Code.Reveal()
		out[i] = message{
			to: tr.T(keyTextTo, i18n.A{"number": phone.Mask(m.Number)}), at: clockOf(m.At),
			text: tr.T(keyText, i18n.A{"code": code}), code: code,
		}
	}
	return out
}

func clockOf(t time.Time) string { return t.Format(time.TimeOnly) }
