package network

import (
	"fmt"
	"slices"
	"strings"

	"tongtu/data/model"
	"tongtu/data/place"
)

// CityField names a text field of the city form.
type CityField string

// The fields; their names are those of the model's field errors.
const (
	CityName     CityField = "name"
	CityPinyin   CityField = "pinyin"
	CityEnglish  CityField = "english"
	CityAliases  CityField = "aliases"
	CityProvince CityField = "province"
	CityLon      CityField = "lon"
	CityLat      CityField = "lat"
)

// StationField names a text column of the table of stations.
type StationField string

// The columns. An empty position means that of the city.
const (
	StationName   StationField = "name"
	StationPinyin StationField = "pinyin"
	StationCode   StationField = "code"
	StationLon    StationField = "lon"
	StationLat    StationField = "lat"
)

// StationForm is one station as typed.
type StationForm struct {
	Name, Pinyin, Code, Lon, Lat string
	Mode                         model.Mode

	kept     model.Station // what the form does not show
	own      bool          // the name was typed, not taken from the city
	ownSound bool          // the pinyin was typed, not generated
}

// sound generates the pinyin unless it was typed.
func (f *StationForm) sound() {
	if !f.ownSound {
		f.Pinyin = place.Pinyin(strings.TrimSpace(f.Name))
	}
}

// Known reports whether the station is stored already.
func (f StationForm) Known() bool { return f.kept.ID != "" }

// CityForm is a city as typed. The zero value is an empty form.
type CityForm struct {
	Name, Pinyin, English, Aliases, Province, Lon, Lat string
	Rank                                               uint8
	Stations                                           []StationForm
	Changes                                            []ChangeForm

	kept     model.City
	stops    *Stops // to find stations by name; nil: only its own are known
	ownSound bool   // the pinyin was typed, not generated
}

// cityForm shows a stored city.
func cityForm(c model.City, stations []model.Station) CityForm {
	f := CityForm{
		Name: c.Name, Pinyin: c.Pinyin, English: c.English, Province: c.Province,
		Aliases: strings.Join(c.Aliases, ", "),
		Lon:     FormatDegrees(c.Pos.Lon), Lat: FormatDegrees(c.Pos.Lat),
		Rank: c.Rank, kept: c, ownSound: c.Pinyin != place.Pinyin(c.Name),
	}
	for _, s := range stations {
		sf := StationForm{Name: s.Name, Pinyin: s.Pinyin, Code: s.Code, Mode: s.Mode, kept: s, own: true, ownSound: s.Pinyin != place.Pinyin(s.Name)}
		if s.Pos != c.Pos {
			sf.Lon, sf.Lat = FormatDegrees(s.Pos.Lon), FormatDegrees(s.Pos.Lat)
		}
		f.Stations = append(f.Stations, sf)
	}
	return f
}

// newCityForm is an empty city with the one station it needs; that one is
// called like the city until it gets a name of its own.
func newCityForm() CityForm { return CityForm{Stations: []StationForm{{}}} }

// typed is the form's content, for comparing it.
func (f CityForm) typed() []string {
	out := []string{f.Name, f.Pinyin, f.English, f.Aliases, f.Province, f.Lon, f.Lat, fmt.Sprint(f.Rank)}
	for _, s := range f.Stations {
		out = append(out, string(s.kept.ID), s.Name, s.Pinyin, s.Code, s.Lon, s.Lat, s.Mode.String())
	}
	for _, c := range f.Changes {
		out = append(out, c.From, c.To, string(c.from), string(c.to), c.Time, fmt.Sprint(c.Forbidden))
	}
	return out
}

func (f CityForm) equal(g CityForm) bool { return slices.Equal(f.typed(), g.typed()) }

// adopt takes over the identifiers the store gave to new stations.
func (f *CityForm) adopt(stored []model.Station) {
	taken := map[model.StationID]bool{}
	for _, s := range f.Stations {
		taken[s.kept.ID] = true
	}
	f.Stations = slices.Clone(f.Stations)
	for i := range f.Stations {
		s := &f.Stations[i]
		for _, st := range stored {
			if s.kept.ID == "" && !taken[st.ID] && st.Name == strings.TrimSpace(s.Name) && st.Code == strings.TrimSpace(s.Code) {
				s.kept, s.own, taken[st.ID] = st, true, true
			}
		}
	}
}

func (f *CityForm) field(name CityField) *string {
	switch name {
	case CityName:
		return &f.Name
	case CityPinyin:
		return &f.Pinyin
	case CityEnglish:
		return &f.English
	case CityAliases:
		return &f.Aliases
	case CityProvince:
		return &f.Province
	case CityLon:
		return &f.Lon
	}
	return &f.Lat
}

