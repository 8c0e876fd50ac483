package mapview_test

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// quiet shows a journey from west to east in a window.
func quiet(t *testing.T) (q *mapview.Quiet, seen image.Image, traveller *canvas.Circle) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme(look.Light, 1))
	west, east := geo.Coord{Lon: 90, Lat: 35}, geo.Coord{Lon: 115, Lat: 35}
	q = mapview.NewQuiet(mapview.Picture{
		Network: mapview.Network{Edges: []mapview.Edge{{A: west, B: east, Kind: mapview.Rail}}},
		Paths: []mapview.Path{{Segments: []mapview.Segment{{Points: []geo.Coord{west, east}, Kind: mapview.Rail, Selected: true}},
			Stops: []mapview.Place{{At: west}, {At: east}}}},
		Bounds: geo.BoundsOf(west, east),
	})
	q.Still = true
	w := test.NewTempWindow(t, q)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(800, 400))
	for _, o := range test.WidgetRenderer(q).Objects() {
		if c, ok := o.(*canvas.Circle); ok {
			traveller = c
		}
	}
	return q, w.Canvas().Capture(), traveller
}

func TestQuietMapShowsTheJourneyToTheLeft(t *testing.T) {
	_, seen, traveller := quiet(t)
	at := traveller.Position().AddXY(traveller.Size().Width/2, traveller.Size().Height/2)
	if at.X < 200 || at.X > 330 || at.Y < 190 || at.Y > 210 {
		t.Errorf("traveller at %v; want near the end of the line in the left part, half way down", at)
	}
	ground := seen.At(700, 50)
	if on := seen.At(100, 200); near(on, ground) {
		t.Errorf("no line at its place: %v on %v", on, ground)
	}
	full := look.Light.Color(look.ColorTrain)
	if on := seen.At(100, 200); near(on, full) {
		t.Errorf("the line is as loud as in the planner: %v", on)
	}
	if on := seen.At(int(at.X), int(at.Y)); !near(on, full) {
		t.Errorf("no traveller: %v", on)
	}
}

func near(a, b color.Color) bool { return distance(a, b) < 12 }

func TestQuietMapTakesNoInput(t *testing.T) {
	q, _, _ := quiet(t)
	for name, is := range map[string]bool{"focus": implements[fyne.Focusable](q), "taps": implements[fyne.Tappable](q), "drags": implements[fyne.Draggable](q), "scrolls": implements[fyne.Scrollable](q)} {
		if is {
			t.Errorf("takes %s", name)
		}
	}
}

func implements[T any](o fyne.CanvasObject) bool { _, ok := o.(T); return ok }
