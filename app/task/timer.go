package task

import (
	"context"
	"time"
)

// Every calls fn on the UI thread once per period until the group is closed or
// stop is called. Ticks that the UI thread has no time for are dropped.
func (g *Group) Every(period time.Duration, fn func()) (stop func()) {
	ctx, cancel := context.WithCancel(g.ctx)
	c, end := g.ticks(period)
	go func() {
		defer end()
		taken := make(chan struct{}, 1)
		for {
			select {
			case <-ctx.Done():
				return
			case <-c:
			}
			g.ui(func() {
				defer func() { taken <- struct{}{} }()
				if ctx.Err() == nil {
					fn()
				}
			})
			select {
			case <-ctx.Done():
				return
			case <-taken:
			}
		}
	}()
	return cancel
}

// After calls fn on the UI thread after the delay, once. A newer call with the
// same slot, or work started in it, replaces it: this is how typing is debounced.
func (g *Group) After(name string, delay time.Duration, fn func()) {
	if g.Closed() {
		return
	}
	ctx, s := g.take(name)
	c, end := g.ticks(delay)
	go func() {
		defer end()
		defer s.cancel()
		select {
		case <-ctx.Done():
		case <-c:
			g.post(name, s, func() {
				delete(g.slots, name)
				fn()
			})
		}
	}()
}
