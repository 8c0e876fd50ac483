package app

import (
	"context"
	"runtime"
	"time"

	"tongtu/app/task"
	"tongtu/data/model"
)

// prepareAfter lets the window settle, and edits come to an end.
const prepareAfter = 3 * time.Second

// prepare has the answers of a day computed in the background, soon, on half of
// the processors: the rest is for whoever sits before the window. Until they are
// there, searches take a little longer.
func (p *Program) prepare(day model.Date) {
	p.day = day
	p.sweeper.After("prepare", prepareAfter, func() {
		task.Latest(p.sweeper, "prepare",
			func(ctx context.Context) (struct{}, error) {
				return struct{}{}, p.core.engine.Prepare(ctx, day, max(1, runtime.NumCPU()/2), nil)
			},
			func(_ struct{}, err error) { p.note(err) })
	})
}

// searched prepares the day that people ask about.
func (p *Program) searched(day model.Date) {
	if day != p.day {
		p.prepare(day)
	}
}
