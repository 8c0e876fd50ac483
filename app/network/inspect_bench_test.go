package network_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/network"
	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/gtfs"
)

// BenchmarkLookAfterAnEdit is what the findings panel waits for after an edit of
// a real national timetable: reading the file, the difference, the rules.
func BenchmarkLookAfterAnEdit(b *testing.B) {
	path := filepath.Join("..", "..", "..", "shared", "data", "cn-2019.gtfs.zip")
	if _, err := os.Stat(path); err != nil {
		b.Skip("no feeds beside the module")
	}
	n, _, err := gtfs.Read(b.Context(), path, nil)
	require.NoError(b, err)
	s, err := data.Open(filepath.Join(b.TempDir(), "tongtu.db"), data.Options{})
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, s.Close()) })
	ctx := auth.WithSession(b.Context(), asEditor())
	e := data.NewEditor(s, grants{})
	require.NoError(b, e.Replace(ctx, n, nil))
	x := network.NewInspector(s)
	_, err = x.Look(b.Context())
	require.NoError(b, err)
	city := n.Cities[len(n.Cities)/2].ID
	i := 0
	for b.Loop() {
		b.StopTimer()
		i++
		province := fmt.Sprint("P", i)
		require.NoError(b, e.PatchCities(ctx, data.CityPatch{Province: &province}, city))
		b.StartTimer()
		_, err := x.Look(b.Context())
		require.NoError(b, err)
	}
}
