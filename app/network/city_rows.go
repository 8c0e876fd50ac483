package network

import (
	"cmp"
	"slices"
	"strings"

	"tongtu/data/model"
)

// CityRow is one city of the table.
type CityRow struct {
	ID       model.CityID
	Name     string
	Latin    string // English name, else the pinyin in one word
	Pinyin   string
	Province string
	Stations int
	Trips    int  // calls of trips at its stations
	Namesake bool // another city has the name
}

func (s *CityState) filter() {
	s.rows = s.rows[:0:0]
	byID := make(map[model.CityID]model.City, len(s.cities))
	for _, c := range s.cities {
		byID[c.ID] = c
	}
	if strings.TrimSpace(s.search) == "" {
		for _, c := range s.cities {
			s.rows = append(s.rows, s.row(c))
		}
		slices.SortStableFunc(s.rows, func(a, b CityRow) int {
			return cmp.Or(cmp.Compare(soundKey(byID[a.ID]), soundKey(byID[b.ID])), cmp.Compare(a.ID, b.ID))
		})
		return
	}
	seen := map[model.CityID]bool{}
	for _, m := range s.index.Search(s.search, len(s.cities)+len(s.stations)) {
		if c, ok := byID[m.City]; ok && !seen[m.City] {
			seen[m.City] = true
			s.rows = append(s.rows, s.row(c))
		}
	}
	for _, c := range s.cities {
		if !seen[c.ID] && c.Province != "" && inProvince(c.Province, s.search) {
			s.rows = append(s.rows, s.row(c))
		}
	}
}

// soundKey sorts cities by their sound, whatever the syllables are split into.
func soundKey(c model.City) string {
	return strings.ToLower(strings.ReplaceAll(cmp.Or(c.Pinyin, c.English, c.Name), " ", ""))
}

func (s *CityState) row(c model.City) CityRow {
	r := CityRow{ID: c.ID, Name: c.Name, Latin: cmp.Or(c.English, strings.ReplaceAll(c.Pinyin, " ", "")), Pinyin: c.Pinyin,
		Province: c.Province, Stations: len(s.stations[c.ID]), Namesake: s.named[c.Name] > 1}
	for _, st := range s.stations[c.ID] {
		r.Trips += s.calls[st.ID]
	}
	return r
}
