package place

import (
	"cmp"
	"strings"

	"tongtu/data/model"
)

// idPrefix marks an identifier where a name is expected.
const idPrefix = "id:"

// maxCandidates bounds what an error lists.
const maxCandidates = 8

// Resolve returns the one place called text in Chinese or Latin letters (case,
// spaces and tones do not matter), or the one with the identifier in "id:…". A
// name that a city and stations have means the city; a name wins over an alias
// or a code that is spelt alike. The error is an *AmbiguousError or an
// *UnknownError, with candidates.
func (x *Index) Resolve(text string) (Match, error) {
	text = strings.TrimSpace(text)
	if id, ok := strings.CutPrefix(text, idPrefix); ok {
		return x.byID(text, id)
	}
	found := x.best(x.names[normalise(text)])
	switch len(found) {
	case 0:
		return Match{}, &UnknownError{Text: text, Candidates: x.Search(text, maxCandidates)}
	case 1:
		return found[0], nil
	}
	return Match{}, &AmbiguousError{Text: text, Candidates: found[:min(len(found), maxCandidates)]}
}

// byID prefers the city where a city and a station have one identifier, as in
// feeds without cities: there each parent station is one.
func (x *Index) byID(text, id string) (Match, error) {
	if i, ok := x.cities[model.CityID(id)]; ok {
		return x.entries[i].match, nil
	}
	if i, ok := x.station[model.StationID(id)]; ok {
		return x.entries[i].match, nil
	}
	return Match{}, &UnknownError{Text: text}
}

// best keeps the cities, or else the stations, that have the name in its
// strongest kind.
func (x *Index) best(names []name) []Match {
	var out []Match
	strongest := weakest
	for _, n := range names {
		e := &x.entries[n.entry]
		s := strength{e.order.station, n.kind}
		switch c := s.compare(strongest); {
		case c < 0:
			strongest, out = s, []Match{e.match}
		case c == 0:
			out = append(out, e.match)
		}
	}
	return out
}

// strength says which of the places with one name is meant.
type strength struct {
	station bool
	kind    kind
}

var weakest = strength{station: true, kind: codeName + 1}

func (s strength) compare(t strength) int {
	return cmp.Or(compareBool(s.station, t.station), cmp.Compare(s.kind, t.kind))
}
