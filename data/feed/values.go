package feed

import (
	"math"
	"strconv"
	"strings"
	"time"

	"tongtu/data/model"
)

// The parsers of this file take the text of one cell and accept exactly the
// form the reference gives it; everything else is false, never a guess.

// maxAmount bounds prices so that sums of them cannot overflow: 10^13 units.
const maxAmount = 1e15

func digit(c byte) bool { return c-'0' <= 9 }

// ParseTime reads H:MM:SS, HH:MM:SS or HHH:MM:SS up to model.MaxClock.
func ParseTime(b []byte) (model.Second, bool) {
	n := len(b)
	if n < len("0:00:00") || n > len("000:00:00") || b[n-3] != ':' || b[n-6] != ':' ||
		!digit(b[n-1]) || !digit(b[n-2]) || !digit(b[n-4]) || !digit(b[n-5]) {
		return 0, false
	}
	h := 0
	for _, c := range b[:n-6] {
		if !digit(c) {
			return 0, false
		}
		h = h*10 + int(c-'0')
	}
	m, s := int(b[n-5]-'0')*10+int(b[n-4]-'0'), int(b[n-2]-'0')*10+int(b[n-1]-'0')
	at := model.Second(h*3600 + m*60 + s)
	return at, m < 60 && s < 60 && at <= model.MaxClock
}

// ParseDate reads YYYYMMDD.
func ParseDate(b []byte) (model.Date, bool) {
	if len(b) != len("20060102") {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if !digit(c) {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	y, m, d := n/10000, time.Month(n/100%100), n%100
	if m < time.January || m > time.December || d < 1 || d > 31 {
		return 0, false
	}
	// An impossible day such as 31 April normalises into the next month.
	date := model.NewDate(y, m, d)
	return date, d <= 28 || date.Time().Month() == m
}

// AppendDate is the inverse of ParseDate.
func AppendDate(b []byte, d model.Date) []byte { return d.Time().AppendFormat(b, "20060102") }

// ParseDecimal reads an unsigned decimal number scaled by 10^places, exactly:
// more significant places than that are refused, not rounded.
func ParseDecimal(b []byte, places int) (int64, bool) {
	if len(b) == 0 || !digit(b[0]) {
		return 0, false
	}
	var n int64
	i := 0
	for ; i < len(b) && digit(b[i]); i++ {
		if n = n*10 + int64(b[i]-'0'); n > maxAmount {
			return 0, false
		}
	}
	if i < len(b) {
		if b[i] != '.' || i+1 == len(b) {
			return 0, false
		}
		i++
	}
	for ; places > 0; places-- {
		n *= 10
		if i < len(b) {
			if !digit(b[i]) {
				return 0, false
			}
			n += int64(b[i] - '0')
			i++
		}
	}
	for ; i < len(b); i++ {
		if b[i] != '0' {
			return 0, false
		}
	}
	return n, n <= maxAmount
}

// AppendDecimal is the inverse of ParseDecimal, without needless zeros.
func AppendDecimal(b []byte, n int64, places int) []byte {
	unit := int64(math.Pow10(places))
	b = strconv.AppendInt(b, n/unit, 10)
	frac := n % unit
	if frac == 0 {
		return b
	}
	b = append(b, '.')
	for unit /= 10; frac > 0; unit /= 10 {
		b = append(b, byte('0'+frac/unit))
		frac %= unit
	}
	return b
}

// ParseMoney reads an amount with at most two significant decimals.
func ParseMoney(b []byte) (model.Fen, bool) {
	n, ok := ParseDecimal(b, 2)
	return model.Fen(n), ok
}

// ParseInt reads a whole number of at most nine digits.
func ParseInt(b []byte) (int, bool) {
	neg := false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		neg = b[0] == '-'
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if !digit(c) {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	if neg {
		n = -n
	}
	return n, true
}

// ParseFloat reads a finite decimal number. Unlike strconv it knows no names
// (NaN, Inf), no hexadecimal and no underscores.
func ParseFloat(b []byte) (float64, bool) {
	for _, c := range b {
		if !digit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(string(b), 64)
	return f, err == nil
}

// CurrencyCode reports whether s has the form of an ISO 4217 code.
func CurrencyCode(s string) bool {
	return len(s) == 3 && strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// Lists in one cell: items joined by semicolons. A backslash escapes itself
// and the semicolon; \e is the empty item, so that the empty cell is the list
// without items.

// JoinList writes a list.
func JoinList[S ~string](items []S) string {
	var b strings.Builder
	for i, it := range items {
		if i > 0 {
			b.WriteByte(';')
		}
		if it == "" {
			b.WriteString(`\e`)
		}
		for _, c := range []byte(it) {
			if c == ';' || c == '\\' {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		}
	}
	return b.String()
}

// SplitList is the inverse of JoinList.
func SplitList[S ~string](s string) []S {
	if s == "" {
		return nil
	}
	var out []S
	var item []byte
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == ';':
			out = append(out, S(item))
			item = item[:0]
		case s[i] == '\\' && i+1 < len(s):
			if i++; s[i] != 'e' {
				item = append(item, s[i])
			}
		default:
			item = append(item, s[i])
		}
	}
	return append(out, S(item))
}
