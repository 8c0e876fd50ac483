package gtfs

import (
	"slices"
	"strings"
	"unicode"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// names are the translations of one name.
type names struct{ english, chinese string }

// translations are the names in other languages: by the record they belong to,
// or for every record of the table with a text.
type translations struct {
	byID   map[string]names
	byText map[string]names
}

// readTranslations takes English and Chinese names of stops and areas. A stop
// or city without an English name gets one. A name without a Chinese character
// gives way to a Chinese one, and stays as the English; a second Chinese form of
// a city's name becomes an alias.
func (im *importer) readTranslations() {
	stops, areas := im.translated()
	english := make(map[model.CityID]names)
	for i := range im.stations {
		st := &im.stations[i]
		n, ok := stops.byID[string(st.ID)]
		if !ok {
			n = stops.byText[st.Name]
		}
		if n == (names{}) {
			continue
		}
		english[model.CityID(st.ID)] = n
		st.Name, st.English, _ = renamed(st.Name, st.English, n)
	}
	for i := range im.net.Cities {
		c := &im.net.Cities[i]
		n, ok := areas.byID[string(c.ID)]
		if !ok {
			if n, ok = areas.byText[c.Name]; !ok {
				n = english[c.ID]
			}
		}
		var alias string
		if c.Name, c.English, alias = renamed(c.Name, c.English, n); alias != "" && !slices.Contains(c.Aliases, alias) {
			c.Aliases = append(c.Aliases, alias)
		}
	}
}

// renamed is a name, its English form and a further one after translation.
func renamed(name, english string, n names) (newName, newEnglish, alias string) {
	if n.chinese != "" && n.chinese != name {
		if han(name) {
			alias = n.chinese
		} else {
			if n.english == "" {
				n.english = name
			}
			name = n.chinese
		}
	}
	if english == "" {
		english = n.english
	}
	return name, english, alias
}

func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// translated reads translations.txt in its present form and in the one before
// (trans_id, lang), which went by the text.
func (im *importer) translated() (stops, areas translations) {
	stops = translations{make(map[string]names), make(map[string]names)}
	areas = translations{make(map[string]names), make(map[string]names)}
	t := im.tables["translations.txt"]
	if t == nil {
		return stops, areas
	}
	record, value := t.Column("record_id"), t.Column("field_value", "trans_id")
	tableName, field := t.Column("table_name"), t.Column("field_name")
	language, translation := t.Column("language", "lang"), t.Column("translation")
	for t.Next() {
		into, known := stops, im.stopRef
		switch what := string(t.Get(tableName)) + "." + string(t.Get(field)); {
		case !tableName.Present() || what == "stops.stop_name":
		case what == "areas.area_name":
			into, known = areas, im.areas
		default:
			continue
		}
		text := t.Text(translation)
		if name := string(t.Get(value)); name != "" {
			into.byText[name] = into.byText[name].with(string(t.Get(language)), text)
			continue
		}
		id := string(t.Get(record))
		if _, ok := known[id]; !ok {
			t.Note(feed.SeverityWarning, record, feed.CodeTranslationUnknown, id)
			continue
		}
		into.byID[id] = into.byID[id].with(string(t.Get(language)), text)
	}
	return stops, areas
}

// with adds a translation if it is in a language that is of use here; the
// simplified Chinese form is preferred.
func (n names) with(language, text string) names {
	lang, rest, _ := strings.Cut(strings.ToLower(language), "-")
	switch traditional := strings.HasPrefix(rest, "hant") || rest == "hk" || rest == "tw" || rest == "mo"; {
	case lang == "en" && n.english == "":
		n.english = text
	case lang == "zh" && (n.chinese == "" || !traditional):
		n.chinese = text
	}
	return n
}
