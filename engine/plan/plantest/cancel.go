package plantest

import (
	"context"
	"errors"
	"testing"

	"tongtu/engine/plan"
	"tongtu/engine/timetable"
)

// stepsPerLook is how many labels a planner may settle and calls it may look at
// between two looks at its context: at fifty nanoseconds each, a tenth of the
// ten milliseconds within which a search must end.
const stepsPerLook = 20_000

// unwinding is how many loops, one within another, may look once more on the way out.
const unwinding = 10

// Cancelled checks that p stops when its context ends: before it begins, and at
// whichever look.
func Cancelled(t *testing.T, p plan.Planner, tt *timetable.Timetable, q plan.Query) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Plan(ctx, tt, q, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// LooksOften checks that p looks at its context often enough while it answers q,
// and that it stops at the look that finds it ended.
func LooksOften(t *testing.T, p plan.Planner, tt *timetable.Timetable, q plan.Query) {
	t.Helper()
	all := &counting{Context: t.Context()}
	res, err := p.Plan(all, tt, q, nil)
	if err != nil && !errors.Is(err, plan.ErrNoRoute) {
		t.Errorf("%s: %v", Question(q), err)
		return
	}
	if steps := res.Stats.Settled + res.Stats.Relaxed; steps > (all.looks+1)*stepsPerLook {
		t.Errorf("%s: %d looks in %d steps", Question(q), all.looks, steps)
	}
	for _, at := range []int{1, 2, all.looks / 3, all.looks / 2, all.looks - 1, all.looks} {
		if at < 1 || at > all.looks {
			continue
		}
		some := &counting{Context: t.Context(), end: at}
		_, err := p.Plan(some, tt, q, nil)
		if !errors.Is(err, context.Canceled) || some.looks > at+unwinding {
			t.Errorf("%s: ended at look %d of %d: got %v after %d more", Question(q), at, all.looks, err, some.looks-at)
		}
	}
}

// counting counts the looks at a context, which ends at one of them.
type counting struct {
	context.Context
	looks, end int
}

// Err ends the context at look number end, if that is not 0.
func (c *counting) Err() error {
	c.looks++
	if c.end > 0 && c.looks >= c.end {
		return context.Canceled
	}
	return c.Context.Err()
}
