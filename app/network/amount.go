package network

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tongtu/data/model"
	"tongtu/widgets"
)

// The reasons why a typed amount is refused.
var (
	ErrClock  = errors.New("not a time of day")
	ErrMinute = errors.New("minutes or seconds past 59")
	ErrLate   = errors.New("later than the longest trip")
	ErrMoney  = errors.New("not an amount of money")
	ErrFine   = errors.New("finer than 1/100")
	ErrNumber = errors.New("not a number")
	ErrLarge  = errors.New("too large")
)

func allDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// ParseClock reads the time of a call as people type it: 820, 0820, 8:20, 8.20,
// 08:20:30, a bare hour 8, all with +1 for the next day (0:40+1), or with the
// hours running on (25:10). Full-width characters are taken as well.
func ParseClock(text string) (model.Second, error) {
	s := widgets.HalfWidth(text)
	clock, plus, next := strings.Cut(s, "+")
	days := 0
	if next {
		if !allDigits(plus) || len(plus) > 1 {
			return 0, ErrClock
		}
		days, _ = strconv.Atoi(plus)
	}
	parts, err := clockParts(clock)
	if err != nil {
		return 0, err
	}
	if parts[1] > 59 || parts[2] > 59 {
		return 0, ErrMinute
	}
	if next && parts[0] > 23 {
		return 0, ErrClock // 25:10+1 could mean either
	}
	at := model.Second(days)*model.Day + model.Second(parts[0])*model.Hour + model.Second(parts[1])*model.Minute + model.Second(parts[2])
	if at > model.MaxClock {
		return 0, ErrLate
	}
	return at, nil
}

// clockParts splits into hours, minutes and seconds.
func clockParts(s string) (p [3]int, err error) {
	s = strings.ReplaceAll(s, ".", ":")
	fields := strings.Split(s, ":")
	if len(fields) == 1 && len(s) > 2 {
		fields = []string{s[:len(s)-2], s[len(s)-2:]}
	}
	if len(fields) > 3 {
		return p, ErrClock
	}
	for i, f := range fields {
		long := 2
		if i == 0 {
			long = 3
		}
		if !allDigits(f) || len(f) > long || (i > 0 && len(f) != 2) {
			return p, ErrClock
		}
		p[i], _ = strconv.Atoi(f)
	}
	if len(s) > 4 && len(fields) == 2 && !strings.Contains(s, ":") {
		return p, ErrClock // five digits could be 1:23:45 or 123:45
	}
	return p, nil
}

// FormatClock writes a call's time so that ParseClock reads it back: 08:20,
// 00:40+1, with seconds only when there are any.
func FormatClock(at model.Second) string {
	text := fmt.Sprintf("%02d:%02d", at%model.Day/model.Hour, at%model.Hour/model.Minute)
	if s := at % model.Minute; s != 0 {
		text += fmt.Sprintf(":%02d", s)
	}
	if days := at / model.Day; days > 0 {
		text += fmt.Sprintf("+%d", days)
	}
	return text
}

// maxYuan keeps money far from the end of int64 and from anything anybody pays.
const maxYuan = 100_000_000

// ParseFen reads an amount of money exactly: 553, 553.5, 553.50, with an
// optional currency sign and grouped thousands (1,234). Empty text and a dash
// mean an unknown amount.
func ParseFen(text string) (model.Fen, error) {
	s := strings.TrimPrefix(widgets.HalfWidth(text), "\u00a5")
	if s == "" || s == "-" || s == "\u2013" {
		return model.UnknownFen, nil
	}
	n, err := hundredths(s)
	if errors.Is(err, ErrNumber) {
		err = ErrMoney
	}
	return model.Fen(n), err
}

