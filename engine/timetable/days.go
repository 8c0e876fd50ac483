package timetable

import (
	"fmt"

	"tongtu/data/model"
)

// maxSpan bounds the days between the first and the last service day: two centuries.
const maxSpan = 200 * 366

// calendars holds one bit per calendar and day.
type calendars struct {
	first, last model.Date
	words       int // 64-bit words per calendar
	bits        []uint64
	index       map[model.CalendarID]int32
}

func (c *calendars) compile(cs []model.Calendar) error {
	c.index = make(map[model.CalendarID]int32, len(cs))
	found := false
	for i := range cs {
		c.index[cs[i].ID] = int32(i)
		first, last, ok := cs[i].Span()
		if !ok {
			continue
		}
		if !found || first < c.first {
			c.first = first
		}
		if !found || last > c.last {
			c.last = last
		}
		found = true
	}
	if c.last-c.first > maxSpan {
		return fmt.Errorf("service days from %v to %v: %w", c.first, c.last, ErrNetwork)
	}
	if !found {
		return nil
	}
	c.words = int(c.last-c.first)/64 + 1
	c.bits = make([]uint64, c.words*len(cs))
	for i := range cs {
		first, last, ok := cs[i].Span()
		if !ok {
			continue
		}
		for d := first; d <= last; d++ {
			if cs[i].Runs(d) {
				k := int(d - c.first)
				c.bits[i*c.words+k/64] |= 1 << (k % 64)
			}
		}
	}
	return nil
}

// runs reports whether calendar i has service day d.
func (c *calendars) runs(i int32, d model.Date) bool {
	k := int(d - c.first)
	if k < 0 || d > c.last {
		return false
	}
	return c.bits[int(i)*c.words+k>>6]>>(k&63)&1 != 0
}
