package auth

import (
	"sync"
	"time"
)

// Clock is a virtual clock: another one, moved. It is safe for concurrent use.
type Clock struct {
	base func() time.Time

	mu    sync.Mutex
	ahead time.Duration
}

// NewClock returns a clock that runs with base; nil: time.Now.
func NewClock(base func() time.Time) *Clock {
	if base == nil {
		base = time.Now
	}
	return &Clock{base: base}
}

// StoppedClock returns a clock that shows start and moves by Advance only.
func StoppedClock(start time.Time) *Clock {
	return NewClock(func() time.Time { return start })
}

// Now is the time shown.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.base().Add(c.ahead)
}

// Advance moves the clock, backwards if d is negative.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}
