package mapview

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"tongtu/resources"
	"tongtu/widgets/look"
	"tongtu/widgets/mapview/geo"
)

// Picture is a map drawn without a window, for export. Colours, sizes and fonts
// are the program's own; no running app is needed.
type Picture struct {
	Land    *Land // may be nil
	Network Network
	Places  []Place
	Paths   []Path

	Variant       look.Variant
	Width, Height int        // in device-independent pixels
	Scale         float64    // physical pixels to one; 0 means 1
	Bounds        geo.Bounds // what is shown; empty: the paths, or all places
}

// maxPictureSide bounds a picture, so that a wrong number does not take all memory.
const maxPictureSide = 16384

// Render draws the picture.
func (p Picture) Render() (*image.RGBA, error) {
	unit := p.Scale
	if unit == 0 {
		unit = 1
	}
	if p.Width <= 0 || p.Height <= 0 || !(unit > 0) || float64(max(p.Width, p.Height))*unit > maxPictureSide {
		return nil, fmt.Errorf("map picture of %dx%d at %v: size out of range", p.Width, p.Height, p.Scale)
	}
	letters, err := newLetters(unit)
	if err != nil {
		return nil, err
	}
	c := newContent(p.Land, newStyle(p.Variant.Color))
	c.setNetwork(p.Network)
	c.setPlaces(p.Places)
	c.setPaths(p.Paths)
	v := startView().Resize(float64(p.Width), float64(p.Height))
	if p.Bounds.Empty() {
		p.Bounds = c.bounds()
	}
	v = fit(v, p.Bounds)
	f := frameOf(v, unit, 1)
	img := canvasFor(nil, f)
	var paint painter
	paint.base(img, f, c.scene)
	paint.paths(img, f, c.scene)
	t := lettering{body: 14, caption: 12, measure: letters.measure}
	for _, l := range c.labels(v, t, &placement{}, nil) {
		letters.write(img, t.key(l.label), l, v.ToPixel(l.anchor), c.scene.style)
	}
	return img, nil
}

// letters writes text on pictures.
type letters struct {
	unit          float64
	regular, bold *opentype.Font
	faces         map[textKey]font.Face // by size and weight
}

func newLetters(unit float64) (*letters, error) {
	regular, err := opentype.Parse(resources.FontRegular)
	if err != nil {
		return nil, fmt.Errorf("regular font: %w", err)
	}
	bold, err := opentype.Parse(resources.FontBold)
	if err != nil {
		return nil, fmt.Errorf("bold font: %w", err)
	}
	return &letters{unit: unit, regular: regular, bold: bold, faces: map[textKey]font.Face{}}, nil
}

// face is the font of a text, in physical pixels. The embedded fonts are sound,
// so that a failure, which leaves the text out, does not happen.
func (t *letters) face(k textKey) font.Face {
	k.text = ""
	f, ok := t.faces[k]
	if !ok {
		source := t.regular
		if k.bold {
			source = t.bold
		}
		f, _ = opentype.NewFace(source, &opentype.FaceOptions{Size: float64(k.size) * t.unit, DPI: 72})
		t.faces[k] = f
	}
	return f
}

func (t *letters) measure(k textKey) fyne.Size {
	f := t.face(k)
	m := f.Metrics()
	px := func(v fixed.Int26_6) float32 { return float32(float64(v) / 64 / t.unit) }
	return fyne.NewSize(px(font.MeasureString(f, k.text)), px(m.Ascent+m.Descent))
}

// write draws a label with a halo, and its leader line if it has one.
func (t *letters) write(img *image.RGBA, k textKey, l placed, at geo.Pixel, s style) {
	if l.leader {
		b := l.box(at)
		end := geo.Pixel{X: min(max(at.X, b.x0), b.x1) * t.unit, Y: min(max(at.Y, b.y0), b.y1) * t.unit}
		ink{img}.line(geo.Pixel{X: at.X * t.unit, Y: at.Y * t.unit}, end, t.unit/2, s.text, roundCap)
	}
	f := t.face(k)
	x, y := math.Round((at.X+l.x)*t.unit), math.Round((at.Y+l.y)*t.unit+float64(f.Metrics().Ascent)/64)
	draw := func(dx, dy float64, c color.NRGBA) {
		d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: f, Dot: fixed.Point26_6{X: fixed.Int26_6((x + dx) * 64), Y: fixed.Int26_6((y + dy) * 64)}}
		d.DrawString(k.text)
	}
	for i := range 8 {
		sin, cos := math.Sincos(float64(i) * math.Pi / 4)
		draw(cos*1.6*t.unit, sin*1.6*t.unit, s.land)
	}
	draw(0, 0, s.label(l))
}
