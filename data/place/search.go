package place

import (
	"slices"
	"strings"
	"unicode"
)

// Search returns at most limit matches for what a person has typed so far, the
// best first: exact before prefix before initials before the middle of a name;
// among equals cities before stations, then by City.Rank, by how many stations
// the city has, and by name. Only when nothing matches, it forgives a homophone
// written instead, or one typing error.
func (x *Index) Search(text string, limit int) []Match {
	query := []rune(normalise(text))
	if len(query) == 0 || len(query) > maxQuery || limit <= 0 {
		return nil
	}
	found := x.collect(func(e *entry) quality { return e.quality(query) })
	if len(found) == 0 && slices.ContainsFunc(query, isHan) {
		sounds := []rune(joined((&reader{}).units(text)))
		found = x.collect(func(e *entry) quality { return e.quality(sounds) })
	}
	if len(found) == 0 && len(query) >= leastTypo {
		found = x.collect(func(e *entry) quality { return e.mistyped(query) })
	}
	out := make([]Match, 0, min(limit, len(found)))
	for _, i := range found[:min(limit, len(found))] {
		out = append(out, x.entries[i].match)
	}
	return out
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// collect returns the entries that match, the best first; the entries are
// already in the order of equals.
func (x *Index) collect(grade func(*entry) quality) []int {
	var grades [none][]int
	for i := range x.entries {
		if q := grade(&x.entries[i]); q < none {
			grades[q] = append(grades[q], i)
		}
	}
	return slices.Concat(grades[:]...)
}

func (e *entry) quality(query []rune) quality {
	best := none
	for _, units := range e.readings {
		best = min(best, match(units, query))
	}
	if e.code == "" || best == exact || !strings.HasPrefix(e.code, string(query)) {
		return best
	}
	if len(e.code) == len(string(query)) {
		return exact
	}
	return min(best, within) // people know codes whole; bj is not BJP
}

// leastTypo is the shortest query a typing error is forgiven in: one of three
// letters away there is always somebody.
const leastTypo = 4

// mistyped reports whether the query is one error (a letter wrong, missing, too
// many, or two swapped) away from a Latin name or its beginning.
func (e *entry) mistyped(query []rune) quality {
	best := none
	for _, word := range e.latin {
		w := []rune(word)
		for _, n := range []int{len(query) - 1, len(query), len(query) + 1} {
			if n < 1 || n > len(w) || !oneError(query, w[:n]) {
				continue
			}
			if n == len(w) {
				return exact
			}
			best = prefix
		}
	}
	return best
}

// oneError reports whether a and b differ by at most one insertion, deletion,
// substitution or swap of neighbours.
func oneError(a, b []rune) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	a, b = a[i:], b[i:]
	switch {
	case len(a) == 0 || len(b) == 0:
		return len(a)+len(b) <= 1
	case len(a) == len(b)+1:
		return slices.Equal(a[1:], b)
	case len(b) == len(a)+1:
		return slices.Equal(a, b[1:])
	case len(a) != len(b):
		return false
	case slices.Equal(a[1:], b[1:]):
		return true
	}
	return len(a) > 1 && a[0] == b[1] && a[1] == b[0] && slices.Equal(a[2:], b[2:])
}
