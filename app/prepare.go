package app

import (
	"context"
	"time"

	"tongtu/app/task"
	"tongtu/data/model"
)

// prepareAfter lets the window settle, and edits come to an end.
const prepareAfter = 3 * time.Second

// prepare has the answers of a day computed in the background, soon. Until they
// are there, searches take a little longer.
func (p *Program) prepare(day model.Date) {
	p.day = day
	p.sweeper.After("prepare", prepareAfter, func() {
		task.Latest(p.sweeper, "prepare",
			func(ctx context.Context) (struct{}, error) {
				return struct{}{}, p.core.engine.Prepare(ctx, day, nil)
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
