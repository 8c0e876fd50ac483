package planner_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"tongtu/app/planner"
	"tongtu/widgets"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

func (d *desk) chart() *mapview.Map { return all[*mapview.Map](d.window.Content())[0] }

func TestMapFitsTheChosenJourney(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(10, 30), Run: true})
	v := d.chart().View()
	for _, c := range []geo.Coord{{Lon: 116.38, Lat: 39.86}, {Lon: 113.77, Lat: 34.76}, {Lon: 121.32, Lat: 31.19}} {
		p := v.ToPixel(geo.Mercator{}.Project(c))
		require.True(t, p.X > 0 && p.X < v.W && p.Y > 0 && p.Y < v.H, "%v is out of sight", c)
	}
}

func TestJourneyIsChosenOnTheMap(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "上海", At: at(7, 0), Run: true})
	before := d.chart().View()
	d.chart().OnTapped(geo.Coord{}, "offer:1", true)
	require.True(t, d.cards()[1].Selected())
	require.Equal(t, before, d.chart().View(), "what was tapped stays under the pointer")
	d.chart().OnTapped(geo.Coord{}, "offer:99", true)
	d.chart().OnTapped(geo.Coord{}, "", false)
	require.True(t, d.cards()[1].Selected())
}

func TestCityOnTheMapBecomesAnEnd(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	pos := geo.Coord{Lon: 108.95, Lat: 34.27}
	d.chart().OnTapped(pos, "city:xa", true)
	require.NotNil(t, d.window.Canvas().Overlays().Top())
	d.enter("", fyne.KeyDown, fyne.KeyReturn)
	from, _ := d.ends()
	require.Equal(t, "西安", from.Text())
	d.chart().OnTapped(pos, "city:zz", true)
	d.enter("", fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	_, to := d.ends()
	require.Equal(t, "郑州", to.Text())
}

func TestCallsBetweenUnfold(t *testing.T) {
	d := newDesk(t, compile(t, network()), wide)
	d.visit(planner.Args{From: "北京", To: "西安", At: at(10, 30), Run: true})
	require.False(t, d.says("郑州东"))
	links := all[*widgets.Link](d.cards()[0])
	require.Len(t, links, 1)
	test.Tap(links[0])
	require.True(t, d.says("郑州东"))
	test.Tap(all[*widgets.Link](d.cards()[0])[0])
	require.False(t, d.says("郑州东"))
}
