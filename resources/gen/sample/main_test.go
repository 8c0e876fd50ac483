package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/sample"
	"tongtu/resources"
)

func TestEmbeddedNetworkIsWhatTheGeneratorWrites(t *testing.T) {
	out := filepath.Join(t.TempDir(), "sample.zip")
	require.NoError(t, run(out))
	written, err := os.ReadFile(out)
	require.NoError(t, err)
	require.True(t, bytes.Equal(written, resources.SampleZip), "sample.zip is stale: run go generate in resources")
	require.Less(t, len(written), 3_000_000)
}

func TestEmbeddedNetworkReadsBackAsGenerated(t *testing.T) {
	n, report, err := gtfs.ReadZip(t.Context(), bytes.NewReader(resources.SampleZip), int64(len(resources.SampleZip)), nil)
	require.NoError(t, err)
	require.Empty(t, report.Findings)
	require.Equal(t, sample.Generate(1), n)
}
