package network_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/network"
	"tongtu/app/screen"
	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/data/place"
	"tongtu/widgets"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// pickRow opens a row of a list by the keyboard, so many rows down.
func (d *desk) pickRow(l *widgets.ListPanel, down int) {
	d.t.Helper()
	l.FocusSearch()
	in := d.window.Canvas().Focused()
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	for range down {
		in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	in.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

func TestAFindingIsLocatedFixedAndTakenBack(t *testing.T) {
	d := newDesk(t, doubtful()).cities()
	before := d.whole()
	d.sees("Check · errors 0 · warnings 2 · hints 2")
	d.pickRow(d.panel(1), 0)
	d.sees("Pinyin zhong qing; in place names it is chong qing")
	d.pickRow(d.panel(1), 1)
	d.press("Show")
	d.sees("重庆")
	require.Equal(t, "重庆", d.named("Name"))
	d.press("Change to chong qing")
	require.Equal(t, []string{"Fixed 1; this can be undone"}, d.toasts)
	d.sees("Check · errors 0 · warnings 1 · hints 2")
	require.Equal(t, "chong qing", d.whole().Cities[0].Pinyin)
	d.press("Undo fix of: Reading in doubt")
	require.Equal(t, before, d.whole())
	d.sees("Check · errors 0 · warnings 2 · hints 2")

	d.pickRow(d.panel(1), 3)
	d.press("Fix all 2 alike")
	require.Equal(t, "xi an", d.whole().Cities[2].Pinyin)
	d.sees("Check · errors 0 · warnings 2 · hints 0")
	d.press("Undo 2 fixes of: No pinyin")
	require.Equal(t, before, d.whole())
}

// named is what the field of that label says.
func (d *desk) named(label string) (text string) {
	d.t.Helper()
	walk(d.field(label).Control(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if f, ok := o.(*widgets.FieldText); ok {
			text = f.Text
		}
	})
	return text
}

func TestAFindingAboutATripLeadsToItsRoute(t *testing.T) {
	d := newDesk(t, doubtful()).cities()
	d.pickRow(d.panel(1), 1)
	d.pickRow(d.panel(1), 2)
	d.press("Show")
	require.Equal(t, []screen.Route{{Name: screen.Routes, Args: screen.EditRoute{ID: "g1"}}}, d.opened)
}

func TestAGuestSeesFindingsButMayFixNothing(t *testing.T) {
	d := newDesk(t, doubtful())
	d.session = auth.Session{}
	d.cities()
	d.pickRow(d.panel(1), 0)
	d.pickRow(d.panel(1), 1)
	require.NotContains(t, d.read(), "Change to chong qing")
	require.NotContains(t, d.read(), "Fix")
	d.check(0)
	require.NotContains(t, d.read(), "chosen")
}

// check chooses a row of the table of cities with the keyboard.
func (d *desk) check(row int) {
	d.t.Helper()
	test.TapCanvas(d.window.Canvas(), fyne.NewPos(30, 12+66+26+float32(row)*36+18))
	d.settle()
}

func TestChosenCitiesAreMergedChangedAndDeleted(t *testing.T) {
	d := newDesk(t, small()).cities()
	before := d.whole()
	for row := range 3 {
		d.check(row)
	}
	d.check(2)
	d.sees("2 chosen") // 北京 and 西安, by sound
	d.press("Merge…")
	require.Equal(t, []string{"Merge 1 city into 北京?\n西安: the stations (1) move to 北京, the names become other names of 北京, and the cities go. Trips stay as they are. It can be undone."}, d.asked)
	after := d.whole()
	require.Len(t, after.Cities, 2)
	require.Equal(t, []string{"西安", "Xi'an"}, after.Cities[0].Aliases)
	require.Equal(t, before.Trips, after.Trips)
	require.Equal(t, "北京", d.named("Name"))
	d.press("Undo merging of a city into 北京")
	require.Equal(t, before, d.whole())
}

func TestAProvinceIsSetInAllChosen(t *testing.T) {
	d := newDesk(t, small()).cities()
	before := d.whole()
	d.check(0)
	d.check(1)
	d.fill("Province", "华北")
	d.tr.Set(i18n.Zh)
	d.enter(nil)
	require.Equal(t, "华北", d.named("省份"), "switching the language loses nothing")
	d.tr.Set(i18n.En)
	d.enter(nil)
	d.press("Set")
	after := d.whole()
	require.Equal(t, []string{"华北", "华北", "P"}, []string{after.Cities[0].Province, after.Cities[1].Province, after.Cities[2].Province})
	d.press("Undo change of 2 cities")
	require.Equal(t, before, d.whole())
	d.refuse = true
	d.press("Delete…")
	require.Contains(t, d.asked[0], "Delete 2 cities?")
	require.Equal(t, before, d.whole())
	d.refuse = false
	d.press("Delete…")
	require.Len(t, d.whole().Cities, 1)
	require.NotContains(t, d.read(), "chosen", "what is gone is not chosen")
	d.press("Undo deletion of 2 cities")
	require.Equal(t, before.Trips, d.whole().Trips)
}

func TestTheTableIsFilteredByProvince(t *testing.T) {
	n := small()
	n.Cities[2].Province = "河南"
	s := &network.CityState{}
	s.Load(network.CityData{Cities: n.Cities, Stations: n.Stations, Index: place.New(n.Cities, n.Stations)})
	for text, want := range map[string]int{"河南": 1, "henan": 1, "河": 1, "北京": 1, "zhengzhou": 1, "zzz": 0, "": 3} {
		s.Search(text)
		require.Len(t, s.Rows(), want, text)
	}
	require.Equal(t, []string{"河南", "P"}, s.Provinces())
}

func TestACityIsDraggedOnTheMap(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.openRow("西安")
	var m *mapview.Map
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if x, ok := o.(*mapview.Map); ok {
			m = x
		}
	})
	p := m.View().ToPixel(geo.Mercator{}.Project(geo.Coord{Lon: 108.9, Lat: 34.3}))
	at := fyne.NewPos(float32(p.X), float32(p.Y))
	for range 4 {
		at = at.AddXY(8, 0)
		m.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(8, 0)})
	}
	require.False(t, d.screen.(screen.Dirty).Unsaved(), "only a ghost")
	m.DragEnd()
	require.True(t, d.screen.(screen.Dirty).Unsaved())
	d.press("Save")
	moved := d.whole().Cities[1].Pos
	require.Greater(t, moved.Lon, 109.0)
	require.InDelta(t, 34.3, moved.Lat, 0.01)
	d.press("Undo change of city 西安")
	require.InDelta(t, 108.9, d.whole().Cities[1].Pos.Lon, 1e-9)
}

