package gtfs_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"tongtu/data/feed"
	"tongtu/data/model/modeltest"
)

func TestTablesInOtherEncodingsReadEqual(t *testing.T) {
	f := smallFeed().edit(t, "stops.txt", "甲", "北京南")
	want, _ := f.must(t)
	for name, enc := range map[string]encoding.Encoding{
		"gb18030": simplifiedchinese.GBK, "utf-16le": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"utf-16be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	} {
		t.Run(name, func(t *testing.T) {
			text, err := enc.NewEncoder().String(f["stops.txt"])
			require.NoError(t, err)
			got, rep := f.with("stops.txt", text).must(t)
			modeltest.RequireEqual(t, want, got, name)
			require.Contains(t, rep.Findings, feed.Finding{Severity: feed.SeverityInfo, Code: feed.CodeEncoding, File: "stops.txt", Value: name, Count: 1})
		})
	}
}
