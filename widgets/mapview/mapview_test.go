package mapview_test

import (
	"fmt"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tongtu/resources"
	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

const seed = 20261124 // printed with every failure of a random test

var (
	west  = geo.Coord{Lon: 100, Lat: 30}
	east  = geo.Coord{Lon: 120, Lat: 30}
	south = geo.Coord{Lon: 110, Lat: 22}
)

// show puts a map of land into a window of that size and returns both.
func show(t testing.TB, v look.Variant, w, h float32) (*mapview.Map, fyne.Window) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.Theme(v, 1))
	land, err := mapview.DecodeLand(resources.Land)
	if err != nil {
		t.Fatal(err)
	}
	m := mapview.New(land)
	win := test.NewTempWindow(t, m)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return m, win
}

// never is a Post for tests that look at no background: none arrives.
func never(func()) {}

// at is where a coordinate is in the window.
func at(m *mapview.Map, c geo.Coord) fyne.Position {
	p := m.View().ToPixel(geo.Mercator{}.Project(c))
	return fyne.NewPos(float32(p.X), float32(p.Y))
}

// randomPlaces are n places in and around China with names of 2 to 4 letters.
func randomPlaces(r *rand.Rand, n int) []mapview.Place {
	letters := []rune("京津沪渝石家庄太原呼和浩特沈阳长春哈尔滨南宁海口")
	ps := make([]mapview.Place, n)
	for i := range ps {
		name := ""
		for range 2 + r.IntN(3) {
			name += string(letters[r.IntN(len(letters))])
		}
		ps[i] = mapview.Place{
			ID:    mapview.FeatureID(fmt.Sprint("p", i)),
			At:    geo.Coord{Lon: 85 + r.NormFloat64()*3 + r.Float64()*40, Lat: 22 + r.Float64()*22},
			Label: name,
			Rank:  min(3, r.IntN(12)),
		}
	}
	return ps
}

// journey is a flight from west to east and a train on to south.
func journey() mapview.Path {
	return mapview.Path{
		ID: "journey",
		Segments: []mapview.Segment{
			{Points: []geo.Coord{west, east}, Kind: mapview.Air, Selected: true},
			{Points: []geo.Coord{east, {Lon: 115, Lat: 27}, south}, Selected: true},
		},
		Stops: []mapview.Place{{ID: "west", At: west, Label: "西站"}, {ID: "east", At: east, Label: "东站"}, {ID: "south", At: south, Label: "南站"}},
	}
}

// tap is what OnTapped was told.
type tap struct {
	at  geo.Coord
	id  mapview.FeatureID
	hit bool
}

func TestTapFindsWhatIsThere(t *testing.T) {
	m, win := show(t, look.Light, 800, 600)
	m.SetPlaces([]mapview.Place{
		{ID: "lone", At: geo.Coord{Lon: 104, Lat: 36}, Label: "孤城"},
		{ID: "town", At: geo.Coord{Lon: 95, Lat: 40}, Label: "小镇", Rank: 3},
	})
	other := mapview.Path{ID: "other", Segments: []mapview.Segment{{Points: []geo.Coord{west, {Lon: 100, Lat: 40}}}}}
	m.SetPaths([]mapview.Path{other, journey()})
	var got tap
	m.OnTapped = func(at geo.Coord, id mapview.FeatureID, hit bool) { got = tap{at, id, hit} }
	for _, row := range []struct {
		name string
		at   geo.Coord
		dx   float32
		id   mapview.FeatureID
	}{
		{"a place", geo.Coord{Lon: 104, Lat: 36}, 0, "lone"},
		{"beside a place", geo.Coord{Lon: 104, Lat: 36}, -7, "lone"},
		{"on its label", geo.Coord{Lon: 104, Lat: 36}, 25, "lone"},
		{"a stop", east, 2, "east"},
		{"a rail segment", geo.Coord{Lon: 117.5, Lat: 28.5}, 0, "journey"},
		{"an alternative", geo.Coord{Lon: 100, Lat: 37}, 3, "other"},
		{"nothing", geo.Coord{Lon: 84, Lat: 44}, 0, ""},
		{"a town without a dot at this zoom", geo.Coord{Lon: 95, Lat: 40}, 0, ""},
	} {
		p := at(m, row.at).AddXY(row.dx, 0)
		test.TapCanvas(win.Canvas(), p)
		if got.id != row.id || got.hit != (row.id != "") {
			t.Errorf("%s: tapped %q (%v), want %q", row.name, got.id, got.hit, row.id)
		}
		if row.dx == 0 && math.Hypot(got.at.Lon-row.at.Lon, got.at.Lat-row.at.Lat) > 1e-3 {
			t.Errorf("%s: tapped at %v, want %v", row.name, got.at, row.at)
		}
	}
}

