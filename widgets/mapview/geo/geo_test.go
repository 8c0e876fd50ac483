package geo_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"tongtu/widgets/mapview/geo"
)

const seed = 20261124 // printed with every failure

func near(a, b, tolerance float64) bool { return math.Abs(a-b) <= tolerance }

func randomView(r *rand.Rand) geo.Viewport {
	return geo.Viewport{
		Center: geo.World{X: r.Float64(), Y: r.Float64()},
		Scale:  geo.MinScale * math.Exp2(r.Float64()*19),
		W:      100 + r.Float64()*2000,
		H:      100 + r.Float64()*1500,
	}
}

func randomPixel(r *rand.Rand, v geo.Viewport) geo.Pixel {
	return geo.Pixel{X: r.Float64() * v.W, Y: r.Float64() * v.H}
}

func TestProjectionRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(seed, 1))
	for range 2000 {
		c := geo.Coord{Lon: r.Float64()*360 - 180, Lat: r.Float64()*170 - 85}
		d := geo.Mercator{}.Unproject(geo.Mercator{}.Project(c))
		if !near(c.Lon, d.Lon, 1e-9) || !near(c.Lat, d.Lat, 1e-9) {
			t.Fatalf("seed %d: %v became %v", seed, c, d)
		}
	}
}

func TestProjectionOfKnownPlaces(t *testing.T) {
	for _, row := range []struct {
		name string
		c    geo.Coord
		x, y float64
	}{
		{"null island", geo.Coord{}, 0.5, 0.5},
		{"north west corner", geo.Coord{Lon: -180, Lat: geo.MaxLat}, 0, 0},
		{"south east corner", geo.Coord{Lon: 180, Lat: -geo.MaxLat}, 1, 1},
		{"the pole is brought to the edge", geo.Coord{Lon: 0, Lat: 90}, 0.5, 0},
		{"Beijing", geo.Coord{Lon: 116.4, Lat: 39.9}, 0.823333, 0.378911},
	} {
		if w := (geo.Mercator{}).Project(row.c); !near(w.X, row.x, 1e-5) || !near(w.Y, row.y, 1e-4) {
			t.Errorf("%s: Project(%v) = %v, want %v %v", row.name, row.c, w, row.x, row.y)
		}
	}
}

func TestViewportProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(seed, 2))
	for range 2000 {
		v := randomView(r)
		p := randomPixel(r, v)
		w := v.ToWorld(p)
		if q := v.ToPixel(w); !near(q.X, p.X, 1e-5) || !near(q.Y, p.Y, 1e-5) {
			t.Fatalf("seed %d: %v: pixel %v became %v", seed, v, p, q)
		}
		dx, dy := r.Float64()*400-200, r.Float64()*400-200
		if q := v.Pan(dx, dy).ToPixel(w); !near(q.X, p.X+dx, 1e-5) || !near(q.Y, p.Y+dy, 1e-5) {
			t.Fatalf("seed %d: %v: panning by %v %v moved %v to %v", seed, v, dx, dy, p, q)
		}
		f := math.Exp2(r.Float64()*8 - 4)
		z := v.ZoomAt(p, f)
		if q := z.ToPixel(w); !near(q.X, p.X, 1e-5) || !near(q.Y, p.Y, 1e-5) {
			t.Fatalf("seed %d: %v: zooming by %v moved %v to %v", seed, v, f, p, q)
		}
		if z.Scale < geo.MinScale || z.Scale > geo.MaxScale {
			t.Fatalf("seed %d: %v: zooming by %v left the limits: %v", seed, v, f, z.Scale)
		}
		if !v.Bounds().Contains(w) {
			t.Fatalf("seed %d: %v does not contain its own %v", seed, v.Bounds(), w)
		}
	}
}

func TestFitShowsEverythingWithPadding(t *testing.T) {
	r := rand.New(rand.NewPCG(seed, 3))
	for range 1000 {
		v := randomView(r)
		cs := make([]geo.Coord, 1+r.IntN(6))
		for i := range cs {
			cs[i] = geo.Coord{Lon: 70 + r.Float64()*65, Lat: 15 + r.Float64()*40}
		}
		const padX, padY = 45, 30
		got := v.Fit(geo.BoundsOf(cs...), padX, padY, geo.MaxScale)
		if got.Scale == geo.MinScale {
			continue // the widget is smaller than its padding
		}
		touches := false
		for _, c := range cs {
			p := got.ToPixel(geo.Mercator{}.Project(c))
			left, top := min(p.X, v.W-p.X), min(p.Y, v.H-p.Y)
			if left < padX-1e-3 || top < padY-1e-3 {
				t.Fatalf("seed %d: %v is at %v in %vx%v", seed, c, p, v.W, v.H)
			}
			touches = touches || left < padX+1 || top < padY+1
		}
		if !touches && len(cs) > 1 {
			t.Fatalf("seed %d: %v could be shown larger than %v", seed, cs, got)
		}
	}
}