func TestAPolyphoneIsReadAnotherWay(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.openRow("西安")
	d.fill("Name", "重庆")
	d.sees("Reading of 重:")
	d.press("zhong")
	d.sees("In place names: chong qing")
	d.press("Save")
	require.Equal(t, "zhong qing", d.whole().Cities[1].Pinyin)
	d.press("chong")
	require.NotContains(t, d.read(), "In place names")
}

func TestChangeTimesAreEdited(t *testing.T) {
	d := newDesk(t, small()).cities()
	before := d.whole()
	d.openRow("北京")
	d.tab(1)
	d.press("Add change")
	d.cell(0, 1, "首都机场")
	d.cell(0, 2, "x")
	d.sees("Not a number")
	d.cell(0, 2, "150")
	d.press("Add change")
	d.cell(1, 2, "8")
	d.press("Save")
	require.Equal(t, []model.ChangeRecord{{From: "BJP", To: "BJP", Time: 480}, {From: "BJP", To: "PEK", Time: 9000}}, d.whole().Changes)
	d.cell(0, 0, "西安北")
	d.cell(0, 1, "郑州东")
	d.sees("Neither is of this city")
	d.press("Revert")
	d.grid().SetCursor(0, 0)
	d.press("Remove")
	d.press("Save")
	require.Len(t, d.whole().Changes, 1)
	d.press("Undo change of city 北京")
	d.press("Undo change of city 北京")
	require.Equal(t, before.Changes, d.whole().Changes)
}

func TestTheRoutesScreenShowsAndFixesFindings(t *testing.T) {
	n := doubtful()
	again := n.Trips[0]
	again.ID = "twin"
	n.Trips = append(n.Trips, again)
	d := newDesk(t, n).routes()
	before := d.whole()
	d.tab(1)
	d.sees("Check · errors 0")
	d.pickRow(d.panel(0), 1) // opens "Too fast", of both trips
	d.pickRow(d.panel(0), 3)
	d.press("Show")
	d.sees("G1")
	require.Empty(t, d.opened, "it is here")
	d.pickRow(d.panel(0), 1)
	d.pickRow(d.panel(0), 2) // "Trip twice"
	d.pickRow(d.panel(0), 3)
	d.press("Remove it")
	require.Len(t, d.whole().Trips, 2)
	require.Equal(t, []string{"Fixed 1; this can be undone"}, d.toasts)
	d.press("Undo fix of: Trip twice")
	require.Equal(t, before, d.whole())
	d.pickRow(d.panel(0), 0)
	d.pickRow(d.panel(0), 1)
	d.press("Show")
	require.Equal(t, []screen.Route{{Name: screen.Cities, Args: screen.EditCity{ID: "bj"}}}, d.opened)
}
