package mapview

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview/geo"
)

// scene is all that a picture shows. It never changes once it is made, so that
// a worker may draw it while the widget makes the next.
type scene struct {
	land   *Land
	edges  []edge
	dots   []dot
	routes []route
	style  style
}

type edge struct {
	a, b   geo.World
	kind   Kind
	bounds geo.Bounds
}

type dot struct {
	at   geo.World
	rank int
	from float64 // the zoom from which it is drawn
}

// route is a projected path.
type route struct {
	id    FeatureID
	parts []part
	stops []geo.World // of a selected path
}

type part struct {
	points   []geo.World // an arc already for air
	kind     Kind
	selected bool
}

// frame says which part of the world a picture shows. The picture's pixels are
// physical, unit of them to a device-independent one.
type frame struct {
	view geo.Viewport // in physical pixels
	unit float64
}

func (f frame) zoom() float64 { return math.Log2(f.view.Scale / f.unit / 256) }

// bounds is the world in the picture and margin pixels around.
func (f frame) bounds(margin float64) geo.Bounds { return f.view.Bounds().Grow(margin / f.view.Scale) }

// pixels maps points to the picture and leaves out those within gap pixels of
// the one before; the last stays.
func (f frame) pixels(buf []geo.Pixel, ws []geo.World, gap float64) []geo.Pixel {
	buf = buf[:0]
	for i, w := range ws {
		p := f.view.ToPixel(w)
		if n := len(buf); n > 0 && i < len(ws)-1 && math.Abs(p.X-buf[n-1].X) < gap && math.Abs(p.Y-buf[n-1].Y) < gap {
			continue
		}
		buf = append(buf, p)
	}
	return buf
}

// painter draws scenes. It keeps memory between pictures and serves one
// goroutine at a time. The zero value is ready.
type painter struct {
	fill vector.Rasterizer
	line []geo.Pixel
	clip clipper
}

// base draws everything but the paths.
func (p *painter) base(dst *image.RGBA, f frame, s *scene) {
	flood(dst, s.style.water)
	if s.land != nil {
		p.land(dst, f, s)
	}
	p.network(ink{dst}, f, s)
	k := ink{dst}
	in := f.bounds(8)
	for _, d := range s.dots {
		if d.from <= f.zoom() && in.Contains(d.at) {
			at, r := f.view.ToPixel(d.at), dotRadius(d.rank, f.zoom())*f.unit
			k.disc(at, r+1.2*f.unit, s.style.land)
			k.disc(at, r, s.style.place)
		}
	}
}

func flood(dst *image.RGBA, c color.NRGBA) {
	row := dst.Pix[:dst.Rect.Dx()*4]
	for x := 0; x < len(row); x += 4 {
		row[x], row[x+1], row[x+2], row[x+3] = c.R, c.G, c.B, 255
	}
	for y := 1; y < dst.Rect.Dy(); y++ {
		copy(dst.Pix[y*dst.Stride:], row)
	}
}

func (p *painter) land(dst *image.RGBA, f frame, s *scene) {
	w, h := dst.Rect.Dx(), dst.Rect.Dy()
	p.fill.Reset(w, h)
	in := f.bounds(4)
	k := ink{dst}
	var coasts [][]geo.Pixel
	for _, r := range s.land.rings {
		if !r.bounds.Overlaps(in) || (r.bounds.Max.X-r.bounds.Min.X)*f.view.Scale < 0.5 && (r.bounds.Max.Y-r.bounds.Min.Y)*f.view.Scale < 0.5 {
			continue
		}
		line := f.pixels(nil, r.points, 0.7)
		coasts = append(coasts, line)
		p.polygon(p.clip.polygon(line, -2, -2, float64(w+2), float64(h+2)))
	}
	p.fill.Draw(dst, dst.Rect, image.NewUniform(s.style.land), image.Point{})
	// Where the world's edge cuts land there is no coast.
	left := f.view.ToPixel(geo.World{X: 1e-9}).X
	right := f.view.ToPixel(geo.World{X: 1 - 1e-9}).X
	half := 0.5 * f.unit
	for _, line := range coasts {
		last := line[len(line)-1]
		for _, q := range line {
			if !(last.X <= left && q.X <= left || last.X >= right && q.X >= right) {
				k.line(last, q, half, s.style.coast, roundCap)
			}
			last = q
		}
	}
}

