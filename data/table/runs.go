package table

import (
	"strings"

	"tongtu/data/model"
)

// The days of a service in one cell: seven digits for Monday to Sunday, the
// first and last day, then single days added and removed:
//
//	1111100 2026-11-01/2027-12-31 +2026-12-24 -2026-12-25

func formatRuns(c model.Calendar) string {
	var b strings.Builder
	for i := range 7 {
		b.WriteByte('0' + byte(c.Days>>i&1))
	}
	if c.From != 0 || c.To != 0 {
		b.WriteString(" " + c.From.String() + "/" + c.To.String())
	}
	for _, d := range c.Added {
		b.WriteString(" +" + d.String())
	}
	for _, d := range c.Removed {
		b.WriteString(" -" + d.String())
	}
	return b.String()
}

func parseRuns(s string) (c model.Calendar, ok bool) {
	parts := strings.Fields(s)
	if len(parts) == 0 || len(parts[0]) != 7 {
		return c, false
	}
	for i, d := range []byte(parts[0]) {
		if d != '0' && d != '1' {
			return c, false
		}
		c.Days |= model.Weekdays(d-'0') << i
	}
	for _, p := range parts[1:] {
		switch from, to, isSpan := strings.Cut(p, "/"); {
		case isSpan:
			if c.From, ok = isoDate(from); !ok {
				return c, false
			}
			if c.To, ok = isoDate(to); !ok || c.To < c.From {
				return c, false
			}
		case p[0] == '+' || p[0] == '-':
			d, ok := isoDate(p[1:])
			if !ok {
				return c, false
			}
			if p[0] == '+' {
				c.Added = append(c.Added, d)
			} else {
				c.Removed = append(c.Removed, d)
			}
		default:
			return c, false
		}
	}
	return c, true
}

func isoDate(s string) (model.Date, bool) {
	d, err := model.ParseDate(s)
	return d, err == nil && len(s) == len("2006-01-02")
}
