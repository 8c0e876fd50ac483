package place

import (
	"strings"
	"unicode"
)

// toned maps Latin letters with marks to the plain letter. The umlaut becomes
// u, as v does in normalise: people write lv, lu and lü for the same syllable.
var toned = func() map[rune]rune {
	m := map[rune]rune{}
	for plain, marked := range map[rune]string{
		'a': "\u0101\u00e1\u01ce\u00e0\u00e4\u00e2\u00e3\u00e5",
		'e': "\u0113\u00e9\u011b\u00e8\u00ea\u00eb",
		'i': "\u012b\u00ed\u01d0\u00ec\u00ee\u00ef",
		'o': "\u014d\u00f3\u01d2\u00f2\u00f4\u00f6\u00f5",
		'u': "\u016b\u00fa\u01d4\u00f9\u00fb\u00fc\u01d6\u01d8\u01da\u01dc",
		'n': "\u0144\u0148\u01f9\u00f1",
		'c': "\u00e7",
	} {
		for _, r := range marked {
			m[r] = plain
		}
	}
	return m
}()

// fold brings one character into the form it is compared in: half width, lower
// case, without tone marks; "" for what names do not differ by (spaces,
// apostrophes, hyphens, dots).
func fold(r rune) string {
	if r >= '\uff01' && r <= '\uff5e' { // full-width forms of ASCII
		r -= 0xfee0
	}
	r = unicode.ToLower(r)
	if plain, ok := toned[r]; ok {
		r = plain
	}
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return ""
	}
	return string(r)
}

// normalise folds text and writes u for v in Latin words, so that lv, lu and lü
// are one. Words with a v elsewhere lose nothing: both sides are treated alike.
func normalise(text string) string {
	var b strings.Builder
	for _, r := range text {
		f := fold(r)
		if f == "v" {
			f = "u"
		}
		b.WriteString(f)
	}
	return b.String()
}
