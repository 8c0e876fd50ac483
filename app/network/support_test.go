package network_test

import (
	"cmp"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"tongtu/app/drafts"
	"tongtu/app/i18n"
	"tongtu/app/network"
	"tongtu/app/screen"
	"tongtu/app/task"
	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/model"
	"tongtu/widgets"
	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
)

// desk is a window with one screen in it, over a real data file, and a shell
// that does what screen.Shell promises, by hand.
type desk struct {
	t      *testing.T
	tr     *i18n.Catalogue
	store  *data.Store
	editor *data.Editor
	screen screen.Screen
	window fyne.Window
	queue  task.Queue
	group  *task.Group

	drafts  *drafts.Store
	keepNow bool // drafts are written at once

	session  auth.Session
	opened   []screen.Route
	toasts   []string
	reported []error
	asked    []string // titles and bodies of questions
	refuse   bool     // answer questions with no
}

// grants lets a session do what its role allows, as auth.Service does.
type grants struct{}

func (grants) Authorize(ctx context.Context, p model.Permission) error {
	if !auth.SessionOf(ctx).Can(p) {
		return auth.ErrNotSignedIn
	}
	return nil
}

func asEditor() auth.Session { return auth.Session{Role: auth.Editor} }

func newDesk(t *testing.T, n model.Network) *desk {
	d := deskOver(t, filepath.Join(t.TempDir(), "tongtu.db"))
	require.NoError(t, d.editor.Replace(auth.WithSession(t.Context(), asEditor()), n, nil))
	return d
}

// deskOver is a desk over a data file, new or not.
func deskOver(t *testing.T, path string) *desk {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme(look.Light, 1))
	d := &desk{t: t, tr: i18n.New(i18n.En), session: asEditor()}
	store, err := data.Open(path, data.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, store.Close()) })
	d.store, d.editor = store, data.NewEditor(store, grants{})
	d.window = test.NewTempWindow(t, nil)
	d.window.SetPadded(false)
	d.window.Resize(fyne.NewSize(1280, 724))
	return d
}

func (d *desk) cities() *desk {
	d.screen = network.NewCities(network.CityDeps{
		Shell: d, Store: d.store, Editor: d.editor, Drafts: d.drafts, Now: func() time.Time { return run },
		Map: func() *mapview.Map { return mapview.New(nil) }, Checks: network.NewInspector(d.store),
	})
	d.enter(nil)
	return d
}

func (d *desk) routes() *desk {
	d.screen = network.NewRoutes(network.RouteDeps{
		Shell: d, Store: d.store, Editor: d.editor, Checks: network.NewInspector(d.store), Drafts: d.drafts,
		Now: func() time.Time { return time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC) },
	})
	d.enter(nil)
	return d
}

// enter builds and enters the screen as the shell does.
func (d *desk) enter(args any) {
	if d.group != nil {
		d.group.Close()
	}
	d.group = d.newGroup(d.session)
	d.window.SetContent(d.screen.Build())
	d.screen.Enter(d.group, args)
	d.settle()
}

// newGroup is the background work of somebody's visit.
func (d *desk) newGroup(s auth.Session) *task.Group {
	ticks := task.Ticks(task.NoTicks)
	if d.keepNow {
		ticks = func(time.Duration) (<-chan time.Time, func()) {
			c := make(chan time.Time, 1)
			c <- time.Time{}
			return c, func() {}
		}
	}
	g := task.NewGroup(auth.WithSession(d.t.Context(), s), d.queue.Post, task.WithTicks(ticks))
	d.t.Cleanup(g.Close)
	return g
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
	if !d.refuse {
		then()
	}
}

// walk visits everything in sight.
func walk(o fyne.CanvasObject, at fyne.Position, visit func(o fyne.CanvasObject, at fyne.Position)) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	visit(o, at)
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	}
	for _, c := range children {
		walk(c, at, visit)
	}
}

// read joins the texts in sight.
func (d *desk) read() string {
	var b strings.Builder
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" {
			b.WriteString(strings.TrimSpace(t.Text) + "\n")
		}
	})
	return b.String()
}

func (d *desk) sees(text string) {
	d.t.Helper()
	require.Contains(d.t, d.read(), text)
}

// button finds a button in sight by its text.
func (d *desk) button(text string) *widget.Button {
	d.t.Helper()
	var found *widget.Button
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if b, ok := o.(*widget.Button); ok && b.Text == text && found == nil {
			found = b
		}
	})
	require.NotNil(d.t, found, "no button %q in\n%s", text, d.read())
	return found
}

// press presses a button, which is enabled, and waits for what it does.
func (d *desk) press(text string) {
	d.t.Helper()
	b := d.button(text)
	require.False(d.t, b.Disabled(), "%q is disabled", text)
	test.Tap(b)
	d.settle()
}

// field finds the labelled field of that label.
func (d *desk) field(label string) *widgets.Field {
	d.t.Helper()
	var found *widgets.Field
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		f, ok := o.(*widgets.Field)
		if !ok || found != nil {
			return
		}
		for _, c := range test.WidgetRenderer(f).Objects() {
			if t, ok := c.(*canvas.Text); ok && t.Text == label {
				found = f
			}
		}
	})
	require.NotNil(d.t, found, "no field %q in\n%s", label, d.read())
	return found
}

