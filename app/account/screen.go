// Package account is the screen where people sign in, see who they are, and
// sign out.
//
// Signing in shows a code to scan and beside it a demonstration phone, marked as
// such: picking an identity there scans the code, allow and decline answer it.
// After a sign-in the screen leads back to where the person came from.
package account

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"rsc.io/qr"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/wechat"
	"tongtu/data/model"
)

// Sessions is the part of the auth service the screen needs.
type Sessions interface {
	Begin(ctx context.Context, provider string) (auth.Challenge, error)
	SignIn(ctx context.Context, provider string, code auth.Secret) (auth.Session, error)
	SignOut(sess auth.Session)
}

// Phones are the demonstration phones of the WeChat stand-in.
type Phones interface {
	Users() []wechat.User
	Phone(name string) (*wechat.Phone, bool)
}

// Deps is what the screen is made of.
type Deps struct {
	Shell    screen.Shell
	Sessions Sessions
	Phones   Phones
	Data     func() Data      // what network is in use
	Now      func() time.Time // the clock of the countdown; time.Now
}

const slotSignIn = "sign-in"

// Screen implements screen.Screen.
type Screen struct {
	d Deps

	state     state
	challenge auth.Challenge
	code      *qr.Code
	back      *screen.Route // where to go after signing in; nil: stay
	returning bool          // a sign-in of this panel is under way or just done

	group  *task.Group
	intro  *intro
	signIn *signIn // nil while somebody is signed in
	root   *fyne.Container
}

var (
	_ screen.Screen  = (*Screen)(nil)
	_ screen.Watcher = (*Screen)(nil)
)

// New returns the screen; the shell builds it.
func New(d Deps) *Screen {
	if d.Now == nil {
		d.Now = time.Now
	}
	return &Screen{d: d}
}

// Name implements screen.Screen.
func (s *Screen) Name() screen.Name { return screen.Account }

// Needs implements screen.Screen: everybody may sign in.
func (s *Screen) Needs() model.Permission { return model.PermPlan }

// NetworkChanged implements screen.Watcher.
func (s *Screen) NetworkChanged() {
	if s.intro != nil {
		s.intro.show(s.d.Data().line(s.d.Shell.Tr()))
	}
}

// Build implements screen.Screen.
func (s *Screen) Build() fyne.CanvasObject {
	s.root = container.NewStack()
	s.rebuild()
	return s.root
}

// rebuild makes the widgets for who is signed in now.
func (s *Screen) rebuild() {
	tr, sess := s.d.Shell.Tr(), s.d.Shell.Session()
	if sess.SignedIn() {
		s.signIn = nil
		s.intro = newIntro(tr, why(sess), nil)
		s.root.Objects = []fyne.CanvasObject{page(s.intro.obj, newProfile(tr, profileOf(sess, tr), s.plan, s.signOut))}
	} else {
		s.intro = newIntro(tr, why(sess), s.plan)
		s.signIn = newSignIn(tr, s.identities(tr), actions{
			guest: s.plan, refresh: s.restart, pick: s.pick, allow: s.allow, decline: s.decline,
		})
		s.root.Objects = []fyne.CanvasObject{page(s.intro.obj, s.signIn.card, s.signIn.phone)}
		s.signIn.showQR(s.code)
	}
	s.NetworkChanged()
	s.draw()
	s.root.Refresh()
}

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

// Enter implements screen.Screen. Its argument is a screen.SignIn. A request
// that still lives is shown again, so a change of language loses nothing.
func (s *Screen) Enter(g *task.Group, args any) {
	s.group = g
	if a, ok := args.(screen.SignIn); ok {
		s.back = &a.Return
	}
	if s.d.Shell.Session().SignedIn() {
		s.arrived()
		return
	}
	s.returning = false
	if s.challenge == nil || s.state.phase.over() || s.state.phase == signingIn {
		s.restart()
	}
	g.Every(time.Second, s.tick)
	s.tick()
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

// tick takes over the request's progress and counts down.
func (s *Screen) tick() {
	if s.challenge != nil {
		before := s.state.phase
		s.state.observe(s.challenge.Stage(), s.challenge.Expires().Sub(s.d.Now()))
		if s.state.phase == signingIn && before != signingIn {
			s.redeem()
		}
	}
	s.draw()
}

func (s *Screen) draw() {
	if s.signIn != nil {
		s.signIn.show(s.state.panel(s.d.Shell.Tr()), s.state.who)
	}
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

// arrived shows who is signed in, or after a sign-in leads back. The shell may
// already have rebuilt the screen for the new session, which drops what redeem
// was about to show, so Enter comes here too.
func (s *Screen) arrived() {
	s.challenge, s.code, s.state = nil, nil, state{}
	back := s.back
	fresh := s.returning
	s.back, s.returning = nil, false
	if s.signIn != nil {
		s.rebuild()
	}
	if !fresh {
		return
	}
	tr, sess := s.d.Shell.Tr(), s.d.Shell.Session()
	s.d.Shell.Toast(tr.T(keyWelcome, i18n.A{"name": sess.User.Name}))
	if back != nil {
		s.later(func() { s.d.Shell.Open(*back) })
	}
}

// later leaves the shell's call to Enter before f opens another screen.
func (s *Screen) later(f func()) {
	task.Latest(s.group, slotSignIn,
		func(context.Context) (struct{}, error) { return struct{}{}, nil },
		func(struct{}, error) { f() })
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

// plan goes on without an account, or with it.
func (s *Screen) plan() { s.d.Shell.Open(screen.Route{Name: screen.Planner}) }

// signOut ends the session. The shell then enters the screen anew, as a guest's.
func (s *Screen) signOut() { s.d.Sessions.SignOut(s.d.Shell.Session()) }
