package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"

	"tongtu/widgets"
)

func newLetters(t *testing.T) (*widgets.FieldLetters, *[]int) {
	test.NewTempApp(t)
	l := widgets.NewFieldLetters([]string{"M", "T", "W"})
	var log []int
	l.OnToggled = func(i int, on bool) {
		if !on {
			i = -i - 1
		}
		log = append(log, i)
	}
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(200, 60))
	return l, &log
}

func TestLettersAreSwitchedByKeysAndClicks(t *testing.T) {
	l, log := newLetters(t)
	for _, k := range []fyne.KeyName{fyne.KeySpace, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn, fyne.KeyReturn} {
		l.TypedKey(&fyne.KeyEvent{Name: k})
	}
	l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(40, 10)})
	require.Equal(t, []int{0, 2, -3, 1}, *log)
	require.True(t, l.On(0) && l.On(1) && !l.On(2))
}

func TestLettersSetterFiresNoHook(t *testing.T) {
	l, log := newLetters(t)
	l.SetOn(1, true)
	l.SetEnabled(false)
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	require.Empty(t, *log)
	require.True(t, l.On(1))
}

func TestALineNeverWidensTheWindow(t *testing.T) {
	test.NewTempApp(t)
	l := widgets.NewFieldLine("a very long line of text that does not fit", theme.SizeNameText, theme.ColorNameForeground, fyne.TextStyle{})
	require.Zero(t, l.MinSize().Width)
	before := l.MinSize()
	l.Say("short", theme.ColorNameError)
	require.Equal(t, "short", l.Text())
	require.Equal(t, before, l.MinSize())
}
