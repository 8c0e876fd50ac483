package feed

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"tongtu/data/model"
)

// NoTime is what Time gives for an empty cell.
const NoTime model.Second = -1

// Refs finds the rows of an earlier table by identifier; Broken marks rows
// that were refused, so that naming them is not reported as a second error.
type Refs map[string]int32

// Broken is the index of a refused row.
const Broken = -1

// ID reads the identifier of a new row and reserves it in Refs as broken; the
// caller sets the true index once the row is known to be sound.
func (t *Table) ID(c Column, in Refs) (string, bool) {
	b := t.Get(c)
	switch {
	case len(bytes.TrimSpace(b)) == 0:
		t.Bad(c, CodeMissingField, "")
		return "", false
	case hasControl(b):
		t.Bad(c, CodeCharacter, string(b))
		return "", false
	case utf8.RuneCount(b) > model.MaxName:
		t.Bad(c, CodeTooLong, string(b))
		return "", false
	}
	if _, twice := in[string(b)]; twice {
		t.Bad(c, CodeDuplicateKey, string(b))
		return "", false
	}
	id := string(b)
	in[id] = Broken
	return id, true
}

// Text reads a name for people: line ends and tabs become spaces, an overlong
// one is cut, each with a warning; other control characters are refused. What
// this package wrote comes back as it was.
func (t *Table) Text(c Column) string {
	b := t.Get(c)
	if len(b) == 0 {
		return ""
	}
	s := string(b)
	if t.Exact {
		return s
	}
	if hasControl(b) {
		if s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " "); hasControl([]byte(s)) {
			t.Bad(c, CodeCharacter, s)
			return ""
		}
		t.Note(SeverityWarning, c, CodeNewLine, s)
	}
	if len(s) > model.MaxName && utf8.RuneCountInString(s) > model.MaxName {
		t.Note(SeverityWarning, c, CodeTooLong, s)
		s = string([]rune(s)[:model.MaxName])
	}
	return s
}

func hasControl(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c == 0x7f {
			return true
		}
	}
	return false
}

// Position reads a latitude and a longitude.
func (t *Table) Position(lat, lon Column) (model.LonLat, bool) {
	var p model.LonLat
	for _, x := range []struct {
		c     Column
		to    *float64
		bound float64
	}{{lat, &p.Lat, 90}, {lon, &p.Lon, 180}} {
		b := t.Get(x.c)
		f, ok := ParseFloat(b)
		switch {
		case len(b) == 0:
			t.Bad(x.c, CodeStopPosition, "")
			return p, false
		case !ok:
			t.Bad(x.c, CodeFloat, string(b))
			return p, false
		case f < -x.bound || f > x.bound:
			t.Bad(x.c, CodeRange, string(b))
			return p, false
		}
		*x.to = f
	}
	return p, true
}

// Enum reads a small number between 0 and limit; the empty cell is 0.
func (t *Table) Enum(c Column, limit int) (int, bool) {
	b := t.Get(c)
	if len(b) == 0 {
		return 0, true
	}
	if n, ok := ParseInt(b); ok && n >= 0 && n <= limit {
		return n, true
	}
	t.Bad(c, CodeEnum, string(b))
	return 0, false
}

// Time reads a time that may be missing.
func (t *Table) Time(c Column) (model.Second, bool) {
	b := t.Get(c)
	if len(b) == 0 {
		return NoTime, true
	}
	at, ok := ParseTime(b)
	if !ok {
		t.Bad(c, CodeTime, string(b))
	}
	return at, ok
}

// Date reads a cell that must hold a day.
func (t *Table) Date(c Column) (model.Date, bool) {
	b := t.Get(c)
	d, ok := ParseDate(b)
	if !ok {
		t.Bad(c, CodeDate, string(b))
	}
	return d, ok
}
