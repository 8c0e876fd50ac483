package mapview

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview/geo"
)

// Quiet is a map to look past, behind other things: land, network and a journey
// without labels, under a veil. Nothing on it can be touched. A traveller moves
// along the journey, unless animations are off.
type Quiet struct {
	widget.BaseWidget
	Still bool // nothing moves, for pictures

	data   content
	bounds geo.Bounds
	track  []geo.World // of the journey
	length []float64   // of the track up to each point
}

const (
	veil         = 0.5 // share of the surface in what is seen
	leftPart     = 0.4 // of the width: where the network is
	travelTime   = time.Minute
	travels      = 3    // then the traveller rests: moving draws the window anew
	stride       = 2    // pixels of a move, for the same reason
	travellerPix = 5    // radius
	restAt       = 0.93 // share of the journey, where nothing moves
)

// NewQuiet returns a map of what p shows, but for its places and labels.
func NewQuiet(p Picture) *Quiet {
	q := &Quiet{data: newContent(p.Land, newStyle(look.Color)), bounds: p.Bounds}
	q.data.setNetwork(p.Network)
	q.data.setPaths(p.Paths)
	for _, r := range q.data.scene.routes {
		for _, part := range r.parts {
			q.track = append(q.track, part.points...)
		}
	}
	sum := 0.0
	for i, w := range q.track {
		if i > 0 {
			sum += math.Hypot(w.X-q.track[i-1].X, w.Y-q.track[i-1].Y)
		}
		q.length = append(q.length, sum)
	}
	q.ExtendBaseWidget(q)
	return q
}

// view is what is seen on so many pixels: the network to the left, since what
// stands before it is in the middle and to the right.
func (q *Quiet) view(w, h float64) geo.Viewport {
	w, h = max(w, 1), max(h, 1)
	return startView().Resize(leftPart*w, h).Fit(q.bounds, 0, 0, fitScale).Resize(w, h).Pan(-(1-leftPart)/2*w, 0)
}

// along is the place after a share of the journey.
func (q *Quiet) along(share float64) geo.World {
	last := len(q.track) - 1
	at := share * q.length[last]
	i := 1
	for i < last && q.length[i] < at {
		i++
	}
	a, b := q.track[i-1], q.track[i]
	part := 1.0
	if d := q.length[i] - q.length[i-1]; d > 0 {
		part = min(max((at-q.length[i-1])/d, 0), 1)
	}
	return geo.World{X: a.X + (b.X-a.X)*part, Y: a.Y + (b.Y-a.Y)*part}
}

// draw makes the picture of so many pixels, unit of them to one that does not
// depend on the device.
func (q *Quiet) draw(w, h int, unit float64) image.Image {
	q.data.change(func(s *scene) { s.style = newStyle(look.Color) })
	f := frameOf(q.view(float64(w)/unit, float64(h)/unit), unit, 1)
	img := canvasFor(nil, f)
	var p painter
	p.base(img, f, q.data.scene)
	p.paths(img, f, q.data.scene)
	s := look.Color(look.ColorSurface)
	for i := 0; i+3 < len(img.Pix); i += 4 {
		for k, c := range [...]uint8{s.R, s.G, s.B} {
			img.Pix[i+k] = uint8(float64(img.Pix[i+k])*(1-veil) + float64(c)*veil)
		}
	}
	return img
}

// CreateRenderer implements fyne.Widget.
func (q *Quiet) CreateRenderer() fyne.WidgetRenderer {
	r := &quietRenderer{q: q, share: restAt, traveller: canvas.NewCircle(look.Color(look.ColorTrain))}
	r.picture = canvas.NewRaster(func(w, h int) image.Image {
		unit := 1.0
		if s := q.Size(); s.Width > 0 {
			unit = float64(w) / float64(s.Width)
		}
		return q.draw(w, h, unit)
	})
	r.traveller.Resize(fyne.NewSquareSize(2 * travellerPix))
	r.traveller.StrokeWidth = 2
	if len(q.track) < 2 {
		r.traveller.Hide()
	} else if !q.Still && fyne.CurrentApp().Settings().ShowAnimations() {
		r.moving = fyne.NewAnimation(travelTime, r.travel)
		r.moving.Curve, r.moving.RepeatCount = fyne.AnimationLinear, travels-1
		r.moving.Start()
	}
	r.colour()
	return r
}

type quietRenderer struct {
	q         *Quiet
	picture   *canvas.Raster
	traveller *canvas.Circle
	moving    *fyne.Animation // nil where nothing moves
	share     float32
}

// travel moves the traveller, but only where that is seen: every move draws the
// window anew.
func (r *quietRenderer) travel(share float32) {
	r.share = share
	if len(r.q.track) < 2 {
		return
	}
	s := r.q.Size()
	p := r.q.view(float64(s.Width), float64(s.Height)).ToPixel(r.q.along(float64(share)))
	at := fyne.NewPos(float32(math.Round(p.X))-travellerPix, float32(math.Round(p.Y))-travellerPix)
	was := r.traveller.Position()
	if fyne.Max(fyne.Max(at.X-was.X, was.X-at.X), fyne.Max(at.Y-was.Y, was.Y-at.Y)) >= stride {
		r.traveller.Move(at)
	}
}

func (r *quietRenderer) colour() {
	r.traveller.FillColor, r.traveller.StrokeColor = look.Color(look.ColorTrain), look.Color(look.ColorSurface)
}

func (r *quietRenderer) Layout(size fyne.Size) {
	r.picture.Resize(size)
	r.travel(r.share)
}

func (r *quietRenderer) MinSize() fyne.Size { return fyne.NewSize(0, 0) }

func (r *quietRenderer) Refresh() {
	r.colour()
	r.picture.Refresh()
	r.travel(r.share)
}

func (r *quietRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.picture, r.traveller}
}

func (r *quietRenderer) Destroy() {
	if r.moving != nil {
		r.moving.Stop()
	}
}
