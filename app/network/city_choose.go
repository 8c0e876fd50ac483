package network

import (
	"slices"
	"strings"

	"tongtu/data"
	"tongtu/data/model"
	"tongtu/data/place"
)

// Check chooses a row of the table for the actions on several cities, or no
// longer.
func (s *CityState) Check(row int) {
	if row < 0 || row >= len(s.rows) {
		return
	}
	s.check(s.rows[row].ID, !s.checked[s.rows[row].ID])
}

func (s *CityState) check(id model.CityID, on bool) {
	if s.checked == nil {
		s.checked = map[model.CityID]bool{}
	}
	if on {
		s.checked[id] = true
		return
	}
	delete(s.checked, id)
}

// CheckAll chooses every row the table shows, or none at all.
func (s *CityState) CheckAll(on bool) {
	if !on {
		s.checked = nil
		return
	}
	for _, r := range s.rows {
		s.check(r.ID, true)
	}
}

// IsChecked reports whether the city of a row is chosen.
func (s *CityState) IsChecked(row int) bool { return s.checked[s.rows[row].ID] }

// Checked are the chosen cities, also those the table does not show now, in the
// order of their sound.
func (s *CityState) Checked() (out []model.City) {
	for _, c := range s.cities {
		if s.checked[c.ID] {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b model.City) int { return strings.Compare(soundKey(a), soundKey(b)) })
	return out
}

// CheckedIDs are the identifiers of Checked.
func (s *CityState) CheckedIDs() (out []model.CityID) {
	for _, c := range s.Checked() {
		out = append(out, c.ID)
	}
	return out
}

// Several is what is planned for the chosen cities.
type Several struct {
	Province string       // to set; empty: as it is
	Rank     int          // to set, plus one; 0: as it is
	Into     model.CityID // what they are merged into
}

// Idle reports whether nothing is to be set.
func (p Several) Idle() bool { return strings.TrimSpace(p.Province) == "" && p.Rank == 0 }

// Patch is what is to be set.
func (p Several) Patch() (out data.CityPatch) {
	if province := strings.TrimSpace(p.Province); province != "" {
		out.Province = &province
	}
	if p.Rank > 0 {
		rank := uint8(p.Rank - 1)
		out.Rank = &rank
	}
	return out
}

// Several is what is planned for the chosen cities; they are merged into the
// first of them unless another one was picked.
func (s *CityState) Several() Several {
	p := s.several
	if chosen := s.CheckedIDs(); !slices.Contains(chosen, p.Into) {
		p.Into = ""
		if len(chosen) > 0 {
			p.Into = chosen[0]
		}
	}
	return p
}

// PlanSeveral changes what is planned for the chosen cities.
func (s *CityState) PlanSeveral(p Several) { s.several = p }

// uncheckGone forgets chosen cities that are no more.
func (s *CityState) uncheckGone() {
	there := map[model.CityID]bool{}
	for _, c := range s.cities {
		there[c.ID] = true
	}
	for id := range s.checked {
		if !there[id] {
			delete(s.checked, id)
		}
	}
}

// Provinces are those of the network, by sound.
func (s *CityState) Provinces() (out []string) {
	for _, c := range s.cities {
		if c.Province != "" && !slices.Contains(out, c.Province) {
			out = append(out, c.Province)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(place.Pinyin(a), place.Pinyin(b)) })
	return out
}

// inProvince reports whether text is a province or the beginning of one, in
// characters, pinyin or initials.
func inProvince(province, text string) bool {
	sound := place.Pinyin(province)
	text = fold(text)
	flat := strings.ReplaceAll(text, " ", "")
	return strings.HasPrefix(fold(province), text) ||
		len(flat) > 2 && strings.HasPrefix(strings.ReplaceAll(sound, " ", ""), flat)
}

// Reading is a character of the name that is read in several ways.
type Reading struct {
	place.Polyphone
	Now string // in the form's pinyin

	syllable int // of the pinyin
}

// Readings are the polyphones of the name, as far as the pinyin has a syllable
// for each of its characters.
func (s *CityState) Readings() (out []Reading) {
	syllables, ok := place.Syllables(s.form.Name, s.form.Pinyin)
	if !s.open || !ok {
		return nil
	}
	polyphones := place.Polyphones(s.form.Name)
	for i, r := range []rune(strings.Join(strings.Fields(s.form.Name), "")) {
		if len(polyphones) > 0 && polyphones[0].Char == string(r) && i < len(syllables) {
			out = append(out, Reading{Polyphone: polyphones[0], Now: syllables[i], syllable: i})
			polyphones = polyphones[1:]
		}
	}
	return out
}

// Read makes syllable the reading of a polyphone.
func (s *CityState) Read(r Reading, syllable string) {
	syllables, ok := place.Syllables(s.form.Name, s.form.Pinyin)
	if ok && r.syllable < len(syllables) {
		syllables[r.syllable] = syllable
		s.Set(CityPinyin, strings.Join(syllables, " "))
	}
}

// Doubt is the usual pinyin of the name where the form has another one, "" where
// there is nothing to doubt.
func (s *CityState) Doubt() string {
	switch place.Judge(s.form.Name, s.form.Pinyin) {
	case place.ReadingUnusual, place.ReadingWrong:
		return place.Pinyin(s.form.Name)
	}
	return ""
}

// SetRank changes how important the city is on the map.
func (s *CityState) SetRank(rank int) {
	if s.open && rank >= 0 && rank <= 4 {
		s.form.Rank = uint8(rank)
	}
}
