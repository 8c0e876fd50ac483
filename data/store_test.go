package data_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
)

func TestImportedNetworkReadsBackEqual(t *testing.T) {
	f := open(t)
	require.True(t, f.store.Empty())
	f.load(line())
	f.reopen()
	got := f.network()
	rev := f.store.Revision()
	want := line()
	stamp(&want, rev)
	require.Equal(t, want, got)
	require.False(t, f.store.Empty())
	f.sound()
}

// stamp sets the stored revision of everything, as an import does.
func stamp(n *model.Network, rev uint64) {
	for i := range n.Cities {
		n.Cities[i].Rev = rev
	}
	for i := range n.Stations {
		n.Stations[i].Rev = rev
	}
	for i := range n.Routes {
		n.Routes[i].Rev = rev
	}
	for i := range n.Trips {
		n.Trips[i].Rev = rev
	}
	for i := range n.Calendars {
		n.Calendars[i].Rev = rev
	}
}
