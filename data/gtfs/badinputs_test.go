package gtfs_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/gtfs"
)

func TestBrokenFeedsGetTheirVerdict(t *testing.T) {
	dir := filepath.Join(sharedData(t), "badinputs")
	f, err := os.Open(filepath.Join(dir, "INDEX.tsv"))
	require.NoError(t, err)
	defer f.Close()
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
			_, rep, err := gtfs.Read(t.Context(), filepath.Join(dir, name), nil)
			t.Logf("%s | %s | %v | %v", verdict, row[4], err, rep)
		})
	}
}
