package account

import (
	"strings"
	"time"

	"tongtu/app/i18n"
	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/widgets"
)

// peopleState is who is known here and the audit log, without the widgets' tree.
type peopleState struct {
	accounts []auth.Account
	policy   model.AccessPolicy
	search   string
	picked   model.UserID // "": nobody
	audit    bool         // the log is shown

	log      []model.AuditEntry // the newest first
	find     string
	verified bool
	sound    uint64 // lines that are sound
	broken   bool

	adding     bool // another administrator
	name, pass string
	busy       bool
	at         place
	problem    error
	code       auth.Secret // a new administrator's recovery code, until it was written down
}

// shown are the accounts that the search finds.
func (s *peopleState) shown() (out []auth.Account) {
	for _, a := range s.accounts {
		if strings.Contains(strings.ToLower(a.Name+" "+string(a.ID)), strings.ToLower(strings.TrimSpace(s.search))) {
			out = append(out, a)
		}
	}
	return out
}

// account is the one picked.
func (s *peopleState) account() (auth.Account, bool) {
	for _, a := range s.accounts {
		if a.ID == s.picked {
			return a, true
		}
	}
	return auth.Account{}, false
}

// lastAdmin reports whether a is the only administrator left.
func (s *peopleState) lastAdmin(a auth.Account) bool {
	if a.Role != auth.Admin {
		return false
	}
	for _, o := range s.accounts {
		if o.Role == auth.Admin && o.ID != a.ID {
			return false
		}
	}
	return true
}

// nameOf marks demonstration identities wherever they show.
func nameOf(tr *i18n.Catalogue, name string, demo bool) string {
	if demo {
		return tr.T(keyNameDemo, i18n.A{"name": name})
	}
	return name
}

// row is one account in the table.
func (s *peopleState) row(tr *i18n.Catalogue, a auth.Account) widgets.ListRow {
	approved := tr.T(keyNotApproved)
	if a.Approved || a.Local {
		approved = tr.T(keyApproved)
	}
	return widgets.ListRow{Cells: []string{
		nameOf(tr, a.Name, a.Demo), tr.T(roleKeys[a.Role]), approved, tr.Number(a.Sessions), tr.Moment(model.MomentOf(a.Seen)),
	}}
}

// peoplePanel is the account picked, as shown.
type peoplePanel struct {
	name      string
	demo      bool
	note      string // why something cannot be done here
	role      int    // index of the choice: viewer, editor
	canRole   bool
	approved  bool
	canRemove bool
}

// givenRoles are the roles an administrator can give.
var givenRoles = []auth.Role{auth.Viewer, auth.Editor}

func (s *peopleState) panel(tr *i18n.Catalogue) (peoplePanel, bool) {
	a, ok := s.account()
	if !ok {
		return peoplePanel{}, false
	}
	p := peoplePanel{name: a.Name, demo: a.Demo, approved: a.Approved, canRole: !a.Local, canRemove: !s.lastAdmin(a)}
	if a.Role >= auth.Editor {
		p.role = 1
	}
	switch {
	case !p.canRemove:
		p.note = tr.T(keyLastAdmin)
	case a.Local:
		p.note = tr.T(keyLocalAdmin)
	case a.Demo:
		p.note = tr.T(keyNeverAdmin)
	}
	return p, true
}

// lines are the lines of the log that the search finds.
func (s *peopleState) lines(tr *i18n.Catalogue) (out []widgets.ListRow) {
	find := strings.ToLower(strings.TrimSpace(s.find))
	for _, e := range s.log {
		who := e.Name
		if who == "" {
			who = tr.T(keyNoOne)
		}
		cells := []string{
			tr.Number(int(e.Seq)), e.At.Local().Format(time.DateTime), who,
			wordOf(tr, auditKeys, e.What), s.target(e.Target), wordOf(tr, outcomeKeys, e.Result),
		}
		if strings.Contains(strings.ToLower(strings.Join(cells, " ")), find) {
			out = append(out, widgets.ListRow{Cells: cells})
		}
	}
	return out
}

// target names an account that the log names by its ID.
func (s *peopleState) target(id string) string {
	for _, a := range s.accounts {
		if string(a.ID) == id {
			return a.Name
		}
	}
	return id
}

// wordOf is a word of the log in a person's, or as it is.
func wordOf(tr *i18n.Catalogue, keys map[string]i18n.Key, word string) string {
	if key, ok := keys[word]; ok {
		return tr.T(key)
	}
	return word
}

// verdict says whether the log is whole.
func (s *peopleState) verdict(tr *i18n.Catalogue) (text string, t tone) {
	switch {
	case !s.verified:
		return tr.T(keyAuditCount, i18n.A{"n": len(s.log)}), quiet
	case s.broken:
		return tr.T(keyAuditBroken, i18n.A{"n": int(s.sound) + 1}), bad
	}
	return tr.T(keyAuditSound, i18n.A{"n": int(s.sound)}), good
}
