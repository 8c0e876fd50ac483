package mapview_test

import (
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// shown is a label on the screen.
type shown struct {
	text string
	pos  fyne.Position
	size fyne.Size
}

// labels are the texts on a light map without their halos.
func labels(m *mapview.Map) []shown {
	var out []shown
	for _, o := range test.WidgetRenderer(m).Objects() {
		if t, ok := o.(*canvas.Text); ok && t.Text != "" && t.Color != color.Color(look.Light.Color(look.ColorLand)) {
			out = append(out, shown{t.Text, t.Position(), t.Size()})
		}
	}
	return out
}

// overlap says whether the letters of two labels touch. Of the height of a text
// a sixth above and below is room between lines.
func overlap(a, b shown) bool {
	ay, ah := a.pos.Y+a.size.Height/6, a.size.Height*2/3
	by, bh := b.pos.Y+b.size.Height/6, b.size.Height*2/3
	return a.pos.X < b.pos.X+b.size.Width && b.pos.X < a.pos.X+a.size.Width && ay < by+bh && by < ay+ah
}

func TestNoTwoLabelsOverlap(t *testing.T) {
	m, _ := show(t, look.Light, 1280, 800)
	m.Post = never
	r := rand.New(rand.NewPCG(seed, 5))
	m.SetPlaces(randomPlaces(r, 500))
	m.SetPaths([]mapview.Path{journey()})
	m.SetSelection("p7", "p8", "p9")
	for view := range 50 {
		c := geo.Coord{Lon: 95 + r.Float64()*25, Lat: 25 + r.Float64()*15}
		v := m.View()
		v.Center, v.Scale = geo.Mercator{}.Project(c), 256*math.Exp2(3+r.Float64()*6)
		m.SetView(v)
		ls := labels(m)
		for i, a := range ls {
			for _, b := range ls[:i] {
				if overlap(a, b) {
					t.Fatalf("seed %d: view %d at zoom %.2f: %v and %v overlap", seed, view, v.Zoom(), a, b)
				}
			}
		}
		if n := len(test.WidgetRenderer(m).Objects()); n > 500 {
			t.Fatalf("the map has %d objects, want at most 500", n)
		}
	}
}

func TestStopsAreAlwaysLabelled(t *testing.T) {
	m, _ := show(t, look.Light, 1280, 800)
	m.Post = never
	r := rand.New(rand.NewPCG(seed, 6))
	m.SetPlaces(randomPlaces(r, 500))
	m.SetPaths([]mapview.Path{journey()})
	for _, zoom := range []float64{2, 3, 4, 5, 5.5} {
		v := m.View()
		v.Center, v.Scale = geo.Mercator{}.Project(geo.Coord{Lon: 110, Lat: 27}), 256*math.Exp2(zoom)
		m.SetView(v)
		found := map[string]bool{}
		for _, l := range labels(m) {
			found[l.text] = true
		}
		for _, s := range journey().Stops {
			if !found[s.Label] {
				t.Errorf("zoom %v: %s has no label", zoom, s.Label)
			}
		}
	}
}

func TestNamesKeepClearOfPaths(t *testing.T) {
	for _, tt := range []struct {
		name     string
		selected bool
	}{{"highlighted", true}, {"alternative", false}} {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := show(t, look.Light, 800, 600)
			m.Post = never
			town := geo.Coord{Lon: 104, Lat: 36}
			m.SetPlaces([]mapview.Place{{ID: "town", At: town, Label: "小镇"}})
			m.Fit(geo.BoundsOf(geo.Coord{Lon: 100, Lat: 34}, geo.Coord{Lon: 108, Lat: 38}))
			before := labels(m)[0]
			if before.pos.X < at(m, town).X {
				t.Fatal("a name with room stands right of its dot")
			}
			// A line just right of the dot, where the name stood.
			m.SetPaths([]mapview.Path{{ID: "p", Segments: []mapview.Segment{{
				Points: []geo.Coord{{Lon: 104.2, Lat: 33}, {Lon: 104.2, Lat: 39}}, Selected: tt.selected,
			}}}})
			line := at(m, geo.Coord{Lon: 104.2, Lat: 36}).X
			for _, l := range labels(m) {
				if l.pos.X < line+3 && line-3 < l.pos.X+l.size.Width {
					t.Errorf("%s at %v … %v covers the line at %v", l.text, l.pos.X, l.pos.X+l.size.Width, line)
				}
			}
		})
	}
}

func TestPanningKeepsLabels(t *testing.T) {
	m, _ := show(t, look.Light, 1280, 800)
	m.Post = never
	r := rand.New(rand.NewPCG(seed, 7))
	m.SetPlaces(randomPlaces(r, 120))
	m.Fit(geo.BoundsOf(geo.Coord{Lon: 95, Lat: 24}, geo.Coord{Lon: 118, Lat: 40}))
	before := map[string]fyne.Position{}
	for _, l := range labels(m) {
		before[l.text] = l.pos
	}
	for range 20 {
		dx, dy := float32(r.IntN(21)-10), float32(r.IntN(21)-10)
		m.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: dx, DY: dy}})
		now := map[string]fyne.Position{}
		for _, l := range labels(m) {
			now[l.text] = l.pos
		}
		for text, p := range before {
			q, ok := now[text]
			inside := p.X > 150 && p.X < 1100 && p.Y > 100 && p.Y < 700
			if d := q.Subtract(p); inside && (!ok || math.Abs(float64(d.X-dx)) > 0.01 || math.Abs(float64(d.Y-dy)) > 0.01) {
				t.Fatalf("seed %d: panning by %v %v moved %s from %v to %v", seed, dx, dy, text, p, q)
			}
		}
		before = now
	}
}

func TestZoomGates(t *testing.T) {
	m, _ := show(t, look.Light, 800, 600)
	m.Post = never
	names := []string{"都", "省会", "市", "县"}
	ps := make([]mapview.Place, len(names))
	for i, n := range names {
		ps[i] = mapview.Place{ID: mapview.FeatureID(n), At: geo.Coord{Lon: 110 + 0.1*float64(i), Lat: 30 + float64(i%2)}, Label: n, Rank: i}
	}
	m.SetPlaces(ps)
	for _, row := range []struct {
		zoom float64
		want int
	}{{3, 1}, {4, 2}, {5.5, 3}, {7, 4}} {
		v := m.View()
		v.Center, v.Scale = geo.Mercator{}.Project(ps[0].At), 256*math.Exp2(row.zoom)
		m.SetView(v)
		if got := len(labels(m)); got != row.want {
			t.Errorf("zoom %v: %d labels, want %d", row.zoom, got, row.want)
		}
	}
	// Without more important places the least are labelled as if they were.
	for i := range ps {
		ps[i].Rank = 3
	}
	m.SetPlaces(ps[:1])
	v := m.View()
	v.Scale = 256 * 8
	m.SetView(v)
	if got := len(labels(m)); got != 1 {
		t.Errorf("a lone unimportant place has %d labels, want 1", got)
	}
}
