package gtfs_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/feed"
	"tongtu/data/gtfs"
)

// otherVerdict explains where this package differs from the index of broken
// feeds on purpose.
var otherVerdict = map[string]string{
	"gtfs/gtfsvtor__invalid_translations.zip": "accepted: only English stop names are read, broken rows are noted",
	"gtfs/gtfsvtor__overlapping_blockid.zip":  "refused: trip AB6 has each stop_sequence twice",
	"gtfs/etalab__duplicate_stops.zip":        "refused: trips of a route that is not there",
	"gtfs/etalab__unused_stop.zip":            "refused: trips of a route that is not there",
	"gtfs/etalab__sub_folder.zip":             "refused: found in its folder, but its routes are of an operator that is not there",
	"zip/gostd__test-trailing-junk.zip":       "refused: a sound archive without a feed",
	"zip/gostd__zip64-2.zip":                  "refused: a sound archive without a feed",
	"zip/gostd__crc32-not-streamed.zip":       "refused: a sound archive without a feed",
	"made/gbk_zip_names.zip":                  "refused: a sound archive without a whole feed",
}

func TestBrokenFeedsGetTheirVerdict(t *testing.T) {
	dir := filepath.Join(sharedData(t), "badinputs")
	f, err := os.Open(filepath.Join(dir, "INDEX.tsv"))
	require.NoError(t, err)
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	rows, err := r.ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		name, verdict := row[0], row[1]
		if !strings.HasSuffix(name, ".zip") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name)
			_, rep, err := gtfs.Read(t.Context(), path, nil)
			t.Logf("%s (%s)\n%v\n%+v", verdict, row[4], err, rep.Findings)
			refused := err != nil
			require.Equal(t, refused, len(feed.Errors(err)) > 0, "every refusal names a place")
			want := verdict == "REJECT" || verdict == "PARTIAL"
			if otherVerdict[name] != "" {
				want = strings.HasPrefix(otherVerdict[name], "refused")
			}
			require.Equal(t, want, refused, "%s: %s", verdict, otherVerdict[name])

			_, rep, err = gtfs.ReadWith(t.Context(), path, gtfs.Options{LeaveOut: true})
			if refused && err == nil {
				require.True(t, slices.ContainsFunc(rep.Findings, func(f feed.Finding) bool { return f.Severity == feed.SeverityError }),
					"what is left out is told")
			}
		})
	}
}
