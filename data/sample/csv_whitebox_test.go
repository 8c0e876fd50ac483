package sample

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBrokenTablesNameFileLineAndColumn(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"empty", "", "cities.csv: header: EOF"},
		{"a column too few", "id,lon,lat\n1,2\n", "cities.csv: record on line 2: wrong number of fields"},
		{"unknown column", "id,lon\n1,110\n", "cities.csv:2: lat: no such column"},
		{"not a number", "# note\nid,lon,lat\n1,east,30\n", `cities.csv:3: lon: strconv.ParseFloat: parsing "east": invalid syntax`},
		{"swapped columns", "id,lon,lat\n1,30,110\n", "cities.csv:2: lon: {30 110} is outside the country"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := readTable("cities.csv", []byte(c.data), func(r *row) { r.pos() })
			require.EqualError(t, err, c.want)
		})
	}
}
