package history_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"tongtu/app/history"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/widgets/look"
)

// desk is a window with the screen in it, over a real data file.
type desk struct {
	t        *testing.T
	tr       *i18n.Catalogue
	store    *data.Store
	editor   *data.Editor
	screen   *history.Screen
	window   fyne.Window
	queue    task.Queue
	group    *task.Group
	session  auth.Session
	opened   []screen.Route
	toasts   []string
	asked    []string
	reported []error
}

// member lets everybody do what his role allows and names him.
type member struct{}

func (member) Authorize(ctx context.Context, p model.Permission) error {
	if !auth.SessionOf(ctx).Can(p) {
		return auth.ErrNotSignedIn
	}
	return nil
}

func (member) Actor(ctx context.Context) model.Person {
	u := auth.SessionOf(ctx).User
	return model.Person{ID: string(u.ID), Name: u.Name}
}

// newDesk has a file in which lilei made three cities, a minute apart.
func newDesk(t *testing.T) *desk {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme(look.Light, 1))
	d := &desk{t: t, tr: i18n.New(i18n.En), session: auth.Session{Role: auth.Editor, User: auth.User{ID: "x", Name: "lilei"}}}
	now := time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC)
	store, err := data.Open(filepath.Join(t.TempDir(), "t.db"), data.Options{Now: func() time.Time { return now }})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	d.store, d.editor = store, data.NewEditor(store, member{})
	for _, name := range []string{"甲", "乙", "丙"} {
		now = now.Add(time.Minute)
		_, err := d.editor.PutCity(auth.WithSession(t.Context(), d.session), model.City{Name: name}, []model.Station{{Name: name}})
		require.NoError(t, err)
	}
	d.window = test.NewTempWindow(t, nil)
	d.window.Resize(fyne.NewSize(1280, 724))
	d.screen = history.New(history.Deps{Shell: d, Store: d.store, Editor: d.editor, Zone: time.UTC})
	d.enter()
	return d
}

func (d *desk) enter() {
	if d.group != nil {
		d.group.Close()
	}
	d.group = task.NewGroup(auth.WithSession(d.t.Context(), d.session), d.queue.Post, task.WithTicks(task.NoTicks))
	d.t.Cleanup(d.group.Close)
	d.window.SetContent(d.screen.Build())
	d.screen.Enter(d.group, nil)
	d.settle()
}

func (d *desk) settle() { d.queue.Settle(d.t.Context(), d.group) }

func (d *desk) Open(r screen.Route)   { d.opened = append(d.opened, r) }
func (d *desk) Tr() *i18n.Catalogue   { return d.tr }
func (d *desk) Session() auth.Session { return d.session }
func (d *desk) Toast(text string)     { d.toasts = append(d.toasts, text) }
func (d *desk) Report(err error) {
	if err != nil {
		d.reported = append(d.reported, err)
	}
}
func (d *desk) Confirm(title, body, _ string, then func()) {
	d.asked = append(d.asked, title+"\n"+body)
	then()
}

// walk visits everything in sight.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, c := range o.Objects {
			walk(c, visit)
		}
	case fyne.Widget:
		for _, c := range test.WidgetRenderer(o).Objects() {
			walk(c, visit)
		}
	}
}

func (d *desk) read() string {
	var b strings.Builder
	walk(d.window.Content(), func(o fyne.CanvasObject) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			b.WriteString(t.Text + "\n")
		}
	})
	return b.String()
}

// button finds a button in sight, nil when there is none.
func (d *desk) button(text string) (found *widget.Button) {
	walk(d.window.Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widget.Button); ok && b.Text == text {
			found = b
		}
	})
	return found
}

func (d *desk) press(text string) {
	d.t.Helper()
	b := d.button(text)
	require.NotNil(d.t, b, "no button %q in\n%s", text, d.read())
	require.False(d.t, b.Disabled(), text)
	test.Tap(b)
	d.settle()
}

