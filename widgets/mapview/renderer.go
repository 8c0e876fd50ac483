package mapview

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview/geo"
)

// renderer shows a map. Layout returns at once when the size is unchanged, as
// Fyne calls it whenever an object is shown or hidden.
type renderer struct {
	m    *Map
	size fyne.Size

	water    *canvas.Rectangle
	picture  *canvas.Image
	leaders  []*canvas.Line
	minor    labelPool
	major    labelPool
	rings    []*ringObject
	ghost    *ghost
	tip      *tip
	controls *controls
	focus    *canvas.Rectangle
	objects  []fyne.CanvasObject

	visible []placed // what labels show, for hit tests
}

// CreateRenderer implements fyne.Widget.
func (m *Map) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	r := &renderer{m: m, water: canvas.NewRectangle(color.Transparent), picture: canvas.NewImageFromImage(nil), focus: canvas.NewRectangle(color.Transparent), controls: newControls(m), tip: newTip(), ghost: newGhost(), minor: labelPool{copies: minorCopies}, major: labelPool{copies: majorCopies}}
	r.picture.FillMode, r.picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	r.picture.Hide()
	r.focus.StrokeWidth = 2
	r.focus.Hide()
	m.renderer = r
	r.collect()
	m.restyle()
	r.update()
	return r
}

func (r *renderer) Destroy() {
	if r.m.renderer == r {
		r.m.renderer = nil
	}
}

func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(160, 160) }

func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *renderer) Layout(s fyne.Size) {
	if s == r.size {
		return
	}
	r.size = s
	r.water.Resize(s)
	r.focus.Move(fyne.NewPos(1, 1))
	r.focus.Resize(fyne.NewSize(s.Width-2, s.Height-2))
	min := r.controls.box.MinSize()
	r.controls.box.Resize(min)
	r.controls.box.Move(fyne.NewPos(s.Width-min.Width-look.PaddingCard, s.Height-min.Height-look.PaddingCard))
	r.m.resized(s)
}

// Refresh follows a change of theme or language.
func (r *renderer) Refresh() {
	r.m.names.forget()
	r.controls.refresh()
	r.m.restyle()
	r.update()
	canvas.Refresh(r.m)
}

// update moves and fills the objects for the map's view.
func (r *renderer) update() {
	if r.size.IsZero() {
		return
	}
	m := r.m
	unit := r.unit()
	m.back.update(m.view, unit, m.data.scene, m.Post, r.update)
	r.water.FillColor = m.data.scene.style.water
	r.place(unit)
	m.names.update(m)
	r.showLabels()
	r.showRings()
	r.showTip()
	r.showGhost()
	r.focus.StrokeColor = m.data.scene.style.ring
	r.focus.Hidden = !m.focusRing
	canvas.Refresh(r.water)
}

// unit is the number of physical pixels to a device-independent one.
func (r *renderer) unit() float64 {
	if c := r.m.canvas(); c != nil && c.Scale() > 0 {
		return float64(c.Scale())
	}
	return 1
}

// canvas is the canvas that the map is on, or nil. Fyne tells it to no widget
// but through the driver of the running app.
func (m *Map) canvas() fyne.Canvas { return fyne.CurrentApp().Driver().CanvasForObject(m) }

// place puts the picture where the view wants it.
func (r *renderer) place(unit float64) {
	b := &r.m.back
	if b.picture == nil {
		return
	}
	f, v := b.shown, r.m.view
	ratio := v.Scale * f.unit / f.view.Scale
	p := v.ToPixel(f.view.ToWorld(geo.Pixel{}))
	if ratio == 1 {
		// On whole pixels the picture stays sharp.
		p = geo.Pixel{X: math.Round(p.X*unit) / unit, Y: math.Round(p.Y*unit) / unit}
	}
	r.picture.Move(pos(p))
	r.picture.Resize(fyne.NewSize(float32(f.view.W/f.unit*ratio), float32(f.view.H/f.unit*ratio)))
	if r.picture.Image != b.picture || r.picture.Hidden {
		r.picture.Image = b.picture
		r.picture.Hidden = false
		r.picture.Refresh()
	} else if r.m.Post == nil {
		r.picture.Refresh() // drawn anew in the same memory
	}
}

func pos(p geo.Pixel) fyne.Position { return fyne.NewPos(float32(p.X), float32(p.Y)) }

// collect lists the objects from the bottom up.
func (r *renderer) collect() {
	r.objects = append(r.objects[:0:0], r.water, r.picture)
	for _, l := range r.leaders {
		r.objects = append(r.objects, l)
	}
	for _, g := range r.rings {
		r.objects = append(r.objects, g.edge, g.ring)
	}
	for _, pool := range []labelPool{r.minor, r.major} {
		for _, l := range pool.all {
			for _, h := range l.halo {
				r.objects = append(r.objects, h)
			}
			r.objects = append(r.objects, l.text)
		}
	}
	r.objects = append(r.objects, r.ghost.trail, r.ghost.ring, r.ghost.dot, r.controls.box, r.tip.panel, r.tip.text, r.focus)
}
