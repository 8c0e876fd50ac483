// Package mapview is a map widget that can be panned and zoomed: a quiet
// background of land and network, paths and labels on top.
//
// The widget knows no domain type: callers give it places, edges and paths with
// IDs of their choice. All methods are for the UI goroutine. Setters never call
// the On hooks; only the user's input does.
package mapview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview/geo"
)

// Map is the widget. Create it with New.
type Map struct {
	widget.BaseWidget

	// OnTapped is told where the user tapped and which feature is there, if any.
	OnTapped func(at geo.Coord, id FeatureID, hit bool)
	// OnMoved is told the new view after the user panned or zoomed.
	OnMoved func(geo.Viewport)
	// Post runs a function on the UI goroutine, later. With nil, backgrounds are
	// drawn at once on the UI goroutine, which suits tests and one-off pictures.
	Post func(func())

	view geo.Viewport
}

// New returns a map of land, which may be nil. It shows China at first.
func New(land *Land) *Map {
	m := &Map{view: geo.Viewport{}.Resize(640, 480).Fit(geo.BoundsOf(geo.Coord{Lon: 73, Lat: 18}, geo.Coord{Lon: 135, Lat: 54}), 0, geo.MaxScale)}
	m.ExtendBaseWidget(m)
	return m
}

// View returns what the map shows.
func (m *Map) View() geo.Viewport { return m.view }

// SetView changes what the map shows.
func (m *Map) SetView(v geo.Viewport) { m.view = v }

// Fit shows all of b with some room around it.
func (m *Map) Fit(b geo.Bounds) { m.SetView(m.view.Fit(b, 48, 256<<9)) }

// SetNetwork replaces the background network.
func (m *Map) SetNetwork(n Network) {}

// SetPlaces replaces the places.
func (m *Map) SetPlaces(ps []Place) {}

// SetPaths replaces the paths.
func (m *Map) SetPaths(ps []Path) {}

// SetSelection marks the features with a ring; their labels are always shown.
func (m *Map) SetSelection(ids ...FeatureID) {}

// CreateRenderer implements fyne.Widget.
func (m *Map) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(look.Color(look.ColorWater)))
}

// Land is the land of the background map.
type Land struct{}

// DecodeLand reads the format of resources/land.bin.
func DecodeLand(data []byte) (*Land, error) { return &Land{}, nil }
