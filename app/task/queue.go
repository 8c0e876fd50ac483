package task

import (
	"context"
	"sync"
)

// Queue is the UI thread of a program without a window, such as the renderer
// of screen pictures and the tests: functions are posted from any goroutine and
// run when their owner drains the queue. The zero value is ready.
type Queue struct {
	mu    sync.Mutex
	queue []func()
	wake  chan struct{}
}

// Post appends f. It never blocks.
func (q *Queue) Post(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.queue = append(q.queue, f)
	select {
	case q.signal() <- struct{}{}:
	default:
	}
}

// signal is called with the lock held.
func (q *Queue) signal() chan struct{} {
	if q.wake == nil {
		q.wake = make(chan struct{}, 1)
	}
	return q.wake
}

// Drain runs everything posted, and what that posts, on the caller's goroutine.
func (q *Queue) Drain() {
	for {
		q.mu.Lock()
		fs := q.queue
		q.queue = nil
		q.mu.Unlock()
		if len(fs) == 0 {
			return
		}
		for _, f := range fs {
			f()
		}
	}
}

// Settle drains until no work of g is under way, or until ctx ends.
func (q *Queue) Settle(ctx context.Context, g *Group) {
	q.mu.Lock()
	wake := q.signal()
	q.mu.Unlock()
	for {
		q.Drain()
		select {
		case <-ctx.Done():
			return
		case <-wake:
			continue
		case <-g.work.idle():
		}
		// Work posts before it counts as ended, so an empty queue now means that
		// nothing is left which could start more.
		q.mu.Lock()
		empty := len(q.queue) == 0
		q.mu.Unlock()
		if empty {
			return
		}
	}
}
