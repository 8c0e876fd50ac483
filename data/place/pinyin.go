package place

import (
	_ "embed" // for the table
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// polyphonesCSV lists names and characters whose usual reading is not the one
// of place names: word, syllables. A single character is its reading in names
// unless a longer word holds it.
//
//go:embed polyphones.csv
var polyphonesCSV string

// polyphones maps each word of the table to its syllables; longest is the
// longest word in characters.
var polyphones, longest = readPolyphones(polyphonesCSV)

func readPolyphones(csv string) (map[string][]string, int) {
	table, longest := map[string][]string{}, 0
	for line := range strings.Lines(csv) {
		word, syllables, ok := strings.Cut(strings.TrimSpace(line), ",")
		if !ok {
			continue
		}
		table[word] = strings.Fields(syllables)
		longest = max(longest, len([]rune(word)))
	}
	return table, longest
}

// Pinyin returns the syllables of a Chinese name without tones, "xi an", with
// the readings usual in place names. The umlaut is written v. Words in other
// letters are kept in lower case.
func Pinyin(name string) string {
	var out []string
	for _, u := range (&reader{}).read(name) {
		out = append(out, string(u.text))
	}
	return strings.Join(out, " ")
}

// Initials returns the first letters of the syllables of pinyin, "xa".
func Initials(pinyin string) string {
	var b strings.Builder
	for _, s := range strings.Fields(pinyin) {
		r := []rune(s)
		b.WriteRune(r[0])
	}
	return b.String()
}

// A unit is what one keystroke group stands for: a character with its syllable,
// or a word of other letters (char is 0 then).
type unit struct {
	char rune
	text []rune
}

// reader turns names into units; it remembers the reading of each character,
// since looking it up costs microseconds. The zero value is ready.
type reader struct{ known map[rune]string }

func (r *reader) read(name string) []unit {
	chars := []rune(name)
	var out []unit
	for i := 0; i < len(chars); {
		if n, syllables := lookUp(chars[i:]); n > 0 {
			for k, s := range syllables {
				out = append(out, unit{chars[i+k], []rune(s)})
			}
			i += n
			continue
		}
		c := chars[i]
		switch {
		case unicode.Is(unicode.Han, c):
			out = append(out, unit{c, []rune(r.syllable(c))})
			i++
		case unicode.IsLetter(c) || unicode.IsDigit(c):
			var word []rune
			for i < len(chars) && !unicode.Is(unicode.Han, chars[i]) && (unicode.IsLetter(chars[i]) || unicode.IsDigit(chars[i])) {
				word = append(word, []rune(fold(chars[i]))...)
				i++
			}
			out = append(out, unit{0, word})
		default:
			i++
		}
	}
	return out
}

// lookUp finds the longest word of the table that chars starts with.
func lookUp(chars []rune) (int, []string) {
	for n := min(longest, len(chars)); n > 0; n-- {
		if s, ok := polyphones[string(chars[:n])]; ok && len(s) == n {
			return n, s
		}
	}
	return 0, nil
}

// syllable is the usual reading of c; a character nobody can read stands for itself.
func (r *reader) syllable(c rune) string {
	if s, ok := r.known[c]; ok {
		return s
	}
	s := string(c)
	if p := pinyin.SinglePinyin(c, pinyin.NewArgs()); len(p) > 0 {
		s = p[0]
	}
	if r.known == nil {
		r.known = map[rune]string{}
	}
	r.known[c] = s
	return s
}

// align spreads a given reading over the characters of name, "changchunxi" or
// "chang chun xi"; ok is false when it does not fit.
func align(name, given string) (out []unit, ok bool) {
	chars := []rune(name)
	if len(chars) == 0 {
		return nil, false
	}
	if f := strings.Fields(given); len(f) == len(chars) && len(f) > 1 {
		for i, s := range f {
			out = append(out, unit{chars[i], []rune(normalise(s))})
		}
		return out, true
	}
	return spread(chars, normalise(given))
}

// spread finds readings of chars that join to text.
func spread(chars []rune, text string) ([]unit, bool) {
	if len(chars) == 0 {
		return nil, text == ""
	}
	for _, s := range pinyin.SinglePinyin(chars[0], pinyin.Args{Heteronym: true}) {
		s = normalise(s)
		if s == "" || !strings.HasPrefix(text, s) {
			continue
		}
		if rest, ok := spread(chars[1:], text[len(s):]); ok {
			return append([]unit{{chars[0], []rune(s)}}, rest...), true
		}
	}
	return nil, false
}
