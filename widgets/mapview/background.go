package mapview

import (
	"image"
	"math"
	"time"

	"tongtu/widgets/mapview/geo"
)

// How the background is kept up to date. It is drawn larger than the widget and
// moved or stretched until a sharp one is there.
const (
	overscan  = 1.5                    // of the widget's width and height
	largeScan = 1.2                    // the same for widgets of many pixels
	manyPixel = 3_000_000              // three buffers of them already take 50 MB
	settle    = 120 * time.Millisecond // without movement before a sharp picture
	stretched = 1.7                    // how far a picture may be scaled, up or down
	reserve   = 0.3                    // share of the margin left when the next is begun
)

// background draws pictures of scenes, one at a time. With post it draws on a
// goroutine of its own into one of two buffers while the other is shown; all
// fields but those of drawer belong to the UI goroutine.
type background struct {
	drawer drawer
	busy   bool
	timer  *time.Timer
	// settled says that the map stands still: a better picture may be begun.
	settled bool

	shown   frame
	scene   *scene // of the picture shown; nil before the first
	picture *image.RGBA
	spare   *image.RGBA
}

// drawer is the state of the goroutine that draws.
type drawer struct {
	painter painter
	base    *image.RGBA // the picture without paths
	frame   frame
	quiet   *scene // of base
}

// draw fills dst with a picture of s. A change of the paths alone draws only
// those anew.
func (d *drawer) draw(dst *image.RGBA, f frame, s *scene) {
	if d.base == nil || d.frame != f || !s.sameBase(d.quiet) {
		d.base = canvasFor(d.base, f)
		d.painter.base(d.base, f, s)
		d.frame, d.quiet = f, s
	}
	copy(dst.Pix, d.base.Pix)
	d.painter.paths(dst, f, s)
}

// sameBase says whether s and o differ in their paths only.
func (s *scene) sameBase(o *scene) bool {
	same := func(a, b int) bool { return a == b }
	return o != nil && s.land == o.land && s.style == o.style &&
		same(len(s.edges), len(o.edges)) && (len(s.edges) == 0 || &s.edges[0] == &o.edges[0]) &&
		same(len(s.dots), len(o.dots)) && (len(s.dots) == 0 || &s.dots[0] == &o.dots[0])
}

// canvasFor returns a picture of the frame's size, in old's memory if it fits.
func canvasFor(old *image.RGBA, f frame) *image.RGBA {
	w, h := int(f.view.W), int(f.view.H)
	if old != nil && old.Rect.Dx() == w && old.Rect.Dy() == h {
		return old
	}
	if old != nil && cap(old.Pix) >= 4*w*h {
		return &image.RGBA{Pix: old.Pix[:4*w*h], Stride: 4 * w, Rect: image.Rect(0, 0, w, h)}
	}
	return image.NewRGBA(image.Rect(0, 0, w, h))
}

// frameOf is the frame of a picture for v on a screen of unit physical pixels
// to one. The margin is a whole number of pixels on each side.
func frameOf(v geo.Viewport, unit, share float64) frame {
	w, h := math.Round(v.W*unit), math.Round(v.H*unit)
	w += 2 * math.Ceil(w*(share-1)/2)
	h += 2 * math.Ceil(h*(share-1)/2)
	return frame{view: geo.Viewport{Center: v.Center, Scale: v.Scale * unit, W: max(w, 1), H: max(h, 1)}, unit: unit}
}

// over is how much larger than a view its picture is.
func over(v geo.Viewport, unit float64) float64 {
	if v.W*v.H*unit*unit > manyPixel {
		return largeScan
	}
	return overscan
}

// need says how soon another picture is needed for a view.
type need uint8

const (
	fine  need = iota // the picture is right
	later             // it is blurred or off the middle
	now               // it is wrong or ends inside the view
)

// need compares the picture shown with what v and s want.
func (b *background) need(v geo.Viewport, unit float64, s *scene) need {
	if b.scene != s || b.shown.unit != unit {
		return now
	}
	ratio := v.Scale * unit / b.shown.view.Scale
	if ratio > stretched || ratio < 1/stretched {
		return now
	}
	// The margin that is left on the tightest side, as a share of the full one.
	have, want := b.shown.view.Bounds(), v.Bounds()
	left := min(want.Min.X-have.Min.X, want.Min.Y-have.Min.Y, have.Max.X-want.Max.X, have.Max.Y-want.Max.Y)
	full := (over(v, unit) - 1) / 2 * min(v.W, v.H) / v.Scale
	switch {
	case left < reserve*full && ratio == 1, left < 0:
		return now
	case ratio != 1, left < 0.7*full:
		return later
	default:
		return fine
	}
}

// update sees to it that a picture for v is shown soon. After each new picture
// it calls show. With a nil post the picture is drawn before update returns,
// exactly as large as the view.
func (b *background) update(v geo.Viewport, unit float64, s *scene, post func(func()), again func()) {
	if post == nil {
		f := frameOf(v, unit, 1)
		if b.scene != s || b.shown != f {
			b.picture = canvasFor(b.picture, f)
			b.drawer.draw(b.picture, f, s)
			b.shown, b.scene = f, s
		}
		return
	}
	switch b.need(v, unit, s) {
	case now:
		b.start(frameOf(v, unit, over(v, unit)), s, post, again)
	case later:
		if !b.settled {
			b.settle(post, again)
			return
		}
		b.start(frameOf(v, unit, over(v, unit)), s, post, again)
	}
}

// start draws on another goroutine unless one is at it already: its end calls
// again, which looks anew at what is needed.
func (b *background) start(f frame, s *scene, post func(func()), again func()) {
	if b.busy {
		return
	}
	b.busy, b.settled = true, false
	dst := canvasFor(b.spare, f)
	b.spare = nil
	go func() {
		b.drawer.draw(dst, f, s)
		post(func() {
			b.busy = false
			b.spare, b.picture = b.picture, dst
			b.shown, b.scene = f, s
			again()
		})
	}()
}

// settle calls again once the map has not moved for a moment.
func (b *background) settle(post func(func()), again func()) {
	if b.timer != nil {
		b.timer.Stop()
	}
	b.timer = time.AfterFunc(settle, func() {
		post(func() {
			b.settled = true
			again()
		})
	})
}
