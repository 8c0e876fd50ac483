package gtfs_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
	"tongtu/data/model"
)

// readBytes reads a zip held in memory.
func readBytes(ctx context.Context, zip []byte) (model.Network, gtfs.Report, error) {
	return gtfs.ReadZip(ctx, bytes.NewReader(zip), int64(len(zip)), nil)
}

// again writes n and reads it back.
func again(t *testing.T, n model.Network) model.Network {
	t.Helper()
	var first, second bytes.Buffer
	require.NoError(t, gtfs.Write(&first, n))
	require.NoError(t, gtfs.Write(&second, n))
	require.Equal(t, first.Bytes(), second.Bytes(), "the bytes depend on the network alone")
	got, _, err := readBytes(t.Context(), first.Bytes())
	require.NoError(t, err)
	return got
}

func TestWhatIsWrittenReadsBackEqual(t *testing.T) {
	for seed := range uint64(400) {
		n := randomNetwork(rand.New(rand.NewPCG(seed, 1)))
		got := again(t, n)
		requireEqualNetworks(t, n, got, fmt.Sprintf("seed %d", seed))
	}
}

func TestPublishedFeedsReadBackEqual(t *testing.T) {
	data := sharedData(t)
	for _, f := range feeds {
		t.Run(f.name, func(t *testing.T) {
			n, _, err := gtfs.ReadWith(t.Context(), filepath.Join(data, f.name), gtfs.Options{LeaveOut: f.leaveOut})
			require.NoError(t, err)
			requireEqualNetworks(t, n, again(t, n), f.name)
		})
	}
}

// TestUnsortedNetworkIsWrittenSorted: the bytes do not depend on the order of lists.
func TestUnsortedNetworkIsWrittenSorted(t *testing.T) {
	n := randomNetwork(rand.New(rand.NewPCG(7, 1)))
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
	requireEqualNetworks(t, n, again(t, n), "empty")
}

// requireEqualNetworks compares list by list: a whole diff would fill the screen.
func requireEqualNetworks(t *testing.T, want, got model.Network, what string) {
	t.Helper()
	require.Equal(t, want.Info, got.Info, what)
	require.Equal(t, want.ChangeTable, got.ChangeTable, what)
	equalLists(t, want.Cities, got.Cities, what)
	equalLists(t, want.Stations, got.Stations, what)
	equalLists(t, want.Operators, got.Operators, what)
	equalLists(t, want.Routes, got.Routes, what)
	equalLists(t, want.Trips, got.Trips, what)
	equalLists(t, want.Calendars, got.Calendars, what)
	equalLists(t, want.FareTables, got.FareTables, what)
	equalLists(t, want.Changes, got.Changes, what)
}

func equalLists[T any](t *testing.T, want, got []T, what string) {
	t.Helper()
	require.Len(t, got, len(want), "%s: %T", what, want)
	for i := range want {
		if !assert.ObjectsAreEqual(want[i], got[i]) {
			require.Equal(t, want[i], got[i], what)
		}
	}
}
