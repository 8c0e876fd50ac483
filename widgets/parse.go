package widgets

import (
	"strconv"
	"strings"
	"time"
)

// HalfWidth turns the full-width characters a Chinese input method types into
// ASCII, the ideographic full stop into a point, and drops blanks.
func HalfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '。':
			return '.'
		case r == '￥':
			return '¥'
		case r == ' ', r == '\t', r == '\u3000', r == '\u00a0':
			return -1
		}
		return r
	}, s)
}

// digits reports whether s is not empty and all ASCII digits.
func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// ParseClock reads a time of day the way people type it: 8, 820, 0820, 8:20,
// 08.20, 8时20, also in full-width characters. It returns minutes after midnight.
func ParseClock(text string) (minutes int, ok bool) {
	s := HalfWidth(text)
	s = strings.NewReplacer(".", ":", "时", ":", "点", ":", "分", "", "h", ":", "H", ":").Replace(s)
	hour, minute, split := strings.Cut(s, ":")
	if !split {
		if !digits(s) || len(s) > 4 {
			return 0, false
		}
		if len(s) > 2 {
			hour, minute = s[:len(s)-2], s[len(s)-2:]
		}
	}
	if minute == "" {
		minute = "0"
	}
	if !digits(hour) || !digits(minute) || len(hour) > 2 || len(minute) > 2 {
		return 0, false
	}
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	if h > 23 || m > 59 {
		return 0, false
	}
	return h*60 + m, true
}

// FormatClock gives minutes after midnight as 08:20, around the clock.
func FormatClock(minutes int) string {
	const day = 24 * 60
	minutes = (minutes%day + day) % day
	return time.Unix(int64(minutes)*60, 0).UTC().Format("15:04")
}

// ParseDay reads a civil day the way people type it: 2026-11-24, 20261124,
// 2026/11/24, and without a year 11-24, 1124, 11月24日: then it is the first such
// day not more than half a year before near. The result is midnight UTC.
func ParseDay(text string, near time.Time) (time.Time, bool) {
	s := strings.NewReplacer("/", "-", ".", "-", "年", "-", "月", "-", "日", "", "号", "").Replace(HalfWidth(text))
	parts := strings.Split(s, "-")
	if len(parts) == 1 {
		switch len(s) {
		case 8:
			parts = []string{s[:4], s[4:6], s[6:]}
		case 4:
			parts = []string{s[:2], s[2:]}
		}
	}
	n := make([]int, len(parts))
	for i, p := range parts {
		if !digits(p) || len(p) > 4 {
			return time.Time{}, false
		}
		n[i], _ = strconv.Atoi(p)
	}
	switch {
	case len(n) == 3 && len(parts[0]) == 4:
		return civil(n[0], n[1], n[2])
	case len(n) != 2:
		return time.Time{}, false
	}
	for year := near.Year() - 1; year <= near.Year()+1; year++ {
		if d, ok := civil(year, n[0], n[1]); ok && d.After(near.AddDate(0, -6, 0)) {
			return d, true
		}
	}
	return time.Time{}, false
}

// civil refuses what is no day, such as 30 February.
func civil(y, m, d int) (time.Time, bool) {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Year() == y && int(t.Month()) == m && t.Day() == d
}

// FormatDay gives the ISO form 2026-11-24.
func FormatDay(d time.Time) string { return d.Format(time.DateOnly) }

// dayOf cuts the clock off t.
func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
