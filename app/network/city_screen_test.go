package network_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/screen"
	"tongtu/auth"
	"tongtu/data/model"
)

func TestACityIsAdded(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.press("Add city")
	d.fill("Name", "洛阳")
	d.fill("English name", "Luoyang")
	d.fill("Longitude (°E)", "112.45")
	d.fill("Latitude (°N)", "34.62")
	d.sees("● Unsaved changes")
	require.True(t, d.screen.(screen.Dirty).Unsaved())
	d.press("Save")
	require.Equal(t, []string{"洛阳 saved"}, d.toasts)
	require.False(t, d.screen.(screen.Dirty).Unsaved())
	n := d.whole()
	require.Len(t, n.Cities, 4)
	require.Len(t, n.Stations, 5)
	for _, c := range n.Cities {
		if c.Name == "洛阳" {
			require.Equal(t, "luo yang", c.Pinyin)
			require.Equal(t, model.LonLat{Lon: 112.45, Lat: 34.62}, c.Pos)
			of, err := d.store.StationsOf(c.ID)
			require.NoError(t, err)
			require.Equal(t, "洛阳", of[0].Name)
		}
	}
	d.sees("Undo change of city 洛阳")
	d.press("Undo change of city 洛阳")
	require.Len(t, d.whole().Cities, 3)
	require.Equal(t, "Undone: change of city 洛阳", d.toasts[1])
}

func TestABadCityChangesNothingAndSaysWhereItIsWrong(t *testing.T) {
	for _, c := range []struct {
		name, field, text, says string
		label, chinese          string
	}{
		{"empty name", "Name", "", "Must not be empty", "名称", "不能为空"},
		{"NaN", "Longitude (°E)", "NaN", "Not a number", "经度（°E）", "不是数字"},
		{"off the earth", "Latitude (°N)", "91", "From −90 to 90", "纬度（°N）", "−90 到 90"},
		{"control character", "English name", "a\x01b", "cannot be shown", "英文名", "无法显示"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, small()).cities()
			before := d.whole()
			d.openRow("西安")
			d.fill(c.field, c.text)
			require.Contains(t, d.field(c.field).Problem(), c.says)
			d.sees("1 thing to correct")
			d.press("Save")
			require.Contains(t, d.field(c.field).Problem(), c.says)
			require.Equal(t, before, d.whole())
			require.Empty(t, d.reported)
			d.tr.Set(i18n.Zh)
			d.enter(nil)
			require.Contains(t, d.field(c.label).Problem(), c.chinese)
			d.press("还原")
			require.Empty(t, d.field(c.label).Problem())
		})
	}
}

func TestDeletingACityTellsTheConsequencesAndCanBeUndone(t *testing.T) {
	d := newDesk(t, small()).cities()
	before := d.whole()
	d.openRow("西安")
	d.refuse = true
	d.press("Delete")
	require.Equal(t, []string{"Delete the city 西安?\nThis also deletes its stations (1), the trips that call there (1) and the routes left without trips (1). It can be undone."}, d.asked)
	require.Equal(t, before, d.whole())
	d.refuse = false
	d.press("Delete")
	require.Len(t, d.whole().Cities, 2)
	require.Len(t, d.whole().Routes, 1)
	d.sees("Choose a city from the list")
	d.press("Undo deletion of city 西安")
	after := d.whole()
	require.Equal(t, before.Routes, after.Routes)
	require.Equal(t, before.Trips, after.Trips)
	d.sees("Xi'an")
}

func TestAStationInUseIsNotRemoved(t *testing.T) {
	d := newDesk(t, small()).cities()
	before := d.whole()
	d.openRow("北京")
	d.grid().SetCursor(0, 0)
	d.press("Remove")
	d.press("Save")
	d.sees("2 trips call at the station “北京西”, so it cannot be removed. Change these trips first.")
	require.Equal(t, before, d.whole())
	require.True(t, d.screen.(screen.Dirty).Unsaved())
}

func TestStationsAreEditedInTheTable(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.openRow("西安")
	d.press("Add station")
	d.cell(1, 0, "西安咸阳机场")
	d.cell(1, 2, "Flight")
	d.cell(1, 3, "XIY")
	d.cell(1, 4, "east")
	d.sees("Not a number")
	d.cell(1, 4, "108.75")
	d.cell(1, 5, "34.45")
	d.press("Save")
	of, err := d.store.StationsOf("xa")
	require.NoError(t, err)
	require.Len(t, of, 2)
	for _, s := range of {
		if s.Code == "XIY" {
			require.Equal(t, model.Air, s.Mode)
			require.Equal(t, "xi an xian yang ji chang", s.Pinyin)
			require.Equal(t, model.LonLat{Lon: 108.75, Lat: 34.45}, s.Pos)
		}
	}
}

