package sample_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
)

// reference reads the list of cities that development machines have beside the project.
func reference(t *testing.T) [][]string {
	t.Helper()
	dir, err := os.Getwd()
	require.NoError(t, err)
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		require.NotEqual(t, dir, filepath.Dir(dir), "no go.mod above the test")
		dir = filepath.Dir(dir)
	}
	f, err := os.Open(filepath.Join(dir, "..", "shared", "data", "reference", "china_prefecture_cities.csv"))
	if err != nil {
		t.Skip("no reference data on this machine")
	}
	defer func() { _ = f.Close() }() // only read
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	return rows[1:]
}

// truer are cities whose place in the reference is wrong: the county of the same name, a station far out, an old seat.
var truer = map[string]string{
	"4305":   "邵阳, not Shaoyang county",
	"6402":   "石嘴山, whose seat moved to 大武口",
	"6528":   "巴音郭楞, the reference has a station",
	"429006": "天门, the reference has a station",
}

func TestCitiesAgreeWithTheReference(t *testing.T) {
	cities := map[string]model.City{}
	for _, c := range generated().Cities {
		cities[string(c.ID)] = c
	}
	for _, row := range reference(t) {
		code, name, province := row[0], row[1], row[5]
		c, ok := cities[code]
		if !ok {
			// Divisions the size of a county that no railway of the table serves.
			require.True(t, strings.HasPrefix(code, "6590") || code == "469001", "%s %s is missing", code, name)
			continue
		}
		require.Equal(t, name, c.Name)
		require.Equal(t, province, c.Province, name)
		lon, err := strconv.ParseFloat(row[6], 64)
		require.NoError(t, err)
		lat, err := strconv.ParseFloat(row[7], 64)
		require.NoError(t, err)
		far := 30.0
		if row[8] == "dr5hn" { // the middle of the area, not the seat
			far = 310
		}
		if km := kilometres(model.LonLat{Lon: lon, Lat: lat}, c.Pos); km > far && truer[code] == "" {
			t.Errorf("%s %s is %.0f km from the reference", code, name, km)
		}
	}
}
