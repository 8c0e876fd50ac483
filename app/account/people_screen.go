package account

import (
	"bytes"
	"context"
	"errors"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data/model"
)

// Accounts is what the auth service does for users and roles.
type Accounts interface {
	Accounts(ctx context.Context) ([]auth.Account, error)
	Policy() model.AccessPolicy
	SetApprovedOnly(ctx context.Context, yes bool) error
	SetRole(ctx context.Context, id model.UserID, role auth.Role) error
	Approve(ctx context.Context, id model.UserID, yes bool) error
	Remove(ctx context.Context, id model.UserID) error
	AddAdmin(ctx context.Context, name string, pass auth.Secret) (model.UserID, auth.Secret, error)
}

// Audit is the log of the auth service.
type Audit interface {
	Audit(ctx context.Context, seq uint64, n int) ([]model.AuditEntry, error)
	VerifyAudit(ctx context.Context) (sound uint64, err error)
	ExportAudit(ctx context.Context, w io.Writer) error
}

// PeopleDeps is what the screen of users and roles is made of.
type PeopleDeps struct {
	Shell    screen.Shell
	Accounts Accounts
	Audit    Audit
	Copy     func(string)
	Save     func(name string, write func(io.Writer) error)
}

// People is the screen of users and roles and of the audit log, for
// administrators. It implements screen.Screen.
type People struct {
	d     PeopleDeps
	state peopleState
	group *task.Group
	view  *peopleView // nil while an administrator is needed
	root  *fyne.Container
}

var _ screen.Screen = (*People)(nil)

// NewPeople returns the screen; the shell builds it.
func NewPeople(d PeopleDeps) *People { return &People{d: d} }

// Name implements screen.Screen.
func (s *People) Name() screen.Name { return screen.People }

// Needs implements screen.Screen. Others are shown the way to become one.
func (s *People) Needs() model.Permission { return model.PermAdmin }

// Build implements screen.Screen.
func (s *People) Build() fyne.CanvasObject {
	s.root = container.NewStack()
	s.rebuild()
	return s.root
}

func (s *People) rebuild() {
	tr := s.d.Shell.Tr()
	s.view = nil
	switch {
	case !s.d.Shell.Session().Can(model.PermAdmin):
		s.root.Objects = []fyne.CanvasObject{page(newNeedsAdmin(tr, s.stepUp))}
	case !s.state.code.Empty():
		s.root.Objects = []fyne.CanvasObject{page(newCodeCard(tr, s.state.code.Reveal(),
			func() { s.d.Copy(s.state.code.Reveal()); s.d.Shell.Toast(tr.T(keyCodeCopied)) }, s.codeKept))}
	default:
		s.view = newPeopleView(tr, peopleActions{
			tab: s.tab, search: s.search, pick: s.pick, policy: s.policy, role: s.role, approve: s.approve, remove: s.remove,
			add: s.add, edit: s.edit, addDo: s.addDo, find: s.find, verify: s.verify, save: s.save,
		})
		s.root.Objects = []fyne.CanvasObject{s.view.root}
		s.draw()
	}
	s.root.Refresh()
}

// Enter implements screen.Screen.
func (s *People) Enter(g *task.Group, _ any) {
	s.group = g
	if !s.d.Shell.Session().Can(model.PermAdmin) {
		s.state = peopleState{code: s.state.code}
		return
	}
	s.load()
}

func (s *People) draw() {
	if s.view != nil {
		s.view.show(&s.state)
	}
}

// stepUp leads to the passphrase and back here.
func (s *People) stepUp() {
	s.d.Shell.Open(screen.Route{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.People}, By: screen.ByAdmin}})
}

const (
	slotPeople = "people"
	slotAudit  = "audit"
	// maxLog is how many lines are shown; the export has them all.
	maxLog = 5000
)

// load reads accounts and log anew.
func (s *People) load() {
	s.state.policy = s.d.Accounts.Policy()
	task.Latest(s.group, slotPeople, s.d.Accounts.Accounts, func(list []auth.Account, err error) {
		s.d.Shell.Report(err)
		s.state.accounts = list
		s.draw()
	})
	task.Latest(s.group, slotAudit, s.readLog, func(log []model.AuditEntry, err error) {
		s.d.Shell.Report(err)
		s.state.log, s.state.verified = log, false
		s.draw()
	})
	s.draw()
}

