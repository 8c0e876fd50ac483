// Package place finds cities and stations by what people type: characters,
// pinyin, initials, a mix of them, English names, codes and aliases.
//
// An [Index] is built once from a network and never changes. [Index.Search] is
// for completing what is being typed; [Index.Resolve] is for scripts, which
// want one place or an error.
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
