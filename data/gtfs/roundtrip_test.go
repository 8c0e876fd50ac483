package gtfs_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
	"tongtu/data/model"
	"tongtu/data/model/modeltest"
)

// readBytes reads a zip held in memory.
func readBytes(ctx context.Context, zip []byte) (model.Network, feed.Report, error) {
	return gtfs.ReadZip(ctx, bytes.NewReader(zip), int64(len(zip)), nil)
}

// again writes n and reads it back.
func again(t *testing.T, n model.Network) model.Network {
	t.Helper()
	var z bytes.Buffer
	require.NoError(t, gtfs.Write(&z, n))
	got, _, err := readBytes(t.Context(), z.Bytes())
	require.NoError(t, err)
	return got
}

func TestWhatIsWrittenReadsBackEqual(t *testing.T) {
	for seed := range uint64(400) {
		n := modeltest.Random(rand.New(rand.NewPCG(seed, 1)))
		got := again(t, n)
		modeltest.RequireEqual(t, n, got, fmt.Sprintf("seed %d", seed))
	}
}

// TestTheBytesDependOnTheNetworkAlone: not on the order of its lists, the
// order of maps, or the time.
func TestTheBytesDependOnTheNetworkAlone(t *testing.T) {
	n := modeltest.Random(rand.New(rand.NewPCG(0, 1)))
	for seed := uint64(1); len(n.FareTables) == 0 || len(n.Trips) == 0; seed++ {
		n = modeltest.Random(rand.New(rand.NewPCG(seed, 1)))
	}
	mixed := n
	mixed.Cities, mixed.Stations, mixed.Trips = slices.Clone(n.Cities), slices.Clone(n.Stations), slices.Clone(n.Trips)
	slices.Reverse(mixed.Cities)
	slices.Reverse(mixed.Stations)
	slices.Reverse(mixed.Trips)
	var a, b bytes.Buffer
	require.NoError(t, gtfs.Write(&a, n))
	require.NoError(t, gtfs.Write(&b, mixed))
	require.Equal(t, a.Bytes(), b.Bytes())
}

func TestAnEmptyNetworkReadsBack(t *testing.T) {
	n := model.Network{ChangeTable: model.DefaultChangeTable()}
	modeltest.RequireEqual(t, n, again(t, n), "empty")
}
