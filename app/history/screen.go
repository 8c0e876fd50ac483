package history

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/data"
	"tongtu/data/model"
)

// Store is what the screen reads; *data.Store is one.
type Store interface {
	ReadOnly() bool
	History(ctx context.Context) (list []data.Command, done int, err error)
}

// Editor is what the screen changes; *data.Editor is one.
type Editor interface {
	Undo(ctx context.Context) (data.Command, error)
	Redo(ctx context.Context) (data.Command, error)
}

// Deps is what the screen needs.
type Deps struct {
	Shell  screen.Shell
	Store  Store
	Editor Editor
	Zone   *time.Location // in which times are told
}

// Screen lists the edits. Create it with New.
type Screen struct {
	Deps
	state State
	view  *view
	group *task.Group
}

var (
	_ screen.Screen     = (*Screen)(nil)
	_ screen.Shortcuts  = (*Screen)(nil)
	_ screen.Searchable = (*Screen)(nil)
	_ screen.Watcher    = (*Screen)(nil)
)

// The slots of background work.
const (
	slotLoad = "load"
	slotEdit = "edit"
)

// New returns the screen.
func New(d Deps) *Screen { return &Screen{Deps: d, state: NewState()} }

// Name implements screen.Screen.
func (s *Screen) Name() screen.Name { return screen.History }

// Needs implements screen.Screen.
func (s *Screen) Needs() model.Permission { return model.PermEdit }

// Build implements screen.Screen.
func (s *Screen) Build() fyne.CanvasObject {
	s.view = newView(s.Shell.Tr(), hooks{
		search: func(text string) { s.state.Search(text); s.show() },
		pick:   func(row int) { s.state.Pick(row); s.show() },
		undo:   s.undo, redo: s.redo, travel: s.travel,
		signIn: func() {
			s.Shell.Open(screen.Route{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.History}}})
		},
	})
	if s.group != nil {
		s.load() // in the language of now
	}
	s.show()
	return s.view.root
}

// Enter implements screen.Screen.
func (s *Screen) Enter(g *task.Group, _ any) {
	s.group = g
	s.state.SetRights(Rights{Edit: s.Shell.Session().Can(model.PermEdit), ReadOnly: s.Store.ReadOnly()})
	s.state.SetBusy(false)
	s.show()
	s.load()
}

// FocusSearch implements screen.Searchable.
func (s *Screen) FocusSearch() { s.view.list.FocusSearch() }

// NetworkChanged implements screen.Watcher.
func (s *Screen) NetworkChanged() {
	if s.group != nil && !s.state.Busy() {
		s.load()
	}
}

// Shortcuts implements screen.Shortcuts.
func (s *Screen) Shortcuts() map[fyne.Shortcut]func() {
	return map[fyne.Shortcut]func(){&fyne.ShortcutUndo{}: s.undo, &fyne.ShortcutRedo{}: s.redo}
}

func (s *Screen) show() {
	if s.view != nil {
		s.view.show(&s.state)
	}
}

// journal is what Store.History returns.
type journal struct {
	list []data.Command
	done int
}

func (s *Screen) read(ctx context.Context) (j journal, err error) {
	j.list, j.done, err = s.Store.History(ctx)
	return j, err
}

func (s *Screen) load() {
	task.Latest(s.group, slotLoad, s.read, func(j journal, err error) {
		s.Shell.Report(err)
		if err == nil {
			s.state.Load(j.list, j.done, s.word)
			s.show()
		}
	})
}

func (s *Screen) word(c data.Command) Entry {
	tr := s.Shell.Tr()
	who := c.Who.Name
	if who == "" {
		who = tr.T(keyNobody)
	}
	return Entry{What: tr.Edit(c), Who: who, When: c.At.In(s.Zone).Format(time.DateTime)}
}

func (s *Screen) undo() {
	if s.state.Actions().Undo {
		s.run(-1)
	}
}

func (s *Screen) redo() {
	if s.state.Actions().Redo {
		s.run(+1)
	}
}

// travel goes to the picked entry, after asking when that takes back several.
func (s *Screen) travel() {
	if !s.state.Actions().Go {
		return
	}
	steps := s.state.Steps()
	if steps >= -1 {
		s.run(steps)
		return
	}
	e, _ := s.state.Picked()
	tr := s.Shell.Tr()
	a := i18n.A{"n": -steps, "edit": e.What}
	s.Shell.Confirm(tr.T(keyUndoAll), tr.T(keyUndoBody, a), tr.T(keyUndoTo, a), func() { s.run(steps) })
}

// run undoes or redoes so many commands, each in a transaction of its own. What
// was done before an error stays done.
func (s *Screen) run(steps int) {
	s.state.SetBusy(true)
	s.show()
	step, n, done := s.Editor.Redo, steps, keyRedoneMany
	if steps < 0 {
		step, n, done = s.Editor.Undo, -steps, keyUndoneMany
	}
	task.Latest(s.group, slotEdit, func(ctx context.Context) (j journal, err error) {
		for range n {
			if _, err := step(ctx); err != nil {
				return j, err
			}
		}
		return s.read(ctx)
	}, func(j journal, err error) {
		s.state.SetBusy(false)
		if err != nil {
			s.Shell.Report(err)
			s.load()
			s.show()
			return
		}
		s.state.Load(j.list, j.done, s.word)
		s.show()
		s.Shell.Toast(s.Shell.Tr().T(done, i18n.A{"n": n}))
	})
}
