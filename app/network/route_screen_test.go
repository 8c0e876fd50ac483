package network_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/widgets"
)

func TestARouteIsAdded(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.press("Add route")
	d.fill("Number", "G99")
	d.fill("Name", "北京–西安")
	d.fill("Operator", "china railway")
	d.cell(0, 0, "北京西")
	d.cell(0, 2, "820")
	d.cell(1, 0, "xianbei")
	d.cell(1, 1, "0:40+1")
	d.cell(1, 4, "515.5")
	d.press("Save")
	require.Empty(t, d.reported)
	require.Equal(t, []string{"G99 saved"}, d.toasts)
	n := d.whole()
	i := slices.IndexFunc(n.Routes, func(r model.Route) bool { return r.Number == "G99" })
	require.GreaterOrEqual(t, i, 0)
	require.Equal(t, model.OperatorID("CR"), n.Routes[i].Operator)
	k := slices.IndexFunc(n.Trips, func(tr model.Trip) bool { return tr.Route == n.Routes[i].ID })
	trip := n.Trips[k]
	require.Equal(t, []model.Call{
		{Station: "BJP", Arr: clock(8, 20), Dep: clock(8, 20), Fares: []model.Fen{0}},
		{Station: "XAB", Arr: clock(24, 40), Dep: clock(24, 40), Fares: []model.Fen{51550}},
	}, trip.Calls)
	d.sees("G99")
	require.False(t, d.screen.(screen.Dirty).Unsaved())
	d.press("Undo change of route G99")
	require.Len(t, d.whole().Routes, 2)
	d.sees("Choose a route from the list")
}

func TestANewOperatorComesWithTheRoute(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.fill("Operator", "New Line")
	d.sees("New operator, added with the route")
	d.press("Save")
	require.Len(t, d.whole().Operators, 2)
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	require.NotEqual(t, model.OperatorID("CR"), r.Route.Operator)
	require.NotContains(t, d.read(), "New operator")
	d.fill("Operator", "CHINA railway")
	d.press("Save")
	r, err = d.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, model.OperatorID("CR"), r.Route.Operator)
}

func TestABadRouteChangesNothingAndSaysWhereItIsWrong(t *testing.T) {
	for _, c := range []struct {
		name     string
		row, col int
		text     string
		says     string
		chinese  string
	}{
		{"times backwards", 2, 1, "1040", "Arrives before the previous departure", "到达早于上一站出发"},
		{"departs before it arrives", 1, 2, "10:50", "Departs before it arrives", "出发早于到达"},
		{"unknown station", 1, 0, "火星", "No such station", "没有这个车站"},
		{"not a time", 1, 1, "25:61:00", "Minutes go up to 59", "分和秒不超过 59"},
		{"not money", 1, 4, "NaN", "Not an amount", "不是金额"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, small()).routes()
			before := d.whole()
			d.openRow("G1")
			d.cell(c.row, c.col, c.text)
			d.sees(c.says)
			d.press("Save")
			d.sees(c.says)
			row, col := d.grid().Cursor()
			require.Equal(t, []int{c.row, c.col}, []int{row, col}, "the cursor is where it is wrong")
			require.Equal(t, before, d.whole())
			require.Empty(t, d.reported)
			d.tr.Set(i18n.Zh)
			d.enter(nil)
			d.sees(c.chinese)
			d.press("还原")
			require.NotContains(t, d.read(), c.chinese)
		})
	}
}

func TestARouteWithOneCallIsRefused(t *testing.T) {
	d := newDesk(t, small()).routes()
	before := d.whole()
	d.openRow("D7")
	d.grid().SetCursor(1, 0)
	d.press("Remove")
	d.press("Save")
	d.sees("at least two")
	require.Equal(t, before, d.whole())
}

func TestEditingATimeKeepsEverythingElse(t *testing.T) {
	d := newDesk(t, small()).routes()
	want := d.whole()
	d.openRow("G1")
	d.cell(2, 1, "1250")
	d.press("Save")
	got := d.whole()
	i := slices.IndexFunc(want.Trips, func(tr model.Trip) bool { return tr.ID == "G1-1" })
	call := &want.Trips[i].Calls[2]
	call.Arr, call.Dep = clock(12, 50), clock(12, 50)
	want.Trips[i].Rev = got.Trips[i].Rev
	require.Equal(t, want.Trips, got.Trips)
	require.Equal(t, want.Calendars, got.Calendars)
}

func TestTripsAreEditedOnTheScreen(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.press("Copy")
	d.sees("2/2 · 09:00 – 13:40")
	d.fill("Shift whole trip (min or h:mm)", "1:30")
	d.press("Shift")
	d.sees("2/2 · 10:30 – 15:10")
	d.fill("Shift whole trip (min or h:mm)", "soon")
	d.press("Shift")
	d.sees("Not a time")
	d.press("Save")
	require.Len(t, d.whole().Trips, 3)
	d.sees("2/2 · 10:30 – 15:10")
}

func TestDeletingARouteTellsTheConsequencesAndCanBeUndone(t *testing.T) {
	d := newDesk(t, small()).routes()
	before := d.whole()
	d.openRow("G1")
	d.press("Delete")
	require.Equal(t, []string{"Delete the route G1?\nIts trip will go too. This can be undone."}, d.asked)
	require.Len(t, d.whole().Routes, 1)
	d.press("Undo deletion of route G1")
	require.Equal(t, before.Trips, d.whole().Trips)
	d.sees("北京–西安")
}

