package network_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/app/i18n"
	"tongtu/app/network"
	"tongtu/auth"
	"tongtu/data"
	"tongtu/data/model"
)

func TestRefusalsAreSentencesWithAWayOn(t *testing.T) {
	tr := i18n.New(i18n.En)
	station := func(id model.StationID) string { return "Station " + string(id) }
	for _, c := range []struct {
		err  error
		says string
		way  network.Way
	}{
		{fmt.Errorf("x: %w", model.ErrConflict), "changed elsewhere", network.WayReload},
		{model.ErrNotFound, "deleted", network.WayReload},
		{data.ErrReadOnly, "read-only", network.WayNone},
		{auth.ErrNotSignedIn, "Sign in again", network.WaySignIn},
		{auth.ErrExpired, "Sign in again", network.WaySignIn},
		{auth.ErrSignedOut, "Sign in again", network.WaySignIn},
		{&data.InUseError{Station: "A", Trips: 1}, "1 trip calls at the station “Station A”", network.WayNone},
	} {
		f, ok := network.FailureOf(c.err, station)
		require.True(t, ok, c.err)
		require.Contains(t, tr.T(f.Key, f.Args), c.says)
		require.Equal(t, c.way, f.Way, c.err)
	}
	for _, err := range []error{nil, errors.New("disk on fire")} {
		_, ok := network.FailureOf(err, station)
		require.False(t, ok, "the shell reports it")
	}
}