func TestFitOfSpecialBounds(t *testing.T) {
	v := geo.Viewport{Center: geo.World{X: .4, Y: .4}, Scale: 5000, W: 800, H: 600}
	if got := v.Fit(geo.Bounds{}, 10, 10, geo.MaxScale); got != v {
		t.Errorf("empty bounds changed the view to %v", got)
	}
	one := geo.BoundsOf(geo.Coord{Lon: 100, Lat: 30})
	if got := v.Fit(one, 10, 10, 9000); got.Scale != 9000 || got.Center != one.Min {
		t.Errorf("a point is shown as %v", got)
	}
}

func TestClamp(t *testing.T) {
	b := geo.Bounds{}.Add(geo.World{X: .2, Y: .2}).Add(geo.World{X: .6, Y: .6})
	for _, row := range []struct {
		name  string
		in    geo.Viewport
		x, y  float64
		scale float64
	}{
		{"inside stays", geo.Viewport{Center: geo.World{X: .3, Y: .3}, Scale: 2000}, .3, .3, 2000},
		{"outside comes back", geo.Viewport{Center: geo.World{X: -1, Y: .9}, Scale: 2000}, .2, .6, 2000},
		{"too small", geo.Viewport{Center: geo.World{X: .3, Y: .3}, Scale: 10}, .3, .3, 1000},
		{"too large", geo.Viewport{Center: geo.World{X: .3, Y: .3}, Scale: 1e9}, .3, .3, 4000},
	} {
		got := row.in.Clamp(b, 1000, 4000)
		if got.Center.X != row.x || got.Center.Y != row.y || got.Scale != row.scale {
			t.Errorf("%s: Clamp = %v", row.name, got)
		}
	}
}

func TestArc(t *testing.T) {
	r := rand.New(rand.NewPCG(seed, 4))
	for range 500 {
		a, b := geo.World{X: r.Float64(), Y: r.Float64()}, geo.World{X: r.Float64(), Y: r.Float64()}
		there, back := geo.Arc(a, b, 20), geo.Arc(b, a, 20)
		if there[0] != a || there[20] != b {
			t.Fatalf("seed %d: arc from %v to %v ends at %v and %v", seed, a, b, there[0], there[20])
		}
		for i := range there {
			if p, q := there[i], back[20-i]; !near(p.X, q.X, 1e-9) || !near(p.Y, q.Y, 1e-9) {
				t.Fatalf("seed %d: there and back differ at %d: %v %v", seed, i, p, q)
			}
		}
		chord := math.Hypot(b.X-a.X, b.Y-a.Y)
		mid := there[10]
		height := geo.Distance(geo.Pixel(mid), geo.Pixel(a), geo.Pixel(b))
		if !near(height, geo.Bulge*chord, 1e-9) {
			t.Fatalf("seed %d: the arc is %v high on a chord of %v", seed, height, chord)
		}
		if mid.Y > (a.Y+b.Y)/2 {
			t.Fatalf("seed %d: the arc from %v to %v bulges to the south", seed, a, b)
		}
	}
}

func TestBounds(t *testing.T) {
	var none geo.Bounds
	some := geo.BoundsOf(geo.Coord{Lon: 100, Lat: 20}, geo.Coord{Lon: 120, Lat: 40})
	if !none.Empty() || none.Overlaps(some) || some.Overlaps(none) || none.Contains(geo.World{}) {
		t.Error("empty bounds contain something")
	}
	if none.Union(some) != some || some.Union(none) != some {
		t.Error("a union with nothing changes bounds")
	}
	in := geo.Mercator{}.Project(geo.Coord{Lon: 110, Lat: 30})
	out := geo.Mercator{}.Project(geo.Coord{Lon: 130, Lat: 30})
	if !some.Contains(in) || some.Contains(out) {
		t.Error("Contains is wrong")
	}
	if !some.Grow(0.1).Contains(out) || !none.Grow(1).Empty() {
		t.Error("Grow is wrong")
	}
	if !some.Overlaps(none.Add(in).Add(out)) {
		t.Error("bounds with a common point do not overlap")
	}
}