func TestSomebodyElsesChangeIsAConflictWithAWayOn(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.openRow("西安")
	d.fill("English name", "Sian")
	c, err := d.store.City("xa")
	require.NoError(t, err)
	c.Province = "陕西"
	of, err := d.store.StationsOf("xa")
	require.NoError(t, err)
	_, err = d.editor.PutCity(auth.WithSession(t.Context(), asEditor()), c, of)
	require.NoError(t, err)
	d.press("Save")
	d.sees("This was changed elsewhere")
	d.press("Reload")
	d.sees("陕西")
	require.False(t, d.screen.(screen.Dirty).Unsaved())
	got, err := d.store.City("xa")
	require.NoError(t, err)
	require.Equal(t, "Xi'an", got.English)
}

func TestAGuestReadsAndIsLedToSignIn(t *testing.T) {
	d := newDesk(t, small())
	d.session = auth.Session{}
	d.cities()
	d.openRow("西安")
	d.sees("西安北")
	require.True(t, d.button("Add city").Disabled())
	d.press("Sign in to edit")
	require.Equal(t, []screen.Route{{Name: screen.Account, Args: screen.SignIn{Return: screen.Route{Name: screen.Cities}}}}, d.opened)
}

func TestASignInThatEndedKeepsTheInput(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.openRow("西安")
	d.fill("English name", "Sian")
	before := d.whole()
	d.group = d.newGroup(auth.Session{}) // what the service knows, the window does not yet
	d.screen.Enter(d.group, nil)
	d.settle()
	d.press("Save")
	d.sees("Your sign-in has ended")
	require.Equal(t, before, d.whole())
	d.press("Sign in to edit")
	require.Len(t, d.opened, 1)
	d.enter(nil)
	d.press("Save")
	require.Equal(t, []string{"西安 saved"}, d.toasts)
}

func TestUnsavedChangesAreAskedAboutBeforeAnotherCityOpens(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.openRow("西安")
	d.fill("English name", "Sian")
	d.refuse = true
	d.openRow("郑州")
	require.Contains(t, d.asked[0], "“西安” has unsaved changes")
	require.True(t, d.screen.(screen.Dirty).Unsaved())
	d.refuse = false
	d.openRow("郑州")
	d.sees("Zhengzhou")
	require.False(t, d.screen.(screen.Dirty).Unsaved())
}

func TestCityKeys(t *testing.T) {
	d := newDesk(t, small()).cities()
	keys := map[string]func(){}
	for k, do := range d.screen.(screen.Shortcuts).Shortcuts() {
		keys[k.ShortcutName()] = do
	}
	press := func(k fyne.KeyName) {
		keys[(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl}).ShortcutName()]()
		d.settle()
	}
	d.openRow("西安")
	d.fill("English name", "Sian")
	press(fyne.KeyS)
	require.Equal(t, []string{"西安 saved"}, d.toasts)
	keys[(&fyne.ShortcutUndo{}).ShortcutName()]()
	d.settle()
	got, err := d.store.City("xa")
	require.NoError(t, err)
	require.Equal(t, "Xi'an", got.English)
	keys[(&fyne.ShortcutRedo{}).ShortcutName()]()
	d.settle()
	got, err = d.store.City("xa")
	require.NoError(t, err)
	require.Equal(t, "Sian", got.English)
	require.Equal(t, "Redone: change of city 西安", d.toasts[len(d.toasts)-1])
	d.press("History")
	require.Equal(t, screen.Route{Name: screen.History}, d.opened[len(d.opened)-1])
	press(fyne.KeyN)
	d.sees("New city")
	d.screen.(screen.Searchable).FocusSearch()
	require.NotNil(t, d.window.Canvas().Focused())
}

func TestTheLanguageSwitchKeepsWhatWasTyped(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.openRow("西安")
	d.fill("English name", "Sian")
	d.tr.Set(i18n.Zh)
	d.window.SetContent(d.screen.Build())
	d.sees("● 有未保存的更改")
	d.sees("Sian")
}

func TestAScreenOpensTheCityAskedFor(t *testing.T) {
	d := newDesk(t, small()).cities()
	d.enter(screen.EditCity{ID: "zz"})
	d.sees("郑州东")
}