func TestARouteChangedElsewhereIsAConflict(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.fill("Name", "mine")
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	r.Route.Name = "theirs"
	require.NoError(t, d.editor.PutRoute(auth.WithSession(t.Context(), asEditor()), r))
	d.press("Save")
	d.sees("This was changed elsewhere")
	d.press("Reload")
	d.sees("theirs")
}

func TestADeletedRouteIsClosed(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	require.NoError(t, d.editor.DeleteRoute(auth.WithSession(t.Context(), asEditor()), "G1"))
	d.screen.(screen.Watcher).NetworkChanged()
	d.settle()
	d.sees("This was deleted.")
	d.sees("0 of 1 routes")
}

func TestAGuestReadsTimetables(t *testing.T) {
	d := newDesk(t, small())
	d.session = auth.Session{}
	d.routes()
	d.openRow("G1")
	d.sees("12:40")
	d.grid().Focus()
	require.NotSame(t, d.grid().Input(), d.window.Canvas().Focused())
	d.press("Sign in to edit")
	require.Equal(t, screen.SignIn{Return: screen.Route{Name: screen.Routes}}, d.opened[0].Args)
}

func TestAStationIsChosenFromTheList(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("D7")
	g := d.grid()
	g.SetCursor(1, 0)
	g.Focus()
	in := g.Input()
	for _, r := range "xian" {
		in.TypedRune(r)
	}
	d.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
	d.sees("西安北")
	d.press("Save")
	require.Equal(t, model.StationID("XAB"), d.whole().Trips[0].Calls[1].Station)
}

func TestTheCalendarIsEditedOnTheScreen(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.fill("To", "2025-01-01")
	require.NotEmpty(t, d.field("To").Problem())
	d.fill("To", "2027-06-30")
	d.fill("Not on", "2026-12-25, 2027-01-01")
	d.press("Save")
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, model.NewDate(2027, 6, 30), r.Calendars[0].To)
	require.Equal(t, []model.Date{model.NewDate(2026, 12, 25), model.NewDate(2027, 1, 1)}, r.Calendars[0].Removed)
	other, err := d.store.Route("D7")
	require.NoError(t, err)
	require.Equal(t, model.NewDate(2027, 10, 31), other.Calendars[0].To, "the other route keeps its calendar")
}

func TestAScreenOpensTheRouteAskedFor(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.enter(screen.EditRoute{ID: "D7"})
	d.sees("11:00")
}

// tab brings a view of the trips to the front.
func (d *desk) tab(i int) {
	d.t.Helper()
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if s, ok := o.(*widgets.Segmented); ok {
			s.SetSelected(i)
			s.OnChanged(i)
		}
	})
	d.settle()
}

// shortcut types a shortcut where the keyboard is; the shell would hand what
// nobody takes to the screen.
func (d *desk) shortcut(want fyne.Shortcut) {
	d.t.Helper()
	for s, do := range d.screen.(screen.Shortcuts).Shortcuts() {
		if s.ShortcutName() == want.ShortcutName() {
			do()
		}
	}
	d.settle()
}

func TestABlockIsPastedOnTheScreenAndUndone(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "%s\t%d.%02d\t\t%d\r\n", []string{"北京西", "郑州东", "西安北"}[i%3], 8+i/3, i%3*20, 10*i)
	}
	clip := test.NewClipboard()
	clip.SetContent(text.String())
	d.grid().SetCursor(0, 0)
	d.grid().Focus()
	d.grid().Input().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	d.settle()
	d.sees("Undo pasting")
	row, col := d.grid().Cursor()
	require.Equal(t, []int{0, 0}, []int{row, col})
	d.shortcut(&fyne.ShortcutUndo{})
	require.False(t, d.screen.(screen.Dirty).Unsaved())
	d.shortcut(&fyne.ShortcutRedo{})
	d.sees("1/1 · 08:00 – 21:00")
	d.press("Undo pasting")
	d.sees("1/1 · 08:00 – 12:40")
	require.Empty(t, d.whole().Trips[1].Calls[0].Dist, "nothing was stored")
}

func TestTripsAreRepeatedOnTheScreen(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.tab(1)
	d.fill("First departure", "6")
	d.fill("Last departure", "5:00")
	d.fill("Every (min or h:mm)", "60")
	d.press("Repeat this trip")
	require.Equal(t, "Before the first departure", d.field("Last departure").Problem())
	d.fill("Last departure", "22:00")
	d.press("Repeat this trip")
	require.Contains(t, d.toasts, "16 trips added")
	d.sees("17 of 17 trips call at these stops")
	d.sees("郑州东 arr")
	d.cell(16, 0, "2215")
	d.press("Save")
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	require.Len(t, r.Trips, 17)
	d.tr.Set(i18n.Zh)
	d.enter(nil)
	d.sees("17 个班次中有 17 个停靠这些车站")
}

func TestATripIsTurnedRoundOnTheScreen(t *testing.T) {
	d := newDesk(t, small()).routes()
	d.openRow("G1")
	d.press("Reverse")
	d.press("Save")
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, model.StationID("XAB"), r.Trips[0].Calls[0].Station)
	require.Equal(t, clock(12, 40), r.Trips[0].Calls[2].Arr)
	d.press("Undo change of route G1")
	r, err = d.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, model.StationID("BJP"), r.Trips[0].Calls[0].Station)
}
