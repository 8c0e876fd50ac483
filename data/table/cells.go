package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"tongtu/data/feed"
	"tongtu/data/model"
)

// The readers of this file take what people type into spreadsheets and refuse
// what could mean two things.

// narrow makes full-width digits, letters and signs plain ones, and trims.
func narrow(b []byte) string {
	s := string(b)
	if strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		s = width.Narrow.String(s)
	}
	return strings.TrimSpace(s)
}

// The words for the halves of a day and for the next day.
const (
	morning   = "\u4e0a\u5348"
	afternoon = "\u4e0b\u5348"
	tomorrow  = "\u6b21\u65e5"
)

// parseClock reads 8:05, 08:05:30, 26:10, 0805, 8:05 PM, with the Chinese words
// for morning and afternoon in front, or with "+1" behind or the word for the
// next day in front. Minutes have two digits.
func parseClock(b []byte) (model.Second, bool) {
	s := strings.ToUpper(narrow(b))
	days := model.Second(0)
	if rest, ok := strings.CutPrefix(s, tomorrow); ok {
		s, days = rest, 1
	} else if rest, ok := strings.CutSuffix(s, "+1"); ok {
		s, days = rest, 1
	}
	half := -1
	for _, h := range []struct {
		word string
		half int
	}{{morning, 0}, {afternoon, 1}} {
		if rest, ok := strings.CutPrefix(s, h.word); ok {
			s, half = rest, h.half
		}
	}
	for i, suffix := range []string{"AM", "PM"} {
		if rest, ok := strings.CutSuffix(s, suffix); ok && half < 0 {
			s, half = strings.TrimSpace(rest), i
		}
	}
	at, ok := plainClock(s)
	if !ok {
		return 0, false
	}
	if half >= 0 {
		if at < model.Hour || at >= 13*model.Hour {
			return 0, false
		}
		at = at%(12*model.Hour) + model.Second(half)*12*model.Hour
	}
	at += days * model.Day
	return at, at <= model.MaxClock && (days == 0 || at < 2*model.Day)
}

// plainClock reads H:MM, H:MM:SS and HHMM.
func plainClock(s string) (model.Second, bool) {
	switch len(s) - strings.LastIndexByte(s, ':') {
	case len("0805") + 1:
		if len(s) != len("0805") {
			return 0, false
		}
		s = s[:2] + ":" + s[2:] + ":00"
	case len(":05"):
		if strings.Count(s, ":") == 1 {
			s += ":00"
		}
	default:
		return 0, false
	}
	return feed.ParseTime([]byte(s))
}

// parseDuration reads minutes or H:MM.
func parseDuration(b []byte) (model.Second, bool) {
	s := narrow(b)
	if strings.Contains(s, ":") {
		return plainClock(s)
	}
	n, ok := feed.ParseDecimal([]byte(s), 2)
	at := model.Second(min(n*60/100, int64(model.MaxClock)+1))
	return at, ok && at > 0 && at <= model.MaxClock
}

// parsePrice reads an amount, with a currency sign before it or the word for
// yuan behind, and with commas between groups of three digits.
func parsePrice(b []byte, decimalComma bool) (model.Fen, bool) {
	s := narrow(b)
	for _, sign := range []string{"\u00a5", "\uffe5", "$", "\u20ac"} {
		s = strings.TrimPrefix(s, sign)
	}
	s = strings.TrimSpace(strings.TrimSuffix(s, "\u5143"))
	s, ok := plainNumber(s, decimalComma)
	if !ok {
		return 0, false
	}
	return feed.ParseMoney([]byte(s))
}

// plainNumber takes the commas out of a number: between groups of three digits,
// or the decimal one of tables whose cells are not separated by commas.
func plainNumber(s string, decimalComma bool) (string, bool) {
	if !strings.Contains(s, ",") {
		return s, true
	}
	if decimalComma && strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		return strings.Replace(s, ",", ".", 1), true
	}
	whole, _, _ := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || len(g) == 0 || len(g) > 3 {
			return "", false
		}
	}
	return strings.ReplaceAll(s, ",", ""), !decimalComma
}

// parseDegrees reads a coordinate.
func parseDegrees(b []byte, decimalComma bool) (float64, bool) {
	s := string(b)
	if decimalComma {
		s = strings.Replace(s, ",", ".", 1)
	}
	return feed.ParseFloat([]byte(s))
}

// guards are the characters that make a spreadsheet take a cell for a formula,
// the full-width ones too.
const guards = "=+-@\t\r\x00\uff1d\uff0b\uff0d\uff20"

// guarded puts an apostrophe before a text that a spreadsheet would take for a
// formula, before one that begins with an apostrophe, so that unguarded can
// tell, and before one that reading would tidy.
func guarded(s string) string {
	if s != "" && (s[0] == '\'' || strings.ContainsRune(guards, firstLetter(s)) || s != strings.TrimSpace(s) || strings.ContainsFunc(s, invisible)) {
		return "'" + s
	}
	return s
}

// firstLetter is the first character of s that a spreadsheet looks at.
func firstLetter(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \"\u00a0\u3000"))
	return r
}

// unguarded is the inverse of guarded.
func unguarded(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && rest != "" && guarded(rest) != rest {
		return rest
	}
	return s
}

// invisible are characters that take no room and mislead the eye: they are
// taken out of names.
func invisible(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff'
}

// misleading are characters that a name may not have: they turn the order of
// writing, break lines or drive a terminal.
func misleading(r rune) bool {
	return unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u2028' || r == '\u2029'
}

// name reads a name for people.
func (b *builder) name(t *feed.Table, c feed.Column) (string, bool) {
	raw := string(t.Get(c))
	s := unguarded(raw)
	if strings.ContainsAny(s, "\t\r\n") {
		t.Note(feed.SeverityWarning, c, feed.CodeNewLine, s)
		s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\t' || r == '\r' || r == '\n' }), " ")
	}
	if strings.ContainsFunc(s, misleading) {
		t.Bad(c, feed.CodeCharacter, s)
		return "", false
	}
	if unguarded(raw) == raw { // a guarded name is as somebody wrote it
		if strings.ContainsFunc(s, invisible) {
			t.Note(feed.SeverityWarning, c, feed.CodeInvisible, s)
			s = strings.Map(func(r rune) rune {
				if invisible(r) {
					return -1
				}
				return r
			}, s)
		}
		s = strings.TrimSpace(s)
	}
	if strings.TrimSpace(s) == "" {
		t.Bad(c, feed.CodeMissingField, "")
		return "", false
	}
	if utf8.RuneCountInString(s) > model.MaxName {
		t.Bad(c, feed.CodeTooLong, s)
		return "", false
	}
	if mixed(s) {
		t.Note(feed.SeverityWarning, c, feed.CodeMixedScripts, s)
	}
	return s, true
}

// mixed reports whether Latin letters stand beside Cyrillic or Greek ones that
// look like them.
func mixed(s string) bool {
	latin, other := false, false
	for _, r := range s {
		latin = latin || unicode.Is(unicode.Latin, r)
		other = other || unicode.In(r, unicode.Cyrillic, unicode.Greek)
	}
	return latin && other
}
