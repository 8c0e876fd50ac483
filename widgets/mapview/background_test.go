package mapview_test

import (
	"image"
	"image/color"
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// picture is the background on the screen.
func picture(m *mapview.Map) *canvas.Image {
	for _, o := range test.WidgetRenderer(m).Objects() {
		if i, ok := o.(*canvas.Image); ok {
			return i
		}
	}
	return nil
}

// queue is a Post whose functions the test runs on its own goroutine.
type queue chan func()

func (q queue) post(f func()) { q <- f }

// next runs the next function posted.
func (q queue) next(t *testing.T) {
	t.Helper()
	select {
	case f := <-q:
		f()
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was posted")
	}
}

func TestWorkerDrawsTheBackground(t *testing.T) {
	m, _ := show(t, look.Light, 400, 300)
	m.Fit(geo.BoundsOf(west, east))
	q := make(queue, 16)
	m.Post = q.post
	first := picture(m).Image
	m.SetPaths([]mapview.Path{journey()})
	if picture(m).Image != first {
		t.Error("the picture changed before the worker was done")
	}
	q.next(t)
	second := picture(m).Image
	if second == first {
		t.Fatal("the worker's picture is not shown")
	}
	if b := second.Bounds(); b.Dx() != 600 || b.Dy() != 450 {
		t.Errorf("the picture is %v, want one and a half times 400x300", b.Size())
	}
	// A short way needs no other picture: it moves.
	before := picture(m).Position()
	m.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: 10, DY: 5}})
	if got := picture(m).Position().Subtract(before); got != fyne.NewPos(10, 5) || picture(m).Image != second {
		t.Errorf("panning moved the picture by %v", got)
	}
	// A long way needs one.
	m.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: 150}})
	q.next(t)
	if picture(m).Image == second {
		t.Error("no new picture after a long way")
	}
	// Zooming stretches the picture; a sharp one follows when the map rests.
	third := picture(m).Image
	size := picture(m).Size()
	m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 25}})
	if picture(m).Image != third || picture(m).Size().Width <= size.Width {
		t.Error("zooming does not stretch the picture")
	}
	q.next(t) // the map rests
	q.next(t) // the picture is done
	if picture(m).Image == third || picture(m).Size() != size {
		t.Error("no sharp picture after zooming")
	}
}

func TestThemeChangeRecolours(t *testing.T) {
	m, win := show(t, look.Light, 300, 200)
	m.Fit(geo.BoundsOf(geo.Coord{Lon: 100, Lat: 30}, geo.Coord{Lon: 105, Lat: 33})) // all land
	at := func() color.NRGBA {
		return color.NRGBAModel.Convert(win.Canvas().Capture().At(20, 20)).(color.NRGBA)
	}
	if got, want := at(), look.Light.Color(look.ColorLand); got != want {
		t.Fatalf("light land is %v, want %v", got, want)
	}
	test.ApplyTheme(t, look.Theme(look.Dark, 1))
	test.WidgetRenderer(m).Refresh()
	if got, want := at(), look.Dark.Color(look.ColorLand); got != want {
		t.Errorf("dark land is %v, want %v", got, want)
	}
	m.SetPalette(look.HighContrast.Color)
	if got, want := at(), look.HighContrast.Color(look.ColorLand); got != want {
		t.Errorf("land of another palette is %v, want %v", got, want)
	}
}

