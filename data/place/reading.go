package place

import (
	"slices"
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// Verdict says what is to be thought of the pinyin given for a name.
type Verdict uint8

// The verdicts.
const (
	ReadingUsual   Verdict = iota // as Pinyin has it, or the name has no Chinese characters
	ReadingMissing                // none is given
	ReadingUnusual                // one the characters have, but not the one of place names
	ReadingWrong                  // none the characters have
)

// Judge compares the pinyin given for a name with the readings of its characters.
func Judge(name, given string) Verdict {
	if !strings.ContainsFunc(name, isHan) {
		return ReadingUsual
	}
	flat := normalise(given)
	switch {
	case flat == "":
		return ReadingMissing
	case flat == normalise(Pinyin(name)):
		return ReadingUsual
	}
	if _, ok := spread(letters(name), flat); ok {
		return ReadingUnusual
	}
	return ReadingWrong
}

// Syllables spreads the pinyin given for a name over its characters, however it
// is divided; ok is false when it does not fit.
func Syllables(name, given string) (out []string, ok bool) {
	units, ok := align(string(letters(name)), given)
	for _, u := range units {
		out = append(out, string(u.text))
	}
	return out, ok
}

// letters are the characters of a name that are spoken.
func letters(name string) (out []rune) {
	for _, r := range name {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = append(out, r)
		}
	}
	return out
}

// Polyphone is a character of a name that is read in several ways.
type Polyphone struct {
	Char  string
	Used  string   // in this name, as Pinyin has it
	Other []string // the other readings, without tones
}

// Polyphones lists the characters of a name with several readings.
func Polyphones(name string) (out []Polyphone) {
	for _, u := range (&reader{}).read(name) {
		if u.char == 0 {
			continue
		}
		p := Polyphone{Char: string(u.char), Used: string(u.text)}
		for _, s := range pinyin.SinglePinyin(u.char, pinyin.Args{Heteronym: true}) {
			if normalise(s) != normalise(p.Used) && !slices.Contains(p.Other, s) {
				p.Other = append(p.Other, s)
			}
		}
		if len(p.Other) > 0 {
			out = append(out, p)
		}
	}
	return out
}
