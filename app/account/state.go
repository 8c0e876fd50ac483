package account

import (
	"errors"
	"fmt"
	"time"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/data/model"
)

// phase is how far a sign-in on the panel is.
type phase uint8

const (
	waiting phase = iota
	scanned
	signingIn
	// From here on the request is over and a new one is the way on.
	declined
	lapsed
	blocked
	busy
	tooMany
	failed
)

// over reports whether the shown request cannot lead to a sign-in any more.
func (p phase) over() bool { return p >= declined }

// state is a sign-in on the panel, without the widgets.
type state struct {
	phase phase
	who   string        // identity picked on the demonstration phone
	left  time.Duration // until the request lapses
}

// observe takes over what the request says of itself.
func (s *state) observe(stage auth.Stage, left time.Duration) {
	s.left = max(left, 0)
	if s.phase >= signingIn {
		return
	}
	switch stage {
	case auth.Waiting:
		s.phase = waiting
	case auth.Scanned:
		s.phase = scanned
	case auth.Confirmed:
		s.phase = signingIn
	case auth.Declined:
		s.phase = declined
	case auth.Lapsed:
		s.phase = lapsed
	}
}

// causes are the ways a sign-in fails that have words of their own.
var causes = []struct {
	err   error
	phase phase
}{
	{auth.ErrDeclined, declined},
	{auth.ErrChallengeExpired, lapsed},
	{auth.ErrCode, lapsed},
	{auth.ErrBlocked, blocked},
	{auth.ErrBusy, busy},
	{auth.ErrTooMany, tooMany},
}

// fail ends the sign-in with err; known is false when the panel has no words
// for it.
func (s *state) fail(err error) (known bool) {
	for _, c := range causes {
		if errors.Is(err, c.err) {
			s.phase = c.phase
			return true
		}
	}
	s.phase = failed
	return false
}

// tone is how a status is coloured; it always has words too.
type tone uint8

const (
	quiet tone = iota
	good
	bad
)

// panel is the sign-in as shown.
type panel struct {
	status    string
	tone      tone
	countdown string // "" when the request is over
	way       string // label of the one way on; "" while the request lives
	ask       string // what the phone shows
	canPick   bool
	canAnswer bool
}

// panel puts s into words.
func (s *state) panel(tr *i18n.Catalogue) panel {
	name := i18n.A{"name": s.who}
	p := panel{
		ask:       tr.T(keyPick),
		canPick:   s.phase == waiting || s.phase == scanned,
		canAnswer: s.phase == scanned,
	}
	if !s.phase.over() && s.phase != signingIn {
		p.countdown = tr.T(keyCountdown, i18n.A{"time": countdown(s.left)})
	}
	way := keyRefresh
	switch s.phase {
	case waiting:
		p.status = tr.T(keyWaiting)
	case scanned:
		p.status, p.tone, p.ask = tr.T(keyScanned, name), good, tr.T(keyAsk, name)
	case signingIn:
		p.status, p.tone, p.ask = tr.T(keySigningIn), good, tr.T(keySigningIn)
	case declined:
		p.status, p.tone, way = tr.T(keyDeclined), bad, keyAgain
	case lapsed:
		p.status, p.tone = tr.T(keyLapsed), bad
	case blocked:
		p.status, p.tone, way = tr.T(keyBlocked, name), bad, keyOther
	case busy:
		p.status, p.tone, way = tr.T(keyBusy), bad, keyAgain
	case tooMany:
		p.status, p.tone, way = tr.T(keyTooMany), bad, keyAgain
	case failed:
		p.status, p.tone, way = tr.T(keyFailed), bad, keyAgain
	}
	if s.phase.over() {
		p.way, p.ask = tr.T(way), tr.T(keyPhoneDone)
	}
	return p
}

// countdown gives "4:58"; a started second counts as a whole one.
func countdown(left time.Duration) string {
	n := int((left + time.Second - 1) / time.Second)
	return fmt.Sprintf("%d:%02d", n/60, n%60)
}

// profile is somebody signed in, as shown.
type profile struct {
	name, initial string
	demo, admin   bool
	rows          [][2]string // label, value
}

var roleKeys = map[auth.Role]i18n.Key{
	auth.Guest: keyGuestRole, auth.Viewer: keyViewerRole, auth.Editor: keyEditorRole, auth.Admin: keyAdminRole,
}

// profileOf puts a session into words; times are in the zone of the clock.
func profileOf(sess auth.Session, tr *i18n.Catalogue) profile {
	p := profile{name: sess.User.Name, demo: sess.User.Demo, admin: sess.Role == auth.Admin}
	for _, r := range p.name {
		p.initial = string(r)
		break
	}
	p.rows = [][2]string{
		{tr.T(keyRole), tr.T(roleKeys[sess.Role])},
		{tr.T(keySince), tr.Moment(model.MomentOf(sess.Since))},
		{tr.T(keyUntil), tr.Moment(model.MomentOf(sess.Expires))},
		{tr.T(keyIdle), tr.Duration(model.Second(sess.Idle / time.Second))},
	}
	return p
}

// why is the key of the sentence on what sess opens.
func why(sess auth.Session) i18n.Key {
	switch {
	case !sess.SignedIn():
		return keyWhy
	case sess.Can(model.PermEdit):
		return keyMayEdit
	}
	return keyMayView
}

// Data describes the network in use, for the line that is always visible.
type Data struct {
	Info          model.Info
	Cities, Trips int
}

// line puts d into words.
func (d Data) line(tr *i18n.Catalogue) string {
	if d.Cities == 0 {
		return tr.T(keyDataNone)
	}
	name := d.Info.Name
	if d.Info.Demo || name == "" {
		name = tr.T(keyDataDemo)
	}
	return tr.T(keyData, i18n.A{"name": name, "cities": d.Cities, "trips": d.Trips})
}
