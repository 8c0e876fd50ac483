package network_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/auth"
	"tongtu/data/model"
	"tongtu/widgets/trainchart"
)

func TestTheChartShowsTripsOverTheStopsOfTheShownOne(t *testing.T) {
	s := openG1()
	s.DuplicateTrip()
	s.Reverse()
	s.DuplicateTrip()
	s.RemoveCall(1)
	s.DuplicateTrip()
	s.SetCall(1, network.CallStation, "首都机场")
	s.SelectTrip(0)
	require.Equal(t, []network.ChartStop{{Name: "北京西"}, {Name: "郑州东", At: 693000}, {Name: "西安北", At: 1216000}}, s.ChartStops())
	lines := s.ChartLines()
	require.Len(t, lines, 3, "not the one that calls elsewhere")
	require.Equal(t, []network.ChartPoint{
		{Row: 0, Field: network.CallDep, Stop: 2, At: clock(9, 0)}, {Row: 1, Field: network.CallArr, Stop: 1, At: clock(10, 39)},
		{Row: 1, Field: network.CallDep, Stop: 1, At: clock(10, 42)}, {Row: 2, Field: network.CallArr, Stop: 0, At: clock(13, 40)},
	}, lines[1].Points, "turned round it runs upwards")
	require.Len(t, lines[2].Points, 2)

	s.SelectPoint(lines[1], lines[1].Points[2])
	i, _ := s.TripIndex()
	row, col := s.Selected()
	require.Equal(t, []int{1, 1, 2}, []int{i, row, col})
	line, point := s.ChartSelected(s.ChartLines())
	require.Equal(t, []int{1, 2}, []int{line, point})
	s.SelectTrip(0)
	s.SetCall(1, network.CallKm, "")
	for _, st := range s.ChartStops() {
		require.Zero(t, st.At, "without all distances the stops are as far apart from each other")
	}
}

// chart finds the chart in sight.
func (d *desk) chart() *trainchart.Chart {
	d.t.Helper()
	var found *trainchart.Chart
	walk(d.window.Content(), fyne.Position{}, func(o fyne.CanvasObject, _ fyne.Position) {
		if c, ok := o.(*trainchart.Chart); ok {
			found = c
		}
	})
	require.NotNil(d.t, found)
	return found
}

func TestGridAndChartAreOne(t *testing.T) {
	d := newDesk(t, small())
	d.window.Resize(fyne.NewSize(1900, 1000)) // both have room
	d.routes()
	d.openRow("G1")
	c, g := d.chart(), d.grid()
	g.SetCursor(1, 0)
	g.OnCursor(1, 0)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	row, col := g.Cursor()
	require.Equal(t, []int{1, 2}, []int{row, col}, "the departure of the second stop")
	c.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	for range 9 {
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	d.sees("11:10")
	d.sees("12:49")
	d.press("Undo moving times")
	d.sees("11:01")
	require.False(t, d.screen.(interface{ Unsaved() bool }).Unsaved(), "nine presses are one step")
	d.shortcut(&fyne.ShortcutRedo{})
	d.press("Save")
	r, err := d.store.Route("G1")
	require.NoError(t, err)
	require.Equal(t, []model.Second{clock(11, 10), clock(12, 49)}, []model.Second{r.Trips[0].Calls[1].Dep, r.Trips[0].Calls[2].Arr})
	d.cell(2, 1, "1040")
	line, point := c.Selected()
	require.Equal(t, []int{0, 3}, []int{line, point}, "the chart follows the grid")
}

func TestAGuestOnlyLooksAtTheChart(t *testing.T) {
	d := newDesk(t, small())
	d.session = auth.Session{}
	d.routes()
	d.openRow("G1")
	d.tab(2)
	c := d.chart()
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	require.False(t, d.screen.(interface{ Unsaved() bool }).Unsaved())
}
