package data_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data"
	"tongtu/data/model"
)

func BenchmarkReplace(b *testing.B) {
	n := national(nationalTrips)
	calls := 0
	for _, t := range n.Trips {
		calls += len(t.Calls)
	}
	b.Logf("%d trips, %d calls", len(n.Trips), calls)
	s, err := data.Open(filepath.Join(b.TempDir(), "db"), data.Options{})
	require.NoError(b, err)
	defer func() { _ = s.Close() }()
	e := data.NewEditor(s, allow{model.PermEdit: true})
	for b.Loop() {
		require.NoError(b, e.Replace(b.Context(), n, nil))
	}
}

func BenchmarkNetwork(b *testing.B) {
	s, err := data.Open(filepath.Join(b.TempDir(), "db"), data.Options{})
	require.NoError(b, err)
	defer func() { _ = s.Close() }()
	require.NoError(b, data.NewEditor(s, allow{model.PermEdit: true}).Replace(b.Context(), national(nationalTrips), nil))
	b.ReportAllocs()
	for b.Loop() {
		_, err := s.Network(b.Context())
		require.NoError(b, err)
	}
}

func BenchmarkCityUse(b *testing.B) {
	s, err := data.Open(filepath.Join(b.TempDir(), "db"), data.Options{})
	require.NoError(b, err)
	defer func() { _ = s.Close() }()
	require.NoError(b, data.NewEditor(s, allow{model.PermEdit: true}).Replace(b.Context(), national(nationalTrips), nil))
	for b.Loop() {
		_, err := s.CityUse(b.Context(), "C0000")
		require.NoError(b, err)
	}
}

// BenchmarkOpen looks through a national network, as every start does.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "db")
	s, err := data.Open(path, data.Options{})
	require.NoError(b, err)
	require.NoError(b, data.NewEditor(s, allow{model.PermEdit: true}).Replace(b.Context(), national(nationalTrips), nil))
	require.NoError(b, s.Close())
	for b.Loop() {
		s, err := data.Open(path, data.Options{ReadOnly: true})
		require.NoError(b, err)
		require.NoError(b, s.Consistent(b.Context()))
		require.NoError(b, s.Close())
	}
}