// fill types text into the field of that label, in place of what was there.
func (d *desk) fill(label, text string) {
	d.t.Helper()
	var into fyne.Focusable
	walk(d.field(label).Control(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		switch o := o.(type) {
		case *widgets.Complete:
			if into == nil {
				into = o.Input()
			}
		case *widgets.FieldText:
			if into == nil {
				into = o
			}
		}
	})
	require.NotNil(d.t, into, label)
	d.window.Canvas().Focus(into)
	into.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	into.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	for _, r := range text {
		d.window.Canvas().Focused().TypedRune(r)
	}
	for _, o := range d.window.Canvas().Overlays().List() {
		d.window.Canvas().Overlays().Remove(o)
	}
	d.window.Canvas().Unfocus()
	d.settle()
}

func (d *desk) grid() *widgets.Grid {
	d.t.Helper()
	var found *widgets.Grid
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if g, ok := o.(*widgets.Grid); ok {
			found = g
		}
	})
	require.NotNil(d.t, found)
	return found
}

// cell types a text into a cell of the grid and leaves it.
func (d *desk) cell(row, col int, text string) {
	d.t.Helper()
	g := d.grid()
	g.SetCursor(row, col)
	g.Focus()
	in := g.Input()
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	for _, r := range text {
		in.TypedRune(r)
	}
	if len(d.window.Canvas().Overlays().List()) > 0 {
		in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) // closes the suggestions
	}
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

// panel is a list of the screen, counted from the left edge.
func (d *desk) panel(i int) *widgets.ListPanel {
	d.t.Helper()
	at := map[*widgets.ListPanel]float32{}
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, p fyne.Position) {
		if l, ok := o.(*widgets.ListPanel); ok {
			at[l] = p.X
		}
	})
	lists := slices.SortedFunc(maps.Keys(at), func(a, b *widgets.ListPanel) int { return cmp.Compare(at[a], at[b]) })
	require.Greater(d.t, len(lists), i)
	return lists[i]
}

// openRow opens the first hit of a search.
func (d *desk) openRow(search string) {
	d.t.Helper()
	d.panel(0).FocusSearch()
	in := d.window.Canvas().Focused()
	in.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	for _, r := range search {
		in.TypedRune(r)
	}
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

// whole is all that is stored, without revisions.
func (d *desk) whole() model.Network {
	n, err := d.store.Network(d.t.Context())
	require.NoError(d.t, err)
	n.Revision = 0
	return n
}

func clock(h, m int) model.Second { return model.Second(h)*model.Hour + model.Second(m)*model.Minute }

// small is a network to edit:
//
//	北京 ──08:00 G1 10:58── 郑州 ──11:01 12:40── 西安      daily, ¥314 + ¥201
//	北京 ──09:00 D7 11:00── 郑州                           daily, ¥200
func small() model.Network {
	city := func(id model.CityID, name, pinyin, english string, lon, lat float64) model.City {
		return model.City{ID: id, Name: name, Pinyin: pinyin, English: english, Province: "P", Pos: model.LonLat{Lon: lon, Lat: lat}}
	}
	n := model.Network{
		Cities: []model.City{
			city("bj", "北京", "bei jing", "Beijing", 116.4, 39.9),
			city("xa", "西安", "xi an", "Xi'an", 108.9, 34.3),
			city("zz", "郑州", "zheng zhou", "Zhengzhou", 113.6, 34.7),
		},
		Stations: []model.Station{
			{ID: "BJP", City: "bj", Name: "北京西", Pinyin: "bei jing xi", Pos: model.LonLat{Lon: 116.32, Lat: 39.89}},
			{ID: "PEK", City: "bj", Name: "首都机场", Code: "PEK", Mode: model.Air, Pos: model.LonLat{Lon: 116.6, Lat: 40.08}},
			{ID: "XAB", City: "xa", Name: "西安北", Pinyin: "xi an bei", Pos: model.LonLat{Lon: 108.94, Lat: 34.38}},
			{ID: "ZZD", City: "zz", Name: "郑州东", Pinyin: "zheng zhou dong", Pos: model.LonLat{Lon: 113.77, Lat: 34.76}},
		},
		Operators: []model.Operator{{ID: "CR", Name: "China Railway"}},
		Calendars: []model.Calendar{{ID: "daily", Days: model.EveryDay, From: model.NewDate(2026, 11, 1), To: model.NewDate(2027, 10, 31)}},
		Routes: []model.Route{
			{ID: "D7", Number: "D7", Name: "北京–郑州", Operator: "CR"},
			{ID: "G1", Number: "G1", Name: "北京–西安", Operator: "CR"},
		},
		Trips: []model.Trip{
			{ID: "D7-1", Route: "D7", Calendar: "daily", Classes: []model.Class{"second"}, Calls: []model.Call{
				{Station: "BJP", Arr: clock(9, 0), Dep: clock(9, 0), Fares: []model.Fen{0}},
				{Station: "ZZD", Arr: clock(11, 0), Dep: clock(11, 0), Fares: []model.Fen{20000}, Dist: 693000},
			}},
			{ID: "G1-1", Route: "G1", Calendar: "daily", Classes: []model.Class{"second"}, Calls: []model.Call{
				{Station: "BJP", Arr: clock(8, 0), Dep: clock(8, 0), Fares: []model.Fen{0}},
				{Station: "ZZD", Arr: clock(10, 58), Dep: clock(11, 1), Fares: []model.Fen{31400}, Dist: 693000},
				{Station: "XAB", Arr: clock(12, 40), Dep: clock(12, 40), Fares: []model.Fen{51500}, Dist: 1216000},
			}},
		},
		ChangeTable: model.DefaultChangeTable(),
	}
	slices.SortFunc(n.Cities, func(a, b model.City) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return n
}
