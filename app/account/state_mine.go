package account

import (
	"errors"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/data/model"
)

// mineState is what the account screen shows beside the profile, without the
// widgets: the person's own sessions, and what this device remembers.
type mineState struct {
	sessions   []auth.Session
	remembered bool
	kiosk      bool        // nobody is remembered at a kiosk
	place      *auth.Place // where secrets are kept; nil: not known yet
	busy       bool
}

// mineRow is one of the person's sessions as shown.
type mineRow struct {
	id, label string
	own       bool // of this window
}

// minePanel is mineState in words.
type minePanel struct {
	rows        []mineRow
	others      bool // there are sessions elsewhere
	remembered  bool
	canRemember bool
	note        string // where the token is kept, or why it is not
}

func (s *mineState) panel(tr *i18n.Catalogue, sess auth.Session) minePanel {
	p := minePanel{remembered: s.remembered, canRemember: !s.busy && !s.kiosk && sess.Role != auth.Admin}
	for _, o := range s.sessions {
		r := mineRow{id: o.ID, own: o.ID == sess.ID, label: tr.Moment(model.MomentOf(o.Since))}
		if r.own {
			r.label = tr.T(keySessionOwn, i18n.A{"since": r.label})
		}
		p.rows = append(p.rows, r)
		p.others = p.others || !r.own
	}
	switch {
	case sess.Role == auth.Admin:
		p.note = tr.T(keyRememberNever)
	case s.kiosk:
		p.note = tr.Error(auth.ErrKiosk)
	case s.place == nil:
		p.note = tr.T(keyRememberAsking)
	case s.place.Keyring:
		p.note = tr.T(keyRememberRing)
	case s.place.File != "":
		p.note = tr.T(keyRememberFile, i18n.A{"path": s.place.File})
	default:
		p.note = tr.T(keyRememberMemory)
	}
	return p
}

// gone reports whether err says that what was to be ended is gone already.
func gone(err error) bool { return errors.Is(err, model.ErrNotFound) }