func TestLandIsWhereItIs(t *testing.T) {
	m, win := show(t, look.Light, 700, 500)
	m.Fit(geo.BoundsOf(geo.Coord{Lon: 75, Lat: 5}, geo.Coord{Lon: 145, Lat: 50}))
	img := win.Canvas().Capture()
	for _, row := range []struct {
		name string
		c    geo.Coord
		want fyne.ThemeColorName
	}{
		{"Xi'an", geo.Coord{Lon: 108.9, Lat: 34.3}, look.ColorLand},
		{"Taiwan", geo.Coord{Lon: 120.9, Lat: 23.8}, look.ColorLand},
		{"Hainan", geo.Coord{Lon: 109.7, Lat: 19.2}, look.ColorLand},
		{"Honshu", geo.Coord{Lon: 138.5, Lat: 36}, look.ColorLand},
		{"East China Sea", geo.Coord{Lon: 125, Lat: 28}, look.ColorWater},
		{"Bohai", geo.Coord{Lon: 119.8, Lat: 38.7}, look.ColorWater},
		{"South China Sea", geo.Coord{Lon: 115, Lat: 15}, look.ColorWater},
		{"Bay of Bengal", geo.Coord{Lon: 88, Lat: 15}, look.ColorWater},
	} {
		p := m.View().ToPixel(geo.Mercator{}.Project(row.c))
		got := color.NRGBAModel.Convert(img.At(int(p.X), int(p.Y))).(color.NRGBA)
		if want := look.Light.Color(row.want); got != want {
			t.Errorf("%s is %v, want %v", row.name, got, want)
		}
	}
}

func TestExportedPicture(t *testing.T) {
	p := mapview.Picture{Paths: []mapview.Path{journey()}, Width: 300, Height: 200, Scale: 2, Variant: look.Dark}
	img, err := p.Render()
	if err != nil {
		t.Fatal(err)
	}
	if img.Rect != image.Rect(0, 0, 600, 400) {
		t.Errorf("the picture is %v, want 600x400", img.Rect)
	}
	colors := map[color.RGBA]int{}
	for y := range 400 {
		for x := range 600 {
			colors[img.RGBAAt(x, y)]++
		}
	}
	for _, name := range []fyne.ThemeColorName{look.ColorTrain, look.ColorFlight, look.ColorWater} {
		c := look.Dark.Color(name)
		if n := colors[color.RGBA{R: c.R, G: c.G, B: c.B, A: 255}]; n < 200 {
			t.Errorf("%s covers %d pixels", name, n)
		}
	}
	for _, wrong := range []mapview.Picture{{}, {Width: 10}, {Width: 10, Height: -1}, {Width: 10, Height: 10, Scale: -1}, {Width: 1 << 20, Height: 1 << 20}} {
		if _, err := wrong.Render(); err == nil {
			t.Errorf("%dx%d at %v was drawn", wrong.Width, wrong.Height, wrong.Scale)
		}
	}
}

func busy(b *testing.B) *mapview.Map {
	m, _ := show(b, look.Light, 1280, 800)
	r := rand.New(rand.NewPCG(seed, 8))
	ps := randomPlaces(r, 750)
	var n mapview.Network
	for range 3000 {
		n.Edges = append(n.Edges, mapview.Edge{A: ps[r.IntN(750)].At, B: ps[r.IntN(750)].At, Kind: mapview.Kind(r.IntN(2))})
	}
	m.SetPlaces(ps)
	m.SetNetwork(n)
	m.SetPaths([]mapview.Path{journey()})
	m.Fit(geo.BoundsOf(geo.Coord{Lon: 100, Lat: 24}, geo.Coord{Lon: 118, Lat: 36}))
	m.Post = never
	b.ReportAllocs()
	return m
}

// BenchmarkPan is the map's own part of a frame while it is dragged.
func BenchmarkPan(b *testing.B) {
	m := busy(b)
	i := 0
	for b.Loop() {
		dx := float32(3)
		if i++; i%100 >= 50 {
			dx = -3
		}
		m.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: dx}})
	}
}

// BenchmarkZoom is the map's own part of a frame while it is zoomed.
func BenchmarkZoom(b *testing.B) {
	m := busy(b)
	i := 0
	for b.Loop() {
		dy := float32(5)
		if i++; i%20 >= 10 {
			dy = -5
		}
		m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: dy}})
	}
}

// BenchmarkBackground is what the worker does for a picture of 1280x800.
func BenchmarkBackground(b *testing.B) {
	m := busy(b)
	m.Post = nil
	dx := float32(1)
	for b.Loop() {
		dx = -dx
		m.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: dx}})
	}
}
