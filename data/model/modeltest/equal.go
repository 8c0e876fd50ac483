package modeltest

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"tongtu/data/model"
)

// RequireEqual compares list by list: a whole diff would fill the screen.
func RequireEqual(t testing.TB, want, got model.Network, what string) {
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
	equalLists(t, want.Shapes, got.Shapes, what)
	equalLists(t, want.Calendars, got.Calendars, what)
	require.Len(t, got.FareTables, len(want.FareTables), what)
	for i, w := range want.FareTables {
		if g := got.FareTables[i]; g.Route != w.Route || !slices.Equal(g.Rules, w.Rules) {
			require.Equal(t, w, g, what)
		}
	}
	equalLists(t, want.Changes, got.Changes, what)
}

func equalLists[T any](t testing.TB, want, got []T, what string) {
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
	return a.ID == b.ID && a.Shape == b.Shape && a.Route == b.Route && a.Calendar == b.Calendar && a.Fee == b.Fee && a.Rev == b.Rev &&
		slices.Equal(a.Classes, b.Classes) && (a.Classes == nil) == (b.Classes == nil) &&
		slices.EqualFunc(a.Calls, b.Calls, func(x, y model.Call) bool {
			return x.Station == y.Station && x.Arr == y.Arr && x.Dep == y.Dep && x.NoBoard == y.NoBoard && x.NoAlight == y.NoAlight &&
				x.Dist == y.Dist && slices.Equal(x.Fares, y.Fares) && (x.Fares == nil) == (y.Fares == nil)
		})
}
