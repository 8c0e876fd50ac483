package feed_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
)

func TestRowsLeftOutAreNamedOneByOneUpToALimit(t *testing.T) {
	p := feed.Problems{LeaveOut: true}
	for line := range feed.MaxNamed + 50 {
		p.Bad(feed.Error{File: "a.csv", Line: line + 2, Code: feed.CodeTime})
		p.Note(feed.SeverityInfo, feed.Error{File: "a.csv", Line: line + 2, Code: feed.CodeNextDay})
	}
	found := p.Findings()
	require.NoError(t, p.Err())
	require.Len(t, found, feed.MaxNamed+2)
	require.Equal(t, feed.Finding{Severity: feed.SeverityInfo, Code: feed.CodeNextDay, File: "a.csv", Line: 2, Count: feed.MaxNamed + 50}, found[1])
	require.Equal(t, feed.Finding{Severity: feed.SeverityError, Code: feed.CodeTime, File: "a.csv", Line: feed.MaxNamed + 2, Count: 50}, found[feed.MaxNamed+1])
}
