package widgets_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"tongtu/widgets"
)

func TestParseClockTakesWhatPeopleType(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want string // empty: refused
	}{
		{"820", "08:20"}, {"0820", "08:20"}, {"8:20", "08:20"}, {"08:20", "08:20"}, {"8.20", "08:20"},
		{"８２０", "08:20"}, {"８：２０", "08:20"}, {" 8 : 20 ", "08:20"}, {"8时20分", "08:20"}, {"8点", "08:00"},
		{"8", "08:00"}, {"23", "23:00"}, {"2359", "23:59"}, {"0", "00:00"}, {"8h20", "08:20"},
		{"24:00", ""}, {"860", ""}, {"12345", ""}, {"", ""}, {"abc", ""}, {"-1:00", ""}, {"8:20:00", ""}, {":20", ""}, {"25:61", ""},
	} {
		t.Run(tt.in, func(t *testing.T) {
			m, ok := widgets.ParseClock(tt.in)
			require.Equal(t, tt.want != "", ok)
			if ok {
				require.Equal(t, tt.want, widgets.FormatClock(m))
			}
		})
	}
}

func TestParseDayTakesWhatPeopleType(t *testing.T) {
	near := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ in, want string }{
		{"2026-11-24", "2026-11-24"}, {"20261124", "2026-11-24"}, {"2026/11/24", "2026-11-24"}, {"2026.11.24", "2026-11-24"},
		{"２０２６年１１月２４日", "2026-11-24"}, {"11-24", "2026-11-24"}, {"1124", "2026-11-24"}, {"11月24日", "2026-11-24"},
		{"1-3", "2027-01-03"}, {"10-1", "2026-10-01"},
		{"2026-02-30", ""}, {"13-01", ""}, {"24", ""}, {"", ""}, {"tomorrow", ""}, {"26-11-24", ""},
	} {
		t.Run(tt.in, func(t *testing.T) {
			d, ok := widgets.ParseDay(tt.in, near)
			require.Equal(t, tt.want != "", ok)
			if ok {
				require.Equal(t, tt.want, widgets.FormatDay(d))
			}
		})
	}
}
