// Package mapview is a map widget that can be panned and zoomed: a quiet
// background of land and network, paths and labels on top.
//
// The widget knows no domain type: callers give it places, edges and paths with
// IDs of their choice. All methods are for the UI goroutine. Setters never call
// the On hooks; only the user's input does.
//
// Land, network, dots and paths are one picture, drawn by a worker at the
// screen's resolution and larger than the widget: panning moves it, zooming
// stretches it until a sharp one is ready. Labels, rings and buttons are canvas
// objects on top.
package mapview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview/geo"
)

// Limits of the widget's view, and room left around what is fitted.
const (
	minScale = 256 * 2
	maxScale = 256 << 13
	fitScale = 256 << 8 // a single place is not shown larger

	fitPaddingX = 104 // a label beside the outermost dot, and the buttons
	fitPaddingY = 48
)

// Map is the widget. Create it with New.
type Map struct {
	widget.BaseWidget

	// OnTapped is told where the user tapped and which feature is there, if any.
	OnTapped func(at geo.Coord, id FeatureID, hit bool)
	// OnMoved is told the new view after the user panned or zoomed.
	OnMoved func(geo.Viewport)
	// OnPlaced is told where the user moved the movable place; see SetMovable.
	OnPlaced func(id FeatureID, at geo.Coord)
	// Post runs a function on the UI goroutine, later. With nil, backgrounds are
	// drawn at once on the UI goroutine, which suits tests and one-off pictures.
	Post func(func())

	view   geo.Viewport
	sticky geo.Bounds // kept in view when the widget is resized, until it is moved
	data   content
	back   background
	names  *names

	palette   Palette
	hover     FeatureID
	focusRing bool
	pointer   pointer
	drag      drag
	renderer  *renderer
}

// New returns a map of land, which may be nil. It shows China at first.
func New(land *Land) *Map {
	m := &Map{
		data:    newContent(land, newStyle(look.Color)),
		names:   newNames(),
		palette: look.Color,
	}
	m.view = startView()
	m.sticky = china()
	m.ExtendBaseWidget(m)
	return m
}

// china is what a new map shows.
func china() geo.Bounds {
	return geo.BoundsOf(geo.Coord{Lon: 73.5, Lat: 18.2}, geo.Coord{Lon: 134.8, Lat: 53.5})
}

func startView() geo.Viewport { return fit(geo.Viewport{W: 640, H: 480}, china()) }

// fit shows b with room for labels and buttons.
func fit(v geo.Viewport, b geo.Bounds) geo.Viewport {
	return v.Fit(b, min(fitPaddingX, v.W/5), min(fitPaddingY, v.H/6), fitScale)
}

// View returns what the map shows.
func (m *Map) View() geo.Viewport { return m.view }

// SetView changes what the map shows; the size of v is ignored.
func (m *Map) SetView(v geo.Viewport) {
	m.sticky = geo.Bounds{}
	m.aim(v)
}

// Fit shows all of b with some room around it, and keeps it in view when the
// widget is resized before the user moves the map.
func (m *Map) Fit(b geo.Bounds) {
	m.sticky = b
	m.aim(fit(m.view, b))
}

// FitContent shows the selected paths, or all paths, or all places and edges.
func (m *Map) FitContent() { m.Fit(m.data.bounds()) }

// SetNetwork replaces the background network.
func (m *Map) SetNetwork(n Network) {
	m.data.setNetwork(n)
	m.relabel()
}

// SetPlaces replaces the places.
func (m *Map) SetPlaces(ps []Place) {
	m.data.setPlaces(ps)
	m.relabel()
}

// SetPaths replaces the paths.
func (m *Map) SetPaths(ps []Path) {
	m.data.setPaths(ps)
	m.relabel()
}

// SetSelection marks features with a ring; their labels are always shown.
func (m *Map) SetSelection(ids ...FeatureID) {
	m.data.selection = append([]FeatureID(nil), ids...)
	m.relabel()
}

// SetPalette gives the map colours apart from the theme's, look.Dark.Color for
// a dark map in a light window. With nil it follows the theme again.
func (m *Map) SetPalette(p Palette) {
	if m.palette = p; p == nil {
		m.palette = look.Color
	}
	m.restyle()
}

// aim changes the view within its limits.
func (m *Map) aim(v geo.Viewport) {
	world := geo.Bounds{}.Add(geo.World{}).Add(geo.World{X: 1, Y: 1})
	m.view = v.Resize(m.view.W, m.view.H).Clamp(world, minScale, maxScale)
	m.update()
}

// restyle takes the palette's colours.
func (m *Map) restyle() {
	if s := newStyle(m.palette); s != m.data.scene.style {
		m.data.change(func(next *scene) { next.style = s })
		m.update()
	}
}

// lettering is that of the theme.
func (m *Map) lettering() lettering {
	return lettering{body: look.Size(look.SizeBody), caption: look.Size(look.SizeCaption), measure: m.names.measure}
}

// relabel places the labels anew.
func (m *Map) relabel() {
	m.names.stale = true
	m.update()
}

// update brings what is on the screen up to date, if the map is on one.
func (m *Map) update() {
	if m.renderer != nil {
		m.renderer.update()
	}
}

// resized follows a new size of the widget.
func (m *Map) resized(s fyne.Size) {
	m.view = m.view.Resize(float64(s.Width), float64(s.Height))
	if !m.sticky.Empty() {
		m.Fit(m.sticky)
		return
	}
	m.aim(m.view)
}