func TestTapFindsTheNearestPlace(t *testing.T) {
	m, win := show(t, look.Light, 800, 600)
	m.Post = never
	r := rand.New(rand.NewPCG(seed, 1))
	ps := randomPlaces(r, 400)
	for i := range ps {
		ps[i].Label, ps[i].Rank = "", i%3 // labels can be tapped, and towns have no dot here
	}
	m.SetPlaces(ps)
	var got tap
	m.OnTapped = func(at geo.Coord, id mapview.FeatureID, hit bool) { got = tap{at, id, hit} }
	for i := range 300 {
		p := fyne.NewPos(r.Float32()*700, r.Float32()*400)
		if i%3 == 0 {
			p = at(m, ps[r.IntN(len(ps))].At).AddXY(r.Float32()*6, r.Float32()*6)
		}
		if p.X < 0 || p.Y < 0 || p.X > 700 || p.Y > 450 {
			continue // outside, or on the buttons
		}
		best, want := 9.0, mapview.FeatureID("")
		for _, q := range ps {
			x := at(m, q.At).Subtract(p)
			if d := math.Hypot(float64(x.X), float64(x.Y)); d < best {
				best, want = d, q.ID
			}
		}
		m.SetView(m.View()) // forget the tap before
		test.TapCanvas(win.Canvas(), p)
		if got.id != want && best < 8.9 {
			t.Fatalf("seed %d: tap %v at %v found %q, want %q at %v pixels", seed, i, p, got.id, want, best)
		}
	}
}

func TestSettersFireNoHooks(t *testing.T) {
	m, win := show(t, look.Light, 800, 600)
	m.OnMoved = func(geo.Viewport) { t.Error("a setter called OnMoved") }
	m.OnTapped = func(geo.Coord, mapview.FeatureID, bool) { t.Error("a setter called OnTapped") }
	m.SetPlaces(randomPlaces(rand.New(rand.NewPCG(seed, 2)), 20))
	m.SetNetwork(mapview.Network{Edges: []mapview.Edge{{A: west, B: east}, {A: west, B: south, Kind: mapview.Air}}})
	m.SetPaths([]mapview.Path{journey()})
	m.SetSelection("p1", "p2")
	m.SetView(m.View().Pan(10, 0))
	m.Fit(geo.BoundsOf(west, south))
	m.FitContent()
	m.SetPalette(look.Dark.Color)
	m.SetPalette(nil)
	win.Resize(fyne.NewSize(500, 400))
}

func TestUserMovesTheMap(t *testing.T) {
	center := fyne.NewPos(400, 300)
	for _, row := range []struct {
		name string
		do   func(*mapview.Map, fyne.Window)
		want func(before, after geo.Viewport) bool
	}{
		{"drag", func(_ *mapview.Map, w fyne.Window) { test.Drag(w.Canvas(), center, 30, -20) },
			func(b, a geo.Viewport) bool { return a == b.Pan(30, -20) }},
		{"wheel up", func(_ *mapview.Map, w fyne.Window) { test.Scroll(w.Canvas(), center, 0, 25) },
			func(b, a geo.Viewport) bool { return a.Scale > b.Scale*1.2 && a.Scale < b.Scale*1.3 }},
		{"wheel down", func(_ *mapview.Map, w fyne.Window) { test.Scroll(w.Canvas(), center, 0, -25) },
			func(b, a geo.Viewport) bool { return a.Scale < b.Scale }},
		{"left key", func(m *mapview.Map, _ fyne.Window) { m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) },
			func(b, a geo.Viewport) bool { return a.Center.X < b.Center.X && a.Scale == b.Scale }},
		{"down key", func(m *mapview.Map, _ fyne.Window) { m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown}) },
			func(b, a geo.Viewport) bool { return a.Center.Y > b.Center.Y && a.Scale == b.Scale }},
		{"plus key", func(m *mapview.Map, _ fyne.Window) { m.TypedRune('+') },
			func(b, a geo.Viewport) bool { return a.Scale > b.Scale && a.Center == b.Center }},
		{"minus key", func(m *mapview.Map, _ fyne.Window) { m.TypedRune('-') },
			func(b, a geo.Viewport) bool { return a.Scale < b.Scale }},
		{"home key", func(m *mapview.Map, _ fyne.Window) { m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) },
			func(b, a geo.Viewport) bool { return a != b }},
		{"zoom in button", func(_ *mapview.Map, w fyne.Window) { test.TapCanvas(w.Canvas(), fyne.NewPos(766, 494)) },
			func(b, a geo.Viewport) bool { return a.Scale > b.Scale }},
		{"zoom out button", func(_ *mapview.Map, w fyne.Window) { test.TapCanvas(w.Canvas(), fyne.NewPos(766, 530)) },
			func(b, a geo.Viewport) bool { return a.Scale < b.Scale }},
		{"double tap", func(_ *mapview.Map, w fyne.Window) {
			test.TapCanvas(w.Canvas(), fyne.NewPos(40, 40))
			test.TapCanvas(w.Canvas(), fyne.NewPos(41, 40))
		}, func(b, a geo.Viewport) bool { return math.Abs(a.Scale-2*b.Scale) < 1e-6 }},
	} {
		t.Run(row.name, func(t *testing.T) {
			m, win := show(t, look.Light, 800, 600)
			m.SetPaths([]mapview.Path{journey()})
			before, calls := m.View(), 0
			m.OnMoved = func(v geo.Viewport) {
				calls++
				if v != m.View() {
					t.Errorf("OnMoved was told %v, the view is %v", v, m.View())
				}
			}
			row.do(m, win)
			if !row.want(before, m.View()) {
				t.Errorf("%v became %v", before, m.View())
			}
			if calls != 1 {
				t.Errorf("OnMoved was called %d times, want once", calls)
			}
		})
	}
}

