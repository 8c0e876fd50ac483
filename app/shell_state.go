package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/data/model"
)

// tabKeys names the screens in the top bar.
var tabKeys = map[screen.Name]i18n.Key{
	screen.Planner: keyPlan, screen.Cities: keyCities, screen.Routes: keyRoutes,
}

// state is what the frame shows now.
func (s *Shell) state() frameState {
	tr, network := s.o.Tr, s.network()
	st := frameState{
		title: tr.T(keyName), status: network.Status, closing: tr.T(i18n.Close), language: tr.T(keyLanguage),
		account: frameTab{screen.Account, s.who(), s.isAt(screen.Account), !s.closing && s.has(screen.Account)},
	}
	for _, c := range s.screens {
		if key, ok := tabKeys[c.Name()]; ok {
			st.tabs = append(st.tabs, frameTab{c.Name(), tr.T(key), s.isAt(c.Name()), !s.closing})
		}
	}
	if network.Demo {
		st.demo = tr.T(keyDemo)
	}
	if network.ReadOnly {
		st.notices = append(st.notices, notice{kind: noticeWarning, text: tr.T(keyReadOnly)})
	}
	if network.Older {
		st.notices = append(st.notices, notice{kind: noticeWarning, text: tr.T(keyOlder)})
	}
	if n, ok := s.expired(); ok {
		st.notices = append(st.notices, n)
	}
	if n, ok := s.barred(); ok {
		st.notices = append(st.notices, n)
	}
	if s.problem != nil {
		st.notices = append(st.notices, *s.problem)
	}
	return st
}

// barred is the notice of a screen whose permission the person does not have. A
// guest gets none, nor anybody where it takes an administrator: the screen itself
// offers to sign in.
func (s *Shell) barred() (notice, bool) {
	if s.at == nil || !s.session.SignedIn() || s.session.Can(s.at.Needs()) || s.at.Needs() == model.PermAdmin {
		return notice{}, false
	}
	return notice{text: s.o.Tr.T(keyNotYours)}, true
}

// expired is the notice of a session that ran out, where it did: signing in again
// leads back here, and what is unsaved stays.
func (s *Shell) expired() (notice, bool) {
	if !s.lapsed || s.at == nil || s.isAt(screen.Account) || !s.has(screen.Account) {
		return notice{}, false
	}
	here := screen.Route{Name: s.at.Name()}
	return notice{
		kind: noticeWarning, text: s.o.Tr.T(keyLapsed), action: s.o.Tr.T(keyAgain),
		do:      func() { s.Open(screen.Route{Name: screen.Account, Args: screen.SignIn{Return: here}}) },
		dismiss: func() { s.lapsed = false; s.draw() },
	}, true
}

// who is the label of the account tab.
func (s *Shell) who() string {
	switch {
	case !s.session.SignedIn():
		return s.o.Tr.T(keySignIn)
	case s.session.User.Demo:
		return s.o.Tr.T(keyDemoUser, i18n.A{"name": s.session.User.Name})
	}
	return s.session.User.Name
}

func (s *Shell) isAt(n screen.Name) bool { return s.at != nil && s.at.Name() == n }

func (s *Shell) has(n screen.Name) bool {
	for _, c := range s.screens {
		if c.Name() == n {
			return true
		}
	}
	return false
}

// addShortcuts gives the window the keys of the current screen.
func (s *Shell) addShortcuts() {
	if k, ok := s.at.(screen.Shortcuts); ok {
		for sc, do := range k.Shortcuts() {
			s.o.Window.Canvas().AddShortcut(sc, func(fyne.Shortcut) {
				defer s.caught()
				do()
			})
		}
	}
}

func (s *Shell) removeShortcuts() {
	if k, ok := s.at.(screen.Shortcuts); ok {
		for sc := range k.Shortcuts() {
			s.o.Window.Canvas().RemoveShortcut(sc)
		}
	}
}

// search leads to the current screen's search field.
func (s *Shell) search() {
	if c, ok := s.at.(screen.Searchable); ok {
		c.FocusSearch()
	}
}

// control is a shortcut of the menu.
func control(key fyne.KeyName) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault}
}