// readLog returns the newest lines, the newest first.
func (s *People) readLog(ctx context.Context) ([]model.AuditEntry, error) {
	var log []model.AuditEntry
	for seq := uint64(1); ; {
		lines, err := s.d.Audit.Audit(ctx, seq, maxLog)
		if err != nil {
			return nil, err
		}
		if len(lines) == 0 {
			return log, nil
		}
		seq = lines[len(lines)-1].Seq + 1
		for _, e := range lines {
			log = append([]model.AuditEntry{e}, log...)
		}
		log = log[:min(len(log), maxLog)]
	}
}

// do runs one function of an administrator and shows what it changed.
func (s *People) do(name string, work func(context.Context) error) {
	s.state.busy = true
	s.draw()
	task.Latest(s.group, slotPeople,
		func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) },
		func(_ struct{}, err error) {
			s.state.busy = false
			s.d.Shell.Report(err)
			if err == nil && name != "" {
				s.d.Shell.Toast(s.d.Shell.Tr().T(keyChanged, i18n.A{"name": name}))
			}
			s.load()
		})
}

func (s *People) tab(audit bool)     { s.state.audit = audit; s.draw() }
func (s *People) search(text string) { s.state.search = text; s.draw() }
func (s *People) find(text string)   { s.state.find = text; s.draw() }
func (s *People) policy(only bool) {
	s.do("", func(ctx context.Context) error { return s.d.Accounts.SetApprovedOnly(ctx, only) })
}

func (s *People) pick(row int) {
	if list := s.state.shown(); row < len(list) {
		s.state.picked, s.state.adding = list[row].ID, false
	}
	s.draw()
}

func (s *People) role(i int) {
	if a, ok := s.state.account(); ok {
		s.do(a.Name, func(ctx context.Context) error { return s.d.Accounts.SetRole(ctx, a.ID, givenRoles[i]) })
	}
}

func (s *People) approve(yes bool) {
	if a, ok := s.state.account(); ok {
		s.do(a.Name, func(ctx context.Context) error { return s.d.Accounts.Approve(ctx, a.ID, yes) })
	}
}

func (s *People) remove() {
	a, ok := s.state.account()
	if !ok {
		return
	}
	tr := s.d.Shell.Tr()
	s.d.Shell.Confirm(tr.T(keyRemove), tr.T(keyRemoveBody, i18n.A{"name": a.Name}), tr.T(keyRemove), func() {
		s.do("", func(ctx context.Context) error { return s.d.Accounts.Remove(ctx, a.ID) })
	})
}

// add shows the form of another administrator.
func (s *People) add() {
	s.state.adding, s.state.picked, s.state.name, s.state.pass, s.state.problem = true, "", "", "", nil
	s.draw()
}

func (s *People) edit(at place, text string) {
	if at == atPass {
		s.state.pass = text
	} else {
		s.state.name = text
	}
	s.state.problem = nil
	s.draw()
}

func (s *People) addDo() {
	name, pass := s.state.name, auth.NewSecret(s.state.pass)
	s.state.busy = true
	s.draw()
	task.Latest(s.group, slotPeople,
		func(ctx context.Context) (auth.Secret, error) {
			_, code, err := s.d.Accounts.AddAdmin(ctx, name, pass)
			return code, err
		},
		func(code auth.Secret, err error) {
			s.state.busy = false
			if err != nil {
				s.state.problem, s.state.at = err, atPass
				var field *model.FieldError
				if errors.As(err, &field) || errors.Is(err, model.ErrExists) {
					s.state.at = nowhere // of the name
				}
				s.draw()
				return
			}
			s.state.adding, s.state.pass, s.state.code = false, "", code
			s.rebuild()
		})
}

// codeKept forgets the recovery code, which was written down.
func (s *People) codeKept() {
	s.state.code.Wipe()
	s.rebuild()
	s.load()
}

func (s *People) verify() {
	task.Latest(s.group, slotAudit, s.d.Audit.VerifyAudit, func(sound uint64, err error) {
		s.state.broken = errors.Is(err, auth.ErrAuditBroken)
		s.state.verified, s.state.sound = err == nil || s.state.broken, sound
		if !s.state.broken {
			s.d.Shell.Report(err)
		}
		s.draw()
	})
}

// save exports the whole log, checked on the way.
func (s *People) save() {
	task.Latest(s.group, slotAudit,
		func(ctx context.Context) (*bytes.Buffer, error) {
			var out bytes.Buffer
			return &out, s.d.Audit.ExportAudit(ctx, &out)
		},
		func(out *bytes.Buffer, err error) {
			if err != nil {
				s.d.Shell.Report(err)
				return
			}
			s.d.Save("tongtu-audit.jsonl", func(w io.Writer) error {
				_, err := out.WriteTo(w)
				return err
			})
		})
}