func (f *StationForm) field(name StationField) *string {
	switch name {
	case StationName:
		return &f.Name
	case StationPinyin:
		return &f.Pinyin
	case StationCode:
		return &f.Code
	case StationLon:
		return &f.Lon
	}
	return &f.Lat
}

// set changes one text and what follows from it.
func (f *CityForm) set(name CityField, text string) {
	*f.field(name) = text
	switch name {
	case CityPinyin:
		f.ownSound = strings.TrimSpace(text) != ""
	case CityName:
		if !f.ownSound {
			f.Pinyin = place.Pinyin(strings.TrimSpace(text))
		}
		for i := range f.Stations {
			if s := &f.Stations[i]; !s.own {
				s.Name = text
				s.sound()
			}
		}
	}
}

// position reads two texts; the problems are below prefix.
func position(lon, lat, prefix string) (p model.LonLat, problems []Problem) {
	for _, c := range []struct {
		text string
		to   *float64
		name string
	}{{lon, &p.Lon, "lon"}, {lat, &p.Lat, "lat"}} {
		f, err := ParseDegrees(c.text)
		switch {
		case strings.TrimSpace(c.text) == "":
			problems = append(problems, rule(prefix+c.name, model.RuleRequired, ""))
		case err != nil:
			problems = append(problems, Problem{Field: prefix + c.name, Err: err})
		}
		*c.to = f
	}
	return p, problems
}

// values turns the form into model values, and says what is wrong with them.
func (f CityForm) values() (c model.City, stations []model.Station, problems []Problem) {
	c = f.kept
	c.Name, c.Pinyin, c.English = strings.TrimSpace(f.Name), strings.TrimSpace(f.Pinyin), strings.TrimSpace(f.English)
	c.Province, c.Aliases, c.Rank = strings.TrimSpace(f.Province), splitNames(f.Aliases), f.Rank
	c.Pos, problems = position(f.Lon, f.Lat, "")
	badPosition := len(problems) > 0
	problems = append(problems, modelProblems("", withID(c).Validate(), problems)...)
	for _, a := range c.Aliases {
		if ps := nameProblems(string(CityAliases), a); ps != nil {
			problems = append(problems, ps...)
			break
		}
	}
	if len(f.Stations) == 0 {
		problems = append(problems, Problem{Field: "stations", Err: ErrNoStations})
	}
	for i, sf := range f.Stations {
		s, ps := sf.values(c, fmt.Sprintf("stations[%d].", i), badPosition)
		stations = append(stations, s)
		problems = append(problems, ps...)
	}
	return c, stations, problems
}

func (f StationForm) values(c model.City, prefix string, badPosition bool) (s model.Station, problems []Problem) {
	s = f.kept
	s.Pinyin = strings.TrimSpace(f.Pinyin)
	if name := strings.TrimSpace(f.Name); name != s.Name {
		s.Name = name
		if s.English == "" && name == c.Name {
			s.English = c.English
		}
	}
	s.Code, s.Mode, s.Pos = strings.TrimSpace(f.Code), f.Mode, c.Pos
	if strings.TrimSpace(f.Lon+f.Lat) != "" {
		s.Pos, problems = position(f.Lon, f.Lat, prefix)
	} else if badPosition {
		s.Pos = model.LonLat{} // the city's field says it already
	}
	check := s
	check.City = "x"
	if check.ID == "" {
		check.ID = "x"
	}
	inherited := problems
	if strings.TrimSpace(f.Lon+f.Lat) == "" {
		inherited = []Problem{{Field: prefix + "lon"}, {Field: prefix + "lat"}}
	}
	return s, append(problems, modelProblems(prefix, check.Validate(), inherited)...)
}

// nameProblems holds a name against the rules of names, which the model knows.
func nameProblems(field, name string) (out []Problem) {
	for _, fe := range model.FieldErrors((model.City{ID: "x", Name: name}).Validate()) {
		out = append(out, Problem{Field: field, Err: fe})
	}
	return out
}

// withID gives c an identifier for its validation: the store assigns the real one.
func withID(c model.City) model.City {
	if c.ID == "" {
		c.ID = "x"
	}
	return c
}

// modelProblems lists the model's complaints about fields not in seen.
func modelProblems(prefix string, err error, seen []Problem) (out []Problem) {
	for _, fe := range model.FieldErrors(err) {
		if _, ok := find(seen, prefix+fe.Field); !ok {
			out = append(out, Problem{Field: prefix + fe.Field, Err: fe})
		}
	}
	return out
}

// splitNames reads names separated by commas of either script.
func splitNames(text string) []string {
	var out []string
	for _, n := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;\uff0c\u3001\uff1b", r) }) {
		if n = strings.TrimSpace(n); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
