package gtfs_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
	"tongtu/data/model"
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
		n := randomNetwork(rand.New(rand.NewPCG(seed, 1)))
		got := again(t, n)
		requireEqualNetworks(t, n, got, fmt.Sprintf("seed %d", seed))
	}
}

// TestTheBytesDependOnTheNetworkAlone: not on the order of its lists, the
// order of maps, or the time.
func TestTheBytesDependOnTheNetworkAlone(t *testing.T) {
	n := randomNetwork(rand.New(rand.NewPCG(0, 1)))
	for seed := uint64(1); len(n.FareTables) == 0 || len(n.Trips) == 0; seed++ {
		n = randomNetwork(rand.New(rand.NewPCG(seed, 1)))
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
	require.Len(t, got.Trips, len(want.Trips), what)
	for i := range want.Trips {
		if !sameTrip(want.Trips[i], got.Trips[i]) {
			require.Equal(t, want.Trips[i], got.Trips[i], what)
		}
	}
	equalLists(t, want.Calendars, got.Calendars, what)
	require.Len(t, got.FareTables, len(want.FareTables), what)
	for i, w := range want.FareTables {
		if g := got.FareTables[i]; g.Route != w.Route || !slices.Equal(g.Rules, w.Rules) {
			require.Equal(t, w, g, what)
		}
	}
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

// sameTrip is what reflection would say, in a fraction of its time.
func sameTrip(a, b model.Trip) bool {
	return a.ID == b.ID && a.Route == b.Route && a.Calendar == b.Calendar && a.Fee == b.Fee && a.Rev == b.Rev &&
		slices.Equal(a.Classes, b.Classes) && (a.Classes == nil) == (b.Classes == nil) &&
		slices.EqualFunc(a.Calls, b.Calls, func(x, y model.Call) bool {
			return x.Station == y.Station && x.Arr == y.Arr && x.Dep == y.Dep && x.NoBoard == y.NoBoard && x.NoAlight == y.NoAlight &&
				x.Dist == y.Dist && slices.Equal(x.Fares, y.Fares) && (x.Fares == nil) == (y.Fares == nil)
		})
}
