package widgets_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	box "fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"tongtu/widgets"
)

func stacked(objects ...fyne.CanvasObject) fyne.CanvasObject { return box.NewVBox(objects...) }

func newList(t *testing.T) (*widgets.ListPanel, fyne.Window, *[]string) {
	test.NewTempApp(t)
	var log []string
	p := widgets.NewListPanel()
	p.OnSearch = func(text string) { log = append(log, "search "+text) }
	p.OnOpen = func(row int) { log = append(log, fmt.Sprint("open ", row)) }
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(320, 480))
	p.SetRows(10, func(i int) widgets.ListRow { return widgets.ListRow{Title: fmt.Sprint("row ", i)} })
	return p, w, &log
}

func TestListIsDrivenFromItsSearchField(t *testing.T) {
	p, w, log := newList(t)
	p.FocusSearch()
	test.Type(w.Canvas().Focused(), "x")
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	require.Equal(t, []string{"search x", "open 1"}, *log)
}

func TestClickOpensARow(t *testing.T) {
	_, w, log := newList(t)
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 70+2*64+20))
	require.Equal(t, []string{"open 2"}, *log)
}

func TestListTakesTheKeyboardFromAClick(t *testing.T) {
	p, w, log := newList(t)
	p.OnDelete = func() { *log = append(*log, "delete") }
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 70+2*64+20))
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeySpace, fyne.KeyDelete} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	w.Canvas().Focused().TypedRune('x')
	require.Same(t, p.Input(), w.Canvas().Focused())
	require.Equal(t, []string{"open 2", "open 3", "open 2", "delete", "search x"}, *log)
}

func TestListSettersFireNoHook(t *testing.T) {
	p, _, log := newList(t)
	p.SetSearch("abc")
	p.SetOpen(3)
	p.SetOpen(-1)
	p.SetCount("10")
	p.SetEmpty("nothing")
	p.SetEmpty("")
	p.SetRows(0, nil)
	require.Empty(t, *log)
}

func TestFieldShowsItsProblemInPlaceOfTheHint(t *testing.T) {
	test.NewTempApp(t)
	f := widgets.NewField("Longitude", widget.NewEntry())
	f.SetHint("-180 … 180")
	w := test.NewTempWindow(t, f)
	w.Resize(fyne.NewSize(240, 90))
	before := f.MinSize()
	f.SetProblem("not a number")
	require.Equal(t, "not a number", f.Problem())
	require.Equal(t, before, f.MinSize(), "the form does not jump")
	f.SetProblem("")
	require.Empty(t, f.Problem())
}

func TestFieldTextSetterFiresNoHook(t *testing.T) {
	test.NewTempApp(t)
	e := widgets.NewFieldText()
	var log []string
	e.OnEdited = func(s string) { log = append(log, s) }
	test.NewTempWindow(t, e)
	e.SetText("long text")
	e.SetText("")
	require.Empty(t, log)
	test.Type(e, "ab")
	require.Equal(t, []string{"a", "ab"}, log)
}

func TestATableChoosesRowsByBoxAndBySpace(t *testing.T) {
	test.NewTempApp(t)
	var log []string
	p := widgets.NewListPanel()
	p.SetCount("10 of 10")
	p.SetColumns(widgets.ListColumn{Title: "Name", Share: 2}, widgets.ListColumn{Title: "Trips", Share: 1, Number: true})
	checked := map[int]bool{}
	show := func() {
		p.SetRows(10, func(i int) widgets.ListRow {
			return widgets.ListRow{Cells: []string{fmt.Sprint("row ", i), "7"}, Checked: checked[i]}
		})
	}
	p.OnOpen = func(row int) { log = append(log, fmt.Sprint("open ", row)) }
	p.OnCheck = func(row int) {
		log = append(log, fmt.Sprint("check ", row))
		checked[row] = !checked[row]
		show()
	}
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(320, 480))
	show()
	require.Empty(t, log, "setters fire no hook")
	test.TapCanvas(w.Canvas(), fyne.NewPos(150, 96+36+18)) // text of row 1
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 96+18)) // box of row 0
	require.Equal(t, []string{"open 1", "check 2", "open 2", "check 0"}, log)
	require.Equal(t, map[int]bool{0: true, 2: true}, checked)
}
