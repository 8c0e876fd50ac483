package place_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"tongtu/data/model"
	"tongtu/data/place"
)

// reference reads the table of prefecture cities kept beside the project for
// development, and skips the test where it is not.
func reference(t testing.TB) (cities []model.City) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "reference", "china_prefecture_cities.csv"))
	if err != nil {
		t.Skip("no reference data")
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	for _, r := range rows[1:] {
		cities = append(cities, model.City{ID: model.CityID(r[0]), Name: r[1], Pinyin: r[3], English: r[4], Province: r[5], Rank: 3})
	}
	return cities
}

func TestPinyinAgreesWithTheReference(t *testing.T) {
	cities := reference(t)
	// The reference spells these with the suffix of their full names.
	suffixed := map[string]bool{"吉林": true, "重庆": true}
	wrong := 0
	for _, c := range cities {
		if got := place.Pinyin(c.Name); got != c.Pinyin && !suffixed[c.Name] {
			wrong++
			t.Logf("%s: got %q, reference %q", c.Name, got, c.Pinyin)
		}
	}
	t.Logf("%d of %d differ", wrong, len(cities))
	require.Zero(t, wrong)
}

func TestEveryReferenceCityIsFound(t *testing.T) {
	cities := reference(t)
	for i := range cities {
		cities[i].Pinyin = "" // generated, as for a new city
	}
	x := place.New(cities, nil)
	for _, way := range []struct {
		name  string
		write func(model.City) string
		least float64 // share found among the first three
	}{
		{"characters", func(c model.City) string { return c.Name }, 1},
		{"pinyin", func(c model.City) string { return strings.ReplaceAll(place.Pinyin(c.Name), " ", "") }, 1},
		{"english", func(c model.City) string { return c.English }, 1},
		{"mixed", func(c model.City) string { return mixed(c.Name) }, 0.99},
		// 361 cities share 229 initials; without anything that tells which of
		// nine ly is meant, three places cannot hold them all.
		{"initials", func(c model.City) string { return place.Initials(place.Pinyin(c.Name)) }, 0.75},
	} {
		found := 0
		for _, c := range cities {
			for _, m := range x.Search(way.write(c), 3) {
				if m.City == c.ID {
					found++
				}
			}
		}
		share := float64(found) / float64(len(cities))
		t.Logf("%s: %.1f %% in the first three", way.name, 100*share)
		require.GreaterOrEqual(t, share, way.least, way.name)
	}
}

// mixed writes the first character and the pinyin of the rest.
func mixed(name string) string {
	chars := []rune(name)
	syllables := strings.Fields(place.Pinyin(name))
	return string(chars[0]) + strings.Join(syllables[1:], "")
}

// national is as large as a national network: 752 cities, 2,841 stations.
func national() (cities []model.City, stations []model.Station) {
	const first, last = '一', '龥'
	name := func(i int) string {
		return string([]rune{rune(first + i*7919%(last-first)), rune(first + i*104729%(last-first))})
	}
	for i := range 752 {
		cities = append(cities, model.City{ID: model.CityID(fmt.Sprint("c", i)), Name: name(i), Rank: uint8(1 + i%3)})
	}
	for i := range 2841 {
		stations = append(stations, model.Station{ID: model.StationID(fmt.Sprint("s", i)), City: cities[i%752].ID, Name: name(i) + "东", Code: fmt.Sprintf("%03X", i)})
	}
	return cities, stations
}

func BenchmarkNew(b *testing.B) {
	cities, stations := national()
	for b.Loop() {
		place.New(cities, stations)
	}
}

func BenchmarkSearch(b *testing.B) {
	x := place.New(national())
	for _, query := range []string{"b", "bj", "beijing", "一", "zzzz", "beijnig", "丟丟"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				x.Search(query, 8)
			}
		})
	}
}
