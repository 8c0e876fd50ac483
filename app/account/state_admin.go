package account

import (
	"errors"
	"time"

	"tongtu/app/i18n"
	"tongtu/auth"
)

// adminStep is what the administrator's form asks for.
type adminStep uint8

const (
	adminAsk     adminStep = iota // the passphrase
	adminSet                      // a first passphrase
	adminRecover                  // the recovery code and a new passphrase
)

// adminState is the administrator's form, without the widgets.
type adminState struct {
	step                  adminStep
	pass, again, recovery string        // as typed
	wait                  time.Duration // until the passphrase may be tried again
	busy                  bool
	at                    place
	problem               error
	code                  auth.Secret // a new recovery code, until it was written down
}

// errUnlike is a passphrase that was not repeated.
var errUnlike = errors.New("passphrases differ")

// open shows the form anew: isSet says whether there is a passphrase. What was
// typed is forgotten.
func (s *adminState) open(isSet bool) {
	*s = adminState{code: s.code}
	if !isSet {
		s.step = adminSet
	}
}

// check looks at what was typed before it is sent.
func (s *adminState) check() bool {
	s.problem, s.at = nil, nowhere
	if s.step != adminAsk {
		if _, err := auth.CheckPassphrase(auth.NewSecret(s.pass)); err != nil {
			s.problem, s.at = err, atPass
		} else if s.pass != s.again {
			s.problem, s.at = errUnlike, atAgain
		}
	}
	return s.problem == nil
}

// fail shows err where it belongs; known is false when there are no words for it.
// A wrong passphrase is forgotten, so that the next one can be typed at once.
func (s *adminState) fail(err error) (known bool) {
	s.busy, s.problem, s.at = false, err, atPass
	var wait *auth.WaitError
	switch {
	case errors.Is(err, auth.ErrRecovery):
		s.at = atRecovery
	case errors.Is(err, auth.ErrPassphrase):
		s.pass = ""
	case errors.As(err, &wait):
		s.wait = wait.Wait
	case errors.Is(err, auth.ErrNoPassphrase):
		s.step = adminSet
	case errors.Is(err, auth.ErrPassphraseSet):
		s.step = adminAsk
	default:
		return false
	}
	return true
}

// typed ends the problem of a field that is being corrected.
func (s *adminState) typed(at place) {
	if s.at == at {
		s.problem, s.at = nil, nowhere
	}
}

// adminPanel is the form as shown.
type adminPanel struct {
	intro, passLabel string
	problem          string
	at               place
	hint             string // below the passphrase
	again, recovery  bool   // these fields are shown
	do               string // label of the button
	canDo            bool
	other            string // label of the way to or from recovery; "": none
}

// panel puts s into words.
func (s *adminState) panel(tr *i18n.Catalogue) adminPanel {
	p := adminPanel{at: s.at, passLabel: tr.T(keyPass)}
	switch s.step {
	case adminAsk:
		p.intro, p.do, p.other = tr.T(keyAdminAsk), tr.T(keyAdminEnter), tr.T(keyForgot)
		p.canDo = s.pass != "" && s.wait <= 0
	case adminSet:
		p.intro, p.do, p.again = tr.T(keyAdminSet), tr.T(keyAdminSetDo), true
		p.canDo = s.pass != "" && s.again != ""
	case adminRecover:
		p.intro, p.do, p.other = tr.T(keyAdminRecover), tr.T(keyAdminRecoverDo), tr.T(keyBackToPass)
		p.again, p.recovery, p.passLabel = true, true, tr.T(keyPassNew)
		p.canDo = s.recovery != "" && s.pass != "" && s.again != ""
	}
	if s.step != adminAsk && s.pass != "" {
		if weak, err := auth.CheckPassphrase(auth.NewSecret(s.pass)); err == nil && weak {
			p.hint = tr.T(keyWeak)
		}
	}
	p.canDo = p.canDo && !s.busy
	var wait *auth.WaitError
	switch {
	case s.step == adminAsk && s.wait > 0:
		p.problem, p.at = tr.T(keyAdminWait, i18n.A{"time": countdown(s.wait)}), atPass
	case s.problem == nil, errors.As(s.problem, &wait):
		p.at = nowhere
	case errors.Is(s.problem, errUnlike):
		p.problem = tr.T(keyUnlike)
	default:
		p.problem = tr.Error(s.problem)
	}
	return p
}

// answer is what setting or recovering a passphrase ends with.
type answer struct {
	code auth.Secret
	err  error
}

// pending is such work under way. The session begins before it is done, which
// ends the visit that asked; the next one goes on waiting, so that the recovery
// code is never lost.
type pending struct {
	done chan struct{}
	got  answer
}

func (p *pending) resolve(a answer) {
	p.got = a
	close(p.done)
}