// hundredths reads a decimal number with at most two places, times 100.
func hundredths(s string) (int64, error) {
	whole, part, point := strings.Cut(s, ".")
	whole, ok := ungroup(whole)
	switch {
	case !ok || !allDigits(whole) || (point && !allDigits(part)):
		return 0, ErrNumber
	case len(strings.TrimRight(part, "0")) > 2:
		return 0, ErrFine
	case len(strings.TrimLeft(whole, "0")) > 9:
		return 0, ErrLarge
	}
	n, _ := strconv.ParseInt(whole, 10, 64)
	if n > maxYuan {
		return 0, ErrLarge
	}
	cents, _ := strconv.ParseInt((part + "00")[:2], 10, 64)
	return n*100 + cents, nil
}

// ungroup takes the commas out of 1,234,567 and refuses any others.
func ungroup(s string) (string, bool) {
	groups := strings.Split(s, ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || len(groups) > 1 && (len(g) > 3 || g == "") {
			return s, false
		}
	}
	return strings.Join(groups, ""), true
}

// FormatFen writes an amount so that ParseFen reads it back: 553, 553.50, and
// nothing for an unknown one.
func FormatFen(f model.Fen) string {
	switch {
	case !f.Known():
		return ""
	case f%100 == 0:
		return strconv.FormatInt(int64(f/100), 10)
	}
	return fmt.Sprintf("%d.%02d", f/100, f%100)
}

// ParseKm reads a distance in kilometres with at most two decimals; empty text
// means unknown, which is 0.
func ParseKm(text string) (model.Metre, error) {
	s := widgets.HalfWidth(text)
	if s == "" || s == "-" || s == "\u2013" {
		return 0, nil
	}
	n, err := hundredths(s)
	if err != nil {
		return 0, err
	}
	if n > 100*100_000 { // two and a half times round the earth
		return 0, ErrLarge
	}
	return model.Metre(n * 10), nil
}

// FormatKm writes a distance so that ParseKm reads it back to 10 m; 0 is empty.
func FormatKm(m model.Metre) string {
	if m <= 0 {
		return ""
	}
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%d.%02d", m/1000, m%1000/10), "0"), ".")
}

// ParseDegrees reads a longitude or latitude. What is no number at all, NaN and
// infinities included, is ErrNumber; the range is the model's to judge.
func ParseDegrees(text string) (float64, error) {
	s := strings.ReplaceAll(widgets.HalfWidth(text), "\u2212", "-")
	if s == "" || strings.Trim(s, "+-.0123456789") != "" {
		return 0, ErrNumber
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0, ErrNumber
	}
	return f, nil
}

// FormatDegrees writes a coordinate exactly, without needless digits.
func FormatDegrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// ParseShift reads how far to move a trip: minutes (30), hours and minutes
// (1:05), with an optional sign.
func ParseShift(text string) (model.Second, error) {
	s := strings.ReplaceAll(widgets.HalfWidth(text), "\u2212", "-")
	sign := model.Second(1)
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = -1, s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	if allDigits(s) {
		if len(s) > 4 {
			return 0, ErrLarge
		}
		n, _ := strconv.Atoi(s)
		return sign * model.Second(n) * model.Minute, nil
	}
	at, err := ParseClock(s)
	if err != nil || strings.Contains(s, "+") {
		return 0, ErrClock
	}
	return sign * at, nil
}

// ParseDates reads days separated by blanks, commas or lines, sorted and
// without repetition. The error names the first text that is no day.
func ParseDates(text string) ([]model.Date, error) {
	isGap := func(r rune) bool {
		return strings.ContainsRune(" ,;\n\t\u3000\uff0c\u3001\uff1b", r)
	}
	var days []model.Date
	for _, f := range strings.FieldsFunc(text, isGap) {
		d, err := model.ParseDate(widgets.HalfWidth(f))
		if err != nil {
			return nil, err
		}
		days = append(days, d)
	}
	return sortedDates(days), nil
}

func sortedDates(days []model.Date) []model.Date {
	slices.Sort(days)
	return slices.Compact(days)
}
