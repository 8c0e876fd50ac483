// Package place finds cities and stations by what people type: characters, pinyin,
// initials, a mix of them, English names, codes and aliases.
package place

import (
	"fmt"

	"tongtu/data/model"
)

// Match is one city or station found.
type Match struct {
	City    model.CityID
	Station model.StationID // empty: the city
	Label   string          // its name
	Detail  string          // what tells it from its namesakes: the province, or a station's city and code
}

// Index answers searches over the cities and stations it was built from. It is
// immutable and safe for concurrent use.
type Index struct{}

// New builds the index.
func New(cities []model.City, stations []model.Station) *Index { return &Index{} }

// Search returns at most limit matches for what a person has typed so far, the
// best first: exact before prefix before initials before substring, cities
// before stations, important cities first. Only when nothing matches does it
// forgive one typing error.
func (x *Index) Search(text string, limit int) []Match { return nil }

// Resolve returns the one place called text in Chinese or Latin letters (case,
// spaces and tones do not matter), or the one with the identifier in "id:…". A
// name that is both a city's and a station's of that city means the city. The
// error is an *AmbiguousError or an *UnknownError.
func (x *Index) Resolve(text string) (Match, error) { return Match{}, &UnknownError{Text: text} }

// AmbiguousError is a name several places have.
type AmbiguousError struct {
	Text       string
	Candidates []Match
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("%q: %d places have this name", e.Text, len(e.Candidates))
}

// UnknownError is a name no place has.
type UnknownError struct {
	Text       string
	Candidates []Match // what Search would offer; may be empty
}

func (e *UnknownError) Error() string { return fmt.Sprintf("%q: no such place", e.Text) }

// Pinyin returns the syllables of a Chinese name without tones, "xi an".
func Pinyin(name string) string { return "" }

// Initials returns the first letters of the syllables of pinyin, "xa".
func Initials(pinyin string) string { return "" }
