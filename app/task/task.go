// Package task runs background work for a screen and brings its results back
// to the UI thread. It is the only place where screens get goroutines from and
// the only package that calls fyne.Do.
//
// A [Group] is the background work of one screen visit. [Latest] starts work in
// a named slot of it: a newer call for the slot wins, leaving the screen closes
// the group and cancels everything. After Close no callback runs any more, so a
// callback may touch the widgets of its screen without asking.
//
// Work that panics ends with a [*PanicError]; the program goes on.
package task

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"fyne.io/fyne/v2"
)

// UI queues f for Fyne's main goroutine. It is what a running window passes to
// [NewGroup]; programs without a window pass a [Queue]'s Post.
func UI(f func()) { fyne.Do(f) }

// PanicError is what work that panicked ends with.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Unwrap gives the panic's value when that was an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// A Group is the background work of one screen visit. All methods except Wait
// are for the UI thread.
type Group struct {
	ctx    context.Context
	cancel context.CancelFunc
	ui     func(func())
	ticks  Ticks
	work   inflight
	slots  map[string]*slot
}

type slot struct{ cancel context.CancelFunc }

// Ticks gives the ticks of a period and the function that ends them. The zero
// value of a Group's option is the real clock.
type Ticks func(every time.Duration) (c <-chan time.Time, stop func())

// Option changes how a Group works.
type Option func(*Group)

// WithTicks replaces the clock behind Every and After.
func WithTicks(t Ticks) Option { return func(g *Group) { g.ticks = t } }

// NoTicks is a clock that stands still: nothing periodic ever happens.
func NoTicks(time.Duration) (<-chan time.Time, func()) { return nil, func() {} }

func realTicks(every time.Duration) (<-chan time.Time, func()) {
	t := time.NewTicker(every)
	return t.C, t.Stop
}

// NewGroup returns a group whose work is cancelled with parent and whose
// callbacks are handed to ui.
func NewGroup(parent context.Context, ui func(func()), options ...Option) *Group {
	ctx, cancel := context.WithCancel(parent)
	g := &Group{ctx: ctx, cancel: cancel, ui: ui, ticks: realTicks, slots: map[string]*slot{}}
	for _, o := range options {
		o(g)
	}
	return g
}

// Context is cancelled when the group is closed. Calls that are quick enough
// for the UI thread use it to carry the visitor's identity.
func (g *Group) Context() context.Context { return g.ctx }

// Close cancels everything; no callback runs afterwards.
func (g *Group) Close() { g.cancel() }

// Closed reports whether the group was closed or its parent cancelled.
func (g *Group) Closed() bool { return g.ctx.Err() != nil }

// Wait blocks until all work has returned; timers do not count. For tests and
// for the end of the program.
func (g *Group) Wait() { <-g.work.idle() }

// Cancel ends what runs in a slot, if anything; its callbacks never run.
func (g *Group) Cancel(name string) {
	if s := g.slots[name]; s != nil {
		s.cancel()
		delete(g.slots, name)
	}
}

// Busy reports whether work of the slot is under way.
func (g *Group) Busy(name string) bool { return g.slots[name] != nil && !g.Closed() }

// take makes a new owner of the slot, cancelling the former one.
func (g *Group) take(name string) (context.Context, *slot) {
	g.Cancel(name)
	ctx, cancel := context.WithCancel(g.ctx)
	s := &slot{cancel}
	g.slots[name] = s
	return ctx, s
}

// post runs f on the UI thread unless s lost its slot or the group is closed.
func (g *Group) post(name string, s *slot, f func()) {
	g.ui(func() {
		if g.ctx.Err() == nil && g.slots[name] == s {
			f()
		}
	})
}

// Latest runs work in the background and done on the UI thread. A newer call
// with the same slot cancels the older one, whose done then never runs.
func Latest[T any](g *Group, name string, work func(context.Context) (T, error), done func(T, error)) {
	LatestProgress(g, name, func(ctx context.Context, _ func(struct{})) (T, error) { return work(ctx) }, nil, done)
}

// LatestProgress is Latest for work that reports how far it is. Reports that
// arrive faster than the UI thread takes them are dropped, but never the last
// one before done. The work may report from any goroutine.
func LatestProgress[T, P any](g *Group, name string, work func(context.Context, func(P)) (T, error), progress func(P), done func(T, error)) {
	if g.Closed() {
		return
	}
	ctx, s := g.take(name)
	report := &reporter[P]{show: progress, post: func(f func()) { g.post(name, s, f) }}
	g.work.add()
	go func() {
		defer g.work.done()
		defer s.cancel()
		v, err := guard(func() (T, error) { return work(ctx, report.put) })
		g.post(name, s, func() {
			delete(g.slots, name)
			report.end()
			done(v, err)
		})
	}()
}

// guard turns a panic of work into an error.
func guard[T any](work func() (T, error)) (v T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{Value: r, Stack: debug.Stack()}
		}
	}()
	return work()
}

// reporter keeps the newest report and at most one pending UI call.
type reporter[P any] struct {
	show func(P)
	post func(func())

	mu      sync.Mutex
	latest  P
	pending bool
}

func (r *reporter[P]) put(p P) {
	if r.show == nil {
		return
	}
	r.mu.Lock()
	first := !r.pending
	r.latest, r.pending = p, true
	r.mu.Unlock()
	if first {
		r.post(r.end)
	}
}

// end shows the newest report that was not shown yet.
func (r *reporter[P]) end() {
	r.mu.Lock()
	p, pending := r.latest, r.pending
	r.pending = false
	r.mu.Unlock()
	if pending {
		r.show(p)
	}
}
