package widgets_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/widgets"
	"tongtu/widgets/look"
)

// cities is what the fields of these tests know: label and search keys.
var cities = [][]string{
	{"北京", "bj", "beijing", "Beijing"},
	{"北海", "bh", "beihai", "Beihai"},
	{"上海", "sh", "shanghai", "Shanghai"},
}

func find(text string) (out []widgets.Item) {
	for _, c := range cities {
		if strings.HasPrefix(c[0], text) || strings.HasPrefix(c[1], text) || strings.HasPrefix(c[2], text) {
			out = append(out, widgets.Item{ID: c[1], Label: c[0], Detail: c[3]})
		}
	}
	return out
}

func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// enter types text into whatever has the keyboard.
func enter(w fyne.Window, text string) {
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

// fields puts two fields one above the other into a window and gives the upper.
func fields(t *testing.T) (fyne.Window, *widgets.Complete) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light, 1))
	a, b := widgets.NewComplete(find), widgets.NewComplete(find)
	w := test.NewTempWindow(t, container.New(layout.NewVBoxLayout(), a, b))
	w.Resize(fyne.NewSize(400, 500))
	return w, a
}

func TestTypingInitialsAndEnterTakesTheCity(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []fyne.KeyName
		want string
	}{
		{"enter takes the first", []fyne.KeyName{fyne.KeyReturn}, "北京"},
		{"down marks the first", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "北京"},
		{"down twice the second", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyEnter}, "北海"},
		{"up twice from nothing the first", []fyne.KeyName{fyne.KeyUp, fyne.KeyUp, fyne.KeyReturn}, "北京"},
		{"tab takes too", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyTab}, "北海"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w, a := fields(t)
			var got widgets.Item
			a.OnChosen = func(it widgets.Item, ok bool) {
				require.True(t, ok)
				got = it
			}
			a.Focus()
			enter(w, "b")
			require.True(t, a.ListOpen())
			require.Len(t, a.Listed(), 2)
			press(w, tt.keys...)
			require.Equal(t, tt.want, a.Text())
			require.Equal(t, tt.want, got.Label)
			require.False(t, a.ListOpen())
		})
	}
}

func TestKeyboardStaysInTheFieldWhileItsListIsOpen(t *testing.T) {
	w, a := fields(t)
	a.Focus()
	enter(w, "b")
	enter(w, "j")
	require.Equal(t, "bj", a.Text())
	require.Len(t, a.Listed(), 1)
	press(w, fyne.KeyBackspace)
	require.Len(t, a.Listed(), 2)
	press(w, fyne.KeyEscape)
	require.False(t, a.ListOpen())
	require.Equal(t, a.Input(), w.Canvas().Focused())
	press(w, fyne.KeyDown)
	require.True(t, a.ListOpen(), "down opens the list again")
	press(w, fyne.KeyReturn, fyne.KeyTab)
	enter(w, "sh")
	require.Equal(t, "北京", a.Text(), "tab moved on")
}

func TestMouseTakesAnItem(t *testing.T) {
	w, a := fields(t)
	a.Focus()
	enter(w, "b")
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(a)
	test.TapCanvas(w.Canvas(), at.AddXY(40, a.Size().Height+4+4+36+18))
	require.Equal(t, "北海", a.Text())
	require.Equal(t, a.Input(), w.Canvas().Focused())
}

func TestTypingGivesUpTheChoice(t *testing.T) {
	w, a := fields(t)
	a.SetChosen(widgets.Item{ID: "bj", Label: "北京"})
	gone := 0
	a.OnChosen = func(_ widgets.Item, ok bool) {
		if !ok {
			gone++
		}
	}
	a.Focus()
	enter(w, "s")
	require.Equal(t, "s", a.Text(), "the focused field was selected as a whole")
	require.Equal(t, 1, gone)
	_, ok := a.Chosen()
	require.False(t, ok)
}

func TestEnterWithoutListSubmits(t *testing.T) {
	w, a := fields(t)
	n := 0
	a.OnSubmitted = func() { n++ }
	a.Focus()
	enter(w, "bj")
	press(w, fyne.KeyReturn)
	require.Zero(t, n)
	press(w, fyne.KeyReturn)
	require.Equal(t, 1, n)
	enter(w, "zz")
	press(w, fyne.KeyReturn)
	require.Equal(t, 2, n)
}

func TestCompleteSettersFireNoHook(t *testing.T) {
	_, a := fields(t)
	a.OnChosen = func(widgets.Item, bool) { t.Error("OnChosen") }
	a.OnChanged = func(string) { t.Error("OnChanged") }
	a.OnSubmitted = func() { t.Error("OnSubmitted") }
	a.SetChosen(widgets.Item{ID: "bj", Label: "北京"})
	a.SetText("上")
	a.SetText("")
	a.SetPlaceHolder("…")
	require.False(t, a.ListOpen())
}
