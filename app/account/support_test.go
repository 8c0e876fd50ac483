package account_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/account"
	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/auth/phone"
	"tongtu/auth/wechat"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
)

// desk is a window with the account screen in it: the real services round it,
// and a shell that does what screen.Shell promises, by hand.
type desk struct {
	t        *testing.T
	now      time.Time
	platform *wechat.Platform
	service  *auth.Service
	phone    *phone.Provider
	tr       *i18n.Catalogue
	screen   *account.Screen
	window   fyne.Window
	queue    task.Queue
	group    *task.Group

	session  auth.Session
	opened   []screen.Route
	toasts   []string
	reported []error
	copied   string

	failBegin error // what Begin fails with
}

func newDesk(t *testing.T, lang i18n.Lang, v look.Variant) *desk {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Theme(v, 1))
	d := &desk{t: t, now: time.Date(2026, 12, 1, 8, 0, 0, 0, time.UTC), tr: i18n.New(lang)}
	d.platform = wechat.NewPlatform(wechat.Options{Now: d.Now, Rand: rand.NewChaCha8([32]byte{7})})
	var err error
	d.phone, err = phone.New(phone.Options{Now: d.Now, Rand: zeros{}})
	require.NoError(t, err)
	d.service = auth.NewService(auth.Options{Now: d.Now, Cost: auth.Cost{Memory: 64, Time: 1, Threads: 1}},
		wechat.NewProvider(d.platform), d.phone)
	d.service.Changes().Subscribe(func(c auth.Change) {
		d.queue.Post(func() {
			if c.To.SignedIn() || c.Ends(d.session) {
				d.session = c.To
				d.show(nil)
			}
		})
	})
	d.screen = account.New(account.Deps{
		Shell: d, Sessions: sessions{d.service, d}, Phones: d.platform, Texts: d.phone, Admins: d.service, Visits: d.service, Now: d.Now,
		Copy: func(text string) { d.copied = text },
		Data: func() account.Data {
			return account.Data{Info: model.Info{Demo: true}, Cities: 338, Trips: 17204}
		},
	})
	d.window = test.NewTempWindow(t, nil)
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1280, 800))
	return d
}

// zeros make every code and every picture a row of zeros.
type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	clear(b)
	return len(b), nil
}

const (
	answer   = "00000"  // of every picture
	textCode = "000000" // of every message
)

// sessions is the service, which can be made to fail.
type sessions struct {
	*auth.Service
	d *desk
}

func (s sessions) Begin(ctx context.Context, provider string) (auth.Challenge, error) {
	if s.d.failBegin != nil {
		return nil, s.d.failBegin
	}
	return s.Service.Begin(ctx, provider)
}

func (d *desk) Now() time.Time { return d.now }

// show builds and enters the screen as the shell does, also after a change.
func (d *desk) show(args any) {
	d.leave()
	d.group = task.NewGroup(auth.WithSession(context.Background(), d.session), d.queue.Post, task.WithTicks(task.NoTicks))
	d.t.Cleanup(d.group.Close)
	d.window.SetContent(d.screen.Build())
	d.screen.Enter(d.group, args)
}

func (d *desk) leave() {
	if d.group != nil {
		d.group.Close()
	}
}

// settle lets everything under way end.
func (d *desk) settle() {
	for g := (*task.Group)(nil); g != d.group; { // settling may rebuild, which starts a new group
		g = d.group
		d.queue.Settle(d.t.Context(), g)
	}
}

// The promises of screen.Shell.

func (d *desk) Report(err error) {
	if err != nil {
		d.reported = append(d.reported, err)
	}
}
func (d *desk) Open(r screen.Route)                 { d.opened = append(d.opened, r) }
func (d *desk) Tr() *i18n.Catalogue                 { return d.tr }
func (d *desk) Session() auth.Session               { return d.session }
func (d *desk) Confirm(_, _, _ string, then func()) { then() }
func (d *desk) Toast(text string)                   { d.toasts = append(d.toasts, text) }

// seen is a text where it stands in the window.
type seen struct {
	*canvas.Text
	at fyne.Position
}

// texts returns every text in sight.
func (d *desk) texts() []seen { return collect(nil, d.window.Content(), fyne.Position{}) }

func collect(out []seen, o fyne.CanvasObject, offset fyne.Position) []seen {
	if !o.Visible() {
		return out
	}
	at := offset.Add(o.Position())
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text != "" {
			out = append(out, seen{o, at})
		}
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, c := range children {
		out = collect(out, c, at)
	}
	return out
}

// read joins the texts in sight, wrapped lines without what was between them.
func (d *desk) read() string {
	var b strings.Builder
	for _, t := range d.texts() {
		b.WriteString(strings.TrimSpace(t.Text.Text) + " ")
	}
	return b.String()
}

func (d *desk) requireText(key i18n.Key, args ...i18n.A) {
	d.t.Helper()
	plain := strings.NewReplacer(" ", "", "\n", "") // as lines are wrapped
	require.Contains(d.t, plain.Replace(d.read()), plain.Replace(d.tr.T(key, args...)))
}

// tap clicks on the text where it is.
func (d *desk) tap(text string) {
	d.t.Helper()
	for _, o := range d.texts() {
		if o.Text.Text == text {
			test.TapCanvas(d.window.Canvas(), o.at.AddXY(4, o.Size().Height/2))
			return
		}
	}
	require.Fail(d.t, "nothing to tap", "%q in %q", text, d.read())
}

// field is the entry below a label.
func (d *desk) field(label i18n.Key) *widgets.FieldText {
	d.t.Helper()
	var found *widgets.FieldText
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() || found != nil {
			return
		}
		c, ok := o.(*fyne.Container)
		if !ok {
			if w, ok := o.(fyne.Widget); ok {
				for _, child := range test.WidgetRenderer(w).Objects() {
					walk(child)
				}
			}
			return
		}
		for i, child := range c.Objects {
			if e, ok := child.(*widgets.FieldText); ok && i > 0 && contains(collect(nil, c.Objects[i-1], fyne.Position{}), d.tr.T(label)) {
				found = e
				return
			}
			walk(child)
		}
	}
	walk(d.window.Content())
	require.NotNil(d.t, found, "no field %s in %q", label, d.read())
	return found
}

// write replaces what is in a field, by typing.
func (d *desk) write(label i18n.Key, text string) {
	e := d.field(label)
	d.window.Canvas().Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	if text == "" {
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
	test.Type(e, text)
}

// enter presses Enter in a field.
func (d *desk) enter(label i18n.Key) {
	d.field(label).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

// tab chooses a way to sign in.
func (d *desk) tab(key i18n.Key) { d.tap(d.tr.T(key)) }

// pass lets time go by, and the countdowns be drawn.
func (d *desk) pass(by time.Duration) {
	d.now = d.now.Add(by)
	d.leave()
	d.show(nil)
}