func (p *painter) polygon(ps []geo.Pixel) {
	if len(ps) < 3 {
		return
	}
	p.fill.MoveTo(float32(ps[0].X), float32(ps[0].Y))
	for _, q := range ps[1:] {
		p.fill.LineTo(float32(q.X), float32(q.Y))
	}
	p.fill.ClosePath()
}

// network draws the quiet edges, air below rail.
func (p *painter) network(k ink, f frame, s *scene) {
	in := f.bounds(2)
	// Seen from far the lines run together: they get thinner and fainter.
	near := min(max((f.zoom()-4)/2.5, 0), 1)
	rail, half := s.style.rail, 0.4+0.2*near
	rail.A = uint8(150 + 105*near)
	air := s.style.air
	air.A = airAlpha(len(s.edges))
	for _, e := range s.edges {
		if e.kind == Air && e.bounds.Overlaps(in) {
			n := int(min(max(math.Hypot(e.b.X-e.a.X, e.b.Y-e.a.Y)*f.view.Scale/(16*f.unit), 4), 32))
			p.line = f.pixels(p.line, geo.Arc(e.a, e.b, n), 0)
			k.polyline(p.line, 0.4*f.unit, air)
		}
	}
	for _, e := range s.edges {
		if e.kind != Air && e.bounds.Overlaps(in) {
			k.line(f.view.ToPixel(e.a), f.view.ToPixel(e.b), half*f.unit, rail, roundCap)
		}
	}
}

// paths draws the paths: alternatives first, then what is selected, then the
// circles of its stops.
func (p *painter) paths(dst *image.RGBA, f frame, s *scene) {
	k := ink{dst}
	width := core(f.zoom()) * f.unit
	for _, selected := range []bool{false, true} {
		for _, layer := range []func(ink, frame, part, float64, style){drawCasing, drawCore} {
			for _, r := range s.routes {
				for _, part := range r.parts {
					if part.selected == selected && len(part.points) > 1 {
						layer(k, f, part, width, s.style)
					}
				}
			}
		}
	}
	for _, r := range s.routes {
		for _, at := range r.stops {
			q := f.view.ToPixel(at)
			k.disc(q, width/2+3.2*f.unit, s.style.ground)
			k.disc(q, width/2+2.2*f.unit, s.style.text)
			k.disc(q, width/2+0.2*f.unit, s.style.ground)
		}
	}
}

// drawCasing draws the edge of a line. A band in the colour of the land keeps it
// apart from what is below.
func drawCasing(k ink, f frame, p part, width float64, s style) {
	half, c := width/2+casing*f.unit, look.Darken(s.kind(p.kind), 0.2)
	if !p.selected {
		half, c = width*0.35+f.unit, s.altCasing
	}
	line := f.pixels(nil, p.points, 0.5)
	if p.kind != Air {
		k.polyline(line, half+f.unit, s.land)
		k.polyline(line, half, c)
		return
	}
	r := newRuler(line)
	k.polyline(line, half+f.unit, s.land)
	k.dashes(r, dashOn*f.unit, dashOff*f.unit, casing*f.unit, half, c)
}

// drawCore draws the inside of a line.
func drawCore(k ink, f frame, p part, width float64, s style) {
	half, c := width/2, s.kind(p.kind)
	if !p.selected {
		half, c = width*0.35, s.alternative
	}
	line := f.pixels(nil, p.points, 0.5)
	r := newRuler(line)
	if p.kind == Air {
		k.dashes(r, dashOn*f.unit, dashOff*f.unit, 0, half, c)
		return
	}
	k.polyline(line, half, c)
	if p.selected {
		k.chevrons(r, chevronStep*f.unit, chevronSize*f.unit*width/(coreNear*f.unit), 0.7*f.unit, s.ground)
	}
}

// airAlpha is how strong flights are drawn: the more there are, the fainter, as
// they all meet over the same cities.
func airAlpha(edges int) uint8 { return uint8(min(max(160000/max(edges, 1), 52), 160)) }
