package mapview_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// golden compares a picture with testdata/name.png. A picture without a master,
// or unlike it, is written to testdata/failed; look at it before copying it.
func golden(t *testing.T, name string, got image.Image) {
	t.Helper()
	save := func() string {
		path := filepath.Join("testdata", "failed", name+".png")
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(png.Encode(f, got), f.Close()); err != nil {
			t.Fatal(err)
		}
		return path
	}
	master, err := os.ReadFile(filepath.Join("testdata", name+".png"))
	if err != nil {
		t.Fatalf("no master for %s", save())
	}
	want, err := png.Decode(bytes.NewReader(master))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds().Size() != want.Bounds().Size() {
		t.Fatalf("%s is %v, want %v", save(), got.Bounds().Size(), want.Bounds().Size())
	}
	// Other processors round otherwise: a pixel in two hundred may differ.
	size, differ := want.Bounds().Size(), 0
	for y := range size.Y {
		for x := range size.X {
			if distance(got.At(got.Bounds().Min.X+x, got.Bounds().Min.Y+y), want.At(x, y)) > 12 {
				differ++
			}
		}
	}
	if differ > size.X*size.Y/200 {
		t.Errorf("%s differs from its master in %d pixels", save(), differ)
	}
}

// distance is the largest difference of a channel, 0 … 255.
func distance(a, b interface{ RGBA() (r, g, b, a uint32) }) int {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	d := 0
	for _, p := range [][2]uint32{{ar, br}, {ag, bg}, {ab, bb}} {
		d = max(d, int(p[0]>>8)-int(p[1]>>8), int(p[1]>>8)-int(p[0]>>8))
	}
	return d
}

// province is a small map with everything on it.
func province(m *mapview.Map) {
	places := []mapview.Place{
		{ID: "sh", At: geo.Coord{Lon: 121.47, Lat: 31.23}, Label: "上海", Rank: 0},
		{ID: "nj", At: geo.Coord{Lon: 118.8, Lat: 32.06}, Label: "南京", Rank: 1},
		{ID: "hz", At: geo.Coord{Lon: 120.15, Lat: 30.28}, Label: "杭州", Rank: 1},
		{ID: "hf", At: geo.Coord{Lon: 117.23, Lat: 31.82}, Label: "合肥", Rank: 1},
		{ID: "nc", At: geo.Coord{Lon: 115.86, Lat: 28.68}, Label: "南昌", Rank: 1},
		{ID: "sz", At: geo.Coord{Lon: 120.58, Lat: 31.3}, Label: "苏州", Rank: 2},
		{ID: "nb", At: geo.Coord{Lon: 121.55, Lat: 29.87}, Label: "宁波", Rank: 2},
		{ID: "wh", At: geo.Coord{Lon: 118.43, Lat: 31.35}, Label: "芜湖", Rank: 2},
	}
	m.SetPlaces(places)
	var n mapview.Network
	for i, a := range places {
		for j, b := range places[:i] {
			n.Edges = append(n.Edges, mapview.Edge{A: a.At, B: b.At, Kind: mapview.Kind((i + j) % 2)})
		}
	}
	m.SetNetwork(n)
	m.SetPaths([]mapview.Path{
		{ID: "other", Segments: []mapview.Segment{{Points: []geo.Coord{places[4].At, places[2].At, places[0].At}}}},
		{ID: "best", Segments: []mapview.Segment{
			{Points: []geo.Coord{places[4].At, places[3].At}, Kind: mapview.Air, Selected: true},
			{Points: []geo.Coord{places[3].At, places[1].At, places[5].At, places[0].At}, Selected: true},
		}, Stops: []mapview.Place{places[4], places[3], places[0]}},
	})
	m.SetSelection("nb")
	m.FitContent()
}

func TestMapLooksAsBefore(t *testing.T) {
	for name, v := range map[string]look.Variant{"light": look.Light, "dark": look.Dark} {
		t.Run(name, func(t *testing.T) {
			m, win := show(t, v, 480, 360)
			province(m)
			golden(t, name, win.Canvas().Capture())
		})
	}
}
