package widgets_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/widgets"
)

func TestDaysAreMarkedInTheCalendar(t *testing.T) {
	test.NewTempApp(t)
	day := func(d int) time.Time { return time.Date(2026, 12, d, 0, 0, 0, 0, time.UTC) }
	marks := map[time.Time]widgets.DayMark{day(1): widgets.DayOn, day(2): widgets.DayAdded, day(3): widgets.DayRemoved}
	words := widgets.DayPickerWords{First: "First day", Last: "Last day"}
	words.Title = func(y int, m time.Month) string { return fmt.Sprintf("%d-%02d", y, m) }
	words.Weekdays = [7]string{"M", "T", "W", "T", "F", "S", "S"}
	p := widgets.NewDayPicker("Calendar", words, func() time.Time { return day(1) }, func(d time.Time) widgets.DayMark { return marks[d] })
	var log []string
	note := func(what string) func(time.Time) {
		return func(d time.Time) { log = append(log, what+" "+d.Format("01-02")) }
	}
	p.OnDay, p.OnFirst, p.OnLast = note("day"), note("first"), note("last")
	p.OnWeekday = func(i int) { log = append(log, fmt.Sprint("weekday ", i)) }
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(500, 500))

	test.Tap(p)
	require.True(t, p.Open())
	shown := map[string]bool{}
	for _, o := range test.LaidOutObjects(w.Canvas().Overlays().Top()) {
		if text, ok := o.(*canvas.Text); ok {
			shown[text.Text] = true
		}
	}
	for _, text := range []string{"2026-12", "1", "2+", "3×"} {
		require.True(t, shown[text], "%q in %v", text, shown)
	}
	key := func(names ...fyne.KeyName) {
		for _, n := range names {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
	key(fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn, fyne.KeyPageDown, fyne.KeySpace)
	w.Canvas().Focused().TypedRune('[')
	w.Canvas().Focused().TypedRune(']')
	w.Canvas().Focused().TypedRune('6')
	require.Equal(t, []string{"day 12-09", "day 01-09", "first 01-09", "last 01-09", "weekday 5"}, log)
	require.True(t, p.Open(), "it stays open for the next day")
	key(fyne.KeyEscape)
	require.False(t, p.Open())
	p.Disable()
	test.Tap(p)
	require.False(t, p.Open())
}
