package widgets_test

import (
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/widgets"
	"tongtu/widgets/look"
)

func window(t *testing.T, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light, 1))
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(500, 500))
	return w
}

var words = widgets.DateWords{
	Title:    func(y int, m time.Month) string { return strconv.Itoa(y) + "年" + strconv.Itoa(int(m)) + "月" },
	Weekdays: [7]string{"一", "二", "三", "四", "五", "六", "日"},
	Today:    "今天", Tomorrow: "明天",
}

func monday() time.Time { return time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC) }

func TestTimeFieldTidiesWhatIsTyped(t *testing.T) {
	f := widgets.NewTimeField()
	w := window(t, f)
	var heard []string
	f.OnChanged = func(s string) { heard = append(heard, s) }
	f.Focus()
	enter(w, "820")
	w.Canvas().Unfocus()
	require.Equal(t, "08:20", f.Text())
	require.Equal(t, []string{"8", "82", "820", "08:20"}, heard)
	enteredAgain := func() { f.Focus(); enter(w, "99") }
	enteredAgain()
	w.Canvas().Unfocus()
	require.Equal(t, "99", f.Text(), "what is no time stays to be corrected")
}

func TestTimeFieldSteps(t *testing.T) {
	for _, tt := range []struct {
		from string
		key  fyne.KeyName
		want string
	}{
		{"08:20", fyne.KeyUp, "08:30"}, {"08:30", fyne.KeyUp, "08:45"}, {"08:20", fyne.KeyDown, "08:15"},
		{"08:15", fyne.KeyDown, "08:00"}, {"23:50", fyne.KeyUp, "00:00"}, {"00:00", fyne.KeyDown, "23:45"}, {"x", fyne.KeyUp, "x"},
	} {
		f := widgets.NewTimeField()
		w := window(t, f)
		f.SetText(tt.from)
		f.Focus()
		press(w, tt.key)
		require.Equal(t, tt.want, f.Text())
	}
}

func TestDateFieldKeysAndCalendar(t *testing.T) {
	f := widgets.NewDateField(words, monday)
	w := window(t, f)
	var heard []string
	f.OnChanged = func(s string) { heard = append(heard, s) }
	f.SetText("1124")
	require.Equal(t, "2026-11-24", f.Text())
	f.Focus()
	press(w, fyne.KeyUp)
	press(w, fyne.KeyDown, fyne.KeyDown)
	require.Equal(t, []string{"2026-11-25", "2026-11-24", "2026-11-23"}, heard)

	press(w, fyne.KeyF4)
	require.True(t, f.CalendarOpen())
	press(w, fyne.KeyRight, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyReturn)
	require.Equal(t, "2027-01-01", f.Text())
	require.False(t, f.CalendarOpen())
	require.Equal(t, f.Input(), w.Canvas().Focused())

	press(w, fyne.KeyF4)
	press(w, fyne.KeyEscape)
	require.False(t, f.CalendarOpen())
	require.Equal(t, "2027-01-01", f.Text())
}

func TestCalendarRefusesDaysOutsideTheSpan(t *testing.T) {
	f := widgets.NewDateField(words, monday)
	w := window(t, f)
	f.SetSpan(time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC))
	f.SetText("2026-11-30")
	f.Focus()
	press(w, fyne.KeyF4, fyne.KeyRight, fyne.KeyReturn)
	require.Equal(t, "2026-11-30", f.Text())
	require.True(t, f.CalendarOpen())
}

func TestSegmentedByMouseAndKeyboard(t *testing.T) {
	s := widgets.NewSegmented(widgets.Segment{Label: "最快"}, widgets.Segment{Label: "最便宜"}, widgets.Segment{Label: "最少换乘"})
	w := window(t, s)
	var heard []int
	s.OnChanged = func(i int) { heard = append(heard, i) }
	test.TapAt(s, fyne.NewPos(s.Size().Width-10, 10))
	require.Equal(t, 2, s.Selected())
	press(w, fyne.KeyRight, fyne.KeyLeft, fyne.KeyHome, fyne.KeyHome, fyne.KeyEnd)
	require.Equal(t, []int{2, 1, 0, 2}, heard)
}

func TestToggleByMouseAndKeyboard(t *testing.T) {
	var heard []bool
	c := widgets.NewToggle("列车", nil, true, func(on bool) { heard = append(heard, on) })
	w := window(t, c)
	test.Tap(c)
	w.Canvas().Focus(c)
	press(w, fyne.KeySpace)
	require.Equal(t, []bool{false, true}, heard)
	c.SetEnabled(false)
	test.Tap(c)
	require.Len(t, heard, 2)
}

func TestCardIsChosenAndMovedFrom(t *testing.T) {
	c := widgets.NewCard(canvas.NewText("08:20", nil))
	w := window(t, c)
	chosen, moved := 0, 0
	c.OnTapped = func() { chosen++ }
	c.OnMove = func(by int) { moved += by }
	test.Tap(c)
	c.Focus()
	press(w, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	require.Equal(t, 2, chosen)
	require.Equal(t, 1, moved)
}

func TestToastActionHidesIt(t *testing.T) {
	done := false
	toast := widgets.NewToast()
	w := window(t, widgets.ToastLayer(toast))
	require.False(t, toast.Visible())
	toast.Say("已删除 西安", "撤销", func() { done = true })
	require.True(t, toast.Visible())
	w.Canvas().FocusNext()
	press(w, fyne.KeyReturn)
	require.True(t, done)
	require.False(t, toast.Visible())
}

func TestSettersFireNoHooks(t *testing.T) {
	date, clock := widgets.NewDateField(words, monday), widgets.NewTimeField()
	row := widgets.NewSegmented(widgets.Segment{Label: "a"}, widgets.Segment{Label: "b"})
	chip := widgets.NewToggle("x", nil, false, func(bool) { t.Error("toggle") })
	card := widgets.NewCard(canvas.NewText("x", nil))
	window(t, date)
	date.OnChanged = func(string) { t.Error("date") }
	clock.OnChanged = func(string) { t.Error("time") }
	row.OnChanged = func(int) { t.Error("segmented") }
	card.OnTapped = func() { t.Error("card") }
	date.SetText("1124")
	date.SetDay(monday())
	date.SetSpan(monday(), monday())
	clock.SetText("820")
	row.SetSelected(1)
	chip.SetOn(true)
	card.SetSelected(true)
}
