package mapview_test

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"tongtu/widgets/look"
	"tongtu/widgets/mapview"
	"tongtu/widgets/mapview/geo"
)

// drag moves the pointer from a place by steps, as the driver tells it.
func drag(m *mapview.Map, from fyne.Position, dx, dy float32, steps int) fyne.Position {
	for range steps {
		from = from.AddXY(dx, dy)
		m.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: from}, Dragged: fyne.NewDelta(dx, dy)})
	}
	return from
}

func movable(t *testing.T) (*mapview.Map, *[]geo.Coord) {
	m, _ := show(t, look.Light, 800, 600)
	m.Post = never
	m.SetPlaces([]mapview.Place{{ID: "a", At: west, Label: "A"}, {ID: "b", At: east, Label: "B"}})
	m.SetSelection("a")
	m.SetMovable("a", false)
	var placed []geo.Coord
	m.OnPlaced = func(id mapview.FeatureID, at geo.Coord) {
		require.Equal(t, mapview.FeatureID("a"), id)
		placed = append(placed, at)
	}
	return m, &placed
}

func TestAPlaceIsDraggedByItsDot(t *testing.T) {
	m, placed := movable(t)
	view := m.View()
	end := drag(m, at(m, west), 10, 4, 5)
	require.Empty(t, *placed, "it stays until it is let go")
	m.DragEnd()
	require.Len(t, *placed, 1)
	require.Equal(t, view, m.View(), "the map stays")
	m.SetPlaces([]mapview.Place{{ID: "a", At: (*placed)[0]}})
	got := at(m, (*placed)[0])
	require.Less(t, math.Hypot(float64(got.X-end.X), float64(got.Y-end.Y)), 0.5)
}

func TestADragElsewhereMovesTheMap(t *testing.T) {
	m, placed := movable(t)
	view := m.View()
	// It begins on the other place and passes over the movable one.
	drag(m, at(m, east), -20, 0, 12)
	m.DragEnd()
	require.Empty(t, *placed)
	require.NotEqual(t, view, m.View())
}

func TestEscapeGivesADragUp(t *testing.T) {
	m, placed := movable(t)
	view := m.View()
	end := drag(m, at(m, west), 10, 4, 5)
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.Empty(t, *placed)
	m.DragEnd()
	require.Empty(t, *placed)
	require.Equal(t, view, m.View())
	drag(m, end, 5, 5, 2)
	m.DragEnd()
	require.NotEqual(t, view, m.View(), "the next drag pans")
}

func TestArrowKeysNudgeThePlaceOrMoveTheMap(t *testing.T) {
	m, placed := movable(t)
	view := m.View()
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	require.Empty(t, *placed)
	require.NotEqual(t, view, m.View())
	m.SetMovable("a", true)
	for key, want := range map[fyne.KeyName]func(geo.Coord) bool{
		fyne.KeyLeft:  func(c geo.Coord) bool { return c.Lon < west.Lon && math.Abs(c.Lat-west.Lat) < 1e-9 },
		fyne.KeyRight: func(c geo.Coord) bool { return c.Lon > west.Lon },
		fyne.KeyUp:    func(c geo.Coord) bool { return c.Lat > west.Lat },
		fyne.KeyDown:  func(c geo.Coord) bool { return c.Lat < west.Lat },
	} {
		view = m.View()
		*placed = nil
		m.TypedKey(&fyne.KeyEvent{Name: key})
		require.Len(t, *placed, 1, key)
		require.True(t, want((*placed)[0]), "%s: %v", key, *placed)
		require.Equal(t, view, m.View())
	}
	m.SetMovable("", true)
	*placed = nil
	m.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	require.Empty(t, *placed)
}