// pick chooses a row, counted from the newest.
func (d *desk) pick(row int) {
	var list fyne.Widget
	walk(d.window.Content(), func(o fyne.CanvasObject) {
		if k, ok := o.(interface {
			fyne.Widget
			TypedKey(*fyne.KeyEvent)
			ScrollTo(widget.ListItemID)
		}); ok {
			list = k
		}
	})
	require.NotNil(d.t, list)
	keys := list.(fyne.Focusable)
	for range 10 {
		keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	}
	for range row {
		keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	keys.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

func (d *desk) cities() (names string) {
	list, err := d.store.Cities(d.t.Context())
	require.NoError(d.t, err)
	for _, c := range list {
		names += c.Name
	}
	return names
}

func TestTheJournalIsListedNewestFirst(t *testing.T) {
	d := newDesk(t)
	text := d.read()
	for _, want := range []string{"3 changes", "change of city 丙", "lilei", "2026-12-01 08:03:00", "in force"} {
		require.Contains(t, text, want)
	}
	require.Less(t, strings.Index(text, "丙"), strings.Index(text, "甲"))
	require.True(t, d.button("Redo").Disabled())

	d.press("Undo")
	require.Equal(t, "甲乙", d.cities())
	require.Equal(t, []string{"1 change undone"}, d.toasts)
	require.Contains(t, d.read(), "3 changes, 1 of them undone")
	d.press("Redo")
	require.Equal(t, "甲乙丙", d.cities())
	require.Contains(t, d.read(), "3 changes")
}

func TestGoingToAnEntryUndoesOrRedoesUpToIt(t *testing.T) {
	d := newDesk(t)
	require.Nil(t, d.button("Undo this"))
	d.pick(2)
	d.press("Undo to here (3 steps)")
	require.Equal(t, []string{"Undo several changes?\nThis undoes “change of city 甲” and what was done after it, 3 changes in all. They can be redone."}, d.asked)
	require.Empty(t, d.cities())
	d.pick(1)
	d.press("Redo to here (2 steps)")
	require.Equal(t, "甲乙", d.cities())
	d.press("Undo this")
	require.Equal(t, "甲", d.cities())
	require.Len(t, d.asked, 1, "one change is not asked about")
	require.Empty(t, d.reported)
}

func TestAGuestSeesAndSignsIn(t *testing.T) {
	d := newDesk(t)
	d.session = auth.Session{}
	d.enter()
	require.Contains(t, d.read(), "change of city 丙")
	require.Nil(t, d.button("Undo"))
	d.pick(0)
	require.Nil(t, d.button("Undo this"))
	d.press("Sign in to undo")
	require.Equal(t, []screen.Route{{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.History}}}}, d.opened)
}

func TestASearchFindsWhatWhoAndWhen(t *testing.T) {
	s := history.NewState()
	list := []data.Command{{Name: "a"}, {Name: "b"}, {Name: "c"}}
	s.Load(list, 2, func(c data.Command) history.Entry {
		return history.Entry{What: "city " + c.Name, Who: strings.ToUpper(c.Name) + "lice", When: "08:0" + c.Name}
	})
	for text, want := range map[string]int{"": 3, "city": 3, " alice ": 1, "08:0B": 1, "nothing": 0} {
		s.Search(text)
		require.Len(t, s.Rows(), want, text)
	}
	s.Search("")
	s.SetRights(history.Rights{Edit: true})
	s.Pick(0)
	require.Equal(t, 1, s.Steps(), "the newest is undone")
	s.Pick(2)
	require.Equal(t, -2, s.Steps())
	s.Search("b")
	require.Equal(t, -1, s.PickedRow(), "picked, but not shown")
	require.True(t, s.Actions().Go)
	s.SetRights(history.Rights{Edit: true, ReadOnly: true})
	require.Equal(t, history.Actions{ReadOnly: true}, s.Actions())
	s.Load(nil, 0, nil)
	require.Zero(t, s.Steps(), "the picked one is gone")
}
