package engine

import (
	"context"

	"tongtu/engine/plan"
	"tongtu/engine/trace"
)

// Reach gives every city that can be reached within the time of q, with a
// MaxFare every one that a single journey reaches within both. A nil rec records
// nothing.
func (e *Engine) Reach(ctx context.Context, q plan.ReachQuery, rec *trace.Recorder) (plan.Reach, error) {
	tt := e.cur.Load()
	if tt == nil {
		return plan.Reach{}, ErrNoTimetable
	}
	if q.MaxFare != nil {
		return e.byFare.Reach(ctx, tt, q, rec)
	}
	return e.byTime.Reach(ctx, tt, q, rec)
}
