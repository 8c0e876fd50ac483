// Package account is the screen where people sign in, see who they are, and
// sign out.
//
// There are three ways to sign in. A code to scan has a demonstration phone beside
// it, marked as such: picking an identity there scans the code, allow and decline
// answer it. A text message arrives on that same phone. Administrators give a
// passphrase. After a sign-in the screen leads back to where the person came from.
package account

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"rsc.io/qr"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

const slotSignIn = "sign-in"

// tickEvery is the pace of the countdowns.
const tickEvery = time.Second

// Screen implements screen.Screen.
type Screen struct {
	d Deps

	state     state
	challenge auth.Challenge
	code      *qr.Code
	method    method
	text      textState
	inbox     inbox
	admin     adminState
	mine      mineState
	setting   *pending      // a passphrase being set; nil: none
	stepping  bool          // somebody signed in is asked for the passphrase
	back      *screen.Route // where to go after signing in; nil: stay
	returning bool          // a sign-in of this panel is under way or just done

	group   *task.Group
	intro   *intro
	signIn  *signIn   // nil while somebody is signed in
	profile *mineView // nil while nobody is
	root    *fyne.Container
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
	s := &Screen{d: d}
	d.Texts.Inbox().Subscribe(s.inbox.add) // for as long as there is a screen
	return s
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
	s.signIn, s.profile = nil, nil
	switch {
	case !s.admin.code.Empty():
		s.intro = newIntro(tr, why(sess), nil)
		s.root.Objects = []fyne.CanvasObject{page(s.intro.obj, newCodeCard(tr, s.admin.code.Reveal(), s.copyCode, s.codeKept))}
	case sess.SignedIn() && !s.stepping:
		s.intro = newIntro(tr, why(sess), nil)
		s.profile = newMineView(tr, mineActions{s.remember, s.endSession, s.endOthers})
		s.root.Objects = []fyne.CanvasObject{page(s.intro.obj, newProfile(tr, profileOf(sess, tr), profileActions{
			plan: s.plan, signOut: s.signOut, stepUp: s.stepUp, stepDown: s.stepDown, flow: s.flow, people: s.people,
		}), s.profile.card)}
		s.lookUp()
	default:
		guest := s.plan
		if s.stepping {
			guest = nil
		}
		s.intro = newIntro(tr, why(sess), guest)
		s.signIn = newSignIn(tr, s.identities(tr), s.stepping, actions{
			choose: s.choose, refresh: s.restart, pick: s.pick, allow: s.allow, decline: s.decline, flow: s.flow, back: s.stay,
			text:  textActions{edit: s.editText, send: s.send, picture: s.newPicture, sign: s.signByText, use: s.useCode},
			admin: adminActions{edit: s.editAdmin, do: s.doAdmin, other: s.otherAdmin},
		})
		s.signIn.choose(s.method)
		s.signIn.showQR(s.code)
		ground := fyne.CanvasObject(canvas.NewRectangle(look.Color(look.ColorSurface)))
		if s.d.Map != nil {
			ground = s.d.Map()
		}
		s.root.Objects = []fyne.CanvasObject{pageOn(ground, s.intro.obj, s.signIn.card, s.signIn.aside)}
	}
	s.NetworkChanged()
	s.draw()
	s.root.Refresh()
}

// Enter implements screen.Screen. Its argument is a screen.SignIn. A request
// that still lives is shown again, so a change of language loses nothing.
func (s *Screen) Enter(g *task.Group, args any) {
	s.group = g
	sess := s.d.Shell.Session()
	if a, ok := args.(screen.SignIn); ok {
		s.back = nil
		if a.Return.Name != "" {
			s.back = &a.Return
		}
		if a.By != screen.ByLast && sess.Role != auth.Admin {
			s.method = method(a.By - screen.ByScan)
			s.stepping = sess.SignedIn() && s.method == byAdmin
			s.begin()
			s.rebuild()
		}
	}
	g.Every(tickEvery, s.tick)
	switch {
	case s.setting != nil:
		s.await()
	case !s.admin.code.Empty():
		return // until it was written down
	case sess.SignedIn() && (!s.stepping || sess.Role == auth.Admin):
		s.arrived()
		return
	}
	s.returning = false
	s.begin()
	s.tick()
	s.focusAdmin()
}

// begin makes the chosen way to sign in ready to be used.
func (s *Screen) begin() {
	switch s.method {
	case byScan:
		if s.challenge == nil || s.state.phase.over() || s.state.phase == signingIn {
			s.restart()
		}
	case byText:
		if s.text.captcha.ID == "" {
			s.newPicture()
		}
	case byAdmin:
		if s.setting == nil && s.admin.step != adminRecover {
			s.admin.open(s.d.Admins.AdminSet())
		}
	}
}

// choose shows another way to sign in.
func (s *Screen) choose(m method) {
	s.method = m
	s.signIn.choose(m)
	s.begin()
	s.tick()
}

// tick takes over how far things are and counts down.
func (s *Screen) tick() {
	s.text.live = s.d.Texts.State(s.text.number)
	s.admin.wait = s.d.Admins.PassphraseWait()
	if s.challenge != nil && s.method == byScan {
		before := s.state.phase
		s.state.observe(s.challenge.Stage(), s.challenge.Expires().Sub(s.d.Now()))
		if s.state.phase == signingIn && before != signingIn {
			s.redeem()
		}
	}
	s.draw()
}

func (s *Screen) draw() {
	if s.signIn == nil {
		return
	}
	tr := s.d.Shell.Tr()
	s.signIn.show(s.state.panel(tr), s.state.who)
	s.signIn.text.show(&s.text, s.text.panel(tr), s.inbox.messages())
	s.signIn.admin.show(&s.admin, s.admin.panel(tr))
}

// arrived shows who is signed in, or after a sign-in leads back. The shell may
// already have rebuilt the screen for the new session, which drops what redeem
// was about to show, so Enter comes here too.
func (s *Screen) arrived() {
	s.challenge, s.code, s.state = nil, nil, state{}
	s.text, s.admin, s.method, s.stepping = textState{}, adminState{}, byScan, false
	s.inbox.clear()
	back := s.back
	fresh := s.returning
	s.back, s.returning = nil, false
	if s.signIn != nil {
		s.rebuild()
	} else {
		s.lookUp()
	}
	if !fresh {
		return
	}
	tr, sess := s.d.Shell.Tr(), s.d.Shell.Session()
	welcome := tr.T(keyWelcome, i18n.A{"name": sess.User.Name})
	if sess.Role == auth.Admin {
		welcome = tr.T(keyWelcomeAdmin)
	}
	s.d.Shell.Toast(welcome)
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

// plan goes on without an account, or with it.
func (s *Screen) plan() { s.d.Shell.Open(screen.Route{Name: screen.Planner}) }

// flow shows the messages behind what is shown.
func (s *Screen) flow() { s.d.Shell.Open(screen.Route{Name: screen.Flow, Args: ShowFlow{}}) }

// people leads to users and roles.
func (s *Screen) people() { s.d.Shell.Open(screen.Route{Name: screen.People}) }

// signOut ends the session. The shell then enters the screen anew, as a guest's.
func (s *Screen) signOut() { s.d.Sessions.SignOut(s.d.Shell.Session()) }