func TestWheelKeepsThePointInPlace(t *testing.T) {
	m, _ := show(t, look.Light, 800, 600)
	p := geo.Pixel{X: 123, Y: 456}
	before := m.View().ToWorld(p)
	m.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(123, 456)}, Scrolled: fyne.Delta{DY: 50}})
	if q := m.View().ToPixel(before); math.Hypot(q.X-p.X, q.Y-p.Y) > 1e-6 {
		t.Errorf("the point under the pointer moved from %v to %v", p, q)
	}
}

func TestViewStaysInTheWorld(t *testing.T) {
	m, _ := show(t, look.Light, 800, 600)
	m.Post = never
	for range 200 {
		m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -100}})
		m.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: 5000, DY: 5000}})
	}
	if v := m.View(); v.Center.X < 0 || v.Center.Y < 0 || v.Scale < 256 {
		t.Errorf("the view left the world: %v", v)
	}
	for range 200 {
		m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 100}})
	}
	if z := m.View().Zoom(); z > 14 {
		t.Errorf("the view zoomed in to %v", z)
	}
}

func TestFitFollowsTheWindowUntilTheUserMoves(t *testing.T) {
	m, win := show(t, look.Light, 800, 600)
	m.SetPaths([]mapview.Path{journey()})
	m.FitContent()
	win.Resize(fyne.NewSize(400, 300))
	for _, c := range []geo.Coord{west, east, south} {
		if p := at(m, c); p.X < 50 || p.Y < 20 || p.X > 350 || p.Y > 280 {
			t.Errorf("after resizing %v is at %v of 400x300", c, p)
		}
	}
	test.Drag(win.Canvas(), fyne.NewPos(50, 50), 40, 0)
	moved := m.View()
	win.Resize(fyne.NewSize(800, 600))
	if got := m.View(); got.Center != moved.Center || got.Scale != moved.Scale {
		t.Errorf("resizing moved the map from %v to %v", moved, got)
	}
}

func TestHoverShowsAHand(t *testing.T) {
	m, _ := show(t, look.Light, 800, 600)
	m.SetPaths([]mapview.Path{journey()})
	move := func(p fyne.Position) { m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}}) }
	move(at(m, east))
	if m.Cursor() != desktop.PointerCursor {
		t.Error("no hand over a stop")
	}
	move(fyne.NewPos(20, 20))
	if m.Cursor() != desktop.DefaultCursor {
		t.Error("a hand over nothing")
	}
	move(at(m, east))
	m.MouseOut()
	if m.Cursor() != desktop.DefaultCursor {
		t.Error("a hand after the pointer left")
	}
}

func TestHoverNamesAPlaceWithoutLabel(t *testing.T) {
	m, _ := show(t, look.Light, 800, 600)
	m.SetPlaces([]mapview.Place{{ID: "a", At: west, Label: "大城", Rank: 0}, {ID: "b", At: east, Label: "小镇", Rank: 2}})
	names := func() (n int) {
		for _, o := range test.WidgetRenderer(m).Objects() {
			if x, ok := o.(*canvas.Text); ok && x.Visible() && x.Text == "小镇" {
				n++
			}
		}
		return n
	}
	if names() != 0 {
		t.Fatal("the small place is labelled")
	}
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(m, east)}})
	if names() != 1 {
		t.Error("the place under the pointer is not named")
	}
	m.MouseOut()
	if names() != 0 {
		t.Error("the name stays after the pointer left")
	}
}

func TestFocusRingIsForTheKeyboard(t *testing.T) {
	m, win := show(t, look.Light, 400, 300)
	ring := func() bool {
		objects := test.WidgetRenderer(m).Objects()
		last, ok := objects[len(objects)-1].(*canvas.Rectangle)
		return ok && last.Visible() && last.StrokeWidth >= 2 && last.StrokeColor != color.Transparent
	}
	test.TapCanvas(win.Canvas(), fyne.NewPos(30, 30))
	if win.Canvas().Focused() != m {
		t.Fatal("a click does not give the focus to the map")
	}
	if ring() {
		t.Error("a click shows the ring")
	}
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if !ring() {
		t.Error("a key does not show the ring")
	}
	win.Canvas().Unfocus()
	if ring() {
		t.Error("the ring stays after the focus is lost")
	}
	win.Canvas().FocusNext()
	if !ring() {
		t.Error("tab does not show the ring")
	}
}
