package data_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
)

// TestShapesAreKeptAndGoWithTheirNetwork: read back, taken back by undo, and
// absent from a network that brings none.
func TestShapesAreKeptAndGoWithTheirNetwork(t *testing.T) {
	f := open(t)
	f.load(line())
	with := line()
	with.Shapes = []model.Shape{{ID: "s", Points: []model.LonLat{{Lon: 1, Lat: 2}, {Lon: 3, Lat: 4.5}}}}
	with.Trips[0].Shape = "s"
	f.load(with)
	f.reopen()
	require.Equal(t, with.Shapes, f.network().Shapes)
	require.Equal(t, model.ShapeID("s"), f.network().Trips[0].Shape)
	f.sound()
	_, err := f.Undo(t.Context())
	require.NoError(t, err)
	require.Empty(t, f.network().Shapes)
	f.sound()
	_, err = f.Redo(t.Context())
	require.NoError(t, err)
	require.Equal(t, with.Shapes, f.network().Shapes)
	f.sound()
	f.load(line())
	require.Empty(t, f.network().Shapes)
	f.sound()
}
